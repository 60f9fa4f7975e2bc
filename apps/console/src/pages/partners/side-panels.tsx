import { useQuery } from "@tanstack/react-query";
import { Checkbox, Tag, Typography } from "antd";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatAgo, formatDateTime } from "../../shared/format/date.ts";
import { formatNumber } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { amountText, type Cooperation, cooperationsKey, measureOf, tickItem, vocabularyQuery } from "./partner-api.ts";
import styles from "./partners.module.css";

interface PanelProps {
  readonly cooperation: Cooperation;
  readonly mayWrite: boolean;
}

/** Links and codes of one cooperation, ours and the partner's. */
export function WaysPanel({ cooperation, action }: { cooperation: Cooperation; action: React.ReactNode }) {
  const { channels, coupons, brand } = cooperation;
  return (
    <Panel title="渠道" hint="我方的发给对方去放，对方的由我方来放；都只用在这次合作" extra={action}>
      {channels.length + coupons.length === 0 ? (
        <EmptyState compact title="还没有渠道">
          生成一个我方短链或活码发给{brand}
          ，来的人就会自动记到这次合作；把对方的链接也放进来，我方导出去多少也由系统计数。
        </EmptyState>
      ) : (
        <ul className={styles.ways}>
          {channels.map((way) => (
            <li key={way.no}>
              <span>
                <Tag color={way.flow === "to_us" ? "green" : "gold"}>
                  {way.flow === "to_us" ? "导给我方" : "导给对方"}
                </Tag>
                {way.codeId ? <Link to={`/codes/${way.codeId}`}>{way.name}</Link> : way.name} · {way.formLabel}
                {way.rests && <Tag style={{ marginLeft: 8 }}>已停用</Tag>}
              </span>
              {way.path ? (
                <Typography.Text copyable={{ text: `${window.location.origin}${way.path}` }}>
                  {`${window.location.origin}${way.path}`}
                </Typography.Text>
              ) : (
                <span>
                  {way.page} · 来源码 <Typography.Text copyable={{ text: way.key }}>{way.key}</Typography.Text>
                </span>
              )}
              <span className={styles.small}>
                打开 {formatNumber(way.visits)} 次{way.lastVisitAt && ` · 最近 ${formatAgo(way.lastVisitAt)}`}
              </span>
            </li>
          ))}
          {coupons.map((coupon) => (
            <li key={coupon.batchId}>
              <span>
                <Tag color="green">导给我方</Tag>
                {coupon.name} · 我方支付券
              </span>
              <span className={styles.small}>
                共 {formatNumber(coupon.stock)} 张 · 领取 {formatNumber(coupon.claimed)} · 核销{" "}
                {formatNumber(coupon.used)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** What the kind of cooperation asks to be done, before, during and after. */
export function ChecklistPanel({ cooperation, mayWrite }: PanelProps) {
  const tick = useAction<{ item: string; done: boolean }, Cooperation>({
    run: ({ item, done }) => tickItem(cooperation.id, item, done),
    refresh: [cooperationsKey],
  });
  const { checklist, kindLabel, checksDone, checks } = cooperation;
  const phases = [...new Set(checklist.map(({ phaseLabel }) => phaseLabel))];
  return (
    <Panel title="合作清单" hint={`${kindLabel}要做的事，已完成 ${checksDone} / ${checks}`}>
      <div className={styles.checks}>
        {phases.map((phase) => [
          <h3 key={phase}>{phase}</h3>,
          ...checklist
            .filter(({ phaseLabel }) => phaseLabel === phase)
            .map(({ code, text, doneAt, doneBy }) => (
              <Checkbox
                key={code}
                checked={doneAt !== null}
                disabled={!mayWrite || tick.isPending}
                onChange={({ target }) => tick.mutate({ item: code, done: target.checked })}
              >
                {text}
                {doneAt && (
                  <span className={styles.small}>
                    {" "}
                    {doneBy} · {formatDateTime(doneAt)}
                  </span>
                )}
              </Checkbox>
            )),
        ])}
      </div>
    </Panel>
  );
}

/** What either side told, with who and when. */
export function EntriesPanel({ cooperation, action }: { cooperation: Cooperation; action: React.ReactNode }) {
  const { data } = useQuery(vocabularyQuery);
  const { entries, brand } = cooperation;
  return (
    <Panel title="填报记录" hint="系统计不到的数据，谁说的、什么时候记的都留着" extra={action}>
      {entries.length === 0 ? (
        <EmptyState compact title="还没有填报">
          每周请{brand}给一次它那边的曝光、新增与成交，和系统计数对得上，结算才有依据。
        </EmptyState>
      ) : (
        <ul className={styles.ways}>
          {entries.map((entry) => (
            <li key={`${entry.day}${entry.flow}${entry.measure}${entry.toldBy}`}>
              <span className={styles.said}>
                <span>
                  {entry.toldBy === "them" ? <Tag color="gold">对方填报</Tag> : <Tag>我方填报</Tag>}
                  {entry.flow === "to_us" ? "导给我方" : "导给对方"} · {measureOf(data, entry.measure)?.label}
                </span>
                <strong>{amountText(data, entry.measure, entry.amount)}</strong>
              </span>
              <span className={styles.small}>
                {entry.day} · {entry.teller && `${entry.teller} 提供 · `}
                {entry.recordedBy} 记于 {formatDateTime(entry.recordedAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
