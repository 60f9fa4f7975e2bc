import { Alert, Table } from "antd";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./wecom.module.css";
import { useTags } from "./wecom-api.ts";

/** Company tags and whether they are exchanged. */
export function TagsTab({ corpId }: { corpId: string }) {
  const { data, error, refetch } = useTags(corpId);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  if (data.items.length === 0)
    return (
      <EmptyState title="企业微信里还没有企业标签">
        在企业微信里建标签，或从标签页把标签开到企业微信，都会出现在这里。
      </EmptyState>
    );
  return (
    <div className={styles.stack}>
      {data.refused > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${formatExact(data.refused)} 个好友关系的标签暂时没有同步到企业微信`}
          description="系统会自动再试；如果一直不减少，请到接入页看企业微信拒绝的原因。"
        />
      )}
      <Panel title="企业标签" hint={`${formatExact(data.exchanged)} 个标签双向互通`} flush>
        <Table
          aria-label="企业标签"
          rowKey="tagId"
          dataSource={[...data.items]}
          pagination={data.items.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          scroll={{ x: "max-content" }}
          columns={[
            { title: "标签组", dataIndex: "groupName" },
            { title: "标签", dataIndex: "name" },
            {
              title: "互通",
              render: (_, tag) => (tag.tagNo === null ? "未接收" : "双向互通"),
            },
            { title: "好友关系", align: "right", render: (_, tag) => formatExact(tag.bearers) },
          ]}
        />
      </Panel>
    </div>
  );
}
