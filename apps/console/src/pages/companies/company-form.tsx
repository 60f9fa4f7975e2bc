import { Checkbox, Form, Input, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf, StoreFilter } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type CompanyDetail, type CompanyFields, createCompany, sizeNames } from "./company-api.ts";

type Values = Omit<CompanyFields, "storeNo"> & { storeNo?: string };

/** Registers a business customer; a name or credit code that is known already is refused. */
export function CompanyForm({ onClose, onDone }: { onClose: () => void; onDone: (made: CompanyDetail) => void }) {
  const [form] = Form.useForm<Values>();
  const create = useAction<Values, CompanyDetail>({
    run: ({ storeNo, ...values }) =>
      createCompany({ ...values, creditCode: values.creditCode || null, storeNo: storeNo ? Number(storeNo) : null }),
    done: "已登记",
    refresh: [["companies"]],
    onDone,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="登记企业"
      hint="同一家企业只登记一次：按统一社会信用代码和名称查重。"
      submitText="登记"
      onSubmit={(values) => create.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="企业名称" rules={[{ required: true, min: 2, message: "请填写企业名称" }]}>
        <Input maxLength={120} placeholder="营业执照上的全称" />
      </Form.Item>
      <Form.Item name="creditCode" label="统一社会信用代码" extra="18 位，按校验位检查；不知道可以先不填">
        <Input maxLength={18} />
      </Form.Item>
      <Form.Item name="industry" label="行业">
        <Input maxLength={80} placeholder="例如：输配电设备" />
      </Form.Item>
      <Form.Item name="size" label="规模">
        <Select allowClear options={optionsOf(sizeNames)} placeholder="未知" />
      </Form.Item>
      <Form.Item name="region" label="地区">
        <Input maxLength={80} placeholder="例如：天津市" />
      </Form.Item>
      <Form.Item name="storeNo" label="负责门店" extra="不选由总部负责；门店账号请选自己的门店">
        <StoreField />
      </Form.Item>
      <Form.Item name="allowSimilar" valuePropName="checked">
        <Checkbox>已核对，名称相近的不是同一家</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}

/** The store filter as a form's field. */
export function StoreField({ value, onChange }: { value?: string; onChange?: (storeNo: string | undefined) => void }) {
  return <StoreFilter value={value} onChange={(next) => onChange?.(next)} />;
}
