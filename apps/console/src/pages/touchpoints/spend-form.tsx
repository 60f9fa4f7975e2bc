import { Form, Input } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { recordTouchpointSpends, type Touchpoint } from "./touchpoint-api.ts";

/** What days cost: a line a day, typed or pasted. */
export function TouchpointSpendForm({ touchpoint, onClose }: { touchpoint: Touchpoint; onClose: () => void }) {
  const [form] = Form.useForm<{ csv: string }>();
  const save = useAction<{ csv: string }, Touchpoint>({
    run: (values) => recordTouchpointSpends(touchpoint.id, values),
    done: "花费已记录",
    refresh: [["touchpoints"], ["drainage-plans"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<{ csv: string }>
      form={form}
      title="记录花费"
      hint="物料、赠品、人工都可以记；同一天再记一次会替换原来的数，写进操作日志。"
      submitText="记录"
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item
        name="csv"
        label="每行一天"
        extra="日期、花费（元），用逗号或制表符分开；可从表格直接复制"
        rules={[{ required: true, message: "请填写花费" }]}
      >
        <Input.TextArea rows={8} placeholder={"2026-06-01,300.50\n2026-06-02,280"} />
      </Form.Item>
    </FormDrawer>
  );
}
