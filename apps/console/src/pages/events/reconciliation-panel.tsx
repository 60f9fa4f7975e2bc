import { Alert, DatePicker, Skeleton, Table } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { Link } from "react-router";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { formatExact } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { type Reconciliation, useEventTypes, useReconciliation } from "./event-api.ts";
import styles from "./events.module.css";

function verdict({ agrees, undelivered, waiting }: Reconciliation): {
  type: "success" | "info" | "error";
  title: string;
  text: string;
} {
  if (agrees) return { type: "success", title: "两边一致", text: "每一条收下的事件都能分析得到。" };
  if (undelivered > 0 || waiting > 0) {
    return {
      type: "info",
      title: "还在路上",
      text: "有事件正在处理或送往分析库，通常几秒内完成。若几分钟后仍不减少，请联系管理员检查分析库。",
    };
  }
  return {
    type: "error",
    title: "两边不一致",
    text: "下面列出哪一天、哪一类对不上，请把这一页发给管理员。",
  };
}

/** Whether every event that was taken in can be analysed. */
export function ReconciliationPanel() {
  const today = dayjs(shopToday());
  const [range, setRange] = useState<readonly [Dayjs, Dayjs]>([today.subtract(6, "day"), today]);
  const types = useEventTypes();
  const found = useReconciliation(range[0].format("YYYY-MM-DD"), range[1].format("YYYY-MM-DD"));
  const nameOf = (type: string) => types.data?.items.find(({ name }) => name === type)?.label ?? type;
  return (
    <Panel
      title="收到的与可分析的对账"
      hint="左边是收下就不会丢的事件日志，右边是算分层和看板用的分析库"
      extra={
        <DatePicker.RangePicker
          aria-label="对账日期"
          allowClear={false}
          maxDate={today}
          value={[range[0], range[1]]}
          onChange={(next) => next?.[0] && next[1] && setRange([next[0], next[1]])}
        />
      }
    >
      {found.isPending && <Skeleton active />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <>
          <Alert
            showIcon
            type={verdict(found.data).type}
            title={verdict(found.data).title}
            description={verdict(found.data).text}
          />
          <dl className={styles.figures}>
            <div>
              <dt>事件日志</dt>
              <dd>{formatExact(found.data.inLog)}</dd>
            </div>
            <div>
              <dt>分析库</dt>
              <dd>{formatExact(found.data.inClickHouse)}</dd>
            </div>
            <div>
              <dt>等待处理</dt>
              <dd>{formatExact(found.data.waiting)}</dd>
            </div>
            <div>
              <dt>等待送达</dt>
              <dd>{formatExact(found.data.undelivered)}</dd>
            </div>
            <div>
              <dt>异常事件</dt>
              <dd>
                <Link to="/events?tab=dead-letters">{formatExact(found.data.deadLetters)}</Link>
              </dd>
            </div>
          </dl>
          {found.data.differences.length > 0 && (
            <Table
              size="small"
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              scroll={{ x: "max-content" }}
              rowKey={(row) => `${row.day}-${row.type}`}
              dataSource={[...found.data.differences]}
              columns={[
                { title: "日期", dataIndex: "day" },
                { title: "类型", render: (_, row) => nameOf(row.type) },
                { title: "事件日志", align: "right", render: (_, row) => formatExact(row.inLog) },
                { title: "分析库", align: "right", render: (_, row) => formatExact(row.inClickHouse) },
                {
                  title: "相差",
                  align: "right",
                  render: (_, row) => (
                    <span className={styles.bad}>
                      {row.inClickHouse - row.inLog > 0 ? "+" : ""}
                      {formatExact(row.inClickHouse - row.inLog)}
                    </span>
                  ),
                },
              ]}
            />
          )}
        </>
      )}
    </Panel>
  );
}
