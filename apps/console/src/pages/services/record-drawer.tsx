import { useQuery } from "@tanstack/react-query";
import { DatePicker, Descriptions, Drawer, Form, Input, Skeleton, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { DateTime, Day } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { readVisit, recordVisit, servicesKey, stateNames, type Visit, type VisitDetail } from "./service-api.ts";
import styles from "./services.module.css";

interface Values {
  readonly findings: Record<string, string>;
  readonly note?: string;
  readonly nextDueOn?: Dayjs | null;
}

function Earlier({ detail }: { detail: VisitDetail }) {
  if (detail.earlier.length === 0) return null;
  return (
    <Panel title="以前的结果" hint="同一项服务，最近的在前">
      {detail.earlier.map(({ day, findings }) => (
        <p key={day} className={styles.quiet}>
          {day}：{findings.map(({ name, value }) => `${name} ${value}`).join("，")}
        </p>
      ))}
    </Panel>
  );
}

function Write({ detail, onClose }: { detail: VisitDetail; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, Visit>({
    run: ({ findings, note = "", nextDueOn }) =>
      recordVisit(detail, {
        ...{ version: detail.version, note },
        findings: Object.fromEntries(Object.entries(findings ?? {}).filter(([, value]) => value)),
        ...(nextDueOn !== undefined && { nextDueOn: nextDueOn?.format("YYYY-MM-DD") ?? null }),
      }),
    done: "已记录。打开「服务记录」，把链接发给客户：能看结果，也能评价",
    refresh: [servicesKey, ["to-dos"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={`完成并记录：${detail.serviceName}`}
      hint="结果只有本店同事和拿到链接的客户看得到；下次到期会自动提醒接待的同事。"
      submitText="完成服务"
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Earlier detail={detail} />
      {detail.fields.map(({ key, label, unit, kind }) => (
        <Form.Item key={key} name={["findings", key]} label={label}>
          <Input maxLength={60} suffix={unit || undefined} inputMode={kind === "number" ? "decimal" : "text"} />
        </Form.Item>
      ))}
      <Form.Item name="note" label="同事备注" extra="客户看不到">
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      <Form.Item name="nextDueOn" label="建议下次" extra="不填就按这项服务的规则">
        <DatePicker style={{ width: "100%" }} minDate={dayjs().add(1, "day")} />
      </Form.Item>
    </FormDrawer>
  );
}

function Show({ detail, onClose }: { detail: VisitDetail; onClose: () => void }) {
  const isDone = detail.state === "done";
  return (
    <Drawer open title={`${detail.serviceName} · ${stateNames[detail.state]}`} size={480} onClose={onClose}>
      <div className={styles.stack}>
        <Descriptions
          column={1}
          size="small"
          items={[
            { key: "at", label: "时间", children: <DateTime value={detail.startsAt} /> },
            { key: "store", label: "门店", children: detail.storeName },
            { key: "staff", label: "接待", children: detail.staffName ?? "等同事接待" },
            ...detail.findings.map(({ name, value }) => ({ key: name, label: name, children: value })),
            ...(detail.note === "" ? [] : [{ key: "note", label: "同事备注", children: detail.note }]),
            ...(detail.nextDueOn === null
              ? []
              : [{ key: "next", label: "建议下次", children: <Day value={detail.nextDueOn} /> }]),
            ...(detail.score === null
              ? []
              : [
                  {
                    key: "score",
                    label: "评价",
                    children: `${detail.score} 分${detail.scoreWords === "" ? "" : `：${detail.scoreWords}`}`,
                  },
                ]),
          ]}
        />
        <Panel title={isDone ? "发给客户：结果与评价" : "发给客户：预约页"}>
          {detail.address === null ? (
            <EmptyState compact title="还没有外网地址">
              管理员在「系统设置」里填写外网地址后，这里会有客户能打开的链接。
            </EmptyState>
          ) : (
            <>
              <Typography.Paragraph
                copyable={{ text: detail.address }}
                style={{ marginBottom: 4, wordBreak: "break-all" }}
              >
                {detail.address}
              </Typography.Paragraph>
              <div className={styles.quiet}>
                {isDone ? "记录完成时换了新链接，只发给客户本人。" : "客户可以自己改时间、取消、到店签到。"}
              </div>
            </>
          )}
        </Panel>
        <Earlier detail={detail} />
      </div>
    </Drawer>
  );
}

/** The record of a visit: written while it is served, read afterwards. Opening it is written into the audit trail. */
export function RecordDrawer({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { data, isError, error, refetch } = useQuery({
    queryKey: [...servicesKey, "visit", visit.id, visit.version],
    queryFn: ({ signal }) => readVisit(visit.id, signal),
    refetchOnWindowFocus: false,
  });
  if (data)
    return data.state === "serving" ? (
      <Write detail={data} onClose={onClose} />
    ) : (
      <Show detail={data} onClose={onClose} />
    );
  return (
    <Drawer open title={visit.serviceName} size={480} onClose={onClose}>
      {isError ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton active />}
    </Drawer>
  );
}
