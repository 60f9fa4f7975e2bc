import { useQuery } from "@tanstack/react-query";
import { Form, Input, Switch } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import {
  type AccountDraft,
  type AdAccount,
  type AdSystemTemplates,
  adAccountsKey,
  adSystemTemplatesQuery,
  createAccount,
  editAccount,
} from "./ad-system-api.ts";

interface Values extends Omit<AccountDraft, "actions"> {
  readonly actionOf: Partial<Record<string, string>>;
}

const toBody = ({ actionOf, token, unitId, ...values }: Values, stages: AdSystemTemplates["stages"]): AccountDraft => ({
  ...values,
  unitId: unitId ?? null,
  ...(token && { token }),
  actions: stages.flatMap(({ stage }) => {
    const actionType = actionOf[stage]?.trim();
    return actionType ? [{ stage, actionType }] : [];
  }),
});

/** An advertiser's account: where it is reached, and what it calls what is told back. */
export function AdAccountForm({ account, onClose }: { account?: AdAccount; onClose: () => void }) {
  const templates = useQuery(adSystemTemplatesQuery);
  return templates.data ? <AccountFields account={account} templates={templates.data} onClose={onClose} /> : null;
}

function AccountFields(props: { account: AdAccount | undefined; templates: AdSystemTemplates; onClose: () => void }) {
  const { account, templates, onClose } = props;
  const [form] = Form.useForm<Values>();
  const authenticated = Form.useWatch("authenticated", form);
  const save = useAction<Values, AdAccount>({
    run: (values) => {
      const body = toBody(values, templates.stages);
      return account ? editAccount(account.id, { ...body, version: account.version }) : createAccount(body);
    },
    done: account ? "已保存，等待中的转化会马上再报" : "广告账号已登记",
    refresh: [adAccountsKey],
    onDone: onClose,
    quietFailure: true,
  });
  const actionOf = account
    ? Object.fromEntries(account.actions.map(({ stage, actionType }) => [stage, actionType]))
    : Object.fromEntries(
        templates.stages.filter((each) => each.isDocumented).map(({ stage, suggested }) => [stage, suggested]),
      );
  return (
    <FormDrawer<Values>
      form={form}
      title={account ? "修改广告账号" : "登记广告账号"}
      hint="登记后把监测链接填进广告，客户的真实转化就会按点击号报回腾讯广告，oCPX 才学得到谁会买。"
      width={520}
      submitText={account ? "保存" : "登记"}
      initialValues={
        account
          ? { ...account, actionOf }
          : {
              baseUrl: templates.baseUrls.open,
              authenticated: false,
              clickMacro: "__CLICK_ID__",
              enabled: true,
              convId: "",
              wechatAppId: "",
              actionOf,
            }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={60} placeholder="例如：总部朋友圈账号" />
      </Form.Item>
      <Form.Item name="accountKey" label="广告账号 ID" rules={[{ required: true, message: "请填写广告账号 ID" }]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="unitId" label="属于哪个区域或门店" extra="不选就是总部">
        <UnitSelect allowClear />
      </Form.Item>
      <Form.Item name="authenticated" label="平台已开启回传鉴权" valuePropName="checked">
        <Switch
          onChange={(on) =>
            form.setFieldValue("baseUrl", on ? templates.baseUrls.authenticated : templates.baseUrls.open)
          }
        />
      </Form.Item>
      {authenticated && (
        <Form.Item
          name="token"
          label="访问令牌"
          extra={account?.hasToken ? "不填就保留原来的" : "在腾讯广告开放平台生成"}
        >
          <Input.Password autoComplete="new-password" maxLength={500} />
        </Form.Item>
      )}
      <Form.Item name="baseUrl" label="回传接口地址" rules={[{ required: true, message: "请填写接口地址" }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="convId" label="转化编号 conv_id" extra="在平台「转化归因」里新建转化后得到；没有就空着">
        <Input maxLength={60} />
      </Form.Item>
      {templates.stages.map(({ stage, label, suggested, isDocumented }) => (
        <Form.Item
          key={stage}
          name={["actionOf", stage]}
          label={`${label}的转化类型`}
          extra={isDocumented ? undefined : "平台文档没有写明，以后台登记的为准；空着就只计数、不回传"}
          rules={[{ pattern: /^[A-Z][A-Z0-9_]{1,39}$/, message: "大写字母、数字和下划线，例如 REGISTER" }]}
        >
          <Input maxLength={40} placeholder={suggested || "不回传"} />
        </Form.Item>
      ))}
      <Form.Item
        name="wechatAppId"
        label="已授权的 AppID"
        extra="填了会在点击号之外带上客户在这个应用的 openid；空着只报点击号"
      >
        <Input maxLength={44} placeholder="wx…" />
      </Form.Item>
      <Form.Item name="clickMacro" label="点击号的宏" extra="以平台监测链接说明为准">
        <Input maxLength={44} />
      </Form.Item>
      <Form.Item name="enabled" label="回传" valuePropName="checked" extra="停用后只计数">
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}
