import { Select } from "antd";
import { useDeferredValue, useRef, useState } from "react";
import { type Tag, useTagSearch, useTagsByNo } from "../tags/tag-api.ts";

interface TagPickerProps {
  readonly value: readonly number[];
  readonly onChange: (tagNos: number[]) => void;
  readonly placeholder?: string;
  readonly multiple?: boolean;
  /** Only tags that people set; rule tags come and go by themselves. */
  readonly manualOnly?: boolean;
  /** A tag that may not be chosen. */
  readonly without?: number;
  readonly style?: React.CSSProperties;
  readonly autoFocus?: boolean;
}

/** Chooses tags by name, pinyin or initials, however many there are. */
export function TagPicker(props: TagPickerProps) {
  const {
    value,
    onChange,
    placeholder = "标签",
    multiple = true,
    manualOnly = false,
    without,
    style,
    autoFocus,
  } = props;
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const found = useTagSearch(search);
  // Tags seen in any search keep their names when the next search no longer finds them.
  const seen = useRef(new Map<number, Tag>());
  for (const tag of found.data ?? []) seen.current.set(tag.tagNo, tag);
  const unknown = found.isPending ? [] : value.filter((tagNo) => !seen.current.has(tagNo));
  const named = useTagsByNo(unknown);
  const tagOf = (tagNo: number) => seen.current.get(tagNo) ?? named.data?.get(tagNo);

  const offered = (found.data ?? []).filter(
    (tag) => tag.tagNo !== without && (!manualOnly || tag.kind === "manual") && !value.includes(tag.tagNo),
  );
  const option = (tag: Tag) => ({
    value: tag.tagNo,
    label: tag.name,
    note: `${tag.groupName} · ${tag.memberCount} 人`,
  });
  const chosen = value.map((tagNo) => {
    const tag = tagOf(tagNo);
    return tag ? option(tag) : { value: tagNo, label: named.isFetching ? "…" : `标签 ${tagNo}`, note: "" };
  });
  return (
    <Select
      aria-label={placeholder}
      style={style}
      placeholder={placeholder}
      allowClear
      autoFocus={autoFocus}
      defaultOpen={autoFocus}
      mode={multiple ? "multiple" : undefined}
      maxTagCount="responsive"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      notFoundContent={search ? `没有名称、拼音或首字母含「${search}」的标签` : "还没有标签"}
      popupMatchSelectWidth={false}
      value={multiple ? [...value] : (value[0] ?? undefined)}
      options={[...chosen, ...offered.map(option)]}
      optionRender={({ label, data }) => (
        <span style={{ display: "flex", justifyContent: "space-between", gap: 16 }}>
          {label}
          <small style={{ color: "var(--fl-ink-third)" }}>{String(data.note)}</small>
        </span>
      )}
      onChange={(next: number | number[] | undefined) =>
        onChange(next === undefined ? [] : Array.isArray(next) ? next : [next])
      }
    />
  );
}
