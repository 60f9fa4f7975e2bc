import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { showFieldErrors } from "../../shared/form/field-errors.ts";
import { formatDateTime } from "../../shared/format/date.ts";
import { metricTextExact } from "../../shared/metric/metric-text.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./daily-reports.module.css";
import { FigureRow } from "./figure-row.tsx";
import {
  commentReport,
  type StoreReport,
  stateColors,
  stateNames,
  storeReportQuery,
  submitReport,
} from "./report-api.ts";

/** One store's report: to write it, to correct it, or to comment on it. */
export function StoreReportPanel({ day, orgUnitId }: { day: string; orgUnitId: string }) {
  const report = useQuery(storeReportQuery({ day, orgUnitId }));
  if (report.isError) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  if (!report.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return <StoreReportView key={`${orgUnitId} ${day} ${report.data.version}`} report={report.data} />;
}

interface Values {
  happened: string;
  needed?: string;
  reason?: string;
}

function StoreReportView({ report }: { report: StoreReport }) {
  const can = useCan();
  const [form] = Form.useForm<Values>();
  const [isCorrecting, setCorrecting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isSent = report.version > 0;
  const isWriting = can("daily_report.submit") && (!isSent || isCorrecting);
  const submit = useAction<Values, StoreReport>({
    run: ({ happened, needed, reason }) =>
      submitReport({
        day: report.day,
        orgUnitId: report.store.id,
        happened,
        needed: needed ?? "",
        version: report.version,
        ...(isSent && reason && { reason }),
      }),
    done: (saved) => (saved.version === 1 ? "日报已提交" : "日报已更正"),
    refresh: [["daily-reports"]],
    quietFailure: true,
  });
  const [latest] = report.reminders;

  return (
    <div className={styles.stack}>
      {!isSent && latest && (
        <Alert type="warning" showIcon title={`${latest.by}在 ${formatDateTime(latest.at)} 提醒提交这天的日报`} />
      )}
      <Panel
        title={`${report.store.name} · ${report.day}`}
        hint={
          isSent
            ? `${report.submittedBy} 于 ${formatDateTime(report.submittedAt)} 提交，数字为提交时的营业数据`
            : `请在 ${formatDateTime(report.deadline)} 之前提交；数字取自当天营业数据，不用手填`
        }
        extra={<Tag color={stateColors[report.state]}>{stateNames[report.state]}</Tag>}
      >
        <FigureRow figures={report.figures} />
        {isWriting ? (
          <Form<Values>
            form={form}
            layout="vertical"
            initialValues={{ happened: report.happened, needed: report.needed }}
            onFinish={(values) => {
              setProblem(null);
              submit.mutate(values, { onError: (error) => setProblem(showFieldErrors(form, error)) });
            }}
          >
            {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 12 }} />}
            <Form.Item
              name="happened"
              label="今天发生了什么"
              rules={[{ required: true, min: 2, message: "请写一两句今天发生了什么" }]}
            >
              <Input.TextArea rows={4} maxLength={2_000} placeholder="客流、活动效果、顾客反馈、异常" />
            </Form.Item>
            <Form.Item name="needed" label="需要什么支持（选填）">
              <Input.TextArea rows={2} maxLength={2_000} placeholder="例如：缺 20 个提袋；会员日想多要一块展板" />
            </Form.Item>
            {isSent && (
              <Form.Item
                name="reason"
                label="更正原因"
                rules={[{ required: true, min: 2, message: "请写明更正原因" }]}
                extra="更正后数字会按现在的营业数据更新，原来的版本会保留。"
              >
                <Input maxLength={200} placeholder="例如：补录了一单团购" />
              </Form.Item>
            )}
            <div className={styles.buttons}>
              <Button type="primary" htmlType="submit" loading={submit.isPending}>
                {isSent ? "更正日报" : "提交日报"}
              </Button>
              {isSent && <Button onClick={() => setCorrecting(false)}>取消</Button>}
            </div>
          </Form>
        ) : isSent ? (
          <>
            <h3 className={styles.label}>今天发生了什么</h3>
            <p className={styles.text}>{report.happened}</p>
            <h3 className={styles.label}>需要什么支持</h3>
            <p className={styles.text}>{report.needed || "—"}</p>
            {can("daily_report.submit") && <Button onClick={() => setCorrecting(true)}>更正</Button>}
          </>
        ) : (
          <p className={styles.quiet}>店长还没有提交这天的日报。</p>
        )}
      </Panel>
      {isSent && <Comments report={report} />}
      {report.versions.length > 1 && (
        <Panel title="更正记录">
          <ul className={styles.plain}>
            {report.versions.map((version) => (
              <li key={version.version}>
                第 {version.version} 版 · {version.by} {formatDateTime(version.at)} · 销售额{" "}
                {metricTextExact(version.figures.gmv, "fen")}
                {version.reason && ` · 原因：${version.reason}`}
                <p className={styles.text}>{version.happened}</p>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

function Comments({ report }: { report: StoreReport }) {
  const can = useCan();
  const [body, setBody] = useState("");
  const comment = useAction<void, StoreReport>({
    run: () => commentReport({ day: report.day, orgUnitId: report.store.id, body: body.trim() }),
    done: "批注已发",
    refresh: [["daily-reports"]],
    onDone: () => setBody(""),
  });
  if (report.comments.length === 0 && !can("daily_report.review")) return null;
  return (
    <Panel title="批注">
      <ul className={styles.plain}>
        {report.comments.map((each) => (
          <li key={`${each.at} ${each.by}`}>
            <p className={styles.text}>{each.body}</p>
            <span className={styles.quiet}>
              {each.by} {formatDateTime(each.at)}
            </span>
          </li>
        ))}
      </ul>
      {can("daily_report.review") && (
        <div className={styles.write}>
          <Input.TextArea
            aria-label="写批注"
            rows={2}
            maxLength={500}
            placeholder="回复店长：提袋明早送到"
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
          <Button disabled={body.trim() === ""} loading={comment.isPending} onClick={() => comment.mutate()}>
            发送
          </Button>
        </div>
      )}
    </Panel>
  );
}
