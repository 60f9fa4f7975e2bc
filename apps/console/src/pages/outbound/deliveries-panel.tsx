import { answer } from "@feilun/api-client";
import { Select, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { type Page, useCursorList } from "../../shared/table/use-cursor-list.ts";
import styles from "./outbound.module.css";
import { type Delivery, isOpen, type OutboundDetail, type Outcome } from "./outbound-api.ts";
import { outcomeOrder, outcomeWords } from "./outbound-words.ts";

function Addressee({ delivery }: { readonly delivery: Delivery }) {
  const can = useCan();
  const { name, memberNo, targetKey } = delivery;
  if (memberNo === null) return <>{name ?? targetKey}</>;
  const text = name ?? `客户 ${memberNo}`;
  return can("member.read") ? <Link to={`/members/${memberNo}`}>{text}</Link> : text;
}

const columns: readonly Column<Delivery>[] = [
  { key: "who", title: "对象", card: "title", fixed: true, render: (row) => <Addressee delivery={row} /> },
  {
    key: "outcome",
    title: "结果",
    card: "extra",
    render: ({ outcome }) => <Tag color={outcomeWords[outcome].color}>{outcomeWords[outcome].text}</Tag>,
  },
  {
    key: "why",
    title: "原因与办法",
    render: ({ reason, outcome }) => (
      <span className={styles.quiet}>{[reason, outcomeWords[outcome].remedy].filter(Boolean).join("。") || "—"}</span>
    ),
  },
  { key: "at", title: "时间", card: "foot", render: ({ at }) => <DateTime value={at} ago /> },
];

/** What came of a message, person by person, with the reason and what to do. */
export function DeliveriesPanel({ message }: { readonly message: OutboundDetail }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const list = useCursorList<Delivery>({
    queryKey: ["outbound", "one", message.id, "deliveries", outcome],
    fetchPage: (cursor, signal): Promise<Page<Delivery>> =>
      answer(
        api.GET("/api/v1/outbound/{outboundId}/deliveries", {
          signal,
          params: { path: { outboundId: message.id }, query: { cursor, limit: 50, outcome } },
        }),
      ),
    refetchInterval: isOpen(message.state) ? 30_000 : false,
  });
  return (
    <Panel
      title="逐个结果"
      extra={
        <Select
          allowClear
          aria-label="结果"
          placeholder="全部结果"
          style={{ minWidth: 160 }}
          value={outcome}
          onChange={setOutcome}
          options={outcomeOrder
            .filter((each) => message.outcomes[each] !== undefined)
            .map((each) => ({
              value: each,
              label: `${outcomeWords[each].text} ${formatExact(message.outcomes[each])}`,
            }))}
        />
      }
    >
      <DataTable
        id="outbound-deliveries"
        label="逐个结果"
        columns={columns}
        list={list}
        rowKey={(row) => row.targetKey}
        empty={
          <EmptyState compact title="还没有结果">
            平台告诉结果后，会一个一个列在这里。
          </EmptyState>
        }
      />
    </Panel>
  );
}
