import { useQuery } from "@tanstack/react-query";
import { Progress, Skeleton } from "antd";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { callHealthQuery } from "./connection-api.ts";
import styles from "./connections.module.css";

const tokenNames: Readonly<Record<string, string>> = {
  access_token: "访问令牌",
  jsapi_ticket: "网页签名（企业）",
  agent_ticket: "网页签名（应用）",
};
const windowNames: Readonly<Record<number, string>> = { 60: "这一分钟", 3600: "这一小时" };

/** Calls that went out: what was refused and why, tokens held, and what is left of the allowance. */
export function CallsPanel({ accountId }: { accountId: string }) {
  const calls = useQuery(callHealthQuery(accountId));
  if (calls.isError) return <ErrorState compact error={calls.error} onRetry={() => void calls.refetch()} />;
  if (!calls.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  const { refusals, tokens, usage } = calls.data;
  return (
    <Panel title="接口调用" hint="被平台拒绝的调用都记在这里">
      {refusals.length === 0 ? (
        <p className={styles.quiet}>没有被拒绝的调用。</p>
      ) : (
        <ul className={styles.plain}>
          {refusals.map((refused) => (
            <li key={`${refused.path} ${refused.errcode}`}>
              <div className={styles.name}>{refused.cause}</div>
              <div>{refused.remedy}</div>
              <div className={styles.quiet}>
                {refused.path} · {refused.errcode === 0 ? "没有应答" : `错误码 ${refused.errcode}`} · {refused.times} 次
                · 最近 <DateTime value={refused.lastAt} ago />
              </div>
            </li>
          ))}
        </ul>
      )}
      {tokens.length > 0 && (
        <>
          <h3>令牌</h3>
          <ul className={styles.plain}>
            {tokens.map(({ kind, renewedAt, expiresAt }) => (
              <li key={kind}>
                {tokenNames[kind] ?? kind}
                <span className={styles.quiet}>
                  {" "}
                  · <DateTime value={renewedAt} ago />
                  更新，用到 <DateTime value={expiresAt} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {usage.length > 0 && (
        <>
          <h3>用量</h3>
          <ul className={styles.plain}>
            {usage.slice(0, 12).map(({ path, seconds, calls: made, limit }) => (
              <li key={`${path} ${seconds}`}>
                {path}
                <div className={styles.quiet}>
                  {windowNames[seconds] ?? `${seconds} 秒`}最多 {formatExact(made)} 次
                  {limit !== null && ` / ${formatExact(limit)}`}
                </div>
                {limit !== null && (
                  <Progress size="small" showInfo={false} percent={Math.min(100, (made / limit) * 100)} />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
