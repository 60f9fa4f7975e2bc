import { Collapse, Input, Skeleton, Table, Tag, Typography } from "antd";
import { useState } from "react";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type EventType, useEventTypes } from "./event-api.ts";
import styles from "./events.module.css";
import { exampleOf, type PropertyWords, propertiesInWords } from "./schema-words.ts";

function TypeBody({ type }: { type: EventType }) {
  const properties = propertiesInWords(type.schema);
  return (
    <>
      <p className={styles.meaning}>{type.meaning}</p>
      {properties.length === 0 ? (
        <p className={styles.faint}>不需要带属性。</p>
      ) : (
        <Table<PropertyWords>
          size="small"
          pagination={false}
          scroll={{ x: "max-content" }}
          rowKey="name"
          dataSource={properties}
          columns={[
            {
              title: "属性",
              render: (_, property) => (
                <>
                  <code>{property.name}</code> {property.required && <Tag color="error">必填</Tag>}
                </>
              ),
            },
            { title: "写什么", dataIndex: "takes" },
            { title: "说明", dataIndex: "description" },
          ]}
        />
      )}
      <p className={styles.faint} style={{ marginTop: 12 }}>
        上报示例（发到 POST /api/v1/events 的 events 里；没列出的属性也会保留）
      </p>
      <Typography.Paragraph copyable={{ text: exampleOf(type.name, type.schema) }}>
        <pre className={styles.code}>{exampleOf(type.name, type.schema)}</pre>
      </Typography.Paragraph>
    </>
  );
}

/** Every event type with what it means and what it carries, in words. */
export function RegistryPanel() {
  const types = useEventTypes();
  const [typed, setTyped] = useState("");
  if (types.isPending) return <Skeleton active />;
  if (types.isError) return <ErrorState error={types.error} onRetry={() => void types.refetch()} />;
  const search = typed.trim().toLowerCase();
  const found = types.data.items.filter((type) =>
    `${type.name} ${type.label} ${type.meaning}`.toLowerCase().includes(search),
  );
  const groups = [...new Set(found.map(({ groupLabel }) => groupLabel))];
  return (
    <>
      <Input.Search
        allowClear
        aria-label="查找事件类型"
        placeholder="名称或含义，如「加购」或 order.paid"
        style={{ maxWidth: 360, marginBottom: 12 }}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {found.length === 0 && (
        <Panel>
          <EmptyState compact title={`没有含「${typed.trim()}」的事件类型`}>
            未登记的类型上报后会进入「异常事件」。
          </EmptyState>
        </Panel>
      )}
      <div className={styles.stack}>
        {groups.map((group) => (
          <Panel key={group} title={group} flush>
            <Collapse
              ghost
              items={found
                .filter(({ groupLabel }) => groupLabel === group)
                .map((type) => ({
                  key: type.name,
                  label: (
                    <span className={styles.type}>
                      <strong>{type.label}</strong>
                      <code>{type.name}</code>
                      {type.interaction && <Tag color="success">算互动</Tag>}
                    </span>
                  ),
                  children: <TypeBody type={type} />,
                }))}
            />
          </Panel>
        ))}
      </div>
    </>
  );
}
