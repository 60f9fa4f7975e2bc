import { Button } from "antd";
import { Link, useSearchParams } from "react-router";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf, storeField } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { DateTime, Money } from "../../shared/format/values.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { fetchPayments, type Payment, paymentsKey } from "./payment-api.ts";
import { PaymentDrawer } from "./payment-drawer.tsx";
import { PaymentTag, paymentStateNames, wayNames } from "./payment-words.tsx";

const fields: readonly FilterField[] = [
  { kind: "search", key: "code", placeholder: "完整的订单号或支付单号" },
  storeField(),
  { kind: "select", key: "state", label: "状态", options: optionsOf(paymentStateNames) },
];

const columns: readonly Column<Payment>[] = [
  { key: "order", title: "订单号", card: "title", fixed: true, render: (row) => row.orderCode },
  { key: "state", title: "状态", card: "extra", render: (row) => <PaymentTag state={row.state} /> },
  { key: "amount", title: "金额", align: "right", render: (row) => <Money fen={row.amountFen} exact /> },
  {
    key: "refunded",
    title: "已退",
    align: "right",
    render: (row) => (row.refundedFen > 0 ? <Money fen={row.refundedFen} exact /> : "—"),
  },
  { key: "what", title: "商品描述", card: "hidden", render: (row) => row.description },
  { key: "store", title: "门店", render: (row) => row.storeName ?? "总部" },
  { key: "way", title: "方式", card: "hidden", render: (row) => wayNames[row.way] },
  { key: "at", title: "发起时间", render: (row) => <DateTime value={row.createdAt} /> },
];

export function PaymentsPanel() {
  const [values, change, clear] = useUrlFilters(fields.map(({ key }) => key));
  const [params, setParams] = useSearchParams();
  const opened = params.get("payment");
  const open = (id: string | null) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (id === null) next.delete("payment");
      else next.set("payment", id);
      return next;
    });
  const list = useCursorList<Payment>({
    queryKey: [...paymentsKey, "list", values],
    fetchPage: (cursor, signal) => fetchPayments(values, cursor, signal),
    refetchInterval: 15_000,
  });
  return (
    <>
      <FilterBar fields={fields} values={values} onChange={change} onClear={clear} />
      <DataTable
        id="payments"
        label="支付"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        onRowClick={({ id }) => open(id)}
        empty={
          Object.keys(values).length > 0 ? (
            <EmptyState title="没有符合条件的支付" action={<Button onClick={clear}>清空筛选</Button>}>
              订单号和支付单号要写完整。
            </EmptyState>
          ) : (
            <EmptyState
              title="还没有支付"
              action={
                <Link to="/connections">
                  <Button type="primary">接入微信支付</Button>
                </Link>
              }
            >
              接入商户、选好收款门店后，小程序调用支付接口下单；客户付款后订单会自动生成，付款人成为客户。
            </EmptyState>
          )
        }
      />
      {opened && <PaymentDrawer id={opened} onClose={() => open(null)} />}
    </>
  );
}
