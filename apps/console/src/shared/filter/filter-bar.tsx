import { FilterOutlined } from "@ant-design/icons";
import { Button, DatePicker, Drawer, Input, Select } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useEffect, useState } from "react";
import { useIsPhone } from "../page/use-is-phone.ts";
import styles from "./filter-bar.module.css";
import type { FilterValues } from "./use-url-filters.ts";

/** One filter. Values are texts, as the address bar holds them; several choices are joined by commas, days by `_`. */
export type FilterField =
  | { readonly kind: "search"; readonly key: string; readonly placeholder: string }
  | {
      readonly kind: "select";
      readonly key: string;
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly multiple?: boolean;
    }
  | { readonly kind: "days"; readonly key: string; readonly label: string }
  | {
      readonly kind: "custom";
      readonly key: string;
      readonly label: string;
      readonly render: (value: string | undefined, onChange: (value: string | undefined) => void) => ReactNode;
    };

interface FilterBarProps {
  readonly fields: readonly FilterField[];
  readonly values: FilterValues;
  readonly onChange: (changes: Record<string, string | undefined>) => void;
  readonly onClear: () => void;
}

/** The filters of a list; on a phone all but the search move into a drawer. */
export function FilterBar({ fields, values, onChange, onClear }: FilterBarProps) {
  const isPhone = useIsPhone();
  const [open, setOpen] = useState(false);
  const searches = fields.filter((field) => field.kind === "search");
  const others = fields.filter((field) => field.kind !== "search");
  const count = others.filter((field) => values[field.key]).length;
  const control = (field: FilterField) => (
    <Control
      key={field.key}
      field={field}
      value={values[field.key]}
      onChange={(value) => onChange({ [field.key]: value })}
    />
  );
  const clear = Object.keys(values).length > 0 && (
    <Button type="link" onClick={onClear}>
      清空条件
    </Button>
  );

  if (!isPhone) {
    return (
      <search className={styles.bar} data-filters="row">
        {searches.map(control)}
        {others.map(control)}
        {clear}
      </search>
    );
  }
  return (
    <search className={styles.bar}>
      {searches.map(control)}
      {others.length > 0 && (
        <Button icon={<FilterOutlined />} onClick={() => setOpen(true)}>
          筛选{count > 0 ? `（${count}）` : ""}
        </Button>
      )}
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="bottom"
        size="auto"
        title="筛选"
        extra={clear}
        footer={
          <Button type="primary" block onClick={() => setOpen(false)}>
            查看结果
          </Button>
        }
      >
        <div className={styles.drawer}>
          {others.map((field) => (
            <div key={field.key}>
              <div className={styles.label}>{"label" in field ? field.label : ""}</div>
              {control(field)}
            </div>
          ))}
        </div>
      </Drawer>
    </search>
  );
}

interface ControlProps {
  readonly field: FilterField;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function Control({ field, value, onChange }: ControlProps) {
  switch (field.kind) {
    case "search":
      return <SearchBox placeholder={field.placeholder} value={value ?? ""} onChange={onChange} />;
    case "select":
      return (
        <Select
          className={styles.select}
          aria-label={field.label}
          placeholder={field.label}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          mode={field.multiple ? "multiple" : undefined}
          maxTagCount="responsive"
          options={[...field.options]}
          value={field.multiple ? value?.split(",") : value}
          onChange={(next: string | string[] | undefined) =>
            onChange(Array.isArray(next) ? next.join(",") || undefined : next)
          }
        />
      );
    case "days": {
      const [from, to] = value?.split("_") ?? [];
      return (
        <DatePicker.RangePicker
          aria-label={field.label}
          value={from && to ? [dayjs(from), dayjs(to)] : null}
          placeholder={[`${field.label}从`, "到"]}
          onChange={(range) =>
            onChange(
              range?.[0] && range[1] ? `${range[0].format("YYYY-MM-DD")}_${range[1].format("YYYY-MM-DD")}` : undefined,
            )
          }
        />
      );
    }
    case "custom":
      return field.render(value, onChange);
  }
}

/** Searches a moment after the last key, and at once on Enter. */
function SearchBox({
  placeholder,
  value,
  onChange,
}: {
  placeholder: string;
  value: string;
  onChange: (value: string | undefined) => void;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim() || undefined), 350);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Input.Search
      className={styles.search}
      allowClear
      placeholder={placeholder}
      aria-label={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(text) => onChange(text.trim() || undefined)}
    />
  );
}
