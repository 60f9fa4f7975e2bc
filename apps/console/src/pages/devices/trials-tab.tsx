import { Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { StoreFilter } from "../../shared/filter/store-filter.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { promiseColors, promiseNames } from "../stock/stock-api.ts";
import { devicesKey, type FollowUp, fetchFollowUps } from "./device-api.ts";

const columns: readonly Column<FollowUp>[] = [
  {
    key: "member",
    title: "客户",
    card: "title",
    fixed: true,
    render: (row) => <Link to={`/members/${row.memberNo}`}>{row.memberName ?? `客户 ${row.memberNo}`}</Link>,
  },
  { key: "guide", title: "导购", card: "extra", render: (row) => row.guideName ?? "没有导购" },
  { key: "goods", title: "试过的商品", width: 220, render: (row) => row.name ?? row.sku },
  {
    key: "chosen",
    title: "当时选的",
    render: (row) => row.attributes.map(({ label, value }) => `${label} ${value}`).join("，") || "—",
  },
  {
    key: "times",
    title: "次数",
    render: (row) => (
      <>
        {row.times} 次 {row.pictures > 0 && <Tag color="blue">留了图</Tag>}
      </>
    ),
  },
  {
    key: "promise",
    title: "现在能给吗",
    render: (row) =>
      row.promise === null ? "没有上报库存" : <Tag color={promiseColors[row.promise]}>{promiseNames[row.promise]}</Tag>,
  },
  { key: "at", title: "最近一次", render: (row) => <DateTime value={row.lastAt} ago /> },
  { key: "store", title: "在哪家店", render: (row) => row.storeName },
];

/** 试过没买: whom a guide should speak to, about what. */
export function TrialsTab() {
  const [storeNo, setStoreNo] = useState<string>();
  const list = useCursorList<FollowUp>({
    queryKey: [...devicesKey, "trials", storeNo],
    fetchPage: (cursor, signal) => fetchFollowUps(storeNo === undefined ? {} : { storeNo }, cursor, signal),
  });
  return (
    <Panel
      title="试过没买"
      hint="近 30 天在店里的设备上试过、保存了体验、之后还没买的客户与商品，最近的在前；拒绝个性化推荐的客户不在内。点客户看全部偏好再联系。"
      extra={<StoreFilter value={storeNo} onChange={setStoreNo} />}
    >
      <DataTable
        id="device-trials"
        label="试过没买"
        columns={columns}
        list={list}
        rowKey={(row) => `${row.memberNo} ${row.sku}`}
        empty={
          <EmptyState compact title="现在没有试过没买的客户">
            客户在设备上扫码保存体验后，试过的商品会列在这里；买了就自动消失。
          </EmptyState>
        }
      />
    </Panel>
  );
}
