import { PlusOutlined } from "@ant-design/icons";
import { answer } from "@feilun/api-client";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { type Page, useCursorList } from "../../shared/table/use-cursor-list.ts";
import styles from "./outbound.module.css";
import type { Channel, Outbound, State } from "./outbound-api.ts";
import { OutboundForm } from "./outbound-form.tsx";
import { channelNames, outcomeOrder, outcomeWords, stateLooks, unitOf } from "./outbound-words.ts";

const reached = ({ outcomes }: Outbound) => (outcomes.sent ?? 0) + (outcomes.delivered ?? 0);
const everybody = ({ outcomes }: Outbound) => Object.values(outcomes).reduce((sum, count) => sum + count, 0);

/** Who was not reached, by reason. */
function leftOut({ outcomes }: Outbound): string {
  return outcomeOrder
    .filter((outcome) => !["waiting", "sent", "delivered"].includes(outcome) && outcomes[outcome])
    .map((outcome) => `${outcomeWords[outcome].text} ${formatExact(outcomes[outcome])}`)
    .join(" · ");
}

const columns: readonly Column<Outbound>[] = [
  {
    key: "title",
    title: "消息",
    card: "title",
    fixed: true,
    render: (message) => (
      <div>
        {message.title}
        {message.part > 1 && `（第 ${message.part} 批）`}
        <div className={styles.quiet}>{channelNames[message.channel]}</div>
      </div>
    ),
  },
  {
    key: "state",
    title: "状态",
    card: "extra",
    render: ({ state }) => <Tag color={stateLooks[state].color}>{stateLooks[state].text}</Tag>,
  },
  {
    key: "reached",
    title: "已发送",
    align: "right",
    render: (message) =>
      everybody(message) > 0
        ? `${formatExact(reached(message))} / ${formatExact(everybody(message))} ${unitOf(message.channel)}`
        : "—",
  },
  {
    key: "leftOut",
    title: "没有发到",
    render: (message) => <span className={styles.quiet}>{message.reason ?? (leftOut(message) || "—")}</span>,
  },
  {
    key: "created",
    title: "创建",
    render: ({ createdAt, createdBy }) => (
      <span className={styles.quiet}>
        {createdBy} <DateTime value={createdAt} ago />
      </span>
    ),
  },
];

const fields: readonly FilterField[] = [
  { kind: "select", key: "channel", label: "渠道", options: optionsOf(channelNames) },
  {
    kind: "select",
    key: "state",
    label: "状态",
    options: Object.entries(stateLooks).map(([value, { text }]) => ({ value, label: text })),
  },
];

/** 群发与触达: what was handed to WeChat's platforms and what came of it (CH-19, CH-22, CH-23). */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [{ audience }, , clearAudience] = useUrlFilters(["audience"]);
  const [isWriting, setWriting] = useState(audience !== undefined && can("outbound.write"));
  const [values, change, clear] = useUrlFilters(fields.map((field) => field.key));
  const list = useCursorList<Outbound>({
    queryKey: ["outbound", "list", values],
    fetchPage: (cursor, signal): Promise<Page<Outbound>> =>
      answer(
        api.GET("/api/v1/outbound", {
          signal,
          params: {
            query: {
              cursor,
              limit: 50,
              channel: values.channel as Channel | undefined,
              state: values.state as State | undefined,
            },
          },
        }),
      ),
    refetchInterval: 20_000,
  });
  const create = can("outbound.write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setWriting(true)}>
      新建群发
    </Button>
  );
  return (
    <>
      <PageHeader
        title="群发与触达"
        description="发给客户、客户群、朋友圈和导购的消息：谁确认了，谁收到了，没收到的为什么、怎么办。自动回复和通知也记在这里。"
        actions={create}
      />
      <Panel>
        <FilterBar fields={fields} values={values} onChange={change} onClear={clear} />
        <DataTable
          id="outbound"
          label="外发消息"
          columns={columns}
          list={list}
          rowKey={(message) => message.id}
          onRowClick={(message) => void navigate(`/outbound/${message.id}`)}
          empty={
            Object.keys(values).length > 0 ? (
              <EmptyState title="没有符合条件的消息" action={<Button onClick={clear}>清空筛选</Button>} />
            ) : (
              <EmptyState title="还没有发过消息" action={create}>
                按标签、分层或门店选好客户，写一段话，导购在手机上确认后就会发出，结果按人记下来。
              </EmptyState>
            )
          }
        />
      </Panel>
      {isWriting && (
        <OutboundForm
          audienceId={audience}
          onClose={() => {
            setWriting(false);
            if (audience) clearAudience();
          }}
          onDone={(id) => {
            setWriting(false);
            if (id) void navigate(`/outbound/${id}`);
          }}
        />
      )}
    </>
  );
}
