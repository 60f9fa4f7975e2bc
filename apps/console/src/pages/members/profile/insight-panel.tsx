import { Skeleton, Timeline, Tooltip } from "antd";
import { Chart } from "../../../shared/chart/chart.tsx";
import { tooltipHtml } from "../../../shared/chart/tooltip.ts";
import { EmptyState, ErrorState } from "../../../shared/feedback/states.tsx";
import { formatExact, formatMoney, formatMoneyExact } from "../../../shared/format/number.ts";
import { Day, Money } from "../../../shared/format/values.tsx";
import { Panel } from "../../../shared/page/panel.tsx";
import { type MemberInsight, useMemberInsight } from "../insight-api.ts";
import { TierMark } from "../relation-tag.tsx";
import styles from "./profile.module.css";

function Score({ name, score, words }: { name: string; score: number; words: string }) {
  return (
    <Tooltip title={words}>
      <div className={styles.score}>
        <span>{name}</span>
        <span className={styles.pips} role="img" aria-label={`${score} 分，满分 5 分`}>
          {[1, 2, 3, 4, 5].map((pip) => (
            <i key={pip} data-on={pip <= score || undefined} />
          ))}
        </span>
        <small>{words}</small>
      </div>
    </Tooltip>
  );
}

function Value({ insight }: { insight: MemberInsight }) {
  const { value, cycle } = insight;
  return (
    <dl className={styles.figures}>
      <div>
        <dt>累计净消费</dt>
        <dd>
          <Money fen={value.netFen} />
        </dd>
      </div>
      <div>
        <dt>近一年</dt>
        <dd>
          <Money fen={value.last365Fen} />
        </dd>
      </div>
      <div>
        <dt>订单</dt>
        <dd>{formatExact(value.orders)}</dd>
      </div>
      <div>
        <dt>客单价</dt>
        <dd>
          <Money fen={value.averageOrderFen} />
        </dd>
      </div>
      <div>
        <dt>最近一次购买</dt>
        <dd className={styles.small}>
          <Day value={value.lastPurchaseDay} />
        </dd>
      </div>
      <div>
        <dt>通常间隔</dt>
        <dd className={styles.small}>
          {cycle.medianDays === null ? "购买次数还少" : `${formatExact(cycle.medianDays)} 天`}
        </dd>
      </div>
    </dl>
  );
}

function Monthly({ insight }: { insight: MemberInsight }) {
  const option = {
    grid: { left: 8, right: 8, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis",
      formatter: (points: { dataIndex: number }[]) => {
        const month = insight.monthly[points[0]?.dataIndex ?? 0];
        return month
          ? tooltipHtml(month.month, [
              { label: "消费", value: formatMoneyExact(month.amountFen) },
              { label: "订单", value: formatExact(month.orders) },
            ])
          : "";
      },
    },
    xAxis: { type: "category", data: insight.monthly.map(({ month }) => month.slice(2)) },
    yAxis: { type: "value", axisLabel: { formatter: (fen: number) => formatMoney(fen) } },
    series: [{ type: "bar", barMaxWidth: 22, data: insight.monthly.map(({ amountFen }) => amountFen) }],
  };
  return (
    <Chart
      label="近 12 个月每月消费"
      height={180}
      option={option}
      table={{
        columns: ["月份", "消费", "订单"],
        rows: insight.monthly.map(({ month, amountFen, orders }) => [month, formatMoneyExact(amountFen), orders]),
      }}
    />
  );
}

/** What to know and to do about a member, from their orders and events. */
export function InsightPanel({ memberNo }: { memberNo: number }) {
  const insight = useMemberInsight(memberNo);
  if (insight.isError) {
    return (
      <Panel title="消费与分层">
        <ErrorState compact error={insight.error} onRetry={() => void insight.refetch()} />
      </Panel>
    );
  }
  if (!insight.data || insight.isPlaceholderData) {
    return (
      <Panel title="消费与分层">
        <Skeleton active />
      </Panel>
    );
  }
  const { tier, rfm, stage, lifeCycle, rhythm, tierHistory, cycle } = insight.data;
  return (
    <>
      <Panel title="现在该做什么">
        <p className={styles.stage}>
          <strong>{stage.name}</strong>
          {stage.text}
        </p>
        {cycle.overdueDays !== null && cycle.overdueDays > 0 && (
          <p className={styles.overdue}>
            按平时的间隔，应该在 {cycle.nextExpectedDay} 前后再来，已经晚了 {formatExact(cycle.overdueDays)} 天。
          </p>
        )}
        {tier && tier.treatments.length > 0 && (
          <ul className={styles.treatments}>
            {tier.treatments.map((treatment) => (
              <li key={treatment}>{treatment}</li>
            ))}
          </ul>
        )}
        {tier?.goal && <p className={styles.faint}>目标：{tier.goal}</p>}
      </Panel>
      <Panel title="消费">
        <Value insight={insight.data} />
        {insight.data.monthly.some(({ orders }) => orders > 0) && <Monthly insight={insight.data} />}
      </Panel>
      <Panel title="分层与 RFM" hint={`截至 ${insight.data.day}`}>
        <dl className={styles.facts}>
          <div>
            <dt>运营分层</dt>
            <dd>
              {tier ? (
                <>
                  <TierMark tier={tier.code} />，{tier.since} 起<div className={styles.faint}>{tier.reason.text}</div>
                </>
              ) : (
                "下一次每日计算后才有"
              )}
            </dd>
          </div>
          <div>
            <dt>生命周期</dt>
            <dd>{lifeCycle?.name ?? "—"}</dd>
          </div>
          <div>
            <dt>3-7-14 节奏</dt>
            <dd>{rhythm?.name ?? "—"}</dd>
          </div>
          {rfm && (
            <div>
              <dt>RFM 客群</dt>
              <dd>{rfm.groupName}</dd>
            </div>
          )}
        </dl>
        {rfm ? (
          <div className={styles.scores}>
            <Score name="R 最近" score={rfm.r} words={`${formatExact(rfm.recencyDays)} 天前买过`} />
            <Score name="F 频次" score={rfm.f} words={`买过 ${formatExact(rfm.frequency)} 次`} />
            <Score name="M 金额" score={rfm.m} words={formatMoney(rfm.monetaryFen)} />
          </div>
        ) : (
          <EmptyState compact title="还没有 RFM">
            有了第一笔订单，每天凌晨计算。
          </EmptyState>
        )}
        {tierHistory.length > 0 && (
          <>
            <h3 className={styles.heading}>分层变化</h3>
            <Timeline
              items={tierHistory.map((change) => ({
                key: `${change.day}-${change.to}`,
                content: (
                  <>
                    {change.day} {change.fromName} → {change.toName}
                    <div className={styles.faint}>{change.reason.text}</div>
                  </>
                ),
              }))}
            />
          </>
        )}
      </Panel>
    </>
  );
}
