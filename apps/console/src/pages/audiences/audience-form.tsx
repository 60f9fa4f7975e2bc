import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import type { FilterValues } from "../../shared/filter/use-url-filters.ts";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { channelNames } from "../../shared/vocabulary/channels.ts";
import { accountsQuery } from "../connections/connection-api.ts";
import { relationNames } from "../members/member-api.ts";
import { TagPicker } from "../members/tag-picker.tsx";
import { poolRegistryQuery } from "../pools/pool-api.ts";
import { tierNames } from "../tiers/tier-look.ts";
import {
  type Audience,
  type AudienceDraft,
  type ColumnKind,
  columnNames,
  createAudience,
  rfmGroupNames,
  targetNames,
} from "./audience-api.ts";

type Filter = AudienceDraft["filter"];

interface Values
  extends Pick<Filter, "tier" | "channel" | "relation" | "gender" | "rfmGroup" | "inPool" | "notInPool"> {
  readonly name: string;
  readonly target: Audience["target"];
  readonly platform?: string;
  readonly purpose: string;
  readonly orgUnitId?: string | null;
  readonly tagNos?: number[];
  readonly registered?: [Dayjs, Dayjs] | null;
  readonly columns: ColumnKind[];
  readonly scope?: string;
  readonly format: "csv" | "txt";
  readonly options?: ("compressed" | "upperCase")[];
  readonly holdoutPercent: number;
}

const consentHints = {
  ad_platform: "只含同意「与合作方共享」的客户；手机号和设备号只以哈希离开飞轮。",
  wecom: "只含同意在企业微信接收营销、且没有删除导购的客户。",
} as const;

function toDraft({ registered, scope, options = [], columns, orgUnitId, ...values }: Values): AudienceDraft {
  const { tier, channel, relation, gender, rfmGroup, inPool, notInPool, tagNos = [], ...rest } = values;
  const [from, to] = registered ?? [];
  return {
    ...rest,
    platform: values.target === "ad_platform" ? values.platform : "",
    orgUnitId: orgUnitId ?? undefined,
    filter: {
      ...{ tier, channel, relation, gender, rfmGroup, inPool, notInPool, tagNos },
      registeredFrom: from?.format("YYYY-MM-DD"),
      registeredTo: to?.format("YYYY-MM-DD"),
    },
    columns: columns.map((kind) => (kind === "openid" || kind === "external_userid" ? { kind, scope } : { kind })),
    compressed: options.includes("compressed"),
    upperCase: options.includes("upperCase"),
  };
}

/** AppID or corp id: one of the connected accounts, for those who may see them, or typed. */
function ScopeField({ target }: { target: Audience["target"] }) {
  const can = useCan();
  const accounts = useQuery({ ...accountsQuery, enabled: can("connection.read") });
  const fits = (platform: string) =>
    target === "wecom" ? platform === "wecom" : platform === "official_account" || platform === "mini_program";
  const options = (accounts.data?.items ?? [])
    .filter((account) => fits(account.platform))
    .map((account) => ({ value: account.accountId, label: `${account.name}（${account.accountId}）` }));
  const label = target === "wecom" ? "企业 ID" : "AppID";
  return (
    <Form.Item
      name="scope"
      label={label}
      extra={target === "wecom" ? "客户 ID 属于哪个企业" : "OpenID 属于哪个公众号或小程序"}
      rules={[{ required: true, message: `请填写${label}` }]}
    >
      <AutoComplete
        options={[...new Map(options.map((option) => [option.value, option])).values()]}
        placeholder={target === "wecom" ? "ww…" : "wx…"}
      />
    </Form.Item>
  );
}

/** The conditions that a list of customers handed over. */
function startOf({ tags, ...filter }: FilterValues): Partial<Values> {
  return { ...(filter as Partial<Values>), ...(tags ? { tagNos: tags.split(",").map(Number) } : {}) };
}

/** Whom to take out, for what, and as which file. */
export function AudienceForm({ filter = {}, onClose }: { filter?: FilterValues; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const navigate = useNavigate();
  const can = useCan();
  const pools = useQuery({ ...poolRegistryQuery, enabled: can("metrics.read") });
  const target = Form.useWatch("target", form) ?? "ad_platform";
  const columns = Form.useWatch("columns", form) ?? [];
  const create = useAction<Values, Audience>({
    run: (values) => createAudience(toDraft(values)),
    refresh: [["audiences"]],
    onDone: (audience) => {
      onClose();
      void navigate(`/audiences/${audience.id}`);
    },
    quietFailure: true,
  });
  const poolOptions = (pools.data?.pools ?? [])
    .filter((pool) => pool.source.kind !== "none")
    .map((pool) => ({ value: pool.code, label: pool.name }));
  return (
    <FormDrawer<Values>
      form={form}
      title="导出人群包"
      width={560}
      hint={consentHints[target]}
      submitText="开始圈选"
      initialValues={{
        ...startOf(filter),
        target: "ad_platform",
        platform: "腾讯广告",
        columns: ["phone_md5"],
        format: "csv",
        holdoutPercent: 0,
      }}
      onSubmit={(values) => create.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="target" label="给谁用">
        <Radio.Group
          optionType="button"
          options={optionsOf(targetNames)}
          onChange={({ target: { value } }) =>
            form.setFieldValue("columns", value === "wecom" ? ["external_userid", "guide_code"] : ["phone_md5"])
          }
        />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={60} placeholder="例如：六月新品 · 高价值会员" />
      </Form.Item>
      {target === "ad_platform" && (
        <Form.Item name="platform" label="广告平台" rules={[{ required: true, message: "请填写要上传到哪个广告平台" }]}>
          <AutoComplete options={["腾讯广告", "巨量引擎", "阿里妈妈", "小红书聚光"].map((value) => ({ value }))} />
        </Form.Item>
      )}
      <Form.Item
        name="purpose"
        label="用途"
        extra="写进操作日志，审批的人也会看到"
        rules={[{ required: true, min: 4, message: "请写明用途（至少四个字）" }]}
      >
        <Input.TextArea rows={2} maxLength={200} placeholder="例如：六月新品投放相似人群，投放期 6 月 1 日到 18 日" />
      </Form.Item>
      <Form.Item name="orgUnitId" label="区域或门店" extra="不选就是你看得到的全部门店">
        <UnitSelect allowClear />
      </Form.Item>
      <Form.Item name="tagNos" label="标签（同时有）">
        <TagField />
      </Form.Item>
      <Form.Item name="rfmGroup" label="RFM 客群">
        <Select allowClear placeholder="不限" options={optionsOf(rfmGroupNames)} />
      </Form.Item>
      <Form.Item name="tier" label="分层">
        <Select allowClear placeholder="不限" options={optionsOf(tierNames)} />
      </Form.Item>
      {poolOptions.length > 0 && (
        <>
          <Form.Item name="inPool" label="在用户池">
            <Select allowClear placeholder="不限" options={poolOptions} />
          </Form.Item>
          <Form.Item name="notInPool" label="不在用户池">
            <Select allowClear placeholder="不限" options={poolOptions} />
          </Form.Item>
        </>
      )}
      <Form.Item name="relation" label="关系">
        <Select allowClear placeholder="不限" options={optionsOf(relationNames)} />
      </Form.Item>
      <Form.Item name="channel" label="来源渠道">
        <Select allowClear placeholder="不限" options={optionsOf(channelNames)} />
      </Form.Item>
      <Form.Item name="gender" label="性别">
        <Select allowClear placeholder="不限" options={optionsOf({ female: "女", male: "男" })} />
      </Form.Item>
      <Form.Item name="registered" label="入会日期">
        <DatePicker.RangePicker style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item
        name="columns"
        label="文件里的列"
        extra="只选一列标识时，一位客户有几个号码就写几行；选多列时每人一行"
        rules={[{ required: true, message: "请至少选一列" }]}
      >
        <Checkbox.Group options={Object.entries(columnNames[target]).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      {columns.some((kind) => kind === "openid" || kind === "external_userid") && <ScopeField target={target} />}
      <Form.Item name="format" label="格式">
        <Radio.Group
          options={[
            { value: "csv", label: "CSV" },
            { value: "txt", label: "TXT（一行一个）" },
          ]}
        />
      </Form.Item>
      <Form.Item name="options">
        <Checkbox.Group
          options={[
            { value: "compressed", label: "压缩（.gz）" },
            { value: "upperCase", label: "哈希用大写字母" },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="holdoutPercent"
        label="随机留出对照"
        extra="留出的人不进文件，用来看投放到底多带来了多少购买；建议 10%"
      >
        <InputNumber min={0} max={50} step={0.5} suffix="%" style={{ width: 140 }} />
      </Form.Item>
    </FormDrawer>
  );
}

function TagField({ value = [], onChange }: { value?: number[]; onChange?: (tagNos: number[]) => void }) {
  return <TagPicker value={value} onChange={(tagNos) => onChange?.(tagNos)} style={{ width: "100%" }} />;
}
