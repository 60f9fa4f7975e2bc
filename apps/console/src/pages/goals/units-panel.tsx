import { InputNumber } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatRatio } from "../../shared/format/number.ts";
import { metricText, metricTextExact } from "../../shared/metric/metric-text.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { fetchProposal, type Goals, type Proposal, saveSplit, shownPerUnit, unitWords } from "./goal-api.ts";
import styles from "./goals.module.css";
import { ProgressBar } from "./progress-bar.tsx";
import { SplitBar } from "./split-bar.tsx";

const basisWords: Readonly<Record<Proposal["basis"], (month: string | null) => string>> = {
  last_year: (month) => `按去年同月（${month}）各自的占比`,
  last_month: (month) => `去年同月没有数据，按上月（${month}）各自的占比`,
  even: () => "没有可参考的历史，平均分配",
  weekdays: () => "按各星期几的比重",
};

/** A unit's goal over the units right below: their results, and the split itself while it is open. */
export function UnitsPanel({ goals, mayWrite }: { goals: Goals; mayWrite: boolean }) {
  const metric = goals.metric.id;
  const per = shownPerUnit(metric);
  const isOpen = mayWrite && goals.target !== null && goals.split.state !== "confirmed";
  const [typed, setTyped] = useState<Readonly<Record<string, number | null>>>({});
  const [basis, setBasis] = useState<string | null>(null);
  const partOf = (part: Goals["parts"][number]) =>
    part.unitId in typed ? (typed[part.unitId] ?? null) : part.proposed;
  const filled = goals.parts.flatMap((part) => {
    const target = partOf(part);
    return target === null ? [] : [{ unitId: part.unitId, target }];
  });
  const key = { month: goals.month, metric, orgUnitId: goals.unit.id };
  const propose = useAction<void, Proposal>({
    run: () => fetchProposal(key),
    onDone: (proposal) => {
      setTyped(Object.fromEntries(proposal.parts.map((part) => [part.unitId, part.target])));
      setBasis(basisWords[proposal.basis](proposal.basisMonth));
    },
  });
  const save = useAction<void, Goals>({
    run: () => saveSplit({ ...key, version: goals.version, parts: filled, assignments: [] }),
    done: "草稿已保存",
    refresh: [["goals"]],
    onDone: () => setTyped({}),
  });

  return (
    <Panel
      title="分解到下级"
      hint={isOpen ? (basis ?? "填入建议，改好后确认；确认后下级才会收到") : "点名称看它的下一级"}
    >
      {goals.parts.length === 0 ? (
        <EmptyState compact title="下面还没有区域或门店" />
      ) : (
        <ul className={styles.rows}>
          {goals.parts.map((part) => {
            const shown = partOf(part);
            return (
              <li key={part.unitId} className={styles.row}>
                <Link className={styles.name} to={`/goals?unit=${part.unitId}&month=${goals.month}&metric=${metric}`}>
                  {part.name}
                </Link>
                <span className={styles.numbers}>
                  <span title={metricTextExact(part.actual, goals.metric.unit)}>
                    {metricText(part.actual, goals.metric.unit)}
                  </span>
                  <span className={styles.quiet}>
                    {" / "}
                    {part.target === null ? "未下达" : metricText(part.target, goals.metric.unit)}
                  </span>
                </span>
                <span className={styles.middle}>
                  <ProgressBar
                    label={part.name}
                    progress={part.progress}
                    expectedShare={goals.expectedShare}
                    pace={part.pace}
                  />
                </span>
                <span className={part.pace !== null && part.pace < 1 ? styles.uneven : styles.even}>
                  {part.progress === null ? "" : `完成 ${formatRatio(part.progress)}`}
                </span>
                {isOpen ? (
                  <InputNumber
                    className={styles.input}
                    aria-label={`${part.name}的目标`}
                    min={0}
                    precision={metric === "gmv" ? 2 : 0}
                    suffix={unitWords[metric]}
                    value={shown === null ? null : shown / per}
                    onChange={(value) =>
                      setTyped({ ...typed, [part.unitId]: value === null ? null : Math.round(value * per) })
                    }
                  />
                ) : (
                  <span className={styles.quiet}>
                    {part.target === null ? "" : part.splitConfirmed ? "已分解" : "未分解"}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {goals.target === null ? (
        <p className={styles.quiet}>
          {goals.unit.kind === "headquarters" ? "先设定本月目标，再分给下级。" : "上级还没有下达本月目标。"}
        </p>
      ) : (
        <SplitBar
          goals={goals}
          mayWrite={mayWrite}
          sum={isOpen && filled.length > 0 ? filled.reduce((sum, part) => sum + part.target, 0) : null}
          isDirty={Object.keys(typed).length > 0}
          onPropose={() => propose.mutate()}
          isProposing={propose.isPending}
          onSave={() => save.mutateAsync()}
          isSaving={save.isPending}
        />
      )}
    </Panel>
  );
}
