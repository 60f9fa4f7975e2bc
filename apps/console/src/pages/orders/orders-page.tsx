import { Button } from "antd";
import { Link, useSearchParams } from "react-router";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf, storeField } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { channelNames } from "../../shared/vocabulary/channels.ts";
import { fetchOrders, type Order, orderStatusNames } from "./order-api.ts";
import { orderColumns } from "./order-columns.tsx";
import { OrderDrawer } from "./order-drawer.tsx";

const filterFields: readonly FilterField[] = [
  { kind: "search", key: "orderCode", placeholder: "完整订单号" },
  storeField(),
  { kind: "select", key: "channel", label: "渠道", options: optionsOf(channelNames) },
  { kind: "select", key: "status", label: "状态", options: optionsOf(orderStatusNames) },
  { kind: "days", key: "days", label: "营业日" },
];

export function Component() {
  const [values, change, clear] = useUrlFilters(filterFields.map((field) => field.key));
  const [params, setParams] = useSearchParams();
  const opened = Number(params.get("order")) || null;
  const open = (id: number | null) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (id === null) next.delete("order");
      else next.set("order", String(id));
      return next;
    });
  const list = useCursorList<Order>({
    queryKey: ["orders", "list", values],
    fetchPage: (cursor, signal) => fetchOrders(values, cursor, signal),
  });

  return (
    <>
      <PageHeader title="订单" description="各门店、各渠道的成交与退款；同一笔订单更正后以最新一版为准。" />
      <Panel>
        <FilterBar fields={filterFields} values={values} onChange={change} onClear={clear} />
        <DataTable
          id="orders"
          label="订单"
          columns={orderColumns}
          list={list}
          rowKey={(order) => order.id}
          onRowClick={(order) => open(order.id)}
          empty={
            Object.keys(values).length > 0 ? (
              <EmptyState title="没有符合条件的订单" action={<Button onClick={clear}>清空筛选</Button>}>
                订单号要写完整；也可以换个日期或门店再看。
              </EmptyState>
            ) : (
              <EmptyState
                title="还没有订单"
                action={
                  <Link to="/imports">
                    <Button type="primary">导入订单</Button>
                  </Link>
                }
              >
                把收银系统或电商后台导出的订单表导入进来，客户、复购和分层就会自动算出来。
              </EmptyState>
            )
          }
        />
      </Panel>
      <OrderDrawer id={opened} onClose={() => open(null)} />
    </>
  );
}
