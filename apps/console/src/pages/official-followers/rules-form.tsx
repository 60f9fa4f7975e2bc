import { useQuery } from "@tanstack/react-query";
import { Form, InputNumber } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type Rules, type RulesSetting, rulesQuery, saveRules } from "./follower-api.ts";

const fields: readonly { name: keyof Rules; label: string; min: number; max: number }[] = [
  { name: "perPush", label: "推送一次图文，每位导购增加几条", min: 0, max: 100 },
  { name: "perCredit", label: "几条消息算 1 条导购消息", min: 1, max: 20 },
  { name: "withinSeconds", label: "在多少秒以内", min: 1, max: 3600 },
  { name: "freeHours", label: "客户发来消息后，多少小时内答复不占条数", min: 0, max: 168 },
];

/** How guide messages are counted; WeChat may change it. */
export function RulesForm({ onClose }: { readonly onClose: () => void }) {
  const [form] = Form.useForm<Rules>();
  const rules = useQuery(rulesQuery);
  const save = useAction<RulesSetting, RulesSetting>({
    run: saveRules,
    done: "已保存",
    refresh: [["official-followers"]],
    onDone: onClose,
    quietFailure: true,
  });
  if (!rules.data) return null;
  const { value, version } = rules.data;
  return (
    <FormDrawer
      form={form}
      title="导购消息的条数规则"
      hint="跟着微信公众号导购助手的规则走；微信调整时在这里改，只影响以后的消息。"
      initialValues={value}
      onSubmit={(next) => save.mutateAsync({ value: next, version })}
      onClose={onClose}
    >
      {fields.map(({ name, label, min, max }) => (
        <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: "请填写" }]}>
          <InputNumber min={min} max={max} precision={0} style={{ width: "100%" }} />
        </Form.Item>
      ))}
    </FormDrawer>
  );
}
