import { Drawer, Tag } from "antd";
import { Link } from "react-router";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { type Rewarded, readRewarded, type Scene, scanScenesKey } from "./scan-scene-api.ts";

const columns: readonly Column<Rewarded>[] = [
  {
    key: "member",
    title: "客户",
    card: "title",
    fixed: true,
    render: (row) => <Link to={`/members/${row.memberNo}`}>客户 {row.memberNo}</Link>,
  },
  {
    key: "given",
    title: "结果",
    card: "extra",
    render: (row) => <Tag color={row.given ? "green" : "orange"}>{row.given ? "已发" : "没有发成"}</Tag>,
  },
  { key: "what", title: "奖励", render: (row) => row.what },
  { key: "store", title: "门店", render: (row) => row.storeName },
  { key: "at", title: "扫码或加好友", render: (row) => <DateTime value={row.earnedAt} /> },
];

/** Who got what by a scene. */
export function RewardsDrawer({ scene, onClose }: { scene: Scene; onClose: () => void }) {
  const list = useCursorList<Rewarded>({
    queryKey: [...scanScenesKey, "rewards", scene.id],
    fetchPage: (cursor, signal) => readRewarded(scene.id, cursor, signal),
  });
  return (
    <Drawer open title={`「${scene.title}」的奖励`} size={720} onClose={onClose}>
      <p>
        {scene.rewardText ?? "现在没有奖励；下面是以前发过的。"}{" "}
        没有发成：顾客不在这批券的小程序里、拒收营销、超过每人限领或券已发完。
      </p>
      <DataTable
        id="scan-rewards"
        label="奖励"
        columns={columns}
        list={list}
        rowKey={(row) => `${row.memberNo} ${row.earnedAt}`}
        empty={<EmptyState compact title="还没有人得到奖励" />}
      />
    </Drawer>
  );
}
