import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useNavigate } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { type AdPlan, createPlan, editPlan, type NewPlan, templatesQuery } from "./ad-plan-api.ts";
import { adSystemTemplatesQuery } from "./ad-system-api.ts";
import { CodeField } from "./code-field.tsx";
import { PlacementAdvice } from "./placement-advice.tsx";

interface Values extends Pick<NewPlan, "name" | "kind" | "chain" | "partner" | "note" | "codeIds"> {
  readonly seeding?: NewPlan["seeding"];
  readonly unitId?: string | null;
  readonly days: [Dayjs, Dayjs];
  readonly budgetYuan?: number | null;
}

function toBody({ days, budgetYuan, unitId: _unit, seeding, ...values }: Values) {
  return {
    ...values,
    seeding: seeding ?? null,
    startsOn: days[0].format("YYYY-MM-DD"),
    endsOn: days[1].format("YYYY-MM-DD"),
    budgetFen: budgetYuan ? Math.round(budgetYuan * 100) : null,
  };
}

/** A new plan, or a change of one. */
export function PlanForm({ plan, onClose }: { plan?: AdPlan; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const navigate = useNavigate();
  const templates = useQuery(templatesQuery);
  const placements = useQuery(adSystemTemplatesQuery);
  const kindCode = Form.useWatch("kind", form);
  const placement = placements.data?.placements.find(({ kind }) => kind === kindCode);
  const chainCode = Form.useWatch("chain", form);
  const chain = templates.data?.chains.find(({ code }) => code === chainCode);
  const save = useAction<Values, AdPlan>({
    run: (values) =>
      plan
        ? editPlan(plan.id, { ...toBody(values), version: plan.version })
        : createPlan({ ...toBody(values), unitId: values.unitId ?? undefined }),
    done: plan ? "已保存" : "投放计划已建立",
    refresh: [["ad-plans"]],
    onDone: (saved) => {
      onClose();
      if (!plan) void navigate(`/ad-plans/${saved.id}`);
    },
    quietFailure: true,
  });
  const options = (list: readonly { code: string; label: string }[] | undefined) =>
    (list ?? []).map(({ code, label }) => ({ value: code, label }));
  return (
    <FormDrawer<Values>
      form={form}
      title={plan ? "修改投放计划" : "新建投放计划"}
      hint="选好链路，挂上广告里用的活码或短链；访问、加粉、下单都从真实行为算出来，只有花费要填。"
      width={520}
      submitText={plan ? "保存" : "建立"}
      initialValues={
        plan
          ? {
              ...plan,
              seeding: plan.seeding ?? undefined,
              codeIds: plan.codes.map(({ id }) => id),
              days: [dayjs(plan.startsOn), dayjs(plan.endsOn)],
              budgetYuan: plan.budgetFen === null ? null : plan.budgetFen / 100,
            }
          : {
              kind: "moments",
              chain: "buy_first",
              partner: "",
              note: "",
              codeIds: [],
              days: [dayjs(), dayjs().add(13, "day")],
            }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={60} placeholder="例如：618 朋友圈 · 跑鞋新品" />
      </Form.Item>
      <Form.Item name="kind" label="广告形式" extra={placement && <PlacementAdvice placement={placement} />}>
        <Select options={options(templates.data?.kinds)} />
      </Form.Item>
      <Form.Item name="chain" label="链路" extra={chain?.advice}>
        <Select options={options(templates.data?.chains)} />
      </Form.Item>
      <Form.Item name="seeding" label="种草分工" extra="造话题、带试用、促分享三步配合时选；单独的广告不用选">
        <Select allowClear placeholder="不是种草" options={options(templates.data?.seeding)} />
      </Form.Item>
      <Form.Item name="days" label="投放日期" rules={[{ required: true, message: "请选择投放日期" }]}>
        <DatePicker.RangePicker style={{ width: "100%" }} allowClear={false} />
      </Form.Item>
      {!plan && (
        <Form.Item name="unitId" label="属于哪个区域或门店" extra="不选就是你的最高一级">
          <UnitSelect allowClear />
        </Form.Item>
      )}
      <Form.Item name="codeIds" label="广告里的活码与短链" extra="一个码只能属于一个计划">
        <CodeField known={plan?.codes ?? []} />
      </Form.Item>
      <Form.Item name="partner" label="合作方">
        <Input maxLength={60} placeholder="平台、达人，或置换流量的品牌" />
      </Form.Item>
      <Form.Item name="budgetYuan" label="预算">
        <InputNumber min={0.01} max={10_000_000_000} precision={2} prefix="¥" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}
