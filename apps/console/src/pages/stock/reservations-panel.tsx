import { Button, Select, Space, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { optionsOf, StoreFilter } from "../../shared/filter/store-filter.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import {
  fetchReservations,
  type Reservation,
  releaseReservation,
  reservationColors,
  reservationNames,
} from "./stock-api.ts";

const columnsWith = (onRelease: ((row: Reservation) => void) | null): readonly Column<Reservation>[] => [
  {
    key: "order",
    title: "订单",
    width: 180,
    card: "title",
    fixed: true,
    render: (row) => row.orderCode,
  },
  {
    key: "state",
    title: "状态",
    card: "extra",
    render: (row) => <Tag color={reservationColors[row.state]}>{reservationNames[row.state]}</Tag>,
  },
  { key: "store", title: "门店", render: (row) => row.storeName },
  {
    key: "lines",
    title: "留了什么",
    width: 300,
    render: (row) =>
      row.lines.map((line) => `${line.name ?? line.sku} ${line.quantity} 件（${line.placeName}）`).join("；"),
  },
  {
    key: "until",
    title: "留到",
    render: (row) =>
      row.state === "held" ? <DateTime value={row.expiresAt} /> : <DateTime value={row.endedAt ?? row.expiresAt} />,
  },
  { key: "by", title: "经手", render: (row) => row.endedBy ?? row.createdBy },
  {
    key: "todo",
    title: "处理",
    card: "foot",
    render: (row) =>
      onRelease && row.state === "held" ? (
        <Button size="small" onClick={() => onRelease(row)}>
          释放
        </Button>
      ) : null,
  },
];

/** What is kept for orders, and a way to give back what a system forgot. */
export function ReservationsPanel() {
  const can = useCan();
  const [state, setState] = useState<Reservation["state"] | undefined>("held");
  const [storeNo, setStoreNo] = useState<string>();
  const [releasing, setReleasing] = useState<Reservation | null>(null);
  const list = useCursorList<Reservation>({
    queryKey: ["stock", "reservations", state, storeNo],
    fetchPage: (cursor, signal) => fetchReservations({ state, storeNo }, cursor, signal),
  });
  const release = useAction<string, object>({
    run: (reason) => releaseReservation(releasing?.id ?? "", reason),
    done: "已释放，库存可以卖给别人了",
    refresh: [["stock"]],
    onDone: () => setReleasing(null),
  });
  return (
    <Panel
      title="订单预留"
      hint="订单系统下单时占住库存：先占店里的，再占能直发的仓。出库、取消或到时之后不再占用。"
      extra={
        <Space wrap size={8}>
          <Select
            allowClear
            placeholder="全部状态"
            aria-label="状态"
            style={{ width: 130 }}
            value={state}
            options={[...optionsOf(reservationNames)]}
            onChange={(value?: Reservation["state"]) => setState(value)}
          />
          <StoreFilter value={storeNo} onChange={setStoreNo} />
        </Space>
      }
    >
      <DataTable
        id="reservations"
        label="预留"
        columns={columnsWith(can("stock.rule") ? setReleasing : null)}
        list={list}
        rowKey={(row) => row.id}
        empty={
          <EmptyState compact title={state === "held" ? "现在没有订单占着库存" : "没有符合条件的预留"}>
            订单系统用接口密钥请求预留后会出现在这里；接法见对接文档「库存与配送」。
          </EmptyState>
        }
      />
      {releasing && (
        <ReasonDialog
          title={`释放订单 ${releasing.orderCode} 的预留？`}
          okText="释放"
          placeholder="例如：订单系统确认已取消，但没有释放"
          isBusy={release.isPending}
          onSubmit={(reason) => release.mutate(reason)}
          onClose={() => setReleasing(null)}
        >
          释放后这些商品马上可以卖给别人，不能撤销；订单若仍有效，会无货可发。
        </ReasonDialog>
      )}
    </Panel>
  );
}
