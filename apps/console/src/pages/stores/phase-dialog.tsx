import { Alert, DatePicker, Form, Input, Modal, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { showFieldErrors } from "../../shared/form/field-errors.ts";
import { shopToday } from "../../shared/format/date.ts";
import { changePhase, type Phase, phaseNames, type StoreDetail } from "./store-api.ts";

interface Values {
  to: Phase;
  onDay: Dayjs;
  reason?: string;
}

const effects: Readonly<Record<Phase, string>> = {
  preparing: "筹备中的门店不参与营业统计。",
  open: "从这一天起算作营业门店。",
  refit: "装修期间暂停营业，装修后再变更为营业。",
  closed: "闭店后员工任职需要另行安排，客户与业绩都会保留；以后要重开，先变更为筹备。",
};

/** Moves a store on in its life cycle. */
export function PhaseDialog({ store, onClose }: { store: StoreDetail; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<string | null>(null);
  const to = Form.useWatch("to", form);
  const change = useAction<Values, StoreDetail>({
    run: ({ to: phase, onDay, reason }) =>
      changePhase(store.storeNo, { to: phase, onDay: onDay.format("YYYY-MM-DD"), reason: reason || undefined }),
    done: (saved) => `「${saved.name}」现在是${phaseNames[saved.phase]}`,
    refresh: [["stores"], ["organization"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <Modal
      open
      title={`变更「${store.name}」的状态`}
      okText="变更状态"
      cancelText="取消"
      okButtonProps={{ danger: to === "closed" }}
      confirmLoading={change.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 12 }} />}
      <p style={{ marginBottom: 12 }}>现在是「{phaseNames[store.phase]}」。</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ to: store.nextPhases[0], onDay: dayjs(shopToday()) }}
        onFinish={(values) => {
          setProblem(null);
          change.mutate(values, { onError: (error) => setProblem(showFieldErrors(form, error)) });
        }}
      >
        <Form.Item name="to" label="变更为" extra={to && effects[to]}>
          <Radio.Group options={store.nextPhases.map((phase) => ({ value: phase, label: phaseNames[phase] }))} />
        </Form.Item>
        <Form.Item name="onDay" label="从哪天起" rules={[{ required: true, message: "请选择日期" }]}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="reason" label="原因（选填）" rules={[{ max: 200 }]}>
          <Input placeholder="例如：商场整体改造" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
