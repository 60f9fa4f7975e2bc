import { Alert, Table } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { TagPicker } from "../members/tag-picker.tsx";
import styles from "./wecom.module.css";
import { offerTag, useTags } from "./wecom-api.ts";

/** Opens one of the tags here in WeCom. */
function Offer({ corpId }: { corpId: string }) {
  const offer = useAction({
    run: (tagNo: number) => offerTag(corpId, tagNo),
    done: "已开到企业微信，打在客户身上的会在几分钟内同步过去",
    refresh: [["wecom", "tags"]],
  });
  return (
    <span className={styles.picker}>
      <TagPicker
        value={[]}
        multiple={false}
        placeholder="把这里的标签开到企业微信"
        onChange={([tagNo]) => tagNo !== undefined && offer.mutate(tagNo)}
        style={{ width: "100%" }}
      />
    </span>
  );
}

/** Company tags and whether they are exchanged. */
export function TagsTab({ corpId, mayOffer }: { corpId: string; mayOffer: boolean }) {
  const { data, error, refetch } = useTags(corpId);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  if (data.items.length === 0)
    return (
      <EmptyState title="企业微信里还没有企业标签" action={mayOffer && <Offer corpId={corpId} />}>
        在企业微信里建标签，或从这里挑一个标签开到企业微信，都会出现在这里。
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
      <Panel
        title="企业标签"
        hint={`${formatExact(data.exchanged)} 个标签双向互通`}
        extra={mayOffer && <Offer corpId={corpId} />}
        flush
      >
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
