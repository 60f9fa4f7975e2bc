import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tabs, Tag } from "antd";
import { useParams, useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatDay } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { DeviationsPanel } from "./deviations-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { OverlayPanel } from "./overlay-panel.tsx";
import { frontNames, movePlan, type Plan, planQuery, stateColors, stateNames } from "./plan-api.ts";
import { ResultsPanel } from "./results-panel.tsx";
import { StoresPanel } from "./stores-panel.tsx";

function Actions({ plan }: { plan: Plan }) {
  const move = useAction<"draft" | "open" | "settled", Plan>({
    run: (to) => movePlan(plan, to),
    done: ({ state }) => (state === "open" ? "已开放，区域和门店可以适配了" : state === "draft" ? "已收回" : "已定稿"),
    refresh: [["plans"]],
  });
  if (plan.state === "draft")
    return (
      <Button type="primary" loading={move.isPending} onClick={() => move.mutate("open")}>
        开放适配
      </Button>
    );
  if (plan.state !== "open") return null;
  return (
    <>
      <Button loading={move.isPending} onClick={() => move.mutate("draft")}>
        收回
      </Button>
      <ConfirmDanger
        action="定稿"
        title="为每家门店定稿？"
        button={{ type: "primary", danger: false }}
        onConfirm={() => move.mutateAsync("settled")}
      >
        定稿以后，每家门店的方案都固定下来，区域和门店不能再改，也不能撤回。
      </ConfirmDanger>
    </>
  );
}

/** One plan: at every place, its deviations, its stores, what came of it, and every change. */
export function Component() {
  const { planId = "" } = useParams();
  const can = useCan();
  const [search, setSearch] = useSearchParams();
  const plan = useQuery(planQuery(planId));
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />;
  const { data } = plan;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const isOver = data.state === "running" || data.state === "ended";
  const tabs = [
    { key: "plan", label: "方案", children: <OverlayPanel plan={data} /> },
    {
      key: "deviations",
      label: data.waiting > 0 ? `偏差（${data.waiting}）` : "偏差",
      children: <DeviationsPanel plan={data} />,
    },
    { key: "stores", label: "门店", children: <StoresPanel plan={data} /> },
    ...(can("plan.write") && isOver ? [{ key: "results", label: "结果", children: <ResultsPanel plan={data} /> }] : []),
    { key: "history", label: "变更", children: <HistoryPanel plan={data} /> },
  ];
  return (
    <>
      <PageHeader
        back={{ to: "/plans", label: "活动方案" }}
        title={
          <>
            {data.name} <Tag color={stateColors[data.state]}>{stateNames[data.state]}</Tag>
          </>
        }
        description={`${data.theme} · ${formatDay(data.startsOn)} 至 ${formatDay(data.endsOn)} · ${data.fronts.map((front) => frontNames[front]).join("、")}`}
        actions={can("plan.write") && <Actions plan={data} />}
      />
      {data.content && <p style={{ whiteSpace: "pre-wrap" }}>{data.content}</p>}
      <Tabs
        activeKey={search.get("tab") ?? (data.state === "ended" && can("plan.write") ? "results" : "plan")}
        onChange={(tab) => setSearch({ tab }, { replace: true })}
        items={tabs}
        destroyOnHidden
      />
    </>
  );
}
