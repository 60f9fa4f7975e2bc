import { Alert } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatRatio } from "../../shared/format/number.ts";
import { metricText } from "../../shared/metric/metric-text.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { type Assignment, fetchProposal, type Goals, type Proposal, saveSplit, shownPerUnit } from "./goal-api.ts";
import styles from "./goals.module.css";
import { SplitBar } from "./split-bar.tsx";

const cell = (staffId: string, day: string) => `${staffId} ${day}`;

/** A store's goal by person and day. */
export function PeoplePanel({ goals, mayWrite }: { goals: Goals; mayWrite: boolean }) {
  const metric = goals.metric.id;
  const per = shownPerUnit(metric);
  const isOpen = mayWrite && goals.target !== null && goals.split.state !== "confirmed";
  const [typed, setTyped] = useState<ReadonlyMap<string, number> | null>(null);
  const stored = new Map(
    goals.people.flatMap((person) =>
      goals.days.map(({ day }, index) => [cell(person.staffId, day), person.days[index] ?? 0] as const),
    ),
  );
  const values = typed ?? stored;
  const targetOf = (staffId: string, day: string) => values.get(cell(staffId, day)) ?? 0;
  const assignments = goals.people.flatMap((person) =>
    goals.days.flatMap(({ day }): Assignment[] => {
      const target = targetOf(person.staffId, day);
      return target > 0 ? [{ staffId: person.staffId, day, target }] : [];
    }),
  );
  const key = { month: goals.month, metric, orgUnitId: goals.unit.id };
  const propose = useAction<void, Proposal>({
    run: () => fetchProposal(key),
    onDone: (proposal) =>
      setTyped(new Map(proposal.assignments.map(({ staffId, day, target }) => [cell(staffId, day), target]))),
  });
  const save = useAction<void, Goals>({
    run: () => saveSplit({ ...key, version: goals.version, parts: [], assignments }),
    done: "草稿已保存",
    refresh: [["goals"]],
    onDone: () => setTyped(null),
  });
  const isAway = (person: Goals["people"][number], day: string) =>
    day < person.fromDay || (person.toDay !== null && day > person.toDay);
  const total = (rows: readonly number[]) => rows.reduce((sum, each) => sum + each, 0);

  // What each person reached, once the month has begun and orders tell it.
  const { available, withoutGuide, ofOthers } = goals.personActuals;
  const shown = available && goals.actual !== null;
  const rest = [
    ...(withoutGuide ? [`没有记导购的 ${metricText(withoutGuide, goals.metric.unit)}`] : []),
    ...(ofOthers ? [`其他门店导购的 ${metricText(ofOthers, goals.metric.unit)}`] : []),
  ];

  return (
    <Panel
      title="分到人和天"
      hint={isOpen ? `单位：${metric === "gmv" ? "元" : "个"}；填入建议会按星期几的比重、在岗导购平均分` : undefined}
    >
      {!goals.personActuals.available && (
        <Alert type="info" showIcon style={{ marginBottom: 12 }} title={goals.personActuals.reason} />
      )}
      {shown && goals.people.length > 0 && rest.length > 0 && (
        <p className={styles.quiet}>全店完成里另有{rest.join("、")}。</p>
      )}
      {goals.people.length === 0 ? (
        <EmptyState compact title="这家店这个月没有任职的员工">
          先在「员工」里安排任职，再分目标。
        </EmptyState>
      ) : (
        <section className={styles.scroller} aria-label="个人每日目标，可左右滑动">
          <table className={styles.grid}>
            <thead>
              <tr>
                <th scope="col">员工</th>
                <th scope="col">合计</th>
                {shown && <th scope="col">已完成</th>}
                {goals.days.map(({ day }) => (
                  <th key={day} scope="col" className={day === goals.today ? styles.today : undefined}>
                    {Number(day.slice(8))}日
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {goals.people.map((person) => (
                <tr key={person.staffId}>
                  <th scope="row">
                    {person.name}
                    <small>{person.roleName}</small>
                  </th>
                  <td>
                    {metricText(total(goals.days.map(({ day }) => targetOf(person.staffId, day))), goals.metric.unit)}
                  </td>
                  {shown && (
                    <td className={person.pace !== null && person.pace < 1 ? styles.uneven : undefined}>
                      {metricText(person.actual, goals.metric.unit)}
                      {person.progress !== null && <small>{formatRatio(person.progress)}</small>}
                    </td>
                  )}
                  {goals.days.map(({ day }) => (
                    <td key={day} className={day === goals.today ? styles.today : undefined}>
                      {isAway(person, day) ? (
                        <span title="这天没有任职">—</span>
                      ) : isOpen ? (
                        <input
                          type="number"
                          min={0}
                          aria-label={`${person.name} ${day}`}
                          value={targetOf(person.staffId, day) / per || ""}
                          onChange={(event) =>
                            setTyped(
                              new Map(values).set(
                                cell(person.staffId, day),
                                Math.max(0, Math.round(Number(event.target.value) * per)),
                              ),
                            )
                          }
                        />
                      ) : (
                        metricText(targetOf(person.staffId, day), goals.metric.unit)
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">全店</th>
                <td>{metricText(total(assignments.map((each) => each.target)), goals.metric.unit)}</td>
                {shown && <td>{metricText(goals.actual, goals.metric.unit)}</td>}
                {goals.days.map(({ day }) => (
                  <td key={day} className={day === goals.today ? styles.today : undefined}>
                    {metricText(total(goals.people.map((person) => targetOf(person.staffId, day))), goals.metric.unit)}
                  </td>
                ))}
              </tr>
            </tfoot>
          </table>
        </section>
      )}
      {goals.target === null ? (
        <p className={styles.quiet}>上级还没有下达本月目标。</p>
      ) : (
        <SplitBar
          goals={goals}
          mayWrite={mayWrite}
          sum={isOpen && assignments.length > 0 ? total(assignments.map((each) => each.target)) : null}
          isDirty={typed !== null}
          onPropose={() => propose.mutate()}
          isProposing={propose.isPending}
          onSave={() => save.mutateAsync()}
          isSaving={save.isPending}
        />
      )}
    </Panel>
  );
}
