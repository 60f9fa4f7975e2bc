import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatDateTime, shopToday } from "../../shared/format/date.ts";
import { metricText } from "../../shared/metric/metric-text.ts";
import { useMetricRegistry } from "../../shared/metric/registry.ts";
import {
  fileReport,
  type MeetingProgress,
  meetingQuery,
  type Project,
  partNames,
  reportStateColors,
  reportStateNames,
} from "./project-api.ts";
import styles from "./projects.module.css";

/** A meeting's progress report: figures by unit, everybody's report, and one's own to file. */
export function MeetingDetail({ project, meetingId }: { project: Project; meetingId: string }) {
  const progress = useQuery(meetingQuery(project.id, meetingId));
  if (progress.isError) return <ErrorState error={progress.error} onRetry={() => void progress.refetch()} />;
  if (!progress.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  const meeting = progress.data;
  const mine = meeting.reports.find((each) => each.isMe);
  const mayFile = mine && project.state !== "closed" && meeting.periodFrom <= shopToday();
  return (
    <>
      <FiguresTable meeting={meeting} projectName={project.unitName} />
      <ul className={styles.plain}>
        {meeting.reports.map((report) => (
          <li key={report.memberId}>
            <div className={styles.head}>
              <strong>{report.staffName}</strong>
              <span className={styles.quiet}>
                {partNames[report.part]} · {report.departmentName ?? report.unitName}
              </span>
              <Tag color={reportStateColors[report.state]}>{reportStateNames[report.state]}</Tag>
            </div>
            {report.filed && (
              <>
                <p className={styles.text}>{report.filed.remarks}</p>
                {report.filed.needs && <p className={styles.text}>需要支持：{report.filed.needs}</p>}
                <span className={styles.quiet}>
                  {formatDateTime(report.filed.filedAt)} 提交
                  {report.filed.version > 1 && `，更正到第 ${report.filed.version} 版`}
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
      {mayFile && <ReportForm project={project} meeting={meeting} filed={mine.filed} />}
    </>
  );
}

function FiguresTable({ meeting, projectName }: { meeting: MeetingProgress; projectName: string }) {
  const registry = useMetricRegistry();
  const text = (metric: string, figures: Readonly<Record<string, number | null>>) =>
    metricText(figures[metric], registry.data?.get(metric)?.unit ?? "orders");
  const rows = [
    ...(meeting.figures ? [{ key: "kept", name: "汇报日存档", figures: meeting.figures }] : []),
    ...(meeting.live ? [{ key: "live", name: `${projectName}（现在）`, figures: meeting.live }] : []),
    ...meeting.units
      .filter((unit) => unit.unitName !== projectName || !meeting.live)
      .map((unit) => ({ key: unit.unitId, name: unit.unitName, figures: unit.figures })),
  ];
  return (
    <div className={styles.scroll}>
      <table className={styles.figures} aria-label={`${meeting.dueOn} 的数据`}>
        <thead>
          <tr>
            <th scope="col" className={styles.quiet}>
              {meeting.periodFrom} 起，到 {meeting.periodTo} 前
            </th>
            {meeting.metrics.map((metric) => (
              <th key={metric} scope="col">
                {registry.data?.get(metric)?.name ?? metric}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>{row.name}</td>
              {meeting.metrics.map((metric) => (
                <td key={metric}>{text(metric, row.figures)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ReportValues {
  remarks: string;
  needs?: string;
}

interface ReportFormProps {
  readonly project: Project;
  readonly meeting: MeetingProgress;
  readonly filed: MeetingProgress["reports"][number]["filed"];
}

function ReportForm({ project, meeting, filed }: ReportFormProps) {
  const [isOpen, setOpen] = useState(filed === null);
  const send = useAction<ReportValues, MeetingProgress>({
    run: ({ remarks, needs = "" }) =>
      fileReport(project.id, meeting.id, { remarks, needs, version: filed?.version ?? 0 }),
    done: filed ? "已更正" : "已提交",
    refresh: [["projects"], ["to-dos"]],
    onDone: () => setOpen(false),
  });
  if (!isOpen) return <Button onClick={() => setOpen(true)}>{filed ? "更正我的汇报" : "写汇报"}</Button>;
  return (
    <Form<ReportValues>
      layout="vertical"
      initialValues={{ remarks: filed?.remarks, needs: filed?.needs }}
      onFinish={(values) => send.mutate(values)}
    >
      <Form.Item name="remarks" label="这期进展" rules={[{ required: true, min: 2, message: "请写一句这期的进展" }]}>
        <Input.TextArea rows={3} maxLength={5_000} placeholder="做了什么、数据为什么这样、下一步" />
      </Form.Item>
      <Form.Item name="needs" label="需要的支持">
        <Input.TextArea rows={2} maxLength={2_000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {filed ? "更正" : "提交汇报"}
      </Button>
    </Form>
  );
}
