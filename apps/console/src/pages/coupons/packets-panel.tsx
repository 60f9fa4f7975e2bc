import { Button, Progress, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatMoneyExact } from "../../shared/format/number.ts";
import { DateTime, Money } from "../../shared/format/values.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { CampaignForm } from "./campaign-form.tsx";
import { type Campaign, fetchCampaigns, packetsKey, pauseCampaign } from "./coupon-api.ts";
import styles from "./coupons.module.css";

const columns: readonly Column<Campaign>[] = [
  {
    key: "name",
    title: "活动",
    card: "title",
    fixed: true,
    render: (row) => (
      <div>
        {row.name} {row.codeId && <Tag color="gold">接力</Tag>}
        <div className={styles.quiet}>
          每个 {formatMoneyExact(row.minFen)} 至 {formatMoneyExact(row.maxFen)}，每人最多 {row.perPerson} 个、每天{" "}
          {row.perPersonDay} 个
        </div>
      </div>
    ),
  },
  {
    key: "state",
    title: "状态",
    card: "extra",
    render: (row) => (
      <Tag color={row.state === "live" ? "success" : "default"}>{row.state === "live" ? "进行中" : "已暂停"}</Tag>
    ),
  },
  {
    key: "budget",
    title: "预算已用",
    render: (row) => (
      <div style={{ minWidth: 140 }}>
        {formatMoneyExact(row.spentFen)} / {formatMoneyExact(row.budgetFen)}
        <Progress percent={Math.floor((row.spentFen / row.budgetFen) * 100)} size="small" />
      </div>
    ),
  },
  { key: "people", title: "人数", align: "right", render: (row) => row.figures.people },
  { key: "granted", title: "发出", align: "right", render: (row) => row.figures.granted },
  { key: "waiting", title: "待领", align: "right", render: (row) => row.figures.waiting },
  {
    key: "paid",
    title: "已收款",
    align: "right",
    render: (row) => (
      <>
        {row.figures.paid} 个 <Money fen={row.figures.paidFen} exact />
      </>
    ),
  },
  { key: "lapsed", title: "退回", align: "right", render: (row) => row.figures.lapsed },
  { key: "refused", title: "被拒", align: "right", render: (row) => row.figures.refused },
  { key: "invited", title: "邀请", align: "right", render: (row) => row.figures.invited },
  { key: "scene", title: "小程序码场景值", card: "hidden", render: (row) => <code>{row.scene}</code> },
  { key: "ends", title: "结束", card: "hidden", render: (row) => <DateTime value={row.endsAt} /> },
];

export function PacketsPanel() {
  const can = useCan();
  const mayWrite = can("red_packet.write");
  const [isCreating, setCreating] = useState(false);
  const list = useCursorList<Campaign>({
    queryKey: [...packetsKey, "campaigns"],
    fetchPage: fetchCampaigns,
    refetchInterval: 15_000,
  });
  return (
    <>
      <div className={styles.bar}>
        <span className={styles.quiet}>
          预算已用＝已收款与待领的合计，永远不超过预算；24 小时内没人收的钱退回商户，也退回预算。
        </span>
        {mayWrite && (
          <Button type="primary" onClick={() => setCreating(true)}>
            新建红包活动
          </Button>
        )}
      </div>
      <DataTable
        id="red-packets"
        label="红包活动"
        columns={[...columns, ...(mayWrite ? [actColumn] : [])]}
        list={list}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="还没有红包活动">
            设好每个红包的金额、总预算和每人上限；客户在小程序里点“收款”，钱进微信零钱。
          </EmptyState>
        }
      />
      {isCreating && <CampaignForm onClose={() => setCreating(false)} />}
    </>
  );
}

const actColumn: Column<Campaign> = {
  key: "act",
  title: "操作",
  card: "foot",
  render: (row) => <Pause campaign={row} />,
};

function Pause({ campaign }: { campaign: Campaign }) {
  const pause = useAction({
    run: () => pauseCampaign(campaign),
    done: campaign.state === "live" ? "已暂停" : "已恢复",
    refresh: [packetsKey],
  });
  if (campaign.state === "paused")
    return (
      <Button size="small" loading={pause.isPending} onClick={() => pause.mutate()}>
        恢复
      </Button>
    );
  return (
    <ConfirmDanger
      action="暂停"
      title={`暂停“${campaign.name}”？`}
      button={{ size: "small" }}
      onConfirm={() => pause.mutateAsync()}
    >
      不再发新的红包；已经发出、还没领的仍可以领。随时可以恢复。
    </ConfirmDanger>
  );
}
