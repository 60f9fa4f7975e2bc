import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Checkbox, Collapse, Form, Input, InputNumber, Radio, Select } from "antd";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf, StoreFilter } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { channelNames } from "../../shared/vocabulary/channels.ts";
import { TagPicker } from "../members/tag-picker.tsx";
import { AllowanceNote } from "./allowance-note.tsx";
import {
  type CodeDetail,
  type CodeKind,
  hasGuides,
  kindHints,
  kindNames,
  materialNames,
  type NewCode,
  roomsQuery,
} from "./code-api.ts";
import { GuidesField, type GuideValue } from "./guides-field.tsx";

interface Values extends Omit<NewCode, "guides" | "kind" | "storeNo"> {
  kind: CodeKind;
  storeNo?: string;
  guides?: GuideValue[];
  tagNos?: number[];
}

const required = [{ required: true, message: "请填写" }];
const { import: _import, ...codeChannels } = channelNames;

function TagsField({ value, onChange }: { value?: number[]; onChange?: (tagNos: number[]) => void }) {
  return <TagPicker value={value ?? []} onChange={(next) => onChange?.(next)} manualOnly style={{ width: "100%" }} />;
}

export function StoreField({ value, onChange }: { value?: string; onChange?: (storeNo: string | undefined) => void }) {
  return <StoreFilter value={value} onChange={(next) => onChange?.(next)} />;
}

export function RoomsField({ value, onChange }: { value?: string[]; onChange?: (keys: string[]) => void }) {
  const [typed, setTyped] = useState("");
  const rooms = useQuery(roomsQuery(typed.trim()));
  return (
    <Select
      aria-label="客户群"
      mode="multiple"
      placeholder="按群名搜索，按顺序进群"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={rooms.isFetching}
      value={value}
      onChange={(keys: string[]) => onChange?.(keys)}
      notFoundContent="没有客户群。群主在企业微信里建群后，同步一下就会出现"
      options={(rooms.data?.items ?? []).map((room) => ({
        value: room.key,
        label: `${room.name}（${room.people} 人${room.storeName ? ` · ${room.storeName}` : ""}）`,
      }))}
    />
  );
}

const asBody = (values: Values) => ({
  name: values.name,
  channel: values.channel,
  material: values.material,
  campaign: values.campaign ?? "",
  shareCode: values.shareCode || null,
  utm: Object.fromEntries(Object.entries(values.utm ?? {}).filter(([, text]) => text)),
  tagNos: values.tagNos ?? [],
  welcome: values.welcome ?? "",
  targetUrl: values.kind === "link" ? (values.targetUrl ?? null) : null,
  entry: values.kind === "acquisition" ? ("direct" as const) : values.entry,
  distribution: values.distribution,
  sameGuide: values.sameGuide,
  priority: values.kind === "acquisition" ? values.priority : ("none" as const),
  shows: values.shows,
  roomLimit: values.roomLimit,
  roomName: values.roomName ?? "",
  guides: (values.guides ?? []).flatMap(({ staffId, weight, dailyCap, slots, backup }) =>
    staffId
      ? [{ staffId, weight: weight ?? 1, dailyCap: dailyCap ?? null, slots: slots ?? [], backup: backup ?? false }]
      : [],
  ),
  teamIds: values.teamIds ?? [],
  roomKeys: values.roomKeys ?? [],
});

interface CodeFormProps {
  /** Absent: a new one. */
  readonly code?: CodeDetail;
  readonly onClose: () => void;
  readonly onDone: (code: CodeDetail) => void;
}

/** Makes or changes a code: what kind, where people come from, who receives them. */
export function CodeForm({ code, onClose, onDone }: CodeFormProps) {
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form) ?? code?.kind ?? "store";
  const shows = Form.useWatch("shows", form);
  const save = useAction<Values, CodeDetail>({
    run: (values) =>
      code
        ? answer(
            api.PUT("/api/v1/live-codes/{codeId}", {
              params: { path: { codeId: code.id } },
              body: { version: code.version, ...asBody({ ...values, kind: code.kind }) },
            }),
          )
        : answer(
            api.POST("/api/v1/live-codes", {
              body: {
                kind: values.kind,
                unitId: values.unitId ?? null,
                storeNo: values.storeNo === undefined ? null : Number(values.storeNo),
                ...asBody(values),
              },
            }),
          ),
    done: code ? "已保存，一分钟内生效" : "活码已建好，正在生成二维码",
    refresh: [["codes"]],
    onDone,
    quietFailure: true,
  });
  const initial: Partial<Values> = code
    ? {
        ...code,
        storeNo: code.storeNo === null ? undefined : String(code.storeNo),
        tagNos: code.tags.map(({ tagNo }) => tagNo),
        teamIds: code.teams.filter(({ id }) => code.kind !== "store" || id !== code.unitId).map(({ id }) => id),
        roomKeys: code.rooms.filter(({ openedByItself }) => !openedByItself).map(({ key }) => key),
        guides: code.guides,
        channel: code.channel as Values["channel"],
        material: code.material as Values["material"],
      }
    : {
        kind: "store",
        channel: "store",
        material: "table_card",
        entry: "direct",
        distribution: "platform",
        sameGuide: true,
        priority: "none",
        shows: "group",
        roomLimit: 400,
        guides: [],
      };
  return (
    <FormDrawer<Values>
      form={form}
      title={code ? "修改活码" : "新建活码"}
      hint={code ? "已经印出去的码不变，改动一分钟内生效。" : undefined}
      width={600}
      initialValues={initial}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      {!code && (
        <Form.Item name="kind" label="类型" extra={kindHints[kind]}>
          <Radio.Group optionType="button" options={optionsOf(kindNames)} />
        </Form.Item>
      )}
      <Form.Item name="name" label="名称" rules={required}>
        <Input maxLength={60} placeholder="例如：北一店收银台台卡" />
      </Form.Item>
      {!code && kind === "store" && (
        <Form.Item name="storeNo" label="门店" rules={[{ required: true, message: "请选择门店" }]}>
          <StoreField />
        </Form.Item>
      )}
      {!code && kind !== "store" && (
        <Form.Item
          name="unitId"
          label={kind === "place" ? "包含哪些门店" : "归属"}
          extra={kind === "place" ? "只在这个区域里找最近的门店；不选就是全国" : "谁能看到和修改它；不选就是总部"}
        >
          <UnitSelect allowClear />
        </Form.Item>
      )}
      {kind === "link" && (
        <Form.Item name="targetUrl" label="跳转到" rules={required}>
          <Input placeholder="https://" />
        </Form.Item>
      )}
      {kind === "place" && (
        <Form.Item name="shows" label="找到门店后">
          <Radio.Group options={optionsOf({ group: "进门店群", guide: "加门店导购" })} />
        </Form.Item>
      )}
      {kind === "group" && (
        <Form.Item name="roomKeys" label="客户群" rules={[{ required: true, message: "请至少选择一个群" }]}>
          <RoomsField />
        </Form.Item>
      )}
      {(kind === "group" || (kind === "place" && shows === "group")) && (
        <>
          <Form.Item name="roomLimit" label="满多少人换下一个群" extra="都满了之后，企业微信会在同一个码后面自动开新群">
            <InputNumber min={2} max={500} suffix="人" style={{ width: 160 }} />
          </Form.Item>
          <Form.Item name="roomName" label="自动开的新群叫什么" extra="后面会加上序号；不填就用活码名称">
            <Input maxLength={36} />
          </Form.Item>
        </>
      )}
      {kind === "acquisition" && <AllowanceNote />}
      {(kind === "staff" || kind === "acquisition") && (
        <Form.Item name="teamIds" label="整个部门或门店" extra="这里的人都接待：新人自动加入，离职自动移出">
          <UnitsField />
        </Form.Item>
      )}
      {hasGuides(kind) && (
        <>
          <Form.Item label={kind === "store" ? "单独设置（可选）" : "接待员工"} style={{ marginBottom: 16 }}>
            <GuidesField />
          </Form.Item>
          {kind !== "acquisition" && (
            <Form.Item name="entry" label="由谁接待">
              <Radio.Group
                options={[
                  { value: "direct", label: "共用一个码：企业微信在这些人里分配" },
                  { value: "page", label: "一人一个码：老客户见到自己的导购，新客户轮流" },
                ]}
              />
            </Form.Item>
          )}
          <Form.Item name="distribution" label="怎么分配">
            <Radio.Group options={optionsOf({ platform: "企业微信随机", weights: "按权重，谁少给谁" })} />
          </Form.Item>
          {kind === "acquisition" ? (
            <Form.Item
              name="priority"
              label="已经有导购的客户"
              extra="只有部分行业能用，企业微信不允许时会在状态里说明"
            >
              <Radio.Group
                options={[
                  { value: "none", label: "和新客户一样分配" },
                  { value: "company", label: "优先给他在全公司的导购" },
                  { value: "guides", label: "优先给他的导购，限上面这些人" },
                ]}
              />
            </Form.Item>
          ) : (
            <Form.Item name="sameGuide" valuePropName="checked" noStyle>
              <Checkbox>同一位客户始终看到同一位导购</Checkbox>
            </Form.Item>
          )}
        </>
      )}
      {(hasGuides(kind) || (kind === "place" && shows === "guide")) && (
        <Form.Item
          name="welcome"
          label="欢迎语"
          extra="加上好友后自动发送；{导购}、{门店} 会换成实际的名字，可以放群活码的网址。不填就发通用欢迎语"
          style={{ marginTop: 16 }}
        >
          <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      )}
      <Collapse
        ghost
        style={{ marginTop: 8 }}
        defaultActiveKey="source"
        items={[
          {
            key: "source",
            label: "来源",
            forceRender: true,
            children: (
              <>
                <Form.Item name="material" label="印在哪里">
                  <Select showSearch={{ optionFilterProp: "label" }} options={optionsOf(materialNames)} />
                </Form.Item>
                <Form.Item name="channel" label="渠道">
                  <Select options={optionsOf(codeChannels)} />
                </Form.Item>
                <Form.Item name="campaign" label="活动">
                  <Input maxLength={60} placeholder="例如：双十一" />
                </Form.Item>
                <Form.Item name="tagNos" label="来的人打上标签">
                  <TagsField />
                </Form.Item>
                <Form.Item name="shareCode" label="经销商分享码">
                  <Input maxLength={40} />
                </Form.Item>
                <Form.Item label="UTM 参数" style={{ marginBottom: 0 }}>
                  {(["source", "medium", "campaign", "term", "content"] as const).map((name) => (
                    <Form.Item key={name} name={["utm", name]} style={{ marginBottom: 8 }}>
                      <Input prefix={`utm_${name}`} maxLength={100} />
                    </Form.Item>
                  ))}
                </Form.Item>
              </>
            ),
          },
        ]}
      />
    </FormDrawer>
  );
}

/** Several units, chosen one after the other. */
function UnitsField({ value = [], onChange }: { value?: string[]; onChange?: (ids: string[]) => void }) {
  return (
    <div style={{ display: "grid", gap: 8 }}>
      {[...value, null].map((unitId, n) => (
        <UnitSelect
          key={unitId ?? "new"}
          value={unitId}
          allowClear
          placeholder={n === 0 ? "选择部门或门店（可选）" : "再加一个"}
          onChange={(next) => {
            const others = value.filter((_, at) => at !== n);
            onChange?.(next === null ? others : [...new Set([...value.slice(0, n), next, ...value.slice(n + 1)])]);
          }}
        />
      ))}
    </div>
  );
}
