import { Segmented, Skeleton } from "antd";
import { useState } from "react";
import { useLens } from "../../lens/use-lens.ts";
import { useMe } from "../../session/me.ts";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { MetricCard } from "../../shared/metric/metric-card.tsx";
import { useUnitTree } from "../../shared/organization/units.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { ToDoPanel } from "../../shared/to-do/to-do-panel.tsx";
import { BestSellers } from "./best-sellers.tsx";
import { Changes } from "./changes.tsx";
import { ChooseStore } from "./choose-store.tsx";
import { CustomersBack } from "./customers-back.tsx";
import { ReasonToScan } from "./reason-to-scan.tsx";
import { SilentRegulars } from "./silent-regulars.tsx";
import styles from "./store-home.module.css";
import { type StorePeriod, useStoreHome } from "./store-home-query.ts";

const figures = [
  "gmv",
  "orders",
  "averageOrderValue",
  "buyers",
  "newBuyers",
  "returningBuyers",
  "newMembers",
  "refundAmount",
] as const;

/** 门店首页: one store, what changed, and whom to contact. */
export function Component() {
  const { scope } = useMe();
  const { unitId } = useLens();
  const tree = useUnitTree({ withStores: true });
  const [key, setKey] = useState<StorePeriod["key"]>("yesterday");
  const own = scope.length === 1 && scope[0]?.kind === "store" ? scope[0].unitId : undefined;
  const chosen = tree.data?.items.find((unit) => unit.id === unitId && unit.kind === "store")?.id;
  const storeId = own ?? chosen;
  const home = useStoreHome(storeId, storeId !== undefined);

  if (!own && tree.isError) return <ErrorState error={tree.error} onRetry={() => void tree.refetch()} />;
  if (!own && !tree.isLoading && !chosen) return <ChooseStore />;
  if (home.isError) return <ErrorState error={home.error} onRetry={() => void home.refetch()} />;
  if (!home.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  const period = home.data.periods.find((each) => each.key === key) ?? home.data.periods[0];

  return (
    <>
      <PageHeader
        title={home.data.store.name}
        description={`${home.data.day}${period ? `，「${period.label}」与${period.comparedWith}相比` : ""}`}
        actions={
          <Segmented
            value={period?.key}
            onChange={setKey}
            options={home.data.periods.map((each) => ({ value: each.key, label: each.label }))}
          />
        }
      />
      <ToDoPanel />
      <section className={styles.cards} aria-label="门店指标">
        {figures.map((metric) => (
          <MetricCard key={metric} metric={metric} figure={period?.figures[metric]} />
        ))}
      </section>
      <div className={styles.columns}>
        <SilentRegulars people={home.data.silentRegulars} />
        <div className={styles.stack}>
          <ReasonToScan storeNo={home.data.store.storeNo} />
          <Changes changes={home.data.changes} />
          <CustomersBack people={home.data.customersBack} />
          <BestSellers rows={home.data.bestSellers} />
        </div>
      </div>
    </>
  );
}
