import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, DatePicker, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { RangeField } from "../../shared/form/range-field.tsx";
import { channelNames } from "../../shared/vocabulary/channels.ts";
import { useEventTypes } from "../events/event-api.ts";
import { tierNames } from "../tiers/tier-look.ts";
import {
  blankCondition,
  type Condition,
  type ConditionKind,
  conditionKindNames,
  conditionProblem,
  lifeCycleNames,
  rfmGroupNames,
  rhythmNames,
} from "./condition.ts";
import styles from "./tags.module.css";

function WindowField({ value, onChange }: { value: number | undefined; onChange: (days: number | undefined) => void }) {
  return (
    <span className={styles.range}>
      最近
      <InputNumber
        aria-label="最近多少天"
        placeholder="不限"
        min={1}
        max={3_650}
        value={value ?? null}
        onChange={(days) => onChange(days ?? undefined)}
      />
      天
    </span>
  );
}

interface ChoicesProps<Value extends string> {
  readonly value: readonly Value[];
  readonly onChange: (values: Value[]) => void;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly loading?: boolean;
  readonly placeholder: string;
}

/** Choices from a list, or free ones where there is none. */
function Choices<Value extends string>({ value, onChange, options, loading, placeholder }: ChoicesProps<Value>) {
  return (
    <Select<Value[]>
      className={styles.choices}
      mode={options ? "multiple" : "tags"}
      aria-label={placeholder}
      placeholder={placeholder}
      loading={loading}
      maxTagCount="responsive"
      showSearch={{ optionFilterProp: "label" }}
      tokenSeparators={options ? undefined : [",", "，", " ", "\n"]}
      value={[...value]}
      options={options ? [...options] : undefined}
      onChange={onChange}
    />
  );
}

function EventChoices({ value, onChange }: { value: readonly string[]; onChange: (values: string[]) => void }) {
  const types = useEventTypes();
  return (
    <Choices
      value={value}
      onChange={onChange}
      loading={types.isPending}
      placeholder="选择行为"
      options={(types.data?.items ?? []).map(({ name, label }) => ({ value: name, label }))}
    />
  );
}

interface FieldsProps {
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}

function Fields({ condition, onChange }: FieldsProps) {
  switch (condition.kind) {
    case "recency":
    case "registered":
      return <RangeField value={condition.days} unit="天" onChange={(days) => onChange({ ...condition, days })} />;
    case "orders":
      return (
        <>
          <WindowField value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
          <RangeField value={condition.count} unit="笔" onChange={(count) => onChange({ ...condition, count })} />
        </>
      );
    case "sent_gift":
    case "received_gift":
      return (
        <>
          <WindowField value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
          <RangeField value={condition.count} unit="次" onChange={(count) => onChange({ ...condition, count })} />
        </>
      );
    case "spend":
    case "average_order":
      return (
        <>
          <WindowField value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
          <RangeField value={condition.fen} unit="元" scale={100} onChange={(fen) => onChange({ ...condition, fen })} />
        </>
      );
    case "coupon_share":
      return (
        <>
          <WindowField value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
          <RangeField
            value={condition.share}
            unit="%"
            scale={0.01}
            onChange={(share) => onChange({ ...condition, share })}
          />
        </>
      );
    case "bought_sku":
      return (
        <>
          <WindowField value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
          <Choices
            value={condition.skus}
            placeholder="输入商品编码，回车添加；可一次粘贴多个"
            onChange={(skus) => onChange({ ...condition, skus })}
          />
        </>
      );
    case "tier":
      return (
        <Choices
          value={condition.tiers}
          placeholder="选择分层"
          options={optionsOf(tierNames)}
          onChange={(tiers) => onChange({ ...condition, tiers })}
        />
      );
    case "life_cycle":
      return (
        <Choices
          value={condition.stages}
          placeholder="选择阶段"
          options={optionsOf(lifeCycleNames)}
          onChange={(stages) => onChange({ ...condition, stages })}
        />
      );
    case "rhythm":
      return (
        <Choices
          value={condition.stages}
          placeholder="选择阶段"
          options={optionsOf(rhythmNames)}
          onChange={(stages) => onChange({ ...condition, stages })}
        />
      );
    case "rfm_group":
      return (
        <Choices
          value={condition.groups}
          placeholder="选择客群"
          options={optionsOf(rfmGroupNames)}
          onChange={(groups) => onChange({ ...condition, groups })}
        />
      );
    case "order_channel":
      return (
        <>
          <WindowField value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
          <Choices
            value={condition.channels}
            placeholder="选择渠道"
            options={optionsOf(channelNames)}
            onChange={(channels) => onChange({ ...condition, channels })}
          />
        </>
      );
    case "member_channel":
      return (
        <Choices
          value={condition.channels}
          placeholder="选择渠道"
          options={optionsOf(channelNames)}
          onChange={(channels) => onChange({ ...condition, channels })}
        />
      );
    case "city":
      return (
        <Choices
          value={condition.cities}
          placeholder="输入城市，回车添加，例如：上海市"
          onChange={(cities) => onChange({ ...condition, cities })}
        />
      );
    case "registered_on":
      return (
        <DatePicker.RangePicker
          aria-label="入会日期"
          value={
            condition.from && condition.to ? [dayjs(condition.from), dayjs(condition.to).subtract(1, "day")] : null
          }
          onChange={(range) =>
            onChange({
              ...condition,
              from: range?.[0]?.format("YYYY-MM-DD") ?? "",
              to: range?.[1]?.add(1, "day").format("YYYY-MM-DD") ?? "",
            })
          }
        />
      );
    case "events":
      return (
        <>
          <WindowField value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
          <EventChoices value={condition.types} onChange={(types) => onChange({ ...condition, types })} />
          <RangeField value={condition.count} unit="次" onChange={(count) => onChange({ ...condition, count })} />
        </>
      );
  }
}

interface ConditionEditorProps {
  readonly conditions: readonly Condition[];
  readonly onChange: (conditions: readonly Condition[]) => void;
}

/** Builds a rule: everyone who meets all of the conditions. */
export function ConditionEditor({ conditions, onChange }: ConditionEditorProps) {
  const replace = (index: number, condition: Condition) =>
    onChange(conditions.map((each, at) => (at === index ? condition : each)));
  return (
    <div>
      <ol className={styles.conditions}>
        {conditions.map((condition, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other name, and stay in place
          <li key={index}>
            <span className={styles.and}>{index === 0 ? "满足" : "并且"}</span>
            <div className={styles.condition}>
              <Select
                aria-label="条件"
                style={{ width: 150 }}
                value={condition.kind}
                options={optionsOf(conditionKindNames)}
                onChange={(kind: ConditionKind) => replace(index, blankCondition(kind))}
              />
              <Fields condition={condition} onChange={(next) => replace(index, next)} />
              {conditionProblem(condition) && <span className={styles.problem}>{conditionProblem(condition)}</span>}
            </div>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`删除第 ${index + 1} 个条件`}
              onClick={() => onChange(conditions.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ol>
      {conditions.length < 12 && (
        <Button icon={<PlusOutlined />} onClick={() => onChange([...conditions, blankCondition("spend")])}>
          添加条件
        </Button>
      )}
    </div>
  );
}
