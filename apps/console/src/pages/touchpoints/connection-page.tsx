import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { LensError } from "../../lens/lens-error.tsx";
import { useLensQuery } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { formatExact } from "../../shared/format/number.ts";
import { Count, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { PeopleTable } from "../../shared/people/people-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { type ConnectedMembers, type Connections, connectionsQuery, type Strength } from "./connection-api.ts";
import { RulesDrawer } from "./rules-drawer.tsx";
import styles from "./touchpoints.module.css";

function StrengthCard({ strength }: { strength: Connections["strengths"][number] }) {
  const { label, means, recommended, reached, costFen, costNowFen, actual } = strength;
  return (
    <Panel className={styles.strength}>
      <h3>{label}</h3>
      <p className={styles.quiet}>{means}</p>
      <div>
        建议 <strong>{formatExact(recommended)}</strong> 人 · 已达到 {formatExact(reached)} 人
      </div>
      <ul className={styles.bars} aria-label={`建议${label}的人现在的连接`}>
        {actual.map(({ code, label: have, people }) => (
          <li key={code}>
            <span>{have}</span>
            <span className={styles.track}>
              <span style={{ width: `${recommended === 0 ? 0 : (people / recommended) * 100}%` }} />
            </span>
            <span>{formatExact(people)}</span>
          </li>
        ))}
      </ul>
      <div className={styles.quiet}>
        每月成本：按建议 <Money fen={costFen} />
        ，按现在这样连接的人 <Money fen={costNowFen} />
      </div>
    </Panel>
  );
}

function MembersPanel({ orgUnitId }: { orgUnitId: string | undefined }) {
  const [values, change, clear] = useUrlFilters(["recommended", "actual", "all"]);
  const query = {
    orgUnitId,
    recommended: values.recommended as Strength | undefined,
    actual: values.actual as Strength | "none" | undefined,
    behind: values.all === "true" ? ("false" as const) : ("true" as const),
  };
  const list = useCursorList<ConnectedMembers["items"][number]>({
    queryKey: ["connection-strength", "members", query],
    fetchPage: (cursor, signal): Promise<ConnectedMembers> =>
      answer(api.GET("/api/v1/connection-strength/members", { signal, params: { query: { ...query, cursor } } })),
  });
  const fields: readonly FilterField[] = [
    {
      kind: "select",
      key: "recommended",
      label: "建议",
      options: [
        { value: "strong", label: "强连接" },
        { value: "medium", label: "中连接" },
        { value: "weak", label: "弱连接" },
      ],
    },
    {
      kind: "select",
      key: "actual",
      label: "现在",
      options: [
        { value: "none", label: "还没有连接" },
        { value: "weak", label: "只有关注" },
        { value: "medium", label: "在社群里" },
        { value: "strong", label: "导购好友" },
      ],
    },
    { kind: "select", key: "all", label: "弱于建议的人", options: [{ value: "true", label: "所有人" }] },
  ];
  return (
    <Panel title="要去拉近的人" hint="现在的连接弱于建议的客户，近一年消费高的在前" flush>
      <PeopleTable
        id="connection-strength"
        label="要去拉近的人"
        list={list}
        toolbar={<FilterBar fields={fields} values={values} onChange={change} onClear={clear} />}
        columns={[
          { key: "recommended", title: "建议", render: (row) => <Tag color="green">{row.recommendedLabel}</Tag> },
          { key: "actual", title: "现在", render: (row) => row.actualLabel },
          { key: "reasons", title: "为什么", render: (row) => row.reasons.join("；") },
          { key: "spend", title: "近一年消费", align: "right", render: (row) => <Money fen={row.yearSpendFen} /> },
          { key: "orders", title: "近一年订单", align: "right", render: (row) => <Count value={row.yearOrders} /> },
        ]}
      />
    </Panel>
  );
}

/** 连接强度: how closely to connect with whom, what it costs, and whom to bring closer (CH-02). */
export function Component() {
  const { orgUnitId } = useLensQuery();
  const can = useCan();
  const connections = useQuery(connectionsQuery(orgUnitId));
  const [isEditing, setEditing] = useState(false);
  const { data } = connections;
  return (
    <>
      <PageHeader
        title="连接强度"
        description={
          data
            ? `${formatExact(data.members)} 位客户里，${formatExact(data.behind)} 位的连接弱于建议。强连接最贵也最有效，给最有价值的客户；内容好，弱连接也能做出价值。`
            : "按价值和需求给每位客户建议强、中、弱连接，再看现在差在哪里。"
        }
        actions={can("touchpoint.read") && <Button onClick={() => setEditing(true)}>规则与成本</Button>}
      />
      {connections.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {connections.isError && <LensError error={connections.error} onRetry={() => void connections.refetch()} />}
      {data && (
        <div className={styles.stack}>
          {data.members === 0 ? (
            <EmptyState title="还没有客户">导入会员和订单后，会按规则给每位客户建议连接强度。</EmptyState>
          ) : (
            <div className={styles.strengths}>
              {data.strengths.map((strength) => (
                <StrengthCard key={strength.code} strength={strength} />
              ))}
            </div>
          )}
          {can("member.read") && data.members > 0 && <MembersPanel orgUnitId={orgUnitId} />}
        </div>
      )}
      {isEditing && <RulesDrawer onClose={() => setEditing(false)} />}
    </>
  );
}
