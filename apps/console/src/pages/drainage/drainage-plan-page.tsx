import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney, formatRatio } from "../../shared/format/number.ts";
import { Count, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { labelOf, registryQuery, stateColours } from "../touchpoints/touchpoint-api.ts";
import styles from "./drainage.module.css";
import { archiveDrainagePlan, type DrainagePlan, drainagePlanQuery, returnText } from "./drainage-api.ts";
import { DrainagePlanForm } from "./drainage-plan-form.tsx";

function Numbers({ figures }: { figures: DrainagePlan["steps"][number]["figures"] | DrainagePlan["figures"] }) {
  const list = [
    { name: "扫码", value: <Count value={figures.scans} /> },
    { name: "来的人", value: <Count value={figures.visitors} /> },
    { name: "好友", value: <Count value={figures.friends} /> },
    { name: "粉丝", value: <Count value={figures.followers} /> },
    { name: "会员", value: <Count value={figures.members} /> },
    { name: "买家", value: <Count value={figures.buyers} /> },
    { name: "成交", value: <Money fen={figures.salesFen} /> },
    { name: "花费", value: <Money fen={figures.spendFen} /> },
    { name: "投入产出", value: returnText(figures.returned) },
  ];
  return (
    <dl className={styles.numbers}>
      {list.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function StepsPanel({ plan }: { plan: DrainagePlan }) {
  const registry = useQuery(registryQuery);
  return (
    <Panel
      title="每一步"
      hint={`行为和订单算给之前 ${plan.attributionDays} 天内最后碰到的触点；「从前面来」是更早的步骤已经碰到过的客户`}
    >
      <ol className={styles.steps}>
        {plan.steps.map(({ position, touchpointId, name, kindLabel, landing, state, figures }) => (
          <li key={touchpointId}>
            <span className={styles.no}>{position}</span>
            <div>
              <Link to={`/touchpoints/${touchpointId}`}>{name}</Link>{" "}
              <Tag color={stateColours[state]}>{labelOf(registry.data?.states, state)}</Tag>
              <div className={styles.quiet}>
                {kindLabel} · 引到{labelOf(registry.data?.landings, landing)}
              </div>
              <div>
                认得的客户 {formatExact(figures.people)} 人
                {position > 1 && `，其中从前面来 ${formatExact(figures.led)} 人`}
              </div>
            </div>
            <Numbers figures={figures} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function verdict({ figures, singles }: DrainagePlan): string {
  if (figures.spendFen === 0) return "还没有记录花费，算不出投入产出。到各触点里记录每天的花费。";
  if (singles.returned === null)
    return "你的范围里还没有记了花费的单触点方案，暂时没有可比的。书里的经验：多触点配合的投入产出接近广告直投小程序的两倍（CH-04）。";
  const times = singles.times === null ? "" : `，是单触点方案的 ${singles.times.toFixed(2)} 倍`;
  return `本方案每花 1 元成交 ${(figures.returned ?? 0).toFixed(2)} 元${times}（${formatExact(singles.plans)} 个单触点方案合计花费 ${formatMoney(singles.spendFen)}、成交 ${formatMoney(singles.salesFen)}，1 : ${singles.returned.toFixed(2)}）。`;
}

function TogetherPanel({ plan }: { plan: DrainagePlan }) {
  const { figures, budgetFen } = plan;
  return (
    <Panel title="合在一起" hint="一个人在几个触点出现也只算一个人，一笔订单只算一次">
      <Numbers figures={figures} />
      <p className={styles.verdict}>{verdict(plan)}</p>
      {figures.people > 0 && (
        <p className={styles.verdict}>
          被几个触点碰到过的 {formatExact(figures.several)} 人里，{formatRatio(figures.severalRate)}{" "}
          下了单；只被一个碰到过的 {formatExact(figures.single)} 人里，{formatRatio(figures.singleRate)} 下了单。
        </p>
      )}
      {budgetFen !== null && (
        <p className={styles.verdict}>
          预算 <Money fen={budgetFen} />
          ，已用 {formatRatio(figures.spendFen / budgetFen)}。
        </p>
      )}
    </Panel>
  );
}

/** One plan: what its touchpoints bring step by step and together, against plans of one. */
export function Component() {
  const { drainagePlanId = "" } = useParams();
  const can = useCan();
  const plan = useQuery(drainagePlanQuery(drainagePlanId));
  const [isEditing, setEditing] = useState(false);
  const archive = useAction<boolean, DrainagePlan>({
    run: (archived) => archiveDrainagePlan(drainagePlanId, archived),
    done: (saved) => (saved.archivedAt ? "已归档" : "已恢复"),
    refresh: [["drainage-plans"]],
    undo: (_saved, archived) => archiveDrainagePlan(drainagePlanId, !archived),
  });
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />;
  const { data } = plan;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const isOpen = data.archivedAt === null;
  return (
    <>
      <PageHeader
        back={{ to: "/drainage", label: "引流方案" }}
        title={
          <>
            {data.name} {!isOpen && <Tag>已归档</Tag>}
          </>
        }
        description={
          <>
            {data.chainLabel ?? "自选触点"} · {data.startsOn} 至 {data.endsOn} · {data.unitName}
            {data.incentive && ` · 好处：${data.incentive}`}
          </>
        }
        actions={
          can("touchpoint.write") && (
            <>
              <Button loading={archive.isPending} onClick={() => archive.mutate(isOpen)}>
                {isOpen ? "归档" : "恢复"}
              </Button>
              {isOpen && (
                <Button type="primary" onClick={() => setEditing(true)}>
                  修改
                </Button>
              )}
            </>
          )
        }
      />
      <div className={styles.stack}>
        {isOpen && data.planned > 0 && (
          <Alert
            type="info"
            showIcon
            title={`还有 ${data.planned} 个触点没有启用：点进去关联活码、来源码或投放计划，再启用，才会开始算数。`}
          />
        )}
        <StepsPanel plan={data} />
        <TogetherPanel plan={data} />
        {data.note && (
          <Panel title="备注">
            <p>{data.note}</p>
          </Panel>
        )}
      </div>
      {isEditing && <DrainagePlanForm plan={data} onClose={() => setEditing(false)} />}
    </>
  );
}
