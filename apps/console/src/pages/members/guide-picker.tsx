import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import type { Staff } from "../staff/staff-api.ts";

interface GuidePickerProps {
  readonly value: string | undefined;
  readonly onChange: (staffId: string | undefined) => void;
  readonly label?: string;
  readonly style?: React.CSSProperties;
}

/** Somebody on the staff, found by name or code. Only for those who may read staff. */
export function GuidePicker({ value, onChange, label = "导购", style }: GuidePickerProps) {
  const can = useCan();
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const isAllowed = can("staff.read");
  const found = useQuery({
    queryKey: ["staff", "pick", text],
    queryFn: ({ signal }): Promise<{ items: Staff[] }> =>
      answer(
        api.GET("/api/v1/staff", {
          signal,
          params: { query: { text: text || undefined, status: "active", limit: 30 } },
        }),
      ),
    enabled: isAllowed,
  });
  const chosen = useQuery({
    queryKey: ["staff", "one", value],
    queryFn: ({ signal }): Promise<Staff> =>
      answer(api.GET("/api/v1/staff/{staffId}", { signal, params: { path: { staffId: value ?? "" } } })),
    enabled: isAllowed && value !== undefined,
  });
  if (!isAllowed) return null;
  const items = found.data?.items ?? [];
  const all = chosen.data && !items.some(({ id }) => id === chosen.data.id) ? [chosen.data, ...items] : items;
  return (
    <Select
      aria-label={label}
      style={style}
      placeholder={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      popupMatchSelectWidth={false}
      notFoundContent={text ? `没有找到「${text}」` : "没有员工"}
      value={value}
      options={all.map((staff) => ({
        value: staff.id,
        label: `${staff.name}（${staff.posts[0]?.unitName ?? staff.code}）`,
      }))}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}
