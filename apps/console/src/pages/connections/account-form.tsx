import { Form, Input, Select, Switch } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import {
  type Account,
  createAccount,
  editAccount,
  type NewAccount,
  type PlatformCode,
  platformNames,
} from "./connection-api.ts";

interface Values {
  platform: PlatformCode;
  purpose: "app" | "contact_sync";
  name: string;
  accountId: string;
  agentId?: string;
  baseUrl?: string;
  authorizeUrl?: string;
  scanUrl?: string;
  enabled: boolean;
  "secrets.secret"?: string;
  "secrets.callbackToken"?: string;
  "secrets.callbackAesKey"?: string;
  "secrets.merchantKey"?: string;
  "secrets.merchantSerial"?: string;
  "secrets.merchantCertificate"?: string;
  "secrets.platformKey"?: string;
  "secrets.platformSerial"?: string;
}

type Secret = keyof NewAccount["secrets"];

const idWords: Readonly<Record<PlatformCode, readonly [label: string, where: string]>> = {
  wecom: ["企业 ID（CorpID）", "管理后台“我的企业 > 企业信息”最下方"],
  official_account: ["AppID", "公众平台“设置与开发 > 基本配置”"],
  mini_program: ["AppID", "小程序后台“开发管理 > 开发设置”"],
  wechat_pay: ["商户号", "商户平台“账户中心 > 商户信息”"],
  wechat_shop: ["AppID", "微信小店后台“店铺管理 > 基础信息”"],
  video_channel: ["AppID", "视频号助手“开放能力”"],
};

const secretWords: Readonly<Record<PlatformCode, string>> = {
  wecom: "Secret",
  official_account: "AppSecret",
  mini_program: "AppSecret",
  wechat_pay: "APIv3 密钥",
  wechat_shop: "AppSecret",
  video_channel: "AppSecret",
};

function secretsOf(values: Values): Partial<Record<Secret, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith("secrets.") && typeof value === "string" && value.trim() !== ""
        ? [[name.slice("secrets.".length), value.trim()]]
        : [],
    ),
  );
}

/** Enters an account, or changes one; secrets that are left empty stay as they are. */
export function AccountForm({
  account,
  platform = "wecom",
  syncOf,
  onClose,
  onDone,
}: {
  account?: Account;
  platform?: PlatformCode;
  /** Enters the contact-sync secret of this account's company. */
  syncOf?: Account;
  onClose: () => void;
  onDone: (account: Account) => void;
}) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, Account>({
    run: (values) => {
      const { name, agentId, baseUrl, authorizeUrl, scanUrl, enabled } = values;
      const secrets = secretsOf(values);
      if (!account) {
        const { platform: kind, purpose, accountId } = values;
        const addresses = {
          baseUrl: baseUrl || undefined,
          authorizeUrl: authorizeUrl || undefined,
          scanUrl: scanUrl || undefined,
        };
        return createAccount({
          platform: kind,
          purpose,
          accountId,
          agentId: agentId ?? "",
          name,
          ...addresses,
          secrets: { ...secrets, secret: secrets.secret ?? "" },
        });
      }
      return editAccount(account.id, {
        version: account.version,
        name,
        agentId: agentId || undefined,
        baseUrl: baseUrl || undefined,
        ...(account.platform === "wecom" && { authorizeUrl: authorizeUrl || null, scanUrl: scanUrl || null }),
        enabled,
        ...(Object.keys(secrets).length > 0 && { secrets }),
      });
    },
    done: "已保存",
    refresh: [["connections"]],
    onDone,
    quietFailure: true,
  });
  const kind = Form.useWatch("platform", form) ?? account?.platform ?? platform;
  const purpose = Form.useWatch("purpose", form) ?? "app";
  const [idLabel, idWhere] = idWords[kind];
  const keep = (isSet: boolean) => (isSet ? "已设置；不改就留空" : undefined);
  return (
    <FormDrawer<Values>
      form={form}
      title={account ? `编辑「${account.name}」` : syncOf ? "填写通讯录同步的 Secret" : "接入账号"}
      hint="密钥保存后不再显示，只能换新的。"
      width={560}
      initialValues={
        account
          ? { ...account, enabled: account.enabled }
          : {
              ...{ platform, purpose: "app", enabled: true, agentId: "", name: platformNames[platform] },
              ...(syncOf && {
                purpose: "contact_sync" as const,
                name: "通讯录同步",
                accountId: syncOf.accountId,
                baseUrl: syncOf.baseUrl,
              }),
            }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="platform" label="平台" hidden={account !== undefined || syncOf !== undefined}>
        <Select options={Object.entries(platformNames).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      {kind === "wecom" && (
        <Form.Item name="purpose" label="用途" hidden={account !== undefined || syncOf !== undefined}>
          <Select
            options={[
              { value: "app", label: "自建应用：客户联系、消息、登录" },
              { value: "contact_sync", label: "通讯录同步：读取全部成员名单" },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "给这个账号起个名字" }, { max: 60 }]}>
        <Input placeholder="例如：总部企业微信" />
      </Form.Item>
      <Form.Item
        name="accountId"
        label={idLabel}
        extra={idWhere}
        rules={[{ required: true, message: `请填写${idLabel}` }]}
        hidden={account !== undefined}
      >
        <Input />
      </Form.Item>
      {kind === "wecom" && purpose === "app" && (
        <Form.Item
          name="agentId"
          label="AgentId"
          extra="管理后台“应用管理 > 该应用”最上方"
          rules={[{ required: true, message: "请填写 AgentId" }]}
        >
          <Input inputMode="numeric" />
        </Form.Item>
      )}
      <Form.Item
        name="secrets.secret"
        label={secretWords[kind]}
        rules={account ? [] : [{ required: true, message: `请填写${secretWords[kind]}` }]}
      >
        <Input.Password
          autoComplete="new-password"
          placeholder={keep(account?.secretsSet.includes("secret") ?? false)}
        />
      </Form.Item>
      {kind === "wechat_pay" ? (
        <PaySecrets account={account} />
      ) : (
        <>
          <Form.Item name="secrets.callbackToken" label="回调 Token（选填）" extra="也可以在账号页一键生成">
            <Input placeholder={keep(account?.secretsSet.includes("callbackToken") ?? false)} />
          </Form.Item>
          <Form.Item name="secrets.callbackAesKey" label="回调 EncodingAESKey（选填）" extra="43 位字母和数字">
            <Input placeholder={keep(account?.secretsSet.includes("callbackAesKey") ?? false)} />
          </Form.Item>
        </>
      )}
      <Form.Item name="baseUrl" label="接入地址（选填）" extra="不填用官方地址；经代理、网关或测试环境时填写">
        <Input placeholder="官方地址" />
      </Form.Item>
      {kind === "wecom" && (
        <>
          <Form.Item name="authorizeUrl" label="登录页（企业微信内，选填）" extra="不填用官方地址">
            <Input />
          </Form.Item>
          <Form.Item name="scanUrl" label="登录页（其他浏览器扫码，选填）" extra="不填用官方地址">
            <Input />
          </Form.Item>
        </>
      )}
      {account && (
        <Form.Item name="enabled" label="启用" valuePropName="checked" extra="停用后不收回调、不调用接口">
          <Switch />
        </Form.Item>
      )}
    </FormDrawer>
  );
}

function PaySecrets({ account }: { account: Account | undefined }) {
  const keep = (name: "merchantCertificate" | "merchantKey" | "merchantSerial" | "platformKey" | "platformSerial") =>
    account?.secretsSet.includes(name) ? "已设置；不改就留空" : undefined;
  return (
    <>
      <Form.Item name="secrets.merchantSerial" label="商户证书序列号" extra="商户平台“API安全 > 商户API证书”">
        <Input placeholder={keep("merchantSerial")} />
      </Form.Item>
      <Form.Item name="secrets.merchantKey" label="商户私钥" extra="apiclient_key.pem 的全部内容">
        <Input.TextArea rows={3} placeholder={keep("merchantKey")} />
      </Form.Item>
      <Form.Item
        name="secrets.merchantCertificate"
        label="商户证书（选填）"
        extra="apiclient_cert.pem 的全部内容；填写后体检会核对密钥是不是一对，并在到期前提醒"
      >
        <Input.TextArea rows={3} placeholder={keep("merchantCertificate")} />
      </Form.Item>
      <Form.Item
        name="secrets.platformSerial"
        label="微信支付公钥 ID"
        extra="还在用平台证书的老商户可以不填公钥，系统会自动下载平台证书"
      >
        <Input placeholder={keep("platformSerial")} />
      </Form.Item>
      <Form.Item name="secrets.platformKey" label="微信支付公钥" extra="pub_key.pem 的全部内容">
        <Input.TextArea rows={3} placeholder={keep("platformKey")} />
      </Form.Item>
    </>
  );
}
