import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber, Select } from "antd";
import { RangeField } from "../../shared/form/range-field.tsx";
import type { LeafOf, Measure, Occurrence } from "./draft.ts";
import type { Behaviour, Catalogue } from "./segment-api.ts";
import styles from "./segments.module.css";
import { blankTest, definedOnly, TestField, WindowField } from "./test-fields.tsx";

const moneyOrNumber = (property: Behaviour["properties"][number]) =>
  property.type === "money" || property.type === "number";

interface OccurrenceFieldProps {
  readonly catalogue: Catalogue;
  readonly value: Occurrence;
  readonly onChange: (occurrence: Occurrence) => void;
  /** Only what can be a step of a sequence. */
  readonly steps?: boolean;
}

/** What happened, and what it was like: 购买，渠道为小程序. */
export function OccurrenceField({ catalogue, value, onChange, steps = false }: OccurrenceFieldProps) {
  const behaviours = catalogue.behaviours.filter((behaviour) => !steps || behaviour.sequence);
  const behaviour = behaviours.find(({ name }) => name === value.of);
  const where = value.where ?? [];
  const change = (next: NonNullable<Occurrence["where"]>) =>
    onChange(next.length === 0 ? { of: value.of } : { of: value.of, where: next });
  return (
    <span className={styles.occurrence}>
      <Select
        className={styles.behaviour}
        aria-label="行为"
        placeholder="选择行为"
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        value={value.of || undefined}
        options={behaviours.map(({ name, label }) => ({ value: name, label }))}
        onChange={(of) => onChange({ of })}
      />
      {where.map(({ property, test }, at) => {
        const of = behaviour?.properties.find(({ key }) => key === property);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: properties have no identity of their own
          <span key={at} className={styles.where}>
            且
            <Select
              aria-label="行为的属性"
              placeholder="属性"
              popupMatchSelectWidth={false}
              value={property || undefined}
              options={behaviour?.properties.map(({ key, label }) => ({ value: key, label }))}
              onChange={(next) => {
                const chosen = behaviour?.properties.find(({ key }) => key === next);
                change(where.with(at, { property: next, test: blankTest(chosen?.type ?? "choice") }));
              }}
            />
            {of && (
              <TestField of={of} value={test} onChange={(next) => change(where.with(at, { property, test: next }))} />
            )}
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label="去掉这个属性"
              onClick={() => change(where.toSpliced(at, 1))}
            />
          </span>
        );
      })}
      {behaviour && behaviour.properties.length > 0 && where.length < 10 && (
        <Button
          type="link"
          size="small"
          icon={<PlusOutlined />}
          onClick={() => change([...where, { property: "", test: { in: [] } }])}
        >
          限定
        </Button>
      )}
    </span>
  );
}

const measureNames = {
  count: "次数",
  days: "天数",
  sum: "合计",
  average: "平均",
  distinct: "不同的个数",
  first: "首次距今",
  last: "最近一次距今",
} as const;
type MeasureKind = keyof typeof measureNames;

const kindOf = (measure: Measure): MeasureKind =>
  typeof measure === "string" ? measure : (Object.keys(measure)[0] as MeasureKind);
const propertyOf = (measure: Measure) => (typeof measure === "string" ? undefined : Object.values(measure)[0]);

function measureOf(kind: MeasureKind, property: string): Measure {
  if (kind === "sum") return { sum: property };
  if (kind === "average") return { average: property };
  return kind === "distinct" ? { distinct: property } : kind;
}

interface BehaviourFieldsProps<Leaf> {
  readonly catalogue: Catalogue;
  readonly leaf: Leaf;
  readonly onChange: (leaf: Leaf) => void;
}

/** How often, how much, or how long ago members did something. */
export function BehaviourFields({ catalogue, leaf, onChange }: BehaviourFieldsProps<LeafOf<"behaviour">>) {
  const behaviour = catalogue.behaviours.find(({ name }) => name === leaf.of);
  const properties = behaviour?.properties ?? [];
  const measure = leaf.measure ?? "count";
  const kind = kindOf(measure);
  const offered = (of: MeasureKind) =>
    of === "distinct" ? properties : of === "sum" || of === "average" ? properties.filter(moneyOrNumber) : [];
  const kinds = (Object.keys(measureNames) as MeasureKind[]).filter(
    (each) => !["sum", "average", "distinct"].includes(each) || offered(each).length > 0,
  );
  const property = properties.find(({ key }) => key === propertyOf(measure));
  const isMoney = (kind === "sum" || kind === "average") && property?.type === "money";
  const unit = isMoney ? "元" : kind === "count" ? "次" : kind === "distinct" ? "个" : "天";
  return (
    <>
      <WindowField
        optional
        value={leaf.window}
        onChange={(window) => {
          const { window: _before, ...rest } = leaf;
          onChange(window ? { ...rest, window } : rest);
        }}
      />
      <OccurrenceField
        catalogue={catalogue}
        value={leaf}
        onChange={(occurrence) => {
          const { of: before, where: _where, ...rest } = leaf;
          // Another behaviour has other properties to sum.
          onChange({ ...rest, ...occurrence, ...(occurrence.of === before ? {} : { measure: "count" }) });
        }}
      />
      <span className={styles.inline}>
        <Select
          aria-label="怎么算"
          popupMatchSelectWidth={false}
          value={kind}
          options={kinds.map((each) => ({ value: each, label: measureNames[each] }))}
          onChange={(next) =>
            onChange({ ...leaf, measure: measureOf(next, offered(next)[0]?.key ?? ""), range: { min: 1 } })
          }
        />
        {typeof measure !== "string" && (
          <Select
            aria-label="算哪个属性"
            popupMatchSelectWidth={false}
            value={propertyOf(measure)}
            options={offered(kind).map(({ key, label }) => ({ value: key, label }))}
            onChange={(next) => onChange({ ...leaf, measure: measureOf(kind, next) })}
          />
        )}
        <RangeField
          value={leaf.range}
          unit={typeof measure === "string" || isMoney || kind === "distinct" ? unit : ""}
          scale={isMoney ? 100 : 1}
          onChange={(range) => onChange({ ...leaf, range: definedOnly(range) })}
        />
      </span>
    </>
  );
}

/** When the n-th of something happened. */
export function NthFields({ catalogue, leaf, onChange }: BehaviourFieldsProps<LeafOf<"nth">>) {
  return (
    <>
      <span className={styles.inline}>
        第
        <InputNumber
          aria-label="第几次"
          min={1}
          max={1_000}
          precision={0}
          value={leaf.nth}
          onChange={(nth) => nth !== null && onChange({ ...leaf, nth })}
        />
        次
      </span>
      <OccurrenceField
        catalogue={catalogue}
        value={leaf}
        onChange={(occurrence) => {
          const { of: _of, where: _where, ...rest } = leaf;
          onChange({ ...rest, ...occurrence });
        }}
      />
      <span className={styles.inline}>
        发生在
        <WindowField value={leaf.window} onChange={(window) => onChange({ ...leaf, window: window ?? {} })} />
      </span>
    </>
  );
}

/** One thing after another within some days, and perhaps something that did not follow. */
export function SequenceFields({ catalogue, leaf, onChange }: BehaviourFieldsProps<LeafOf<"sequence">>) {
  const { without, ...rest } = leaf;
  return (
    <>
      <WindowField
        optional
        value={leaf.window}
        onChange={(window) => {
          const { window: _before, ...others } = leaf;
          onChange(window ? { ...others, window } : others);
        }}
      />
      {leaf.steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity of their own
        <span key={at} className={styles.inline}>
          {at === 0 ? "先" : "之后"}
          <OccurrenceField
            steps
            catalogue={catalogue}
            value={step}
            onChange={(next) => onChange({ ...leaf, steps: leaf.steps.with(at, next) })}
          />
          {leaf.steps.length > 1 && (
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={`去掉第 ${at + 1} 步`}
              onClick={() => onChange({ ...leaf, steps: leaf.steps.toSpliced(at, 1) })}
            />
          )}
        </span>
      ))}
      <span className={styles.inline}>
        <InputNumber
          aria-label="多少天之内"
          min={1}
          max={366}
          precision={0}
          value={leaf.withinDays}
          onChange={(withinDays) => withinDays !== null && onChange({ ...leaf, withinDays })}
        />
        天之内
        {leaf.steps.length < 5 && (
          <Button
            type="link"
            size="small"
            icon={<PlusOutlined />}
            onClick={() => onChange({ ...leaf, steps: [...leaf.steps, { of: "" }] })}
          >
            一步
          </Button>
        )}
        {without === undefined && (
          <Button type="link" size="small" onClick={() => onChange({ ...leaf, without: { of: "" } })}>
            且没有……
          </Button>
        )}
      </span>
      {without !== undefined && (
        <span className={styles.inline}>
          且没有
          <OccurrenceField
            steps
            catalogue={catalogue}
            value={without}
            onChange={(next) => onChange({ ...leaf, without: next })}
          />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label="去掉没有发生的行为"
            onClick={() => onChange(rest)}
          />
        </span>
      )}
    </>
  );
}
