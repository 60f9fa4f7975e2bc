import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useMemo } from "react";
import { useCan } from "../../session/me.ts";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { useUnitTree } from "../../shared/organization/units.ts";
import { fetchAudiences } from "../audiences/audience-api.ts";
import { TagPicker } from "../members/tag-picker.tsx";
import { tierNames } from "../tiers/tier-look.ts";
import type { Choices } from "./outbound-api.ts";
import type { Values } from "./outbound-draft.ts";
import type { WritableChannel } from "./outbound-words.ts";

interface AudienceFieldsProps {
  readonly channel: WritableChannel;
  readonly values: Values;
  readonly choices: Choices;
  readonly loading: boolean;
}

/** A picker that takes its value from the form. */
function FormTagPicker({ value = [], onChange }: { value?: number[]; onChange?: (tagNos: number[]) => void }) {
  return <TagPicker value={value} onChange={(tagNos) => onChange?.(tagNos)} placeholder="不限标签" />;
}

const search = { optionFilterProp: "label" } as const;

function MemberFields() {
  const can = useCan();
  const audiences = useQuery({
    queryKey: ["audiences", "for-wecom"],
    queryFn: ({ signal }) => fetchAudiences("ready", undefined, signal),
    enabled: can("audience.read"),
  });
  const audienceOptions = (audiences.data?.items ?? [])
    .filter(({ target }) => target === "wecom")
    .map(({ id, name, chosen }) => ({ value: id, label: `${name} · ${chosen} 人` }));
  const { data } = useUnitTree({ withStores: true });
  const stores = useMemo(
    () =>
      (data?.items ?? [])
        .filter((unit) => unit.kind === "store")
        .map(({ no, name, code }) => ({ value: no, label: `${name}（${code}）` })),
    [data],
  );
  return (
    <>
      <Form.Item name="tagNos" label="标签" tooltip="同时带有这些标签的客户">
        <FormTagPicker />
      </Form.Item>
      <Form.Item name="tier" label="分层">
        <Select allowClear placeholder="不限分层" options={optionsOf(tierNames)} />
      </Form.Item>
      <Form.Item name="storeNos" label="门店" extra="标签、分层、门店、人群包至少选一项，都选时取同时满足的客户">
        <Select mode="multiple" maxTagCount="responsive" placeholder="不限门店" showSearch={search} options={stores} />
      </Form.Item>
      {can("audience.read") && (
        <Form.Item name="audienceId" label="人群包" tooltip="在「人群包」里为企业微信定投圈选的客户，留出对照的人不发">
          <Select
            allowClear
            placeholder="不限"
            showSearch={search}
            loading={audiences.isFetching}
            options={audienceOptions}
          />
        </Form.Item>
      )}
    </>
  );
}

/** Whom a message is for; each channel asks in its own way. */
export function AudienceFields({ channel, values, choices, loading }: AudienceFieldsProps) {
  const { staff, groups, tags } = choices;
  const people = staff.map(({ key, name, storeName, customers }) => ({
    value: key,
    label: `${name}${storeName ? `（${storeName}）` : ""}${customers > 0 ? ` · 客户 ${customers}` : ""}`,
  }));
  if (channel === "wecom_mass" || channel === "sms" || channel === "ai_call") return <MemberFields />;
  if (channel === "wecom_app")
    return (
      <Form.Item name="targetKeys" label="收件人" rules={[{ required: true, message: "请选择至少一位" }]}>
        <Select mode="multiple" maxTagCount={5} showSearch={search} loading={loading} options={people} />
      </Form.Item>
    );
  if (channel === "wecom_moment")
    return (
      <>
        <Form.Item name="momentTagIds" label="可见的客户" extra="带有任一企业标签的客户可见；不选就是全部客户">
          <Select
            mode="multiple"
            placeholder="全部客户"
            showSearch={search}
            loading={loading}
            options={tags.map(({ id, name, groupName }) => ({ value: id, label: `${groupName} · ${name}` }))}
          />
        </Form.Item>
        <Form.Item name="momentSenders" label="由谁发表" extra="不选就是全部有客户的成员">
          <Select
            mode="multiple"
            maxTagCount={5}
            placeholder="全部成员"
            showSearch={search}
            loading={loading}
            options={people}
          />
        </Form.Item>
      </>
    );
  const owners = new Set(groups.map(({ ownerKey }) => ownerKey));
  const ownerOptions = people.filter(({ value }) => owners.has(value));
  const own = groups.filter(({ ownerKey }) => ownerKey === values.senderKey);
  return (
    <>
      <Form.Item name="senderKey" label="群主" rules={[{ required: true, message: "请选择由哪位群主发送" }]}>
        <Select
          showSearch={search}
          loading={loading}
          options={ownerOptions}
          notFoundContent="还没有同步到客户群；客户群在企业微信同步后出现"
        />
      </Form.Item>
      <Form.Item name="targetKeys" label="客户群" extra="不选就是这位群主的全部客户群">
        <Select
          mode="multiple"
          placeholder="全部客户群"
          showSearch={search}
          options={own.map(({ key, name, customers }) => ({ value: key, label: `${name} · 客户 ${customers}` }))}
        />
      </Form.Item>
    </>
  );
}
