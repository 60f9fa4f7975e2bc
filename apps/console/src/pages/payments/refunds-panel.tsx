import { Button } from "antd";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf, storeField } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { DateTime, Money } from "../../shared/format/values.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { fetchRefunds, paymentsKey, type Refund } from "./payment-api.ts";
import { RefundTag, refundStateNames } from "./payment-words.tsx";
import styles from "./payments.module.css";
import { RefundActions } from "./refund-actions.tsx";

const fields: readonly FilterField[] = [
  storeField(),
  { kind: "select", key: "state", label: "状态", options: optionsOf(refundStateNames) },
];

const columns: readonly Column<Refund>[] = [
  { key: "order", title: "订单号", card: "title", fixed: true, render: (row) => row.orderCode },
  { key: "state", title: "状态", card: "extra", render: (row) => <RefundTag state={row.state} /> },
  { key: "amount", title: "退款金额", align: "right", render: (row) => <Money fen={row.amountFen} exact /> },
  { key: "reason", title: "原因", render: (row) => row.reason },
  { key: "store", title: "门店", render: (row) => row.storeName ?? "总部" },
  { key: "by", title: "发起人", card: "hidden", render: (row) => row.requestedBy },
  { key: "at", title: "时间", render: (row) => <DateTime value={row.refundedAt ?? row.createdAt} /> },
  { key: "note", title: "说明", render: (row) => row.note ?? <span className={styles.quiet}>—</span> },
  { key: "act", title: "处理", card: "foot", render: (row) => <RefundActions refund={row} /> },
];

export function RefundsPanel() {
  const [values, change, clear] = useUrlFilters(fields.map(({ key }) => key));
  const list = useCursorList<Refund>({
    queryKey: [...paymentsKey, "refunds", values],
    fetchPage: (cursor, signal) => fetchRefunds(values, cursor, signal),
    refetchInterval: 15_000,
  });
  return (
    <>
      <FilterBar fields={fields} values={values} onChange={change} onClear={clear} />
      <DataTable
        id="payment-refunds"
        label="退款"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty={
          Object.keys(values).length > 0 ? (
            <EmptyState title="没有符合条件的退款" action={<Button onClick={clear}>清空筛选</Button>}>
              换个状态或门店再看。
            </EmptyState>
          ) : (
            <EmptyState title="还没有退款">在“支付”里点开一笔已付款的支付，就可以全额或部分退款。</EmptyState>
          )
        }
      />
    </>
  );
}
