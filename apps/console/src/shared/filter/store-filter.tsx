import { Select } from "antd";
import { useMemo } from "react";
import { useUnitTree } from "../organization/units.ts";
import type { FilterField } from "./filter-bar.tsx";

interface StoreFilterProps {
  /** The store's number. */
  readonly value: string | undefined;
  readonly onChange: (storeNo: string | undefined) => void;
  readonly label?: string;
}

/** One store in the person's scope, found by name or code. */
export function StoreFilter({ value, onChange, label = "门店" }: StoreFilterProps) {
  const { data, isPending } = useUnitTree({ withStores: true });
  const options = useMemo(
    () =>
      (data?.items ?? [])
        .filter((unit) => unit.kind === "store")
        .map((unit) => ({ value: String(unit.no), label: `${unit.name}（${unit.code}）` })),
    [data],
  );
  return (
    <Select
      style={{ minWidth: 180 }}
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      loading={isPending}
      value={value}
      options={options}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}

/** The same as a field of a filter bar. */
export function storeField(key = "storeNo", label = "门店"): FilterField {
  return {
    kind: "custom",
    key,
    label,
    render: (value, onChange) => <StoreFilter value={value} onChange={onChange} label={label} />,
  };
}

/** A vocabulary (code → name) as options of a select. */
export function optionsOf(names: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

interface StoreCodeSelectProps {
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
}

/** One store by its code, as files name it. */
export function StoreCodeSelect({ value, onChange }: StoreCodeSelectProps) {
  const { data, isPending } = useUnitTree({ withStores: true });
  return (
    <Select
      allowClear
      aria-label="门店"
      placeholder="不指定"
      showSearch={{ optionFilterProp: "label" }}
      loading={isPending}
      value={value}
      options={(data?.items ?? [])
        .filter((unit) => unit.kind === "store")
        .map((unit) => ({ value: unit.code, label: `${unit.name}（${unit.code}）` }))}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}
