import { Form, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type Advice, type Profile, saveProfile } from "./drainage-api.ts";

const yesNo = [
  { value: true, label: "是" },
  { value: false, label: "否" },
];
const grades = [
  { value: "high", label: "高" },
  { value: "low", label: "低" },
];

/** What the brand is, so that advice fits; headquarters says it. */
export function ProfileForm({ advice, onClose }: { advice: Advice; onClose: () => void }) {
  const [form] = Form.useForm<Profile>();
  const save = useAction<Profile, Advice>({
    run: (values) => {
      const said = (value: unknown) => value ?? null;
      const profile = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, said(value)])) as Profile;
      return saveProfile({ ...profile, fronts: values.fronts ?? [] }, advice.version);
    },
    done: "已保存，建议已更新",
    refresh: [["drainage-advice"]],
    onDone: onClose,
    quietFailure: true,
  });
  const { stores, mallStores, dealers } = advice.known;
  return (
    <FormDrawer<Profile>
      form={form}
      title="品牌情况"
      hint="不清楚的可以空着，空着的不会筛掉建议。"
      initialValues={advice.profile}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="hasStores" label="有自己的门店" extra={`组织里现有 ${stores} 家门店`}>
        <Select allowClear placeholder="没说明" options={yesNo} />
      </Form.Item>
      <Form.Item name="inMall" label="门店主要在商场里" extra={`其中 ${mallStores} 家标为商场专柜或购物中心店`}>
        <Select allowClear placeholder="没说明" options={yesNo} />
      </Form.Item>
      <Form.Item name="dealerLed" label="以经销商为主" extra={`组织里现有 ${dealers} 家经销商`}>
        <Select allowClear placeholder="没说明" options={yesNo} />
      </Form.Item>
      <Form.Item name="frequency" label="购买频次">
        <Select allowClear placeholder="没说明" options={grades} />
      </Form.Item>
      <Form.Item name="interaction" label="客户愿意互动的程度">
        <Select allowClear placeholder="没说明" options={grades} />
      </Form.Item>
      <Form.Item name="position" label="品牌定位">
        <Select
          allowClear
          placeholder="没说明"
          options={[
            { value: "premium", label: "高客单、重调性" },
            { value: "value", label: "高性价比、营销丰富" },
          ]}
        />
      </Form.Item>
      <Form.Item name="fronts" label="要比较的平台" extra="不选就是全部">
        <Select mode="multiple" options={advice.pools.choices.map((value) => ({ value, label: value }))} />
      </Form.Item>
    </FormDrawer>
  );
}
