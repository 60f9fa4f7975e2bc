import { useQuery } from "@tanstack/react-query";
import { Button, Space, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf, storeField } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { MoveDelivery } from "./move-delivery.tsx";
import { DeliveryRulesDialog } from "./rules-dialogs.tsx";
import {
  type Attention,
  attentionNames,
  fetchAttention,
  fetchShipments,
  noteTold,
  reasonNames,
  type Shipment,
  stateColors,
  stateNames,
} from "./stock-api.ts";
import { windowText } from "./window-text.ts";

const filterFields: readonly FilterField[] = [
  { kind: "select", key: "state", label: "状态", options: optionsOf(stateNames) },
  storeField(),
];

/** What became of the latest change of the delivery time. */
export function ChangeText({ change }: { change: Shipment["change"] }) {
  if (!change) return <>—</>;
  const asked = windowText(change.askedFrom, change.askedUntil);
  return (
    <>
      {change.state === "waiting" && <Tag color="gold">等答复</Tag>}
      {change.state === "accepted" && <Tag color="green">已改</Tag>}
      {change.state === "refused" && <Tag color="red">被拒</Tag>}
      {change.state === "refused" ? `${asked}：${change.refusal ?? ""}` : `${asked}（${reasonNames[change.reason]}）`}
    </>
  );
}

function Todo({ shipment, onMove }: { shipment: Shipment; onMove: (shipment: Shipment) => void }) {
  const can = useCan();
  const tell = useAction<void, Shipment>({
    run: () => noteTold(shipment.id),
    done: "已记下",
    refresh: [["shipments"]],
  });
  const { change, state } = shipment;
  const isOpen = state !== "delivered" && state !== "cancelled";
  if (!can("delivery.change") || !isOpen) return null;
  return (
    <Space wrap size={8}>
      {change && change.state !== "waiting" && change.toldAt === null && (
        <Button size="small" type="primary" loading={tell.isPending} onClick={() => tell.mutate()}>
          已告知客户
        </Button>
      )}
      {shipment.windowFrom !== null && change?.state !== "waiting" && (
        <Button size="small" onClick={() => onMove(shipment)}>
          改时间
        </Button>
      )}
    </Space>
  );
}

function columnsWith(onMove: (shipment: Shipment) => void): readonly Column<Shipment>[] {
  return [
    {
      key: "order",
      title: "订单",
      width: 180,
      card: "title",
      fixed: true,
      render: (row) => (
        <>
          {row.orderCode}
          {row.memberNo !== null && (
            <>
              {" · "}
              <Link to={`/members/${row.memberNo}`}>客户 {row.memberNo}</Link>
            </>
          )}
        </>
      ),
    },
    {
      key: "state",
      title: "状态",
      card: "extra",
      render: (row) => <Tag color={stateColors[row.state]}>{stateNames[row.state]}</Tag>,
    },
    { key: "window", title: "约定时间", render: (row) => windowText(row.windowFrom, row.windowUntil) },
    { key: "change", title: "时间修改", width: 220, render: (row) => <ChangeText change={row.change} /> },
    { key: "store", title: "业绩门店", render: (row) => row.storeName ?? "—" },
    {
      key: "place",
      title: "发货",
      width: 150,
      render: (row) => [row.placeName, row.carrier, row.trackingNo].filter(Boolean).join(" · ") || "—",
    },
    { key: "todo", title: "处理", card: "foot", render: (row) => <Todo shipment={row} onMove={onMove} /> },
  ];
}

/** Parcels, those first that need somebody. */
export function ShipmentsPanel() {
  const [values, change, clear] = useUrlFilters(["attention", ...filterFields.map((field) => field.key)]);
  const can = useCan();
  const [isRuling, setRuling] = useState(false);
  const [moving, setMoving] = useState<Shipment | null>(null);
  const attention = useQuery({
    queryKey: ["shipments", "attention"],
    queryFn: ({ signal }) => fetchAttention(signal),
  });
  const list = useCursorList<Shipment>({
    queryKey: ["shipments", "list", values],
    fetchPage: (cursor, signal) => fetchShipments(values, cursor, signal),
  });
  return (
    <Panel
      title="包裹与配送"
      hint="超时指约定时段已过而配送系统还没有报送达。改时间以配送系统的答复为准。"
      extra={can("stock.rule") && <Button onClick={() => setRuling(true)}>配送规则</Button>}
    >
      <Space wrap size={8} style={{ marginBottom: 12 }}>
        {(Object.keys(attentionNames) as Attention[]).map((key) => (
          <Button
            key={key}
            size="small"
            type={values.attention === key ? "primary" : "default"}
            onClick={() => change({ attention: values.attention === key ? undefined : key })}
          >
            {attentionNames[key]} {attention.data?.[key] ?? "…"}
          </Button>
        ))}
      </Space>
      <FilterBar fields={filterFields} values={values} onChange={change} onClear={clear} />
      <DataTable
        id="shipments"
        label="包裹"
        columns={columnsWith(setMoving)}
        list={list}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title={Object.keys(values).length > 0 ? "没有符合条件的包裹" : "还没有包裹"}>
            配送系统用接口密钥把包裹和状态报上来，就会出现在这里；接法见对接文档「库存与配送」。
          </EmptyState>
        }
      />
      {isRuling && <DeliveryRulesDialog onClose={() => setRuling(false)} />}
      {moving && <MoveDelivery shipment={moving} onClose={() => setMoving(null)} />}
    </Panel>
  );
}
