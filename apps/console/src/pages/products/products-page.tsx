import { answer } from "@feilun/api-client";
import { Button, Tag, Tooltip } from "antd";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { formatMoneyExact } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { type Page, useCursorList } from "../../shared/table/use-cursor-list.ts";

type Origin = "import" | "api" | "order";

interface Product {
  readonly sku: string;
  readonly name: string;
  readonly category: string | null;
  readonly brand: string | null;
  readonly unit: string | null;
  readonly barcode: string | null;
  /** 1/1000 yuan */
  readonly listPriceLi: number | null;
  readonly status: "on_sale" | "off_sale";
  readonly origin: Origin;
}

const originNames: Readonly<Record<Origin, string>> = { import: "商品导入", api: "接口同步", order: "订单里出现过" };

const columns: readonly Column<Product>[] = [
  {
    key: "name",
    title: "商品",
    card: "title",
    fixed: true,
    render: (product) => (
      <div>
        <div>{product.name || "（还没有名称）"}</div>
        <div style={{ color: "var(--fl-ink-third)", fontSize: 13 }}>{product.sku}</div>
      </div>
    ),
  },
  { key: "category", title: "品类", render: (product) => product.category ?? "—" },
  { key: "brand", title: "品牌", optional: true, render: (product) => product.brand ?? "—" },
  { key: "barcode", title: "条码", render: (product) => product.barcode ?? "—" },
  {
    key: "price",
    title: "标价",
    align: "right",
    card: "extra",
    render: (product) => (product.listPriceLi === null ? "—" : formatMoneyExact(product.listPriceLi / 10)),
  },
  { key: "unit", title: "单位", optional: true, card: "hidden", render: (product) => product.unit ?? "—" },
  {
    key: "status",
    title: "状态",
    render: (product) => (product.status === "on_sale" ? <Tag color="success">在售</Tag> : <Tag>下架</Tag>),
  },
  {
    key: "origin",
    title: "资料来源",
    render: (product) =>
      product.origin === "order" ? (
        <Tooltip title="只在订单里出现过，还没有品类、标价等资料。导入商品表即可补全。">
          <Tag color="warning">待补资料</Tag>
        </Tooltip>
      ) : (
        originNames[product.origin]
      ),
  },
];

const filterFields: readonly FilterField[] = [
  { kind: "search", key: "q", placeholder: "商品名称、编码或条码" },
  { kind: "select", key: "origin", label: "资料来源", options: optionsOf(originNames) },
];

export function Component() {
  const [values, change, clear] = useUrlFilters(filterFields.map((field) => field.key));
  const list = useCursorList<Product>({
    queryKey: ["products", values],
    fetchPage: (cursor, signal): Promise<Page<Product>> =>
      answer(
        api.GET("/api/v1/products", {
          signal,
          params: { query: { ...values, cursor, limit: 50 } },
        }),
      ),
  });
  return (
    <>
      <PageHeader
        title="商品"
        description="订单里出现的商品会自动登记；导入商品表可以补上品类、品牌和标价。"
        actions={
          <Link to="/imports?kind=products">
            <Button>导入商品</Button>
          </Link>
        }
      />
      <Panel>
        <FilterBar fields={filterFields} values={values} onChange={change} onClear={clear} />
        <DataTable
          id="products"
          label="商品"
          columns={columns}
          list={list}
          rowKey={(product) => product.sku}
          empty={
            Object.keys(values).length > 0 ? (
              <EmptyState title="没有符合条件的商品" action={<Button onClick={clear}>清空筛选</Button>}>
                试试名称里的几个字，或商品编码的一部分。
              </EmptyState>
            ) : (
              <EmptyState title="还没有商品">导入商品表，或先导入订单——订单里的商品会自动登记在这里。</EmptyState>
            )
          }
        />
      </Panel>
    </>
  );
}
