import { Form, Input, InputNumber, Modal } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { type Adjustment, adjustPoints } from "./point-api.ts";

interface Fields {
  readonly memberNo: number;
  readonly points: number;
  readonly reason: string;
}

/** Corrects a member's points by hand; large corrections wait for somebody else. */
export function AdjustDialog({ memberNo, onClose }: { memberNo?: number; onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const adjust = useAction<Fields, Adjustment>({
    run: (fields) => adjustPoints({ ...fields, memberNo: memberNo ?? fields.memberNo }),
    done: ({ status }) => (status === "waiting" ? "超过限额，已提交，等待其他人审批" : "积分已调整"),
    refresh: [["points"]],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title="调整积分"
      okText="提交"
      cancelText="取消"
      width={440}
      confirmLoading={adjust.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={(fields) => adjust.mutate(fields)}>
        {memberNo === undefined && (
          <Form.Item name="memberNo" label="客户编号" rules={[{ required: true, message: "请填写客户编号" }]}>
            <InputNumber min={1} max={2_147_483_647} precision={0} controls={false} style={{ width: "100%" }} />
          </Form.Item>
        )}
        <Form.Item
          name="points"
          label="积分"
          extra="正数增加，负数扣减；扣减不能超过可用积分"
          rules={[
            { required: true, message: "请填写积分" },
            {
              validator: (_, value: number) =>
                value === 0 ? Promise.reject(new Error("不能为 0")) : Promise.resolve(),
            },
          ]}
        >
          <InputNumber min={-100_000_000} max={100_000_000} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="reason"
          label="原因"
          rules={[{ required: true, min: 2, message: "请写明原因（至少 2 个字）" }]}
        >
          <Input.TextArea
            rows={3}
            maxLength={200}
            showCount
            placeholder="写进流水和操作日志，如 补录 6 月 18 日线下活动积分"
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
