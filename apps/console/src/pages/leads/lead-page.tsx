import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Modal, Select, Skeleton, Tag, Timeline } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { DateTime, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { GuidePicker } from "../members/guide-picker.tsx";
import {
  assignLead,
  intentColors,
  intentNames,
  type LeadDetail,
  type LeadStatus,
  leadQuery,
  lostNames,
  type MoveFields,
  moveLead,
  sourceNames,
  statusNames,
  ways,
} from "./lead-api.ts";
import styles from "./leads.module.css";

/** One lead: what is asked for, by whom, and every step since. */
export function Component() {
  const { leadId = "" } = useParams();
  const can = useCan();
  const lead = useQuery(leadQuery(leadId));
  const [target, setTarget] = useState<LeadStatus | null>(null);
  const assign = useAction<string, LeadDetail>({
    run: (staffId) => assignLead(leadId, staffId),
    done: "已分配",
    refresh: [["leads"]],
  });
  if (lead.isError) return <ErrorState error={lead.error} onRetry={() => void lead.refetch()} />;
  const data = lead.data;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <>
      <PageHeader
        back={{ to: "/leads", label: "线索" }}
        title={
          <>
            {data.title} <Tag>{statusNames[data.status]}</Tag>
          </>
        }
        description={`${sourceNames[data.source]} · ${data.storeName ?? "总部"} · ${data.assignedName ?? "未分配"}`}
      />
      <div className={styles.columns}>
        <Panel title="需求">
          {can("business.write") && (
            <div className={styles.actions}>
              {ways[data.status].map((status) => (
                <Button key={status} danger={status === "lost"} onClick={() => setTarget(status)}>
                  {statusNames[status]}
                </Button>
              ))}
              <GuidePicker
                label="分配给"
                value={data.assignedTo ?? undefined}
                onChange={(id) => id && assign.mutate(id)}
              />
            </div>
          )}
          <p>{data.need ?? "没有写明"}</p>
          <dl>
            {data.companyId && (
              <div>
                企业：<Link to={`/companies/${data.companyId}`}>{data.companyName}</Link>
              </div>
            )}
            {data.memberNo !== null && (
              <div>
                联系人：<Link to={`/members/${data.memberNo}`}>客户 {data.memberNo}</Link>
              </div>
            )}
            {data.expectedFen !== null && (
              <div>
                预计金额：
                <Money fen={data.expectedFen} />
              </div>
            )}
            {data.lostReason && <div>流失原因：{lostNames[data.lostReason]}</div>}
            {data.intentScore !== null && data.intent && (
              <div>
                意向：
                <Tag color={intentColors[data.intent]}>
                  {intentNames[data.intent]} {data.intentScore} 分
                </Tag>
                <span className={styles.quiet}>
                  {data.intentParts.map(({ label, points }) => `${label} ${points > 0 ? "+" : ""}${points}`).join("；")}
                </span>
              </div>
            )}
            {data.answers.map((each) => (
              <div key={each.label}>
                {each.label}：{each.value}
              </div>
            ))}
          </dl>
        </Panel>
        <Panel title="经过">
          <Timeline
            items={data.steps.toReversed().map((step) => ({
              key: `${step.at} ${step.action} ${step.to}`,
              content: (
                <>
                  {step.action === "assigned" ? "分配" : step.to ? statusNames[step.to] : "备注"}
                  {step.note && `：${step.note}`}
                  <div className={styles.quiet}>
                    {step.by} · <DateTime value={step.at} />
                  </div>
                </>
              ),
            }))}
          />
        </Panel>
      </div>
      {target && <MoveDialog leadId={leadId} to={target} onClose={() => setTarget(null)} />}
    </>
  );
}

function MoveDialog({ leadId, to, onClose }: { leadId: string; to: LeadStatus; onClose: () => void }) {
  const [form] = Form.useForm<Pick<MoveFields, "lostReason" | "note">>();
  const move = useAction<MoveFields, LeadDetail>({
    run: (body) => moveLead(leadId, body),
    done: `已改为「${statusNames[to]}」`,
    refresh: [["leads"]],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={`改为「${statusNames[to]}」`}
      okText="确定"
      cancelText="取消"
      confirmLoading={move.isPending}
      onCancel={onClose}
      onOk={() =>
        void form.validateFields().then(
          (values) => move.mutate({ to, lostReason: null, ...values }),
          () => undefined,
        )
      }
    >
      <Form form={form} layout="vertical">
        {to === "lost" && (
          <Form.Item name="lostReason" label="流失原因" rules={[{ required: true, message: "请选择流失原因" }]}>
            <Select options={optionsOf(lostNames)} />
          </Form.Item>
        )}
        <Form.Item name="note" label="说明">
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
