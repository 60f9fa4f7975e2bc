import { Form, Input, InputNumber, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type NewPart, type Part, providerNames, savePart, toolsKey } from "./tool-api.ts";

const costs = [
  { key: "selfSetupFen", label: "自主开发：一次性投入" },
  { key: "selfYearlyFen", label: "自主开发：每年" },
  { key: "vendorSetupFen", label: "第三方：一次性投入" },
  { key: "vendorYearlyFen", label: "第三方：每年" },
] as const;

type Cost = (typeof costs)[number]["key"];
type Values = Pick<NewPart, "model" | "choice" | "years" | "note"> & { [Key in Cost]?: number | null };

/** What a function is for, who makes it, and what either way costs. */
export function PartForm({ part, onClose }: { part: Part; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const save = useAction<NewPart, unknown>({
    run: (body) => savePart(part, body),
    done: "已保存",
    refresh: [toolsKey],
    onDone: onClose,
    quietFailure: true,
  });
  const inYuan = Object.fromEntries(costs.map(({ key }) => [key, part[key] === null ? null : part[key] / 100]));
  const inFen = (values: Values) =>
    Object.fromEntries(
      costs.map(({ key }) => [key, typeof values[key] === "number" ? Math.round(values[key] * 100) : null]),
    );
  return (
    <FormDrawer<Values>
      form={form}
      title={part.label}
      hint="先写清这一环要怎么做，再选谁来提供。两边的费用都填上，就能比出几年下来各花多少。"
      initialValues={{ model: part.model, choice: part.choice, years: part.years, note: part.note, ...inYuan }}
      onSubmit={({ model, choice, years, note, ...values }) =>
        save.mutateAsync({ model, choice: choice ?? null, years, note, ...inFen(values) })
      }
      onClose={onClose}
    >
      <Form.Item name="model" label="做法（模式）">
        <Input.TextArea rows={3} maxLength={500} placeholder="例如：门店扫码加导购，导购建店群，每周两次活动" />
      </Form.Item>
      <Form.Item name="choice" label="选择谁来提供">
        <Select allowClear placeholder="还没定" options={optionsOf(providerNames)} />
      </Form.Item>
      <Form.Item name="years" label="按几年算">
        <InputNumber min={1} max={10} suffix="年" style={{ width: "100%" }} />
      </Form.Item>
      {costs.map(({ key, label }) => (
        <Form.Item key={key} name={key} label={label}>
          <InputNumber min={0} suffix="元" style={{ width: "100%" }} />
        </Form.Item>
      ))}
      <Form.Item name="note" label="备注">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}
