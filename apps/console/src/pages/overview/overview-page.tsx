import { daysOf, periodLabel } from "../../lens/period.ts";
import { useLens, useLensQuery } from "../../lens/use-lens.ts";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatDay, shopToday } from "../../shared/format/date.ts";
import { MetricCard } from "../../shared/metric/metric-card.tsx";
import { useMetrics } from "../../shared/metric/metric-query.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { ChannelPanel } from "./channel-panel.tsx";
import { CohortPanel } from "./cohort-panel.tsx";
import { CustomerMixPanel } from "./customer-mix-panel.tsx";
import { NextSteps } from "./next-steps.tsx";
import styles from "./overview.module.css";
import { RankingPanel } from "./ranking-panel.tsx";
import { TrendPanel } from "./trend-panel.tsx";

const headline = [
  "gmv",
  "orders",
  "averageOrderValue",
  "buyers",
  "newBuyers",
  "returningBuyers",
  "newMembers",
  "repurchaseRate",
] as const;

/** 经营总览: how the chain, or a part of it, is doing, and where to look next. */
export function Component() {
  const { period } = useLens();
  const query = useLensQuery();
  const by = daysOf(period) > 92 ? "month" : "day";
  const figures = useMetrics({ ...query, metrics: headline, by, compare: "previous" });
  const today = shopToday();
  const compared = figures.data?.compared;
  const lastDay = (until: string) => formatDay(new Date(Date.parse(until) - 86_400_000).toISOString());

  return (
    <>
      <PageHeader
        title="经营总览"
        description={
          compared
            ? `${periodLabel(period, today)}，对比 ${periodLabel({ from: compared.from, to: lastDay(compared.to) }, today)}`
            : periodLabel(period, today)
        }
      />
      {figures.isError ? (
        <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
      ) : (
        <>
          <section className={styles.cards} aria-label="核心指标">
            {headline.map((metric) => (
              <MetricCard
                key={metric}
                metric={metric}
                figure={figures.data?.total[metric]}
                trend={figures.data?.rows.map((row) => row.values[metric]?.value ?? null)}
                to={`/metrics/${metric}/members`}
              />
            ))}
          </section>
          <NextSteps />
          <TrendPanel answer={figures.data} by={by} />
          <div className={styles.columns}>
            <RankingPanel />
            <div className={styles.stack}>
              <CustomerMixPanel answer={figures.data} by={by} />
              <ChannelPanel />
            </div>
          </div>
          <CohortPanel />
        </>
      )}
    </>
  );
}
