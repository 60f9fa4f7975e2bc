import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { useNavigate } from "react-router";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { CodeField } from "../ad-plans/code-field.tsx";
import { LandingChoice } from "./landing-choice.tsx";
import {
  createTouchpoint,
  editTouchpoint,
  type NewTouchpoint,
  registryQuery,
  type Touchpoint,
} from "./touchpoint-api.ts";

type Values = Pick<NewTouchpoint, "name" | "kind" | "landing" | "means"> & {
  readonly runBy: NonNullable<NewTouchpoint["runBy"]>;
  readonly codeIds?: string[];
  readonly adPlanId?: string | null;
  readonly outboundIds?: string[];
  readonly note: string;
  readonly unitId?: string | null;
};

function toBody({ means, codeIds, adPlanId, outboundIds, unitId: _unit, ...values }: Values) {
  return {
    ...values,
    means: means ?? null,
    codeIds: means === "codes" ? (codeIds ?? []) : [],
    adPlanId: means === "ad_plan" ? (adPlanId ?? null) : null,
    outboundIds: means === "outbound" ? (outboundIds ?? []) : [],
  };
}

function AdPlanField({ value, onChange }: { value?: string | null; onChange?: (id: string | null) => void }) {
  const can = useCan();
  const plans = useQuery({
    queryKey: ["ad-plans", "pick"],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/ad-plans", { signal, params: { query: { limit: 100 } } })),
    enabled: can("ad_plan.read"),
  });
  return (
    <Select
      allowClear
      aria-label="投放计划"
      placeholder="选一个投放计划"
      value={value}
      loading={plans.isFetching}
      options={(plans.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id?: string) => onChange?.(id ?? null)}
    />
  );
}

function OutboundField({ value, onChange }: { value?: string[]; onChange?: (ids: string[]) => void }) {
  const can = useCan();
  const sent = useQuery({
    queryKey: ["outbound", "pick"],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/outbound", { signal, params: { query: { limit: 100 } } })),
    enabled: can("outbound.read"),
  });
  return (
    <Select
      mode="multiple"
      aria-label="群发"
      placeholder="选已发出的群发"
      value={value}
      loading={sent.isFetching}
      options={(sent.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
      onChange={onChange}
    />
  );
}

/** A new touchpoint, or a change of one. */
export function TouchpointForm({ touchpoint, onClose }: { touchpoint?: Touchpoint; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const navigate = useNavigate();
  const registry = useQuery(registryQuery);
  const kindCode = Form.useWatch("kind", form);
  const means = Form.useWatch("means", form);
  const kind = registry.data?.kinds.find(({ code }) => code === kindCode);
  const save = useAction<Values, Touchpoint>({
    run: (values) =>
      touchpoint
        ? editTouchpoint(touchpoint.id, { ...toBody(values), version: touchpoint.version })
        : createTouchpoint({ ...toBody(values), unitId: values.unitId ?? undefined }),
    done: touchpoint ? "已保存" : "触点已登记，启用后开始算数",
    refresh: [["touchpoints"], ["drainage-plans"]],
    onDone: (saved) => {
      onClose();
      if (!touchpoint) void navigate(`/touchpoints/${saved.id}`);
    },
    quietFailure: true,
  });
  const options = (list: readonly { code: string; label: string }[] | undefined) =>
    (list ?? []).map(({ code, label }) => ({ value: code, label }));
  const grouped = (registry.data?.groups ?? []).map(({ code, label }) => ({
    label,
    options: options(registry.data?.kinds.filter(({ group }) => group === code)),
  }));
  return (
    <FormDrawer<Values>
      form={form}
      title={touchpoint ? "修改触点" : "登记触点"}
      hint="说清是哪里、引到哪里、靠什么认出来的人；扫码、好友和订单由真实记录算出来。"
      width={560}
      submitText={touchpoint ? "保存" : "登记"}
      initialValues={
        touchpoint
          ? {
              ...touchpoint,
              codeIds: touchpoint.codes.map(({ id }) => id),
              adPlanId: touchpoint.adPlan?.id ?? null,
              outboundIds: touchpoint.outbounds.map(({ id }) => id),
            }
          : { kind: "store_material", landing: "wecom", means: "codes", runBy: [], note: "" }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写触点名称" }]}>
        <Input maxLength={60} placeholder="例如：收银台台卡 · 国庆" />
      </Form.Item>
      <Form.Item
        name="kind"
        label="哪一种触点"
        extra={kind?.limits.map(({ text, confirmed }) => `${text}${confirmed ? "" : "（官方文档未确认）"}`).join("；")}
      >
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={grouped}
          onChange={(code) => {
            const chosen = registry.data?.kinds.find((each) => each.code === code);
            if (chosen) form.setFieldsValue({ landing: chosen.landing, means: chosen.means });
          }}
        />
      </Form.Item>
      <Form.Item
        name="landing"
        label="把人引到哪里"
        extra={<LandingChoice onPick={(landing) => form.setFieldsValue({ landing })} />}
      >
        <Select options={options(registry.data?.landings)} />
      </Form.Item>
      <Form.Item
        name="means"
        label="靠什么落地"
        extra={
          means === "scene" ? "登记后会得到一个来源码，写进小程序码、公众号二维码的场景值或链接的来源参数" : undefined
        }
      >
        <Select allowClear placeholder="还没有" options={options(registry.data?.means)} />
      </Form.Item>
      {means === "codes" && (
        <Form.Item name="codeIds" label="活码与短链" extra="一个码只能属于一个触点；暂停触点时它们一起暂停">
          <CodeField known={touchpoint?.codes ?? []} />
        </Form.Item>
      )}
      {means === "ad_plan" && (
        <Form.Item name="adPlanId" label="投放计划" extra="花费自动取自投放计划">
          <AdPlanField />
        </Form.Item>
      )}
      {means === "outbound" && (
        <Form.Item name="outboundIds" label="群发" extra="送达的人算碰到过；只有总部可以关联">
          <OutboundField />
        </Form.Item>
      )}
      <Form.Item name="runBy" label="由谁使用和启停" extra="不选就是看得到它的人都可以">
        <Select mode="multiple" placeholder="不限" options={options(registry.data?.levels)} />
      </Form.Item>
      {!touchpoint && (
        <Form.Item name="unitId" label="属于哪个区域或门店" extra="不选就是你的最高一级">
          <UnitSelect allowClear />
        </Form.Item>
      )}
      <Form.Item name="note" label="备注">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}
