import { Skeleton } from "antd";
import { Link } from "react-router";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useCohorts } from "../retention/cohort-query.ts";
import { CohortTable } from "../retention/cohort-table.tsx";

const offsets = 5;

/** The last cohorts in short; the whole story is on 复购与留存. */
export function CohortPanel() {
  const { orgUnitId } = useLensQuery();
  const cohorts = useCohorts({ orgUnitId, offsets });
  const shown = (cohorts.data?.cohorts ?? []).filter((cohort) => cohort.size > 0).slice(-6);
  return (
    <Panel
      title="回购留存"
      hint="某月第一次购买的客户，之后每个月还有多少人回来"
      extra={<Link to="/retention">看完整分析</Link>}
    >
      {cohorts.isPending && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {cohorts.isError && <ErrorState compact error={cohorts.error} onRetry={() => void cohorts.refetch()} />}
      {cohorts.data && shown.length === 0 && (
        <EmptyState compact title="还没有首购客户">
          有了订单之后，这里会显示每个月的新客后来回来了多少。
        </EmptyState>
      )}
      {shown.length > 0 && <CohortTable cohorts={shown} offsets={offsets} />}
    </Panel>
  );
}
