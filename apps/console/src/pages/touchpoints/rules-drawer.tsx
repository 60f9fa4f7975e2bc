import { useQuery } from "@tanstack/react-query";
import { Form, InputNumber, Select } from "antd";
import { useCan, useMe } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type Rules, rulesQuery, saveRules } from "./connection-api.ts";

type Value = Rules["value"];
interface ConditionValues extends Omit<Value["strong"], "yearSpendFen"> {
  readonly yearSpendYuan: number | null;
}
interface PriceValues {
  readonly costYuan: number;
  readonly contactsPerMonth: number;
}
interface Values {
  readonly strong: ConditionValues;
  readonly medium: ConditionValues;
  readonly prices: Record<"strong" | "medium" | "weak", PriceValues>;
}

const labels = { strong: "强连接", medium: "中连接", weak: "弱连接" } as const;

const fromCondition = ({ yearSpendFen, ...rest }: Value["strong"]): ConditionValues => ({
  ...rest,
  yearSpendYuan: yearSpendFen === null ? null : yearSpendFen / 100,
});
const toCondition = ({ yearSpendYuan, yearOrders, ...rest }: ConditionValues): Value["strong"] => ({
  ...rest,
  yearOrders: yearOrders ?? null,
  yearSpendFen: yearSpendYuan ? Math.round(yearSpendYuan * 100) : null,
});
const fromPrice = ({ costFen, contactsPerMonth }: Value["prices"]["weak"]): PriceValues => ({
  costYuan: costFen / 100,
  contactsPerMonth,
});
const toPrice = ({ costYuan, contactsPerMonth }: PriceValues) => ({
  costFen: Math.round(costYuan * 100),
  contactsPerMonth,
});

function ConditionFields({ name, rules }: { name: "strong" | "medium"; rules: Rules }) {
  const options = (list: Rules["tiers"]) => list.map(({ code, label }) => ({ value: code, label }));
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>
        <strong>{labels[name]}：满足任意一条</strong>
      </legend>
      <Form.Item name={[name, "tiers"]} label="分层">
        <Select mode="multiple" options={options(rules.tiers)} />
      </Form.Item>
      <Form.Item name={[name, "rfmGroups"]} label="RFM 分组">
        <Select mode="multiple" options={options(rules.rfmGroups)} />
      </Form.Item>
      <Form.Item name={[name, "yearSpendYuan"]} label="近一年消费达到">
        <InputNumber min={0.01} precision={2} prefix="¥" style={{ width: "100%" }} placeholder="不看" />
      </Form.Item>
      <Form.Item name={[name, "yearOrders"]} label="近一年购买达到（次）">
        <InputNumber min={1} precision={0} style={{ width: "100%" }} placeholder="不看" />
      </Form.Item>
      <Form.Item
        name={[name, "categories"]}
        label="近一年买过这些品类"
        extra="写商品资料里的品类名，回车确认；适合要讲解的品类"
      >
        <Select mode="tags" tokenSeparators={["，", ","]} placeholder="不看" />
      </Form.Item>
    </fieldset>
  );
}

function RulesForm({ rules, onClose }: { rules: Rules; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const can = useCan();
  const { wholeChain } = useMe();
  const mayEdit = wholeChain && can("touchpoint.write");
  const { strong, medium, prices } = rules.value;
  const save = useAction<Values, Rules>({
    run: (values) =>
      saveRules({
        version: rules.version,
        value: {
          strong: toCondition(values.strong),
          medium: toCondition(values.medium),
          prices: {
            strong: toPrice(values.prices.strong),
            medium: toPrice(values.prices.medium),
            weak: toPrice(values.prices.weak),
          },
        },
      }),
    done: "规则已保存",
    refresh: [["connection-strength"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="连接强度的规则与成本"
      hint="先看强连接，再看中连接，都不满足就是弱连接。成本没有公认的数，请按自己的人工和物料填。"
      readOnly={!mayEdit}
      initialValues={{
        strong: fromCondition(strong),
        medium: fromCondition(medium),
        prices: { strong: fromPrice(prices.strong), medium: fromPrice(prices.medium), weak: fromPrice(prices.weak) },
      }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <ConditionFields name="strong" rules={rules} />
      <ConditionFields name="medium" rules={rules} />
      {(["strong", "medium", "weak"] as const).map((code) => (
        <div key={code} style={{ display: "grid", gridTemplateColumns: "1fr 1fr", gap: 12 }}>
          <Form.Item
            name={["prices", code, "costYuan"]}
            label={`${labels[code]} · 一次触达`}
            rules={[{ required: true, message: "请填写" }]}
          >
            <InputNumber min={0} max={10_000} precision={2} prefix="¥" style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item
            name={["prices", code, "contactsPerMonth"]}
            label="每月触达（次）"
            rules={[{ required: true, message: "请填写" }]}
          >
            <InputNumber min={0} max={300} precision={0} style={{ width: "100%" }} />
          </Form.Item>
        </div>
      ))}
    </FormDrawer>
  );
}

/** The rules by which strengths are recommended, and what a contact costs; headquarters changes them. */
export function RulesDrawer({ onClose }: { onClose: () => void }) {
  const rules = useQuery(rulesQuery);
  return rules.data ? <RulesForm rules={rules.data} onClose={onClose} /> : null;
}
