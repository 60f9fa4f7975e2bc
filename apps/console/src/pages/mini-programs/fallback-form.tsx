import { Form, InputNumber, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { everything, type HomeRules, saveHomeSetting } from "./mini-program-api.ts";
import { fallbackNames } from "./rule-words.ts";

type Values = HomeRules["setting"]["value"];

/** Which store who shares no position is shown. */
export function FallbackForm({ setting, onClose }: { setting: HomeRules["setting"]; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, unknown>({
    run: (value) => saveHomeSetting({ value, version: setting.version }),
    done: "已保存，马上生效",
    refresh: everything,
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="客户不给位置时"
      hint="客户可以拒绝授权位置。按这里的顺序找一家门店，都没有就让客户自己从列表里选。"
      initialValues={setting.value}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="fallbacks" label="依次用（先选的先用）">
        <Select
          mode="multiple"
          options={Object.entries(fallbackNames).map(([value, label]) => ({ value, label }))}
          placeholder="直接给门店列表"
        />
      </Form.Item>
      <Form.Item name="rememberDays" label="上次的门店记多久" rules={[{ required: true, message: "请填写天数" }]}>
        <InputNumber min={1} max={365} precision={0} suffix="天" />
      </Form.Item>
    </FormDrawer>
  );
}
