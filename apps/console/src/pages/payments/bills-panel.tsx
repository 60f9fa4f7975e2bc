import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Input, Modal, Select, Tag } from "antd";
import type { Dayjs } from "dayjs";
import dayjs from "dayjs";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { DateTime, Money } from "../../shared/format/values.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import {
  type Bill,
  compareBill,
  type Difference,
  explainDifference,
  fetchBills,
  fetchDifferences,
  merchantsQuery,
  paymentsKey,
} from "./payment-api.ts";
import styles from "./payments.module.css";

/** Days compared with WeChat Pay's bills, and what differs. */
export function BillsPanel() {
  const can = useCan();
  const merchants = useQuery(merchantsQuery);
  const nameOf = (id: string) =>
    merchants.data?.items.find(({ accountId }) => accountId === id)?.name ?? "已删除的商户";
  const bills = useCursorList<Bill>({
    queryKey: [...paymentsKey, "bills"],
    fetchPage: (cursor, signal) => fetchBills({}, cursor, signal),
    refetchInterval: 10_000,
  });
  const differences = useCursorList<Difference>({
    queryKey: [...paymentsKey, "differences"],
    fetchPage: (cursor, signal) => fetchDifferences({ state: "open" }, cursor, signal),
    refetchInterval: 10_000,
  });
  const [explaining, setExplaining] = useState<Difference | null>(null);
  const mayWrite = can("payment.refund");
  return (
    <>
      {mayWrite && <Compare merchants={merchants.data?.items.filter(({ enabled }) => enabled) ?? []} />}
      <h3 className={styles.section}>待处理的差异</h3>
      <DataTable
        id="payment-differences"
        label="对账差异"
        columns={[...differenceColumns(nameOf), ...(mayWrite ? [explainColumn(setExplaining)] : [])]}
        list={differences}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="没有待处理的差异">系统与微信支付账单不一致的地方会列在这里，并写明怎么处理。</EmptyState>
        }
      />
      <h3 className={styles.section}>已对的账单</h3>
      <DataTable
        id="payment-bills"
        label="账单"
        columns={billColumns(nameOf)}
        list={bills}
        rowKey={({ id }) => id}
        empty={<EmptyState title="还没有对过账">每天 10:40 自动核对前一天；也可以选一天马上核对。</EmptyState>}
      />
      {explaining && <Explain difference={explaining} onClose={() => setExplaining(null)} />}
    </>
  );
}

function Compare({ merchants }: { merchants: readonly { accountId: string; name: string }[] }) {
  const [merchantId, setMerchant] = useState<string>();
  const [day, setDay] = useState<Dayjs>(() => dayjs().subtract(1, "day"));
  const chosen = merchantId ?? merchants[0]?.accountId;
  const compare = useAction({
    run: () => compareBill({ merchantId: chosen ?? "", day: day.format("YYYY-MM-DD") }),
    done: "正在下载账单并核对",
    refresh: [paymentsKey],
  });
  if (merchants.length === 0) return null;
  return (
    <div className={styles.bar}>
      <Select
        aria-label="商户"
        value={chosen}
        onChange={setMerchant}
        style={{ minWidth: 160 }}
        options={merchants.map(({ accountId, name }) => ({ value: accountId, label: name }))}
      />
      <DatePicker
        aria-label="账单日"
        value={day}
        allowClear={false}
        disabledDate={(date) => !date.isBefore(dayjs(), "day") || date.isBefore(dayjs().subtract(90, "day"), "day")}
        onChange={(value) => value && setDay(value)}
      />
      <Button type="primary" loading={compare.isPending} onClick={() => compare.mutate()}>
        核对这一天
      </Button>
    </div>
  );
}

function Explain({ difference, onClose }: { difference: Difference; onClose: () => void }) {
  const [note, setNote] = useState("");
  const explain = useAction({
    run: () => explainDifference(difference.id, note.trim()),
    done: "已记录",
    refresh: [paymentsKey],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={difference.name}
      okText="记为已说明"
      cancelText="取消"
      okButtonProps={{ disabled: note.trim().length < 2, loading: explain.isPending }}
      onOk={() => explain.mutate()}
      onCancel={onClose}
    >
      <p>{difference.todo}。核实无误后写下原因，这条差异就不再提醒。</p>
      <Input.TextArea
        rows={3}
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        placeholder="例如：旧收银系统收的款，已在财务入账"
      />
    </Modal>
  );
}

const money = (fen: number | null) => (fen === null ? "没有" : <Money fen={fen} exact />);

const differenceColumns = (nameOf: (id: string) => string): Column<Difference>[] => [
  {
    key: "name",
    title: "差异与处理办法",
    card: "title",
    fixed: true,
    render: (row) => (
      <div className={styles.difference}>
        {row.name}
        <div className={styles.quiet}>{row.todo}</div>
      </div>
    ),
  },
  { key: "day", title: "账单日", card: "extra", render: (row) => row.day },
  { key: "ours", title: "系统", align: "right", render: (row) => money(row.oursFen) },
  { key: "theirs", title: "账单", align: "right", render: (row) => money(row.theirsFen) },
  {
    key: "no",
    title: "单号",
    render: (row) => <code className={styles.code}>{row.refundNo ?? row.tradeNo}</code>,
  },
  { key: "merchant", title: "商户", optional: true, render: (row) => nameOf(row.merchantId) },
];

const explainColumn = (explain: (row: Difference) => void): Column<Difference> => ({
  key: "act",
  title: "处理",
  card: "foot",
  render: (row) => (
    <Button size="small" onClick={() => explain(row)}>
      说明原因
    </Button>
  ),
});

const billStates: Readonly<Record<Bill["state"], readonly [colour: string, name: string]>> = {
  waiting: ["processing", "正在核对"],
  done: ["success", "已核对"],
  failed: ["error", "没有成功"],
};

const billColumns = (nameOf: (id: string) => string): Column<Bill>[] => [
  { key: "day", title: "账单日", card: "title", fixed: true, render: (row) => row.day },
  {
    key: "state",
    title: "状态",
    card: "extra",
    render: ({ state, open }) =>
      state === "done" && open > 0 ? (
        <Tag color="warning">{open} 处差异</Tag>
      ) : (
        <Tag color={billStates[state][0]}>{state === "done" ? "一致" : billStates[state][1]}</Tag>
      ),
  },
  { key: "merchant", title: "商户", render: (row) => nameOf(row.merchantId) },
  {
    key: "paid",
    title: "收款",
    align: "right",
    render: (row) => (
      <>
        {row.paidCount} 笔 <Money fen={row.paidFen} exact />
      </>
    ),
  },
  {
    key: "back",
    title: "退款",
    align: "right",
    render: (row) => (
      <>
        {row.refundCount} 笔 <Money fen={row.refundFen} exact />
      </>
    ),
  },
  { key: "at", title: "核对时间", render: (row) => (row.comparedAt ? <DateTime value={row.comparedAt} /> : "—") },
  { key: "note", title: "说明", render: (row) => row.note ?? "—" },
];
