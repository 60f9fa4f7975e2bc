import { type AnswerOf, answer } from "@feilun/api-client";
import { useParams } from "react-router";
import { api } from "../../api/client.ts";
import { periodLabel } from "../../lens/period.ts";
import { useLens, useLensQuery } from "../../lens/use-lens.ts";
import { shopToday } from "../../shared/format/date.ts";
import { Count, Day, Money } from "../../shared/format/values.tsx";
import { Explain } from "../../shared/metric/explain.tsx";
import { useMetrics } from "../../shared/metric/metric-query.ts";
import { metricTextExact } from "../../shared/metric/metric-text.ts";
import { useMetricRegistry } from "../../shared/metric/registry.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { PeopleTable } from "../../shared/people/people-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";

type MetricMembers = AnswerOf<"/api/v1/metrics/{id}/members">;

/** The people behind a figure of the overview, for the same period and part of the chain. */
export function Component() {
  const { metric = "" } = useParams();
  const { period } = useLens();
  const query = useLensQuery();
  const { data: registry } = useMetricRegistry();
  const definition = registry?.get(metric);
  const figure = useMetrics({ ...query, metrics: [metric] });
  const list = useCursorList<MetricMembers["items"][number]>({
    queryKey: ["metric-members", metric, query],
    fetchPage: (cursor, signal): Promise<MetricMembers> =>
      answer(
        api.GET("/api/v1/metrics/{id}/members", {
          signal,
          params: { path: { id: metric }, query: { ...query, cursor } },
        }),
      ),
  });
  const value = figure.data?.total[metric]?.value;

  return (
    <>
      <PageHeader
        back={{ to: "/overview", label: "经营总览" }}
        title={
          <>
            {definition?.name ?? "指标"}背后的客户 <Explain metric={metric} />
          </>
        }
        description={
          definition && value !== undefined
            ? `${periodLabel(period, shopToday())}，${definition.name} ${metricTextExact(value, definition.unit)}`
            : undefined
        }
      />
      <Panel flush>
        <PeopleTable
          id="metric-members"
          label="指标背后的客户"
          list={list}
          columns={[
            { key: "orders", title: "期内订单", align: "right", render: (row) => <Count value={row.orders} /> },
            { key: "amount", title: "期内消费", align: "right", render: (row) => <Money fen={row.amountFen} /> },
            { key: "last", title: "最近购买", render: (row) => <Day value={row.lastPurchaseDay} /> },
          ]}
        />
      </Panel>
    </>
  );
}
