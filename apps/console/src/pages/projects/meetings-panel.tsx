import { Button, Collapse, DatePicker, Tag } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { MeetingDetail } from "./meeting-detail.tsx";
import { type Meeting, moveMeeting, type Project, reportStateColors, reportStateNames } from "./project-api.ts";
import styles from "./projects.module.css";

/** How a meeting stands in one tag: the worst of its reports. */
function worstOf(meeting: Meeting) {
  const order = ["overdue", "due", "filed_late", "filed", "upcoming"] as const;
  return order.find((state) => meeting.reports.some((report) => report.state === state)) ?? "upcoming";
}

/** The meetings of a project, each with its reports and figures. */
export function MeetingsPanel({ project, mayChange }: { project: Project; mayChange: boolean }) {
  const today = shopToday();
  const nearest = project.meetings.find((each) => each.dueOn >= today) ?? project.meetings.at(-1);
  const [shown, setShown] = useState<string[]>(nearest ? [nearest.id] : []);
  return (
    <Panel title="汇报" hint="数据从指标库实时带出；提交时连同当时的数字一起存档" flush>
      <Collapse
        ghost
        activeKey={shown}
        onChange={(keys) => setShown([keys].flat())}
        items={project.meetings.map((meeting, index) => {
          const filed = meeting.reports.filter((each) => each.filed !== null).length;
          const worst = worstOf(meeting);
          const isLast = index === project.meetings.length - 1;
          return {
            key: meeting.id,
            label: (
              <span className={styles.head}>
                <strong>{meeting.dueOn}</strong>
                <Tag color={reportStateColors[worst]}>{reportStateNames[worst]}</Tag>
                <span className={styles.quiet}>
                  已交 {filed} / {meeting.reports.length}
                </span>
              </span>
            ),
            children: (
              <>
                {mayChange && !isLast && meeting.dueOn >= today && filed === 0 && (
                  <Move project={project} meeting={meeting} />
                )}
                <MeetingDetail project={project} meetingId={meeting.id} />
              </>
            ),
          };
        })}
      />
    </Panel>
  );
}

function Move({ project, meeting }: { project: Project; meeting: Meeting }) {
  const [isOpen, setOpen] = useState(false);
  const move = useAction<string, Project>({
    run: (dueOn) => moveMeeting(project.id, meeting.id, dueOn),
    done: "已改期",
    refresh: [["projects"]],
    onDone: () => setOpen(false),
  });
  if (!isOpen)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        改期
      </Button>
    );
  return (
    <DatePicker
      autoFocus
      open
      placeholder="改到哪一天"
      onChange={(day) => day && move.mutate(day.format("YYYY-MM-DD"))}
      onOpenChange={(next) => !next && setOpen(false)}
    />
  );
}
