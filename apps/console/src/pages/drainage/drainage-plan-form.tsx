import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Button, DatePicker, Form, Input, InputNumber, Select, Tag } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useDeferredValue, useState } from "react";
import { useNavigate } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { fetchTouchpoints, registryQuery } from "../touchpoints/touchpoint-api.ts";
import styles from "./drainage.module.css";
import {
  adviceQuery,
  chainsQuery,
  createDrainagePlan,
  type DrainagePlan,
  editDrainagePlan,
  type NewDrainagePlan,
} from "./drainage-api.ts";

interface Values {
  readonly name: string;
  readonly chain?: NewDrainagePlan["chain"];
  /** `touchpoint:<id>` or `kind:<code>` of one to be prepared. */
  readonly steps: string[];
  readonly incentive: string;
  readonly days: [Dayjs, Dayjs];
  readonly budgetYuan?: number | null;
  readonly unitId?: string | null;
  readonly note: string;
}

type Step = NonNullable<NewDrainagePlan["steps"]>[number];

const toStep = (text: string): Step => {
  const [what, ...rest] = text.split(":");
  const value = rest.join(":");
  return what === "kind" ? { kind: value as Step["kind"] } : { touchpointId: value };
};

const toBody = ({ days, budgetYuan, steps, name, incentive, note }: Values) => ({
  name,
  incentive: incentive ?? "",
  note: note ?? "",
  startsOn: days[0].format("YYYY-MM-DD"),
  endsOn: days[1].format("YYYY-MM-DD"),
  budgetFen: budgetYuan ? Math.round(budgetYuan * 100) : null,
  steps: steps.map(toStep),
});

/** Touchpoints that stand, and kinds that are prepared with the plan; the order of choosing is the order of the steps. */
function StepsField({
  value,
  onChange,
  known,
}: {
  value?: string[];
  onChange?: (steps: string[]) => void;
  known: DrainagePlan["steps"];
}) {
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const registry = useQuery(registryQuery);
  const found = useQuery({
    queryKey: ["touchpoints", "pick", q],
    queryFn: ({ signal }) => fetchTouchpoints({ q: q || undefined }, undefined, signal),
  });
  const standing = new Map(
    [
      ...known.map(({ touchpointId, name }) => ({ id: touchpointId, name })),
      ...(found.data?.items ?? []).map(({ id, name }) => ({ id, name })),
    ].map(({ id, name }) => [id, { value: `touchpoint:${id}`, label: name }]),
  );
  const kinds = (registry.data?.kinds ?? [])
    .filter(({ label }) => label.includes(q))
    .map(({ code, label }) => ({ value: `kind:${code}`, label: `新建：${label}` }));
  return (
    <Select
      mode="multiple"
      aria-label="触点"
      placeholder="按先后选：已有的触点，或新建一种"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value}
      onChange={onChange}
      options={[
        { label: "已有触点", options: [...standing.values()] },
        { label: "先备好，之后再关联", options: kinds },
      ]}
    />
  );
}

/** A new plan, from a start chain or by hand, with the advice that helps to choose; or a change of one. */
export function DrainagePlanForm({
  plan,
  chain: chosen,
  onClose,
}: {
  plan?: DrainagePlan;
  chain?: NewDrainagePlan["chain"];
  onClose: () => void;
}) {
  const [form] = Form.useForm<Values>();
  const navigate = useNavigate();
  const chains = useQuery(chainsQuery);
  const advice = useQuery(adviceQuery);
  const code = Form.useWatch("chain", form);
  const chain = chains.data?.items.find((each) => each.code === code);
  const save = useAction<Values, DrainagePlan>({
    run: (values) =>
      plan
        ? editDrainagePlan(plan.id, { ...toBody(values), version: plan.version })
        : createDrainagePlan({ ...toBody(values), chain: values.chain ?? null, unitId: values.unitId ?? undefined }),
    done: plan ? "已保存" : "方案已建立",
    refresh: [["drainage-plans"], ["touchpoints"]],
    onDone: (saved) => {
      onClose();
      if (!plan) void navigate(`/drainage/${saved.id}`);
    },
    quietFailure: true,
  });
  const groups = [...new Set((chains.data?.items ?? []).map(({ groupLabel }) => groupLabel))].map((label) => ({
    label,
    options: (chains.data?.items ?? [])
      .filter((each) => each.groupLabel === label)
      .map((each) => ({ value: each.code, label: each.fits ? each.label : `${each.label}（需要门店）` })),
  }));
  return (
    <FormDrawer<Values>
      form={form}
      title={plan ? "修改引流方案" : "新建引流方案"}
      hint="选一条起点链路，各步的触点会先备好，处于「计划中」；也可以自己按先后选触点。"
      width={560}
      submitText={plan ? "保存" : "建立"}
      initialValues={
        plan
          ? {
              ...plan,
              chain: undefined,
              steps: plan.steps.map(({ touchpointId }) => `touchpoint:${touchpointId}`),
              days: [dayjs(plan.startsOn), dayjs(plan.endsOn)],
              budgetYuan: plan.budgetFen === null ? null : plan.budgetFen / 100,
            }
          : { chain: chosen ?? undefined, steps: [], incentive: "", note: "", days: [dayjs(), dayjs().add(29, "day")] }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写方案名称" }]}>
        <Input maxLength={60} placeholder="例如：国庆开业引流" />
      </Form.Item>
      {!plan && (
        <Form.Item
          name="chain"
          label="起点链路"
          extra={
            chain && (
              <>
                {chain.advice}（依据：{chain.source}）
                <br />
                {chain.steps.map(({ name }) => (
                  <Tag key={name}>{name}</Tag>
                ))}
              </>
            )
          }
        >
          <Select allowClear placeholder="不用模板，自己选触点" options={groups} />
        </Form.Item>
      )}
      {(plan || !code) && (
        <Form.Item name="steps" label="触点（按先后）" extra="同一段日子里，一个触点只能属于一个方案">
          <StepsField known={plan?.steps ?? []} />
        </Form.Item>
      )}
      <Form.Item
        name="incentive"
        label="进来有什么好处"
        extra={
          advice.data &&
          `${advice.data.profile.position === null ? "先在「起点建议」里说明品牌定位，建议会更准。" : ""}星数是拉新效果，满五星；依据：${advice.data.incentives.source}`
        }
      >
        <AutoComplete
          placeholder="例如：专属礼赠"
          maxLength={60}
          options={(advice.data?.incentives.items ?? []).map(({ label, joining, staying }) => ({
            value: label,
            label: `${label}　拉新 ${"★".repeat(joining)} 留存 ${"★".repeat(staying)}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="days" label="起止日期" rules={[{ required: true, message: "请选择起止日期" }]}>
        <DatePicker.RangePicker style={{ width: "100%" }} allowClear={false} />
      </Form.Item>
      {!plan && (
        <Form.Item name="unitId" label="属于哪个区域或门店" extra="不选就是你的最高一级">
          <UnitSelect allowClear />
        </Form.Item>
      )}
      <Form.Item name="budgetYuan" label="预算">
        <InputNumber min={0.01} max={10_000_000_000} precision={2} prefix="¥" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      {!plan && advice.data && (
        <p className={styles.quiet}>
          还没想好从哪里开始？
          <Button type="link" size="small" onClick={() => void navigate("/drainage/advice")}>
            看起点建议
          </Button>
        </p>
      )}
    </FormDrawer>
  );
}
