import { RedoOutlined } from "@ant-design/icons";
import { App, Button, Tag } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { DeadLetterDrawer } from "./dead-letter-drawer.tsx";
import { type DeadLetter, fetchDeadLetters, replayDeadLetters, useDeadLetterCounts } from "./event-api.ts";
import styles from "./events.module.css";

const columns: readonly Column<DeadLetter>[] = [
  {
    key: "type",
    title: "事件",
    card: "title",
    fixed: true,
    render: (letter) => letter.typeLabel ?? letter.type ?? "（没有类型）",
  },
  {
    key: "reason",
    title: "为什么没有入库",
    card: "foot",
    width: 420,
    render: (letter) => (
      <>
        {letter.reasonPath && <code>{letter.reasonPath}</code>} {letter.reason}
      </>
    ),
  },
  { key: "source", title: "来源系统", render: (letter) => letter.source },
  { key: "at", title: "收到", card: "extra", render: (letter) => <DateTime value={letter.receivedAt} ago /> },
  {
    key: "attempts",
    title: "试过",
    align: "right",
    card: "hidden",
    render: (letter) => (
      <>
        {letter.attempts} 次 {letter.editedAt && <Tag>已修改</Tag>}
      </>
    ),
  },
];

/** Events that were taken in and could not enter the log: by reason, to mend and to try again. */
export function DeadLettersPanel() {
  const [params, setParams] = useSearchParams();
  const { modal } = App.useApp();
  const reasonCode = params.get("reasonCode") ?? undefined;
  const counts = useDeadLetterCounts();
  const [opened, setOpened] = useState<DeadLetter | null>(null);
  const filter: Readonly<Record<string, string>> = reasonCode ? { reasonCode } : {};
  const list = useCursorList<DeadLetter>({
    queryKey: ["events", "dead-letters", "list", reasonCode],
    fetchPage: (cursor, signal) => fetchDeadLetters(filter, cursor, signal),
  });
  const choose = (code: string | undefined) =>
    setParams({ tab: "dead-letters", ...(code ? { reasonCode: code } : {}) }, { replace: true });
  const replayAll = useAction<void, { replayed: number }>({
    run: () => replayDeadLetters(filter),
    done: ({ replayed }) => `已安排重放 ${formatExact(replayed)} 条，仍有问题的会留在这里`,
    refresh: [["events"]],
  });
  const reasons = counts.data?.reasons ?? [];
  const count = reasonCode ? reasons.find((each) => each.reasonCode === reasonCode)?.count : counts.data?.total;
  return (
    <>
      {reasons.length > 0 && (
        <div className={styles.reasons}>
          <button type="button" aria-pressed={!reasonCode} onClick={() => choose(undefined)}>
            全部 <strong>{formatExact(counts.data?.total)}</strong>
          </button>
          {reasons.map((reason) => (
            <button
              key={reason.reasonCode}
              type="button"
              aria-pressed={reasonCode === reason.reasonCode}
              onClick={() => choose(reason.reasonCode)}
            >
              {reason.reasonLabel} <strong>{formatExact(reason.count)}</strong>
            </button>
          ))}
        </div>
      )}
      <Panel>
        <DataTable
          id="dead-letters"
          label="异常事件"
          columns={columns}
          list={list}
          rowKey={(letter) => letter.eventKey}
          onRowClick={setOpened}
          toolbar={
            list.rows.length > 0 && (
              <Button
                icon={<RedoOutlined />}
                loading={replayAll.isPending}
                onClick={() =>
                  void modal.confirm({
                    title: `重放${reasonCode ? "这一类的" : "全部"} ${formatExact(count)} 条？`,
                    content: "适合在补齐门店、登记类型之后使用。能入库的会入库，仍有问题的留在这里；不会重复计入。",
                    okText: "重放",
                    cancelText: "取消",
                    onOk: () => replayAll.mutateAsync(),
                  })
                }
              >
                重放{reasonCode ? "这一类" : "全部"}
              </Button>
            )
          }
          empty={
            <EmptyState title={reasonCode ? "这一类没有异常事件" : "没有异常事件"}>
              上报的事件如果类型没有登记、属性不合要求或认不出客户，会留在这里，改好后可以重放，不会丢。
            </EmptyState>
          }
        />
      </Panel>
      {opened && <DeadLetterDrawer key={opened.eventKey} letter={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
