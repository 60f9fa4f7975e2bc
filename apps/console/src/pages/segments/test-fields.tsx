import { DatePicker, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import { type Range, RangeField } from "../../shared/form/range-field.tsx";
import type { Test, Window } from "./draft.ts";
import type { Field, Property } from "./segment-api.ts";
import styles from "./segments.module.css";

export const blankTest = (type: Field["type"] | Property["type"]): Test => {
  if (type === "number" || type === "money") return { between: {} };
  if (type === "day") return { within: { from: { daysAgo: 29 } } };
  if (type === "month_day") return { anniversary: { fromDays: 0, toDays: 6 } };
  return { in: type === "yes_no" ? [true] : [] };
};

const testNames = { in: "是", between: "在", within: "在", anniversary: "周年日在", known: "有记录" } as const;
type TestKind = keyof typeof testNames;
const kindOf = (test: Test) => Object.keys(test)[0] as TestKind;

const blankOf: Readonly<Record<TestKind, Test>> = {
  in: { in: [] },
  between: { between: {} },
  within: { within: { from: { daysAgo: 29 } } },
  anniversary: { anniversary: { fromDays: 0, toDays: 6 } },
  known: { known: true },
};

type WindowMode = "always" | "last" | "before" | "dates" | "between";
const windowNames: Readonly<Record<WindowMode, string>> = {
  always: "任何时候",
  last: "最近",
  before: "早于",
  between: "几天前之间",
  dates: "指定日期",
};

function modeOf(window: Window | undefined): WindowMode {
  if (!window) return "always";
  const { from, to } = window;
  if (typeof from === "string" || typeof to === "string") return "dates";
  if (from && to && to.daysAgo !== 0) return "between";
  return from || !to ? "last" : "before";
}

const daysOf = (moment: Window["from"]) => (typeof moment === "object" ? moment.daysAgo : undefined);
const dateOf = (moment: Window["from"]) => (typeof moment === "string" ? dayjs(moment) : null);

interface WindowFieldProps {
  readonly value: Window | undefined;
  readonly onChange: (window: Window | undefined) => void;
  /** May be left open, so that all times count. */
  readonly optional?: boolean;
}

/** When: the last so many days, before, or between two days. */
export function WindowField({ value, onChange, optional = false }: WindowFieldProps) {
  const mode = modeOf(value);
  const choose = (next: WindowMode) => {
    if (next === "always") onChange(undefined);
    else if (next === "last") onChange({ from: { daysAgo: 29 } });
    else if (next === "before") onChange({ to: { daysAgo: 30 } });
    else if (next === "between") onChange({ from: { daysAgo: 60 }, to: { daysAgo: 30 } });
    else onChange({});
  };
  const modes = (Object.keys(windowNames) as WindowMode[]).filter((each) => optional || each !== "always");
  const days = (label: string, shown: number | undefined, change: (days: number) => void, least = 0) => (
    <InputNumber
      aria-label={label}
      min={least}
      max={3_650}
      precision={0}
      value={shown ?? null}
      onChange={(next) => next !== null && change(next)}
    />
  );
  return (
    <span className={styles.inline}>
      <Select
        aria-label="时间"
        popupMatchSelectWidth={false}
        value={mode}
        options={modes.map((each) => ({ value: each, label: windowNames[each] }))}
        onChange={choose}
      />
      {mode === "last" && (
        <>
          {days("最近多少天", (daysOf(value?.from) ?? -1) + 1, (next) => onChange({ from: { daysAgo: next - 1 } }), 1)}
          天
        </>
      )}
      {mode === "before" && (
        <>{days("早于多少天前", daysOf(value?.to), (next) => onChange({ to: { daysAgo: next } }))}天前</>
      )}
      {mode === "between" && (
        <>
          {days("从多少天前", daysOf(value?.from), (next) => onChange({ ...value, from: { daysAgo: next } }))}天前到
          {days("到多少天前", daysOf(value?.to), (next) => onChange({ ...value, to: { daysAgo: next } }))}天前
        </>
      )}
      {mode === "dates" && (
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          value={[dateOf(value?.from), dateOf(value?.to)]}
          onChange={(range) => {
            const [from, to] = (range ?? []).map((day) => day?.format("YYYY-MM-DD"));
            onChange({ ...(from ? { from } : {}), ...(to ? { to } : {}) });
          }}
        />
      )}
    </span>
  );
}

type Value = string | number | boolean;

interface ValuesProps {
  readonly value: readonly Value[];
  readonly onChange: (values: Value[]) => void;
  readonly choices: Field["choices"];
  readonly type: Property["type"];
}

function Values({ value, onChange, choices, type }: ValuesProps) {
  if (type === "yes_no")
    return (
      <Select
        aria-label="取值"
        value={value[0] === false ? "no" : "yes"}
        options={[
          { value: "yes", label: "是" },
          { value: "no", label: "否" },
        ]}
        onChange={(chosen) => onChange([chosen === "yes"])}
      />
    );
  return (
    <Select<Value[]>
      className={styles.values}
      aria-label="取值"
      mode={choices ? "multiple" : "tags"}
      placeholder={choices ? "选择，可多选" : "输入后回车，可多个"}
      maxTagCount="responsive"
      showSearch={{ optionFilterProp: "label" }}
      tokenSeparators={choices ? undefined : [",", "，", " ", "\n"]}
      value={[...value]}
      options={choices ?? undefined}
      onChange={onChange}
    />
  );
}

interface TestFieldProps {
  readonly of: Pick<Field, "type" | "tests" | "choices"> | Property;
  readonly unit?: string | null;
  readonly value: Test;
  readonly onChange: (test: Test) => void;
}

/** How a value is tested: only in ways that its type takes. */
export function TestField({ of, unit, value, onChange }: TestFieldProps) {
  const kind = kindOf(value);
  const money = of.type === "money";
  return (
    <span className={styles.inline}>
      {of.tests.length > 1 && (
        <Select
          aria-label="怎么判断"
          popupMatchSelectWidth={false}
          value={kind}
          options={of.tests.map((test) => ({ value: test, label: testNames[test] }))}
          onChange={(next) => onChange(blankOf[next])}
        />
      )}
      {"in" in value && (
        <Values value={value.in} choices={of.choices} type={of.type} onChange={(chosen) => onChange({ in: chosen })} />
      )}
      {"between" in value && (
        <RangeField
          value={value.between}
          unit={money ? "元" : (unit ?? "")}
          scale={money ? 100 : 1}
          onChange={(between: Range) => onChange({ between: definedOnly(between) })}
        />
      )}
      {"within" in value && (
        <WindowField value={value.within} onChange={(within) => onChange({ within: within ?? {} })} />
      )}
      {"anniversary" in value && (
        <>
          今天起第
          <InputNumber
            aria-label="从第几天"
            min={-366}
            max={366}
            precision={0}
            value={value.anniversary.fromDays}
            onChange={(fromDays) => fromDays !== null && onChange({ anniversary: { ...value.anniversary, fromDays } })}
          />
          到
          <InputNumber
            aria-label="到第几天"
            min={-366}
            max={366}
            precision={0}
            value={value.anniversary.toDays}
            onChange={(toDays) => toDays !== null && onChange({ anniversary: { ...value.anniversary, toDays } })}
          />
          天（0 是今天）
        </>
      )}
    </span>
  );
}

/** Open sides are absent, not undefined: the rule is compared as text. */
export function definedOnly({ min, max }: Range): { min?: number; max?: number } {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
