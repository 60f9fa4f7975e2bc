import { Skeleton } from "antd";
import { LensError } from "../../lens/lens-error.tsx";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useCohorts } from "./cohort-query.ts";
import { CohortTable } from "./cohort-table.tsx";
import { RepeatPanel } from "./repeat-panel.tsx";

const offsets = 12;

/** 复购与留存: who buys a second time, how soon, and who is still here months later. */
export function Component() {
  const { orgUnitId } = useLensQuery();
  const cohorts = useCohorts({ orgUnitId, offsets });
  const shown = (cohorts.data?.cohorts ?? []).filter((cohort) => cohort.size > 0);

  return (
    <>
      <PageHeader title="复购与留存" description="第一次购买之后，客户多久回来第二次，几个月后还剩多少人在买。" />
      <RepeatPanel orgUnitId={orgUnitId} />
      <Panel
        title="按首购月份的回购留存"
        hint="每一行是某月第一次购买的客户；数字是之后第几个月又有购买的比例（不累计）"
      >
        {cohorts.isPending && <Skeleton active title={false} paragraph={{ rows: 10 }} />}
        {cohorts.isError && <LensError error={cohorts.error} onRetry={() => void cohorts.refetch()} />}
        {cohorts.data && shown.length === 0 && (
          <EmptyState title="还没有首购客户">导入订单后，这里会显示每个月的新客后来回来了多少。</EmptyState>
        )}
        {shown.length > 0 && <CohortTable cohorts={shown} offsets={offsets} />}
      </Panel>
    </>
  );
}
