import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FilterBar } from "../../shared/filter/filter-bar.tsx";
import { optionsOf, storeField } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { formatNumber, formatRatio } from "../../shared/format/number.ts";
import { Count, DateTime } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import layout from "../../shared/page/layout.module.css";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { type Device, devicesKey, fetchDevices, fetchOverview, type Overview, stateNames } from "./device-api.ts";
import { StateTag } from "./state-tag.tsx";

const share = (part: number, whole: number) => formatRatio(whole > 0 ? part / whole : null);

const columns: readonly Column<Device>[] = [
  {
    key: "name",
    title: "设备",
    card: "title",
    fixed: true,
    render: (row) => (
      <Button type="link" style={{ padding: 0, height: "auto" }}>
        {row.name}
      </Button>
    ),
  },
  { key: "state", title: "状态", card: "extra", render: (row) => <StateTag device={row} /> },
  { key: "store", title: "门店", render: (row) => row.storeName },
  { key: "kind", title: "类型", render: (row) => row.kindLabel },
  {
    key: "seen",
    title: "最近上报",
    render: (row) => (row.lastSeenAt ? <DateTime value={row.lastSeenAt} ago /> : "还没有"),
  },
  { key: "events", title: "事件", align: "right", render: (row) => <Count value={row.figures.events} /> },
  {
    key: "sessions",
    title: "使用",
    align: "right",
    render: (row) => (row.kind === "counter" ? "—" : <Count value={row.figures.sessions} unit="次" />),
  },
  {
    key: "identified",
    title: "客户保存",
    align: "right",
    render: (row) => share(row.figures.identified, row.figures.sessions),
  },
  {
    key: "bought",
    title: "试后 14 天内买了",
    align: "right",
    render: (row) =>
      row.figures.triers > 0
        ? `${share(row.figures.buyers, row.figures.triers)}（${row.figures.buyers}/${row.figures.triers} 人）`
        : "—",
  },
  {
    key: "entered",
    title: "进店",
    align: "right",
    optional: true,
    render: (row) => <Count value={row.figures.entered} unit="人" />,
  },
  {
    key: "refused",
    title: "没收下",
    align: "right",
    optional: true,
    render: (row) => <Count value={row.figures.refused} />,
  },
  { key: "firmware", title: "固件", optional: true, render: (row) => row.firmware ?? "—" },
];

function Figures({ overview: { states, total } }: { overview: Overview }) {
  const inUse = states.online + states.late + states.silent + states.unseen + states.keyless;
  const needing = states.silent + states.keyless;
  return (
    <FigureCards
      figures={[
        {
          label: "要有人去看",
          value: `${formatNumber(needing)} 台`,
          title: "营业时间内静默，或密钥已失效",
          hint: `在用 ${formatNumber(inUse)} 台：在线 ${states.online}，迟到 ${states.late}，还没上线 ${states.unseen}`,
        },
        {
          label: "使用",
          value: `${formatNumber(total.sessions)} 次`,
          title: "一位客户的一次使用算一次；客流计不算",
          hint: `共 ${formatNumber(total.events)} 个事件，其中断网后补报 ${formatNumber(total.late)} 个`,
        },
        {
          label: "客户保存",
          value: share(total.identified, total.sessions),
          title: "客户扫屏幕上的码、同意并保存的使用 ÷ 全部使用",
          hint: `${formatNumber(total.identified)} 次知道是谁，其余匿名`,
        },
        {
          label: "试后 14 天内买了",
          value: share(total.buyers, total.triers),
          title: "保存过体验的人里，14 天内在任何门店或线上买了其中任一商品的人；整单退款的不算",
          hint: `${formatNumber(total.triers)} 人里 ${formatNumber(total.buyers)} 人`,
        },
        ...(total.entered > 0
          ? [
              {
                label: "进店",
                value: `${formatNumber(total.entered)} 人次`,
                title: "客流计数到的人次",
                hint: "只数人，不认人",
              },
            ]
          : []),
      ]}
    />
  );
}

/** The devices, those that need somebody first, and what comes of them. */
export function DevicesTab({ onOpen, onAdd }: { onOpen: (id: string) => void; onAdd: (() => void) | null }) {
  const [values, change, clear] = useUrlFilters(["storeNo", "kind", "state", "days"]);
  const overview = useQuery({
    queryKey: [...devicesKey, "overview", values.storeNo, values.kind, values.days],
    queryFn: ({ signal }) => fetchOverview(values, signal),
  });
  const list = useCursorList<Device>({
    queryKey: [...devicesKey, "list", values],
    fetchPage: (cursor, signal) => fetchDevices(values, cursor, signal),
    refetchInterval: 60_000,
  });
  const kinds = overview.data?.kinds ?? [];
  const isFiltered = Object.keys(values).length > 0;
  return (
    <div className={layout.stack}>
      <FilterBar
        fields={[
          storeField(),
          {
            kind: "select",
            key: "kind",
            label: "类型",
            options: kinds.map(({ code, label }) => ({ value: code, label })),
          },
          { kind: "select", key: "state", label: "状态", options: optionsOf(stateNames) },
          { kind: "days", key: "days", label: "日期" },
        ]}
        values={values}
        onChange={change}
        onClear={clear}
      />
      {overview.isError && <ErrorState compact error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.isPending && <Skeleton active title={false} />}
      {overview.data && <Figures overview={overview.data} />}
      <Panel flush>
        <DataTable
          id="devices"
          label="门店设备"
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          onRowClick={(row) => onOpen(row.id)}
          empty={
            isFiltered ? (
              <EmptyState compact title="没有符合条件的设备" />
            ) : (
              <EmptyState
                title="还没有门店设备"
                action={
                  onAdd && (
                    <Button type="primary" onClick={onAdd}>
                      登记第一台
                    </Button>
                  )
                }
              >
                试妆镜、试衣镜、家具 AR、智能屏、智能货架、门店 WiFi
                和客流计都能接。客户扫屏幕上的码保存体验，导购就知道他试过什么、喜欢什么。
              </EmptyState>
            )
          }
        />
      </Panel>
    </div>
  );
}
