import { DatePicker, Form, Input, InputNumber, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { shopToday } from "../../shared/format/date.ts";
import { kindNames, type Tenant } from "./tenant-api.ts";

/** What is agreed with a tenant, as its forms hold it. */
export interface ContractValues {
  name: string;
  kind: Tenant["kind"];
  category?: string;
  floor?: string;
  booth?: string;
  contact?: string;
  contract: [Dayjs, Dayjs];
  commissionPercent: number;
}

export function contractValues(tenant?: Tenant): Partial<ContractValues> {
  if (!tenant)
    return {
      kind: "merchant",
      commissionPercent: 0,
      contract: [dayjs(shopToday()), dayjs(shopToday()).add(1, "year").subtract(1, "day")],
    };
  const { name, kind, category, floor, booth, contact, commissionBp } = tenant;
  return {
    name,
    kind,
    category,
    floor,
    booth,
    contact,
    contract: [dayjs(tenant.contractFrom), dayjs(tenant.contractTo)],
    commissionPercent: commissionBp / 100,
  };
}

export function contractBody({ contract: [from, to], commissionPercent, ...values }: ContractValues) {
  return {
    name: values.name,
    kind: values.kind,
    category: values.category ?? "",
    floor: values.floor ?? "",
    booth: values.booth ?? "",
    contact: values.contact ?? "",
    contractFrom: from.format("YYYY-MM-DD"),
    contractTo: to.format("YYYY-MM-DD"),
    commissionBp: Math.round(commissionPercent * 100),
  };
}

export function ContractFields() {
  return (
    <>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={60} placeholder="例如：老汤面馆" />
      </Form.Item>
      <Form.Item name="kind" label="类型">
        <Radio.Group options={Object.entries(kindNames).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="contract" label="合同期（含最后一天）" rules={[{ required: true, message: "请选择合同期" }]}>
        <DatePicker.RangePicker style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="commissionPercent" label="平台扣点（净销售额）" rules={[{ required: true, message: "请填写" }]}>
        <InputNumber min={0} max={100} precision={2} suffix="%" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="category" label="品类">
        <Input maxLength={40} placeholder="例如：餐饮" />
      </Form.Item>
      <Form.Item name="floor" label="楼层">
        <Input maxLength={20} placeholder="例如：B1" />
      </Form.Item>
      <Form.Item name="booth" label="铺位号">
        <Input maxLength={40} placeholder="例如：B1-12" />
      </Form.Item>
      <Form.Item name="contact" label="对接人">
        <Input maxLength={80} placeholder="商户方联系人与电话" />
      </Form.Item>
    </>
  );
}
