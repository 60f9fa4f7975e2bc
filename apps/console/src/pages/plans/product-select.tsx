import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { searchProducts } from "./plan-api.ts";

interface ProductSelectProps {
  readonly id?: string;
  readonly value?: string[];
  readonly onChange?: (skus: string[]) => void;
}

/** Chooses products by typing name, code or barcode. */
export function ProductSelect({ id, value, onChange }: ProductSelectProps) {
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ["products", "search", q],
    queryFn: ({ signal }) => searchProducts(q, signal),
    staleTime: 60_000,
  });
  return (
    <Select
      id={id}
      mode="multiple"
      showSearch
      filterOption={false}
      loading={found.isFetching}
      value={value}
      onSearch={setTyped}
      onChange={onChange}
      placeholder="输入商品名称、编码或条码"
      notFoundContent={found.isFetching ? "查找中…" : "没有这个商品，请先导入商品档案"}
      options={(found.data?.items ?? []).map(({ sku, name }) => ({ value: sku, label: `${name}（${sku}）` }))}
    />
  );
}
