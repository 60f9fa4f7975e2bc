import { Skeleton } from "antd";
import { LensError } from "../../lens/lens-error.tsx";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatMoney, formatNumber } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./rfm.module.css";
import { RfmGrid } from "./rfm-grid.tsx";
import { RfmGroups } from "./rfm-groups.tsx";
import { useRfm } from "./rfm-query.ts";
import { ScoreTable } from "./score-table.tsx";

/** RFM 分析: who our customers are by how recently, how often and for how much they bought. */
export function Component() {
  const { orgUnitId } = useLensQuery();
  const rfm = useRfm(orgUnitId);

  return (
    <>
      <PageHeader
        title="RFM 分析"
        description="按最近一次购买（R）、购买次数（F）、消费金额（M）把客户分开，对每一群做不同的事。"
      />
      {rfm.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {rfm.isError && <LensError error={rfm.error} onRetry={() => void rfm.refetch()} />}
      {rfm.data?.customers === 0 && (
        <EmptyState title="还没有买过东西的客户">
          RFM 只看有订单的客户。导入订单或等第一批订单进来后，每天会自动计算一次。
        </EmptyState>
      )}
      {rfm.data && rfm.data.customers > 0 && (
        <div className={styles.page}>
          <Panel
            title="八大客群"
            hint={`${formatNumber(rfm.data.customers)} 位买过的客户，与平均水平相比分成八群（平均 ${formatNumber(rfm.data.mean.recencyDays, 0)} 天前买过、买过 ${formatNumber(rfm.data.mean.frequency, 1)} 次、花了 ${formatMoney(rfm.data.mean.monetaryFen)}）`}
          >
            <RfmGroups groups={rfm.data.groups} />
          </Panel>
          <div className={styles.columns}>
            <Panel title="近度 × 频度" hint="颜色越深人越多；点一格看名单">
              <RfmGrid grid={rfm.data.grid} />
            </Panel>
            <Panel
              title="每一分代表什么"
              hint={`五个分数各占约五分之一；三项都是 5 分的有 ${formatNumber(rfm.data.best)} 人`}
            >
              <ScoreTable scores={rfm.data.scores} />
            </Panel>
          </div>
        </div>
      )}
    </>
  );
}
