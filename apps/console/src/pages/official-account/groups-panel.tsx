import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Skeleton, Space, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { TagPicker } from "../members/tag-picker.tsx";
import styles from "./official-account.module.css";
import { addGroup, deleteGroup, editGroup, type Group, groupsQuery, settleGroup } from "./official-account-api.ts";

interface Values {
  readonly name: string;
  readonly followsTagNo?: number | null;
}

function OneTag({ value, onChange }: { value?: number | null; onChange?: (tagNo: number | null) => void }) {
  return (
    <TagPicker
      value={value ? [value] : []}
      onChange={(tagNos) => onChange?.(tagNos.at(-1) ?? null)}
      multiple={false}
      placeholder="不跟随：手工放人"
    />
  );
}

function GroupForm({
  accountId,
  group,
  onClose,
}: {
  readonly accountId: string;
  readonly group: Group | null;
  readonly onClose: () => void;
}) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, Group>({
    run: ({ name, followsTagNo = null }) =>
      group
        ? editGroup(accountId, group.tagId, { name, followsTagNo, version: group.version })
        : addGroup(accountId, { name, followsTagNo }),
    done: group ? "已保存" : "已建好分组",
    refresh: [["official-accounts", accountId, "groups"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={group ? `修改分组“${group.name}”` : "新建关注者分组"}
      hint="分组存在微信里，个性化菜单按它区分。跟随标签时，客户打上或去掉标签，半小时内自动进出分组。"
      initialValues={group ? { name: group.name, followsTagNo: group.followsTagNo } : {}}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="分组名称" rules={[{ required: true, message: "请填写分组名称" }]}>
        <Input maxLength={30} showCount />
      </Form.Item>
      <Form.Item name="followsTagNo" label="跟随标签">
        <OneTag />
      </Form.Item>
    </FormDrawer>
  );
}

/** Groups of followers, and the tag of ours that each follows (IN-02). */
export function GroupsPanel({ accountId }: { readonly accountId: string }) {
  const can = useCan();
  const mayWrite = can("official_account.write");
  const groups = useQuery(groupsQuery(accountId));
  const [editing, setEditing] = useState<Group | "new" | null>(null);
  const refresh = [["official-accounts", accountId, "groups"]];
  const remove = useAction<number>({ run: (tagId) => deleteGroup(accountId, tagId), done: "已删除分组", refresh });
  const settle = useAction<number>({ run: (tagId) => settleGroup(accountId, tagId), done: "正在后台更新", refresh });
  if (groups.isError) return <ErrorState compact error={groups.error} onRetry={() => void groups.refetch()} />;
  if (!groups.data) return <Skeleton active paragraph={{ rows: 3 }} />;
  const { items, most } = groups.data;
  const add = mayWrite && <Button onClick={() => setEditing("new")}>新建分组</Button>;
  return (
    <Panel
      flush
      title="关注者分组"
      hint={`存在微信里，最多 ${most} 个；个性化菜单按分组给不同的人看`}
      extra={items.length > 0 && add}
    >
      {items.length === 0 ? (
        <EmptyState compact title="还没有分组" action={add}>
          比如建一个“金卡”分组，跟随金卡标签，金卡会员打开公众号就看到专享菜单。
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {items.map((group) => (
            <li key={group.tagId}>
              <div className={styles.main}>
                <div className={styles.name}>
                  {group.name} {group.followsTagName && <Tag color="green">跟随标签 {group.followsTagName}</Tag>}
                  {!group.isOwn && <Tag>微信自带</Tag>}
                </div>
                <div className={styles.quiet}>
                  {group.count} 人{group.unsettled > 0 && ` · 还有 ${group.unsettled} 人待更新`}
                </div>
                {group.failure && <Alert type="warning" showIcon title="没有更新完" description={group.failure} />}
              </div>
              {mayWrite && group.isOwn && (
                <Space wrap>
                  {group.followsTagNo !== null && (
                    <Button size="small" onClick={() => settle.mutate(group.tagId)}>
                      立即更新
                    </Button>
                  )}
                  <Button size="small" onClick={() => setEditing(group)}>
                    修改
                  </Button>
                  <ConfirmDanger
                    action="删除"
                    title={`删除分组“${group.name}”？`}
                    button={{ size: "small", type: "text" }}
                    onConfirm={() => remove.mutateAsync(group.tagId)}
                  >
                    里面 {group.count} 位关注者还在，只是不再属于这个分组；不能恢复。
                  </ConfirmDanger>
                </Space>
              )}
            </li>
          ))}
        </ul>
      )}
      {editing !== null && (
        <GroupForm accountId={accountId} group={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Panel>
  );
}
