import { useQuery } from "@tanstack/react-query";
import { Input, InputNumber, Select, Tag } from "antd";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { useUnitTree } from "../../shared/organization/units.ts";
import { TagPicker } from "../members/tag-picker.tsx";
import { BehaviourFields, NthFields, SequenceFields } from "./behaviour-fields.tsx";
import type { Leaf, LeafOf } from "./draft.ts";
import { type Catalogue, type Field, fetchSegments } from "./segment-api.ts";
import styles from "./segments.module.css";
import { blankTest, TestField } from "./test-fields.tsx";

interface LeafFieldsProps<Kind extends Leaf = Leaf> {
  readonly catalogue: Catalogue;
  readonly leaf: Kind;
  readonly onChange: (leaf: Leaf) => void;
  /** The segment that is being changed: it cannot refer to itself. */
  readonly without?: string | undefined;
}

const groupNames: Readonly<Record<Field["group"], string>> = { profile: "资料", value: "价值", tier: "分层与 RFM" };

function AttributeFields({ catalogue, leaf, onChange }: LeafFieldsProps<LeafOf<"attribute">>) {
  const field = catalogue.fields.find(({ key }) => key === leaf.field);
  const groups = (Object.keys(groupNames) as Field["group"][]).map((group) => ({
    label: groupNames[group],
    options: catalogue.fields.filter((each) => each.group === group).map(({ key, label }) => ({ value: key, label })),
  }));
  return (
    <>
      <Select
        className={styles.behaviour}
        aria-label="客户属性"
        placeholder="选择属性"
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        value={leaf.field || undefined}
        options={groups}
        onChange={(key: string) => {
          const chosen = catalogue.fields.find((each) => each.key === key);
          onChange({ ...leaf, field: key, test: blankTest(chosen?.type ?? "choice") });
        }}
      />
      {field && (
        <TestField of={field} unit={field.unit} value={leaf.test} onChange={(test) => onChange({ ...leaf, test })} />
      )}
    </>
  );
}

function UnitFields({ leaf, onChange }: LeafFieldsProps<LeafOf<"unit">>) {
  const { data } = useUnitTree({ withStores: true });
  const nameOf = (id: string) => data?.items.find((unit) => unit.id === id)?.name ?? "…";
  return (
    <>
      {leaf.units.map((id) => (
        <Tag
          key={id}
          closable
          onClose={(event) => {
            event.preventDefault();
            onChange({ ...leaf, units: leaf.units.filter((unit) => unit !== id) });
          }}
        >
          {nameOf(id)}
        </Tag>
      ))}
      <UnitSelect
        style={{ minWidth: 180 }}
        value={null}
        placeholder={leaf.units.length === 0 ? "选择区域或门店" : "再加一个"}
        exclude={(unit) => leaf.units.includes(unit.id)}
        onChange={(id) => id && onChange({ ...leaf, units: [...leaf.units, id] })}
      />
    </>
  );
}

function SegmentFields({ leaf, onChange, without }: LeafFieldsProps<LeafOf<"segment">>) {
  const segments = useQuery({
    queryKey: ["segments", "choices"],
    queryFn: ({ signal }) => fetchSegments({ archived: false }, signal),
  });
  return (
    <Select
      className={styles.values}
      aria-label="人群包"
      placeholder="选择人群包"
      showSearch={{ optionFilterProp: "label" }}
      loading={segments.isPending}
      value={leaf.segment || undefined}
      options={(segments.data?.items ?? [])
        .filter(({ id }) => id !== without)
        .map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(segment) => onChange({ ...leaf, segment })}
    />
  );
}

function SampleFields({ leaf, onChange }: LeafFieldsProps<LeafOf<"sample">>) {
  const percent = (label: string, side: "fromPercent" | "toPercent") => (
    <InputNumber
      aria-label={label}
      min={0}
      max={100}
      step={5}
      suffix="%"
      value={leaf[side]}
      onChange={(value) => value !== null && onChange({ ...leaf, [side]: value })}
    />
  );
  return (
    <>
      {percent("从百分之几", "fromPercent")}到{percent("到百分之几", "toPercent")}
      抽签号
      <Input
        aria-label="抽签号"
        style={{ width: 120 }}
        maxLength={40}
        value={leaf.salt}
        onChange={({ target }) => onChange({ ...leaf, salt: target.value })}
      />
    </>
  );
}

/** The fields of one condition. */
export function LeafFields(props: LeafFieldsProps) {
  const { catalogue, leaf, onChange } = props;
  switch (leaf.kind) {
    case "attribute":
      return <AttributeFields {...props} leaf={leaf} />;
    case "tag":
      return (
        <>
          {leaf.tags.length > 1 && (
            <Select
              aria-label="标签怎么算"
              value={leaf.match ?? "any"}
              options={[
                { value: "any", label: "有其中之一" },
                { value: "all", label: "同时都有" },
              ]}
              onChange={(match) => onChange({ ...leaf, match })}
            />
          )}
          <TagPicker
            style={{ flex: "1 1 220px", minWidth: 200 }}
            value={leaf.tags}
            onChange={(tags) => onChange({ ...leaf, tags })}
          />
        </>
      );
    case "unit":
      return <UnitFields {...props} leaf={leaf} />;
    case "segment":
      return <SegmentFields {...props} leaf={leaf} />;
    case "sample":
      return <SampleFields {...props} leaf={leaf} />;
    case "behaviour":
      return <BehaviourFields catalogue={catalogue} leaf={leaf} onChange={onChange} />;
    case "nth":
      return <NthFields catalogue={catalogue} leaf={leaf} onChange={onChange} />;
    case "sequence":
      return <SequenceFields catalogue={catalogue} leaf={leaf} onChange={onChange} />;
  }
}
