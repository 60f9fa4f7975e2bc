import { useState } from "react";
import { Link } from "react-router";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { channelName } from "../../shared/vocabulary/channels.ts";
import { type EntryFilter, type EntryKind, fetchEntries, type PointEntry } from "./point-api.ts";
import styles from "./points.module.css";
import { entryNames, lotNames, signed } from "./words.ts";

const columns: readonly Column<PointEntry>[] = [
  {
    key: "kind",
    title: "类型",
    card: "title",
    fixed: true,
    render: (entry) =>
      entry.kind === "earned" || entry.kind === "clawed_back"
        ? `${entryNames[entry.kind]} · ${lotNames[entry.lotKind]}`
        : entryNames[entry.kind],
  },
  {
    key: "points",
    title: "积分",
    align: "right",
    card: "extra",
    fixed: true,
    render: (entry) => <span className={entry.points > 0 ? styles.plus : styles.minus}>{signed(entry.points)}</span>,
  },
  {
    key: "member",
    title: "客户",
    render: (entry) => <Link to={`/members/${entry.memberNo}`}>{entry.memberNo}</Link>,
  },
  { key: "document", title: "单号", render: (entry) => entry.document ?? "—" },
  {
    key: "where",
    title: "渠道 / 门店",
    render: (entry) => entry.storeName ?? (entry.channel ? channelName(entry.channel) : "—"),
  },
  { key: "reason", title: "原因", card: "foot", render: (entry) => entry.reason ?? "—" },
  { key: "by", title: "经手", card: "hidden", render: (entry) => entry.by },
  { key: "at", title: "时间", render: (entry) => <DateTime value={entry.at} /> },
];

const fields: readonly FilterField[] = [
  { kind: "search", key: "q", placeholder: "订单号，或 # 加客户编号" },
  {
    kind: "select",
    key: "kind",
    label: "类型",
    options: Object.entries(entryNames).map(([value, label]) => ({ value, label })),
  },
];

/** The ledger, searched by order or member. */
export function EntriesPanel() {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const { q, kind } = values;
  const memberNo = q && /^#\d{1,10}$/.test(q) ? Number(q.slice(1)) : undefined;
  const filter: EntryFilter = {
    ...(memberNo !== undefined ? { memberNo } : q ? { document: q } : {}),
    ...(kind && { kind: kind as EntryKind }),
  };
  const list = useCursorList<PointEntry>({
    queryKey: ["points", "entries", filter],
    fetchPage: (cursor, signal) => fetchEntries(filter, cursor, signal),
  });
  return (
    <Panel>
      <FilterBar
        fields={fields}
        values={values}
        onChange={(changes) =>
          setValues((before) =>
            Object.fromEntries(
              Object.entries({ ...before, ...changes }).filter((pair): pair is [string, string] => Boolean(pair[1])),
            ),
          )
        }
        onClear={() => setValues({})}
      />
      <DataTable
        id="point-entries"
        label="积分流水"
        columns={columns}
        list={list}
        rowKey={(entry) => entry.id}
        empty={
          <EmptyState title={q || kind ? "没有符合条件的流水" : "还没有积分流水"}>
            {q || kind ? "换个条件再试。" : "设定积分规则后，订单、入会和使用都会记在这里，一笔不少。"}
          </EmptyState>
        }
      />
    </Panel>
  );
}
