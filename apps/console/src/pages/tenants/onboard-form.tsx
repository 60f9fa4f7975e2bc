import { Divider, Form, Input, Select, Switch } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { useStoreFormats } from "../stores/store-api.ts";
import { ContractFields, type ContractValues, contractBody, contractValues } from "./contract-fields.tsx";
import { type Onboarded, onboardTenant } from "./tenant-api.ts";

interface Values extends ContractValues {
  parentId: string;
  withStore: boolean;
  store?: { code: string; name: string; format: string };
  withUser: boolean;
  firstUser?: { code: string; name: string; login: string };
}

/** Takes a tenant onto the platform: contract, first store, first user. */
export function OnboardForm({ onClose, onDone }: { onClose: () => void; onDone: (made: Onboarded) => void }) {
  const [form] = Form.useForm<Values>();
  const withStore = Form.useWatch("withStore", form) ?? true;
  const withUser = Form.useWatch("withUser", form) ?? true;
  const formats = useStoreFormats();
  const onboard = useAction<Values, Onboarded>({
    run: (values) =>
      onboardTenant({
        ...contractBody(values),
        parentId: values.parentId,
        ...(values.withStore && values.store ? { store: values.store } : {}),
        ...(values.withUser && values.firstUser
          ? { firstUser: { ...values.firstUser, roleCode: "tenant_manager" } }
          : {}),
      }),
    done: (made) => `「${made.name}」已入驻`,
    refresh: [["tenants"], ["organization"], ["stores"], ["staff"]],
    onDone,
    quietFailure: true,
  });
  const required = [{ required: true, message: "请填写" }];
  return (
    <FormDrawer<Values>
      form={form}
      title="商户入驻"
      hint="商户只看得到自己的门店、员工、订单和客户；商场和其他商户的客户对它不可见。"
      submitText="入驻"
      width={560}
      initialValues={{ ...contractValues(), withStore: true, withUser: true }}
      onSubmit={(values) => onboard.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="parentId" label="所在商场或区域" rules={[{ required: true, message: "请选择" }]}>
        <UnitSelect kinds={["headquarters", "region"]} placeholder="选择商场所在的区域" />
      </Form.Item>
      <ContractFields />
      <Divider />
      <Form.Item name="withStore" label="同时建第一家店（专柜）" valuePropName="checked">
        <Switch />
      </Form.Item>
      {withStore && (
        <>
          <Form.Item name={["store", "name"]} label="店名" rules={required}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name={["store", "code"]} label="门店编码" rules={required} extra="订单里用它对应到这家店">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name={["store", "format"]} label="店型" rules={required}>
            <Select options={(formats.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))} />
          </Form.Item>
        </>
      )}
      <Divider />
      <Form.Item name="withUser" label="邀请商户负责人" valuePropName="checked">
        <Switch />
      </Form.Item>
      {withUser && (
        <>
          <Form.Item name={["firstUser", "name"]} label="姓名" rules={required}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name={["firstUser", "code"]} label="工号" rules={required}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item
            name={["firstUser", "login"]}
            label="登录名"
            rules={[{ required: true, pattern: /^[A-Za-z0-9._@-]{3,60}$/, message: "3 至 60 位字母、数字或 . _ @ -" }]}
          >
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
