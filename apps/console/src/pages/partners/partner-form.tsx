import { useQuery } from "@tanstack/react-query";
import { Checkbox, DatePicker, Form, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { createPartner, editPartner, type Partner, partnersKey, vocabularyQuery } from "./partner-api.ts";

interface Values {
  readonly brand: string;
  readonly company?: string;
  readonly industry: Partner["industry"];
  readonly audienceNote?: string;
  readonly contactName?: string;
  readonly contactPhone?: string;
  readonly contactTitle?: string;
  readonly contractNo?: string;
  readonly contractFile?: string;
  readonly contract?: [Dayjs, Dayjs] | null;
  readonly unitId?: string | null;
}

const bodyOf = ({
  brand,
  company = "",
  industry,
  audienceNote = "",
  contractNo = "",
  contractFile = "",
  contract,
}: Values) => ({
  ...{ brand, company, industry, audienceNote, contractNo, contractFile },
  contractFrom: contract?.[0].format("YYYY-MM-DD") ?? null,
  contractTo: contract?.[1].format("YYYY-MM-DD") ?? null,
});
const contactOf = ({ contactName = "", contactPhone = "", contactTitle = "" }: Values) => ({
  name: contactName,
  phone: contactPhone,
  title: contactTitle,
});

/** A new partner brand, or a change of one. Its contact is written anew: what stands is masked. */
export function PartnerForm({ partner, onClose }: { partner?: Partner; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const vocabulary = useQuery(vocabularyQuery);
  const [newContact, setNewContact] = useState(!partner?.contact);
  const save = useAction<Values, Partner>({
    run: (values) =>
      partner
        ? editPartner(partner.id, {
            ...bodyOf(values),
            ...(newContact && { contact: contactOf(values) }),
            version: partner.version,
            archived: partner.archivedAt !== null,
          })
        : createPartner({ ...bodyOf(values), contact: contactOf(values), unitId: values.unitId ?? undefined }),
    done: partner ? "已保存" : "品牌已登记",
    refresh: [partnersKey],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={partner ? `修改「${partner.brand}」` : "登记合作品牌"}
      hint="双方只交换流量，不交换客户资料；联系人加密保存，查看会留下记录。"
      submitText={partner ? "保存" : "登记"}
      initialValues={
        partner
          ? {
              ...partner,
              contract:
                partner.contractFrom && partner.contractTo
                  ? [dayjs(partner.contractFrom), dayjs(partner.contractTo)]
                  : null,
            }
          : { industry: "apparel" }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="brand" label="对方品牌" rules={[{ required: true, message: "请填写对方品牌" }]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="company" label="公司名称">
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="industry" label="行业">
        <Select options={(vocabulary.data?.industries ?? []).map(({ code, label }) => ({ value: code, label }))} />
      </Form.Item>
      <Form.Item name="audienceNote" label="客群为什么合适" extra="谁、在哪、买什么，和我方客群哪里相同、哪里互补">
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      {partner?.contact && (
        <Form.Item label="联系人">
          <Checkbox checked={newContact} onChange={({ target }) => setNewContact(target.checked)}>
            重新填写联系人（现在是 {partner.contact.name || "未填姓名"} {partner.contact.phone}）
          </Checkbox>
        </Form.Item>
      )}
      {newContact && (
        <>
          <Form.Item name="contactName" label="联系人姓名">
            <Input maxLength={30} autoComplete="off" />
          </Form.Item>
          <Form.Item name="contactPhone" label="联系人电话">
            <Input maxLength={30} autoComplete="off" />
          </Form.Item>
          <Form.Item name="contactTitle" label="联系人职务">
            <Input maxLength={30} />
          </Form.Item>
        </>
      )}
      <Form.Item name="contract" label="合同期限">
        <DatePicker.RangePicker style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="contractNo" label="合同编号">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="contractFile" label="合同存放在哪里" extra="档案编号，或网盘、OA 里的地址">
        <Input maxLength={300} />
      </Form.Item>
      {!partner && (
        <Form.Item
          name="unitId"
          label="属于哪个区域或门店"
          extra="不选就是你的最高一级；下级看得到这个品牌，只有本级能改"
        >
          <UnitSelect allowClear />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
