import { Form, InputNumber, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { everything, type HomeRule, type HomeRules, type RuleDraft, saveRule } from "./mini-program-api.ts";
import styles from "./mini-programs.module.css";

type Fields = Omit<RuleDraft, "version">;
type Switches = "scanAndGo" | "homeDelivery" | "deliversClosed";
type Values = Omit<Fields, Switches> & Record<Switches, "yes" | "no" | "above"> & { unitId: string };

const asWord = (value: boolean | null) => (value === null ? "above" : value ? "yes" : "no");
const asFlag = (word: Values["scanAndGo"]) => (word === "above" ? null : word === "yes");

function Choice({ name, label, yes, no }: { name: Switches; label: string; yes: string; no: string }) {
  return (
    <Form.Item name={name} label={label}>
      <Select
        options={[
          { value: "above", label: "按上级" },
          { value: "yes", label: yes },
          { value: "no", label: no },
        ]}
      />
    </Form.Item>
  );
}

interface RuleFormProps {
  readonly usual: HomeRules["usual"];
  /** Absent = a new one. */
  readonly rule?: HomeRule;
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

/** The rule of a region or store; a field left empty follows the unit above. */
export function RuleForm({ usual, rule, taken, onClose }: RuleFormProps) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, unknown>({
    run: ({ unitId, scanAndGo, homeDelivery, deliversClosed, ...numbers }) =>
      saveRule({
        unitId,
        scanAndGo: asFlag(scanAndGo),
        homeDelivery: asFlag(homeDelivery),
        deliversClosed: asFlag(deliversClosed),
        inStoreMetres: numbers.inStoreMetres ?? null,
        deliveryMetres: numbers.deliveryMetres ?? null,
        deliveryMinutes: numbers.deliveryMinutes ?? null,
        version: rule?.version ?? 0,
      }),
    done: "已保存，马上生效",
    refresh: everything,
    onDone: onClose,
    quietFailure: true,
  });
  const above = (value: number | null, unit: string) => `不填按上级；系统默认 ${value} ${unit}`;
  return (
    <FormDrawer<Values>
      form={form}
      title={rule ? `${rule.unitName}的首页规则` : "增加首页规则"}
      hint="对这个单位和它下面的门店生效，下级另写的以下级为准。全部留空就是取消这条规则。"
      initialValues={{
        unitId: rule?.unitId,
        scanAndGo: asWord(rule?.scanAndGo ?? null),
        homeDelivery: asWord(rule?.homeDelivery ?? null),
        deliversClosed: asWord(rule?.deliversClosed ?? null),
        inStoreMetres: rule?.inStoreMetres ?? null,
        deliveryMetres: rule?.deliveryMetres ?? null,
        deliveryMinutes: rule?.deliveryMinutes ?? null,
      }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      {rule ? (
        <Form.Item name="unitId" hidden>
          <input />
        </Form.Item>
      ) : (
        <Form.Item
          name="unitId"
          label="对谁生效"
          rules={[
            { required: true, message: "请选择总部、区域或门店" },
            {
              validator: async (_, unitId: string) => {
                if (taken.includes(unitId)) throw new Error("它已经有一条规则，请在列表里修改");
              },
            },
          ]}
        >
          <UnitSelect placeholder="总部、区域或门店" />
        </Form.Item>
      )}
      <div className={styles.pair}>
        <Choice name="scanAndGo" label="店内扫码购" yes="开" no="关" />
        <Form.Item name="inStoreMetres" label="多近算在店里" extra={above(usual.inStoreMetres, "米")}>
          <InputNumber min={20} max={2000} precision={0} suffix="米" style={{ width: "100%" }} />
        </Form.Item>
        <Choice name="homeDelivery" label="到家" yes="开" no="关" />
        <Form.Item name="deliveryMetres" label="配送范围" extra={above(usual.deliveryMetres, "米")}>
          <InputNumber min={100} max={200000} precision={0} suffix="米" style={{ width: "100%" }} />
        </Form.Item>
        <Choice name="deliversClosed" label="打烊后" yes="也接单，次日送" no="不接单" />
        <Form.Item name="deliveryMinutes" label="承诺送达" extra={above(usual.deliveryMinutes, "分钟")}>
          <InputNumber min={10} max={4320} precision={0} suffix="分钟" style={{ width: "100%" }} />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
