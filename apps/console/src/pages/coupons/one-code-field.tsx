import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api } from "../../api/client.ts";

interface Props {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (id: string | null) => void;
}

/** A live code, found by name. */
export function OneCodeField({ id, value, onChange }: Props) {
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ["codes", "pick", q],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/live-codes", { signal, params: { query: { q: q || undefined, limit: 30 } } })),
  });
  return (
    <Select
      id={id}
      allowClear
      placeholder="不接力"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      value={value}
      options={(found.data?.items ?? []).map((code) => ({ value: code.id, label: `${code.name}（${code.slug}）` }))}
      onChange={(chosen) => onChange?.(chosen ?? null)}
    />
  );
}
