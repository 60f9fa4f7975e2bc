import { useQuery } from "@tanstack/react-query";
import { Button, Progress, Segmented, Select, Skeleton, Tag, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { AssignDrawer } from "./assign-drawer.tsx";
import styles from "./friend-adding.module.css";
import {
  type By,
  closeTask,
  fetchPeople,
  friendKey,
  type Person,
  type PersonStatus,
  type Task,
  taskQuery,
  tasksQuery,
} from "./friend-api.ts";
import { byNames, callNames, rateDefinition, rateText, statusColors, statusNames } from "./friend-words.ts";
import { TaskForm } from "./task-form.tsx";

const countOf = (task: Task, ...states: PersonStatus[]) =>
  states.reduce((sum, state) => sum + (task.states[state] ?? 0), 0);

function Figures({ task }: { task: Task }) {
  const figures = [
    ["名单", task.people, "在你范围内的人数"],
    ["待联系", countOf(task, "waiting", "called"), "还没有发出申请"],
    ["等待通过", countOf(task, "sent"), "申请发出不久，还没有结果"],
    ["已通过", countOf(task, "accepted", "friend"), "已成为这位导购的企业微信好友"],
    ["没通过", countOf(task, "unanswered"), "到期也没有成为好友"],
    [
      "不用再加",
      countOf(task, "refused", "wrong_number", "with_colleague", "no_consent", "erased"),
      "空号、不愿意、已加同事、拒绝营销或已删除",
    ],
  ] as const;
  return (
    <dl className={styles.figures}>
      {figures.map(([name, value, hint]) => (
        <div key={name}>
          <dt>
            <Tooltip title={hint}>{name}</Tooltip>
          </dt>
          <dd>
            <Count value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ByTable({ taskId }: { taskId: string }) {
  const [by, setBy] = useState<By>("store");
  const detail = useQuery(taskQuery(taskId, by));
  return (
    <>
      <div className={styles.tools}>
        <Segmented<By>
          aria-label="按什么看"
          value={by}
          onChange={setBy}
          options={(Object.keys(byNames) as By[]).map((value) => ({ value, label: byNames[value] }))}
        />
      </div>
      {detail.isError && <ErrorState compact error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.isPending && <Skeleton active />}
      {detail.data && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{byNames[by].slice(1)}</th>
                <th scope="col">名单</th>
                <th scope="col">待联系</th>
                <th scope="col">申请</th>
                <th scope="col">通过</th>
                <th scope="col">
                  <Tooltip title={rateDefinition}>通过率</Tooltip>
                </th>
              </tr>
            </thead>
            <tbody>
              {detail.data.rows.map((row) => (
                <tr key={row.key}>
                  <td>{row.name}</td>
                  <td>{row.people}</td>
                  <td>{row.open}</td>
                  <td>{row.requests}</td>
                  <td>{row.accepted}</td>
                  <td>{rateText(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function People({ taskId }: { taskId: string }) {
  const [status, setStatus] = useState<PersonStatus | undefined>(undefined);
  const list = useCursorList<Person>({
    queryKey: [...friendKey, "people", taskId, status],
    fetchPage: (cursor, signal) => fetchPeople(taskId, status, cursor, signal),
  });
  return (
    <Panel
      title="名单里的人"
      hint="按联系的先后：近来到过店的在前，消费多的在前"
      extra={
        <Select
          aria-label="状态"
          allowClear
          placeholder="全部状态"
          style={{ minWidth: 130 }}
          value={status}
          onChange={setStatus}
          options={(Object.keys(statusNames) as PersonStatus[]).map((value) => ({ value, label: statusNames[value] }))}
        />
      }
    >
      {list.isLoading ? (
        <Skeleton active />
      ) : list.error && list.rows.length === 0 ? (
        <ErrorState compact error={list.error} onRetry={list.retry} />
      ) : list.rows.length === 0 ? (
        <EmptyState compact title={status ? `没有「${statusNames[status]}」的人` : "名单还是空的"} />
      ) : (
        <ul className={styles.list}>
          {list.rows.map((person) => (
            <li key={person.no}>
              <div className={styles.main}>
                <div className={styles.name}>
                  {person.name ?? person.phone ?? "已删除"}{" "}
                  <Tag color={statusColors[person.status]}>{statusNames[person.status]}</Tag>
                </div>
                <div className={styles.quiet}>
                  {[
                    person.phone,
                    `${person.storeName} ${person.guideName}`,
                    person.callResult && `电话：${callNames[person.callResult]}`,
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                  {person.memberNo !== null && (
                    <>
                      {" · "}
                      <Link to={`/members/${person.memberNo}`}>客户 {person.memberNo}</Link>
                    </>
                  )}
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
      {list.hasMore && (
        <Button block size="small" onClick={list.loadMore} loading={list.isLoadingMore}>
          再看一些
        </Button>
      )}
    </Panel>
  );
}

function OneTask({ task }: { task: Task }) {
  const [opened, setOpened] = useState<"assign" | "edit" | null>(null);
  const close = useAction<void, Task>({ run: () => closeTask(task.id), done: "已结束", refresh: [friendKey] });
  const done = countOf(task, "accepted", "friend");
  const mayChange = task.mine && task.closedAt === null;
  return (
    <>
      <Panel
        title={
          <>
            {task.name} {task.closedAt ? <Tag>已结束</Tag> : <Tag color="success">进行中</Tag>}
          </>
        }
        hint={[task.unitName, task.offer && `送 ${task.offer}`, task.dueOn && `希望 ${task.dueOn} 完成`]
          .filter(Boolean)
          .join(" · ")}
        extra={
          mayChange && (
            <span style={{ display: "flex", flexWrap: "wrap", gap: 8 }}>
              <Button onClick={() => setOpened("edit")}>改礼遇与话术</Button>
              <Button onClick={() => setOpened("assign")}>安排名单</Button>
              <ConfirmDanger
                action="结束任务"
                title={`结束「${task.name}」？`}
                button={{ type: "text" }}
                onConfirm={() => close.mutateAsync()}
              >
                结束后导购不再联系剩下的 {countOf(task, "waiting", "called")}{" "}
                位；已发出的申请通过了仍会计入。不能恢复，只能另建一个任务。
              </ConfirmDanger>
            </span>
          )
        }
      >
        {task.people === 0 ? (
          <EmptyState
            compact
            title="名单还是空的"
            action={
              mayChange && (
                <Button type="primary" onClick={() => setOpened("assign")}>
                  安排名单
                </Button>
              )
            }
          >
            按条件选客户、粘贴手机号或上传表格，系统会剔除已是好友和拒绝过的人，再分给导购。
          </EmptyState>
        ) : (
          <>
            <Progress percent={Math.round((done / task.people) * 100)} aria-label={`已通过 ${done} / ${task.people}`} />
            <Figures task={task} />
            <ByTable taskId={task.id} />
          </>
        )}
      </Panel>
      {task.people > 0 && <People taskId={task.id} />}
      {opened === "assign" && <AssignDrawer task={task} onClose={() => setOpened(null)} />}
      {opened === "edit" && <TaskForm task={task} onClose={() => setOpened(null)} onDone={() => setOpened(null)} />}
    </>
  );
}

/** Lists with their progress; one at a time. */
export function TasksPanel({
  chosen,
  onChoose,
  create,
}: {
  chosen: string | null;
  onChoose: (id: string) => void;
  create: React.ReactNode;
}) {
  const tasks = useQuery(tasksQuery);
  if (tasks.isError) return <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />;
  if (!tasks.data) return <Skeleton active />;
  const { items } = tasks.data;
  const task = items.find(({ id }) => id === chosen) ?? items[0];
  if (!task)
    return (
      <EmptyState title="还没有加好友任务" action={create}>
        把门店的老客手机号变成企业微信好友：建一个任务，写好礼遇和开场白，选出名单分给导购。导购先打电话再加，每天有上限，成没成看真实好友关系。
      </EmptyState>
    );
  return (
    <div className={styles.stack}>
      {items.length > 1 && (
        <Select
          aria-label="任务"
          value={task.id}
          style={{ maxWidth: 420 }}
          options={items.map(({ id, name, closedAt }) => ({ value: id, label: closedAt ? `${name}（已结束）` : name }))}
          onChange={onChoose}
        />
      )}
      <OneTask key={task.id} task={task} />
    </div>
  );
}
