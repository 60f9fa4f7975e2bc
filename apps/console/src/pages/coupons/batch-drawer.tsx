import { Descriptions, Drawer } from "antd";
import { Link } from "react-router";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatMoneyExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { type Batch, type Coupon, couponsKey, fetchCoupons } from "./coupon-api.ts";
import styles from "./coupons.module.css";

const ways: Readonly<Record<Coupon["via"], string>> = {
  handed: "直接发放",
  scan: "扫码领取",
  pay_page: "付款页领取",
  friend: "好友分享",
  platform: "在微信里领取",
};
const states: Readonly<Record<Coupon["state"], string>> = {
  asked: "正在发放",
  claimed: "未使用",
  held: "等待付款",
  returning: "退回中",
  used: "已核销",
  refused: "没有发成",
};

const columns: readonly Column<Coupon>[] = [
  {
    key: "member",
    title: "客户",
    card: "title",
    fixed: true,
    render: (row) => <Link to={`/members/${row.memberNo}`}>会员号 {row.memberNo}</Link>,
  },
  { key: "state", title: "状态", card: "extra", render: (row) => states[row.state] },
  { key: "via", title: "来源", render: (row) => `${ways[row.via]}${row.storeName ? ` · ${row.storeName}` : ""}` },
  { key: "claimed", title: "领取", render: (row) => <DateTime value={row.claimedAt} /> },
  { key: "until", title: "有效期至", render: (row) => <DateTime value={row.validUntil} /> },
  { key: "order", title: "用于订单", render: (row) => row.orderCode ?? "—" },
  { key: "note", title: "说明", optional: true, render: (row) => row.note ?? "—" },
];

/** One batch: its rules, from claim over reminder to redemption, and whose coupons they are. */
export function BatchDrawer({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const isPhone = useIsPhone();
  const list = useCursorList<Coupon>({
    queryKey: [...couponsKey, "of", batch.id],
    fetchPage: (cursor, signal) => fetchCoupons(batch.id, cursor, signal),
  });
  const { funnel } = batch;
  return (
    <Drawer open onClose={onClose} size={isPhone ? "100%" : 760} title={batch.name}>
      <Descriptions
        size="small"
        column={isPhone ? 1 : 2}
        items={[
          { key: "claimed", label: "领到", children: `${funnel.claimed} 张` },
          { key: "reminded", label: "我们提醒过", children: `${funnel.reminded} 张（微信另有自己的到期提醒）` },
          { key: "used", label: "核销", children: `${funnel.used} 张，其中提醒后 ${funnel.usedAfterReminder} 张` },
          { key: "expired", label: "过期未用", children: `${funnel.expired} 张` },
          { key: "off", label: "优惠合计", children: formatMoneyExact(funnel.offFen) },
          { key: "sold", label: "带动付款", children: formatMoneyExact(funnel.soldFen) },
          ...(batch.kind === "social"
            ? [
                { key: "shares", label: "分享", children: `${funnel.shares} 次有好友来领` },
                { key: "friends", label: "好友领取", children: `${funnel.byFriends} 张` },
              ]
            : []),
          { key: "person", label: "每人限领", children: `${batch.perPerson} 张` },
          { key: "stores", label: "可用门店", children: batch.unitNames.join("、") || "全部门店" },
          { key: "scene", label: "领券码场景值", children: <code>{batch.scene}</code> },
          { key: "stock", label: "微信批次号", children: <code>{batch.platformKey ?? "—"}</code> },
        ]}
      />
      <h3 className={styles.section}>领券的客户</h3>
      <DataTable
        id="coupons"
        label="券"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="还没有人领">
            在“小程序”里用上面的场景值生成小程序码，印在门店或放进付款页；客户扫码领到后会出现在这里。
          </EmptyState>
        }
      />
    </Drawer>
  );
}
