import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { Panel } from "../page/panel.tsx";
import styles from "./to-do.module.css";

type ToDo = AnswerOf<"/api/v1/me/to-dos">["items"][number];

const pathOf: Readonly<Record<ToDo["kind"], string>> = {
  project_report: "/projects",
  milestone: "/projects",
  notice: "/notices",
  serviced_customer: "/friend-adding",
  friend_task: "/friend-adding",
  scan_want: "/scan-scenes?tab=wants",
  call_follow_up: "/phone-touches?tab=follow-ups",
  service_remind: "/services?tab=book&day=tomorrow&mine=1",
  service_follow_up: "/services?tab=care&view=follow_up&mine=1",
  service_due: "/services?tab=care&view=due&mine=1",
  service_low_score: "/services?tab=care&view=low_score",
};
/** Kinds of which each has a page of its own. */
const hasPage: ReadonlySet<ToDo["kind"]> = new Set(["project_report", "milestone", "notice"]);
const linkOf = ({ kind, subjectId }: ToDo) => (hasPage.has(kind) ? `${pathOf[kind]}/${subjectId}` : pathOf[kind]);

/** 我的待办: what waits for oneself, overdue first. Nothing when there is nothing. */
export function ToDoPanel() {
  const { data } = useQuery({
    queryKey: ["to-dos"],
    queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/me/to-dos">> => answer(api.GET("/api/v1/me/to-dos", { signal })),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={`我的待办 ${data.items.length}`} className={styles.panel}>
      <ul className={styles.list}>
        {data.items.slice(0, 8).map((item) => (
          <li key={`${item.kind} ${item.subjectId} ${item.title} ${item.dueOn}`}>
            <Link to={linkOf(item)}>{item.title}</Link>
            {item.overdue && <Tag color="red">已逾期</Tag>}
            {item.dueOn && <span className={styles.due}>{item.dueOn} 前</span>}
            {item.reminded > 1 && <span className={styles.due}>提醒过 {item.reminded} 次</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
