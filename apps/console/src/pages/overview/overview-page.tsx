import { LensError } from "../../lens/lens-error.tsx";
import { dayBefore, daysOf } from "../../lens/period.ts";
import { useLens, useLensQuery } from "../../lens/use-lens.ts";
import { useCan, useMe } from "../../session/me.ts";
import { MetricCard } from "../../shared/metric/metric-card.tsx";
import { useMetrics } from "../../shared/metric/metric-query.ts";
import { useUnitTree } from "../../shared/organization/units.ts";
import { ToDoPanel } from "../../shared/to-do/to-do-panel.tsx";
import { ChannelPanel } from "./channel-panel.tsx";
import { CohortPanel } from "./cohort-panel.tsx";
import { CustomerMixPanel } from "./customer-mix-panel.tsx";
import { NextSteps } from "./next-steps.tsx";
import styles from "./overview.module.css";
import { OverviewHeader } from "./overview-header.tsx";
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
  const { period, unitId } = useLens();
  const { scope } = useMe();
  const can = useCan();
  const { data: tree } = useUnitTree({ withStores: true });
  const chosen = tree?.items.find((unit) => unit.id === unitId);
  const isOneStore = (chosen ?? (scope.length === 1 ? scope[0] : undefined))?.kind === "store";
  const query = useLensQuery();
  const by = daysOf(period) > 92 ? "month" : "day";
  const figures = useMetrics({ ...query, metrics: headline, by, compare: "previous" });
  const compared = figures.data?.compared;

  return (
    <>
      <OverviewHeader compared={compared ? { from: compared.from, to: dayBefore(compared.to) } : null} />
      <ToDoPanel />
      {figures.isError ? (
        <LensError error={figures.error} onRetry={() => void figures.refetch()} />
      ) : (
        <>
          <section className={styles.cards} aria-label="核心指标">
            {headline.map((metric) => (
              <MetricCard
                key={metric}
                metric={metric}
                figure={figures.data?.total[metric]}
                trend={figures.data?.rows.map((row) => row.values[metric]?.value ?? null)}
                to={can("member.read") ? `/overview/${metric}/members` : undefined}
              />
            ))}
          </section>
          <NextSteps />
          <TrendPanel answer={figures.data} by={by} />
          <div className={styles.columns}>
            {!isOneStore && <RankingPanel />}
            <CustomerMixPanel answer={figures.data} by={by} />
            <ChannelPanel />
            <CohortPanel />
          </div>
        </>
      )}
    </>
  );
}
