import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Segmented, Skeleton } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useLens } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { ChangesPanel } from "./changes-panel.tsx";
import { type GoalMetric, goalMetrics, goalsQuery } from "./goal-api.ts";
import { GoalSummary } from "./goal-summary.tsx";
import styles from "./goals.module.css";
import { OwnGoals } from "./own-goals.tsx";
import { PeoplePanel } from "./people-panel.tsx";
import { SetGoalDialog } from "./set-goal-dialog.tsx";
import { UnitsPanel } from "./units-panel.tsx";

/** 目标分解: a month's goal of a unit, how far it is, and its split one level down. A guide sees their own goals. */
export function Component() {
  const can = useCan();
  const { unitId } = useLens();
  const [params, setParams] = useSearchParams();
  const [isSetting, setSetting] = useState(false);
  const thisMonth = shopToday().slice(0, 7);
  const month = /^\d{4}-\d{2}$/.test(params.get("month") ?? "") ? (params.get("month") as string) : thisMonth;
  const metric = goalMetrics.find((each) => each.value === params.get("metric"))?.value ?? "gmv";
  const change = (name: string, value: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      next.set(name, value);
      return next;
    });
  const question = { month, metric, ...(unitId && { orgUnitId: unitId }) };
  const mayRead = can("metrics.read");
  const goals = useQuery({ ...goalsQuery(question), enabled: mayRead });
  const data = goals.data;
  const mayWrite = can("goal.write") && month >= thisMonth;
  const isChain = data?.unit.kind === "headquarters";
  const key = data && `${data.month} ${data.metric.id} ${data.unit.id}`;

  return (
    <>
      <PageHeader
        title="目标分解"
        description="总部定月目标，区域分到门店，门店分到人和天；完成情况逐级汇总。"
        actions={
          isChain &&
          mayWrite && (
            <Button type={data.target === null ? "primary" : "default"} onClick={() => setSetting(true)}>
              {data.target === null ? "设定本月目标" : "调整目标"}
            </Button>
          )
        }
      />
      <div className={styles.filters}>
        <DatePicker
          picker="month"
          aria-label="月份"
          allowClear={false}
          value={dayjs(`${month}-01`)}
          onChange={(value) => value && change("month", value.format("YYYY-MM"))}
        />
        {mayRead && (
          <Segmented<GoalMetric>
            aria-label="指标"
            value={metric}
            onChange={(value) => change("metric", value)}
            options={[...goalMetrics]}
          />
        )}
      </div>
      <div className={styles.ownGoals}>
        <OwnGoals month={month} whenEmpty={mayRead ? "hide" : "say"} />
      </div>
      {mayRead && goals.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {goals.isError && <ErrorState error={goals.error} onRetry={() => void goals.refetch()} />}
      {data && !goals.isError && (
        <div className={styles.page} aria-busy={goals.isPlaceholderData}>
          {data.target === null && isChain && mayWrite ? (
            <EmptyState
              title={`还没有设定 ${data.month} 的${data.metric.name}目标`}
              action={
                <Button type="primary" onClick={() => setSetting(true)}>
                  设定目标
                </Button>
              }
            >
              设定之后，系统会按去年同月的占比给出各区域的建议，合计与目标分毫不差。
            </EmptyState>
          ) : (
            <GoalSummary goals={data} />
          )}
          {data.split.into === "people" ? (
            <PeoplePanel key={key} goals={data} mayWrite={mayWrite} />
          ) : (
            <UnitsPanel key={key} goals={data} mayWrite={mayWrite} />
          )}
          <ChangesPanel goals={data} />
        </div>
      )}
      {isSetting && data && <SetGoalDialog goals={data} onClose={() => setSetting(false)} />}
    </>
  );
}
