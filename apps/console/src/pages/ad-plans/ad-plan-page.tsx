import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag, Typography } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { Chart } from "../../shared/chart/chart.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatMoneyExact } from "../../shared/format/number.ts";
import { Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { chartPalette } from "../../theme/tokens.ts";
import { type AdPlan, archivePlan, planQuery, templatesQuery } from "./ad-plan-api.ts";
import styles from "./ad-plans.module.css";
import { CostPanel, PathPanel } from "./path-panel.tsx";
import { PlanForm } from "./plan-form.tsx";
import { SpendForm } from "./spend-form.tsx";

function DaysPanel({ plan }: { plan: AdPlan }) {
  const { days } = plan;
  return (
    <Panel title="每天">
      {days.length === 0 ? (
        <EmptyState compact title="还没有花费和访问">
          记下花费，广告里的码或链接有人打开后，这里会按天显示。
        </EmptyState>
      ) : (
        <Chart
          label="每天的花费、访客和买家"
          height={260}
          option={{
            grid: { left: 56, right: 48, top: 36, bottom: 28 },
            legend: { top: 0, left: 0 },
            tooltip: { trigger: "axis" },
            xAxis: { type: "category", data: days.map(({ day }) => day.slice(5)) },
            yAxis: [{ type: "value" }, { type: "value", minInterval: 1, splitLine: { show: false } }],
            series: [
              {
                type: "bar",
                name: "花费（元）",
                data: days.map(({ spendFen }) => spendFen / 100),
                itemStyle: { color: chartPalette[3] },
                barMaxWidth: 28,
              },
              {
                type: "line",
                name: "访客（人）",
                showSymbol: days.length < 40,
                yAxisIndex: 1,
                data: days.map(({ visitors }) => visitors),
                itemStyle: { color: chartPalette[1] },
              },
              {
                type: "line",
                name: "买家（人）",
                showSymbol: days.length < 40,
                yAxisIndex: 1,
                data: days.map(({ buyers }) => buyers),
                itemStyle: { color: chartPalette[0] },
              },
            ],
          }}
          table={{
            columns: ["日期", "花费", "访客", "买家"],
            rows: days.map(({ day, spendFen, visitors, buyers }) => [
              day,
              formatMoneyExact(spendFen),
              visitors,
              buyers,
            ]),
          }}
        />
      )}
    </Panel>
  );
}

function WaysPanel({ plan }: { plan: AdPlan }) {
  return (
    <Panel title="怎么认出广告带来的人">
      <ul className={styles.codes}>
        {plan.codes.map(({ id, name, slug, kind }) => (
          <li key={id}>
            <Link to={`/codes/${id}`}>{name}</Link>
            <Typography.Text
              copyable
            >{`${window.location.origin}/${kind === "link" ? "s" : "c"}/${slug}`}</Typography.Text>
          </li>
        ))}
        <li>
          <span>本计划的来源码</span>
          <Typography.Text copyable={{ text: plan.key }}>{plan.key}</Typography.Text>
        </li>
      </ul>
      <p className={styles.quiet}>
        没有专用码时，把来源码写进任一短链的
        utm_campaign、小程序页面的来源参数，或公众号带参二维码的场景值，也会算到这个计划。
      </p>
      {plan.note && <p>{plan.note}</p>}
    </Panel>
  );
}

/** One plan: its chain, what it cost against what it brought, and how its people are known. */
export function Component() {
  const { adPlanId = "" } = useParams();
  const can = useCan();
  const plan = useQuery(planQuery(adPlanId));
  const templates = useQuery(templatesQuery);
  const [opened, setOpened] = useState<"edit" | "spend" | null>(null);
  const archive = useAction<boolean, AdPlan>({
    run: (archived) => archivePlan(adPlanId, archived),
    done: (saved) => (saved.archivedAt ? "已归档" : "已恢复"),
    refresh: [["ad-plans"]],
    undo: (_saved, archived) => archivePlan(adPlanId, !archived),
  });
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />;
  const { data } = plan;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const kind = templates.data?.kinds.find(({ code }) => code === data.kind)?.label;
  const chain = templates.data?.chains.find(({ code }) => code === data.chain)?.label;
  const mayWrite = can("ad_plan.write");
  const isOpen = data.archivedAt === null;
  return (
    <>
      <PageHeader
        back={{ to: "/ad-plans", label: "广告投放" }}
        title={
          <>
            {data.name} {!isOpen && <Tag>已归档</Tag>}
          </>
        }
        description={
          <>
            {kind} · {chain} · {data.startsOn} 至 {data.endsOn} · {data.unitName}
            {data.partner && ` · ${data.partner}`}
            {data.budgetFen !== null && (
              <>
                {" "}
                · 预算 <Money fen={data.budgetFen} />
              </>
            )}
          </>
        }
        actions={
          mayWrite && (
            <>
              <Button loading={archive.isPending} onClick={() => archive.mutate(isOpen)}>
                {isOpen ? "归档" : "恢复"}
              </Button>
              {isOpen && <Button onClick={() => setOpened("edit")}>修改</Button>}
              {isOpen && (
                <Button type="primary" onClick={() => setOpened("spend")}>
                  记录花费
                </Button>
              )}
            </>
          )
        }
      />
      <div className={styles.stack}>
        <PathPanel figures={data.figures} />
        <CostPanel figures={data.figures} />
        <DaysPanel plan={data} />
        <WaysPanel plan={data} />
      </div>
      {opened === "edit" && <PlanForm plan={data} onClose={() => setOpened(null)} />}
      {opened === "spend" && <SpendForm plan={data} onClose={() => setOpened(null)} />}
    </>
  );
}
