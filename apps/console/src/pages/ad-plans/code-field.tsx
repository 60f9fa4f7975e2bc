import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api } from "../../api/client.ts";
import type { AdPlan } from "./ad-plan-api.ts";

/** Live codes and short links, found by name. */
export function CodeField({
  value,
  onChange,
  known,
}: {
  value?: string[];
  onChange?: (ids: string[]) => void;
  known: readonly Pick<AdPlan["codes"][number], "id" | "name" | "slug">[];
}) {
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ["codes", "pick", q],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/live-codes", { signal, params: { query: { q: q || undefined, limit: 30 } } })),
  });
  const options = new Map(
    [...known, ...(found.data?.items ?? [])].map(({ id, name, slug }) => [
      id,
      { value: id, label: `${name}（${slug}）` },
    ]),
  );
  return (
    <Select
      mode="multiple"
      aria-label="活码与短链"
      placeholder="按名称找"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      value={value}
      options={[...options.values()]}
      onChange={onChange}
    />
  );
}
