import { Button, Space, Tag } from "antd";
import { useState } from "react";
import { useCan, useMe } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatMoneyExact } from "../../shared/format/number.ts";
import { DateTime, Money, Ratio } from "../../shared/format/values.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { BatchDrawer } from "./batch-drawer.tsx";
import { BatchForm } from "./batch-form.tsx";
import { type Batch, couponsKey, fetchBatches, pauseBatch } from "./coupon-api.ts";
import styles from "./coupons.module.css";
import { HandOutForm } from "./hand-out-form.tsx";
import { CouponRulesDialog } from "./rules-dialog.tsx";

const states: Readonly<Record<Batch["state"], readonly [colour: string, name: string]>> = {
  opening: ["processing", "正在建券"],
  live: ["success", "发放中"],
  paused: ["default", "已暂停"],
  failed: ["error", "没有建成"],
};

function BatchState({ batch }: { batch: Batch }) {
  const ended = batch.state === "live" && new Date(batch.endsAt) <= new Date();
  const [colour, name] = ended ? ["default", "已结束"] : states[batch.state];
  return <Tag color={colour}>{name}</Tag>;
}

const columns: readonly Column<Batch>[] = [
  {
    key: "name",
    title: "券",
    card: "title",
    fixed: true,
    render: (row) => (
      <div>
        {row.name} {row.kind === "social" && <Tag color="magenta">社交立减金</Tag>}
        <div className={styles.quiet}>
          满 {formatMoneyExact(row.minSpendFen)} 减 {formatMoneyExact(row.offFen)}
          {row.unitNames.length > 0 && ` · ${row.unitNames.join("、")}`}
        </div>
        {row.note && <div className={styles.trouble}>{row.note}</div>}
      </div>
    ),
  },
  { key: "state", title: "状态", card: "extra", render: (row) => <BatchState batch={row} /> },
  { key: "stock", title: "已发 / 库存", align: "right", render: (row) => `${row.taken} / ${row.stock}` },
  { key: "claimed", title: "领取", align: "right", render: (row) => row.funnel.claimed },
  { key: "reminded", title: "我们提醒", align: "right", card: "hidden", render: (row) => row.funnel.reminded },
  { key: "used", title: "核销", align: "right", render: (row) => row.funnel.used },
  {
    key: "rate",
    title: "核销率",
    align: "right",
    render: (row) => <Ratio value={row.funnel.claimed === 0 ? null : row.funnel.used / row.funnel.claimed} />,
  },
  {
    key: "sold",
    title: "带动付款",
    align: "right",
    render: (row) => <Money fen={row.funnel.soldFen} exact />,
  },
  { key: "ends", title: "结束", card: "hidden", render: (row) => <DateTime value={row.endsAt} /> },
];

export function BatchesPanel() {
  const can = useCan();
  const { wholeChain } = useMe();
  const mayWrite = wholeChain && can("coupon.write");
  const [isCreating, setCreating] = useState(false);
  const [isRuling, setRuling] = useState(false);
  const [handing, setHanding] = useState<Batch | null>(null);
  const [opened, setOpened] = useState<Batch | null>(null);
  const list = useCursorList<Batch>({
    queryKey: [...couponsKey, "batches"],
    fetchPage: fetchBatches,
    refetchInterval: 15_000,
  });
  return (
    <>
      <div className={styles.bar}>
        <span className={styles.quiet}>
          领取到核销按券数：核销率＝已核销 ÷ 已领到；带动付款是用券的订单实付合计。门店只看到在本店领或在本店用的。
        </span>
        {mayWrite && (
          <Space size={8}>
            <Button onClick={() => setRuling(true)}>用券规则</Button>
            <Button type="primary" onClick={() => setCreating(true)}>
              新建支付券
            </Button>
          </Space>
        )}
      </div>
      <DataTable
        id="coupon-batches"
        label="支付券"
        columns={[...columns, ...(mayWrite ? [actColumn(setHanding)] : [])]}
        list={list}
        rowKey={({ id }) => id}
        onRowClick={setOpened}
        empty={
          <EmptyState title="还没有支付券">
            新建一批券后，可以把领券码印在门店、放在小程序付款页，或直接发给一个标签的客户。客户付款带上券码就核销，微信会在到期前提醒。
          </EmptyState>
        }
      />
      {isRuling && <CouponRulesDialog onClose={() => setRuling(false)} />}
      {isCreating && <BatchForm onClose={() => setCreating(false)} />}
      {handing && <HandOutForm batch={handing} onClose={() => setHanding(null)} />}
      {opened && <BatchDrawer batch={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

const actColumn = (handOut: (row: Batch) => void): Column<Batch> => ({
  key: "act",
  title: "操作",
  card: "foot",
  render: (row) => <Actions batch={row} handOut={handOut} />,
});

function Actions({ batch, handOut }: { batch: Batch; handOut: (row: Batch) => void }) {
  const pause = useAction({
    run: () => pauseBatch(batch),
    done: batch.state === "live" ? "已暂停发放" : "已恢复发放",
    refresh: [couponsKey],
  });
  if (batch.state !== "live" && batch.state !== "paused") return <>—</>;
  return (
    <Space wrap>
      {batch.state === "live" && batch.kind === "plain" && (
        <Button size="small" onClick={() => handOut(batch)}>
          发给客户
        </Button>
      )}
      {batch.state === "paused" ? (
        <Button size="small" loading={pause.isPending} onClick={() => pause.mutate()}>
          恢复发放
        </Button>
      ) : (
        <ConfirmDanger
          action="暂停"
          title={`暂停发放“${batch.name}”？`}
          button={{ size: "small" }}
          onConfirm={() => pause.mutateAsync()}
        >
          客户不能再领；已经领到的券仍然可以用。随时可以恢复。
        </ConfirmDanger>
      )}
    </Space>
  );
}
