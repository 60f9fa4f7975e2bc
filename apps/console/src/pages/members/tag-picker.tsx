import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTagSearch } from "../tags/tag-api.ts";

interface TagPickerProps {
  readonly value: readonly number[];
  readonly onChange: (tagNos: number[], names: string[]) => void;
  readonly placeholder?: string;
  readonly multiple?: boolean;
  /** Only tags that people set; rule tags come and go by themselves. */
  readonly manualOnly?: boolean;
  readonly style?: React.CSSProperties;
  readonly autoFocus?: boolean;
}

/** Chooses tags by name, pinyin or initials, however many there are. */
export function TagPicker({
  value,
  onChange,
  placeholder = "标签",
  multiple = true,
  manualOnly = false,
  style,
  autoFocus,
}: TagPickerProps) {
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const tags = useTagSearch({ q: search, kind: manualOnly ? "manual" : undefined, tagNos: value });
  return (
    <Select
      aria-label={placeholder}
      style={style}
      placeholder={placeholder}
      allowClear
      autoFocus={autoFocus}
      mode={multiple ? "multiple" : undefined}
      maxTagCount="responsive"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={tags.isFetching}
      notFoundContent={search ? `没有名称、拼音或首字母含「${search}」的标签` : "还没有标签"}
      popupMatchSelectWidth={false}
      value={multiple ? [...value] : (value[0] ?? undefined)}
      options={(tags.data ?? []).map((tag) => ({
        value: tag.tagNo,
        label: tag.name,
        note: `${tag.groupName} · ${tag.memberCount} 人`,
      }))}
      optionRender={({ label, data }) => (
        <span style={{ display: "flex", justifyContent: "space-between", gap: 16 }}>
          {label}
          <small style={{ color: "var(--fl-ink-third)" }}>{String(data.note)}</small>
        </span>
      )}
      onChange={(next: number | number[] | undefined) => {
        const chosen = next === undefined ? [] : Array.isArray(next) ? next : [next];
        const names = chosen.map((no) => tags.data?.find((tag) => tag.tagNo === no)?.name ?? String(no));
        onChange(chosen, names);
      }}
    />
  );
}
