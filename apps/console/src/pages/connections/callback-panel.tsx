import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { CallbackKeys } from "./callback-keys.tsx";
import { type Account, callbackHealthQuery, fetchParked, type ParkedCallback, replay } from "./connection-api.ts";
import styles from "./connections.module.css";

/** Whether events of the platform arrive here and are worked off. */
export function CallbackPanel({ account }: { account: Account }) {
  const health = useQuery(callbackHealthQuery(account.id));
  if (health.isError) return <ErrorState compact error={health.error} onRetry={() => void health.refetch()} />;
  if (!health.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  const { lastReceivedAt, received24h, waiting, parked, refused } = health.data;
  return (
    <Panel
      title="回调"
      hint={
        account.platform === "wechat_pay"
          ? "微信支付把付款与退款结果通知到这里"
          : "平台把客户添加、删除、进群等事件发到这里"
      }
    >
      <dl className={styles.figures}>
        <div>
          <dt>最近收到</dt>
          <dd>{lastReceivedAt ? <DateTime value={lastReceivedAt} ago /> : "还没有"}</dd>
        </div>
        <div>
          <dt>24 小时内</dt>
          <dd>{received24h}</dd>
        </div>
        <div>
          <dt>等待处理</dt>
          <dd>{waiting}</dd>
        </div>
        <div>
          <dt>已搁置</dt>
          <dd>{parked}</dd>
        </div>
      </dl>
      {refused.map(({ reason, text, times, lastAt }) => (
        <Alert
          key={reason}
          type="warning"
          showIcon
          style={{ marginBottom: 8 }}
          title={text}
          description={
            <>
              拒绝了 {times} 次，最近一次 <DateTime value={lastAt} ago />
            </>
          }
        />
      ))}
      {account.platform !== "wechat_pay" && <CallbackKeys account={account} />}
      {parked > 0 && <Parked accountId={account.id} />}
    </Panel>
  );
}

function Parked({ accountId }: { accountId: string }) {
  const can = useCan();
  const list = useCursorList<ParkedCallback>({
    queryKey: ["connections", "parked", accountId],
    fetchPage: (cursor, signal) => fetchParked(accountId, cursor, signal),
  });
  const again = useAction<number[] | "all", { replayed: number }>({
    run: (seqs) => replay(accountId, seqs),
    done: ({ replayed }) => `${replayed} 个事件正在重新处理`,
    refresh: [
      ["connections", "parked", accountId],
      ["connections", "callbacks", accountId],
    ],
  });
  const mayReplay = can("connection.write");
  return (
    <>
      <h3 id="parked">搁置的事件</h3>
      <ul className={styles.plain}>
        {list.rows.map(({ seq, event, subject, occurredAt, tries, reason }) => (
          <li key={seq}>
            <div className={styles.name}>{reason}</div>
            <div className={styles.quiet}>
              {event} · {subject || "—"} · <DateTime value={occurredAt} /> · 试过 {tries} 次
            </div>
            {mayReplay && (
              <Button size="small" disabled={again.isPending} onClick={() => again.mutate([seq])}>
                重新处理
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        {list.hasMore && (
          <Button loading={list.isLoadingMore} onClick={list.loadMore}>
            再看一些
          </Button>
        )}
        {mayReplay && (
          <Button loading={again.isPending} onClick={() => again.mutate("all")}>
            全部重新处理
          </Button>
        )}
      </div>
    </>
  );
}
