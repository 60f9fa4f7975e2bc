import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton, Space } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { MenuForm } from "./menu-form.tsx";
import { MenuPreview } from "./menu-preview.tsx";
import styles from "./official-account.module.css";
import { groupsQuery, type Menu, menuQuery, publishMenu } from "./official-account-api.ts";

const systemNames: Readonly<Record<string, string>> = { "1": "iPhone", "2": "安卓", "3": "其他手机" };

/** The menu that is prepared, what differs from the one that is shown, and publishing (CH-06). */
export function MenuPanel({ accountId }: { accountId: string }) {
  const can = useCan();
  const [opened, setOpened] = useState<"edit" | "preview" | null>(null);
  const groups = useQuery(groupsQuery(accountId));
  const menu = useQuery(menuQuery(accountId));
  const publish = useAction<void, Menu>({
    run: () => publishMenu(accountId),
    done: "已发布，客户手机上几分钟内更新",
    refresh: [["official-accounts", accountId, "menu"]],
  });
  if (menu.isError) return <ErrorState compact error={menu.error} onRetry={() => void menu.refetch()} />;
  if (!menu.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  const { draft, changes, publishedAt } = menu.data;
  const mayWrite = can("official_account.write");
  return (
    <Panel
      title="自定义菜单"
      hint={publishedAt ? <DateTime value={publishedAt} ago /> : "还没有从这里发布过"}
      extra={
        mayWrite && (
          <Space>
            <Button onClick={() => setOpened("preview")}>预览</Button>
            <Button onClick={() => setOpened("edit")}>编辑</Button>
            <Button
              type="primary"
              disabled={changes.length === 0}
              loading={publish.isPending}
              onClick={() => publish.mutate()}
            >
              发布
            </Button>
          </Space>
        )
      }
    >
      {draft.buttons.length === 0 && changes.length === 0 ? (
        <EmptyState compact title="还没有菜单">
          菜单是把公众号客户引到小程序最直接的入口。
        </EmptyState>
      ) : (
        <div className={styles.menu}>
          {draft.buttons.map((button) => (
            <div key={button.name}>
              <div className={styles.name}>{button.name}</div>
              {(button.children ?? []).map((child) => (
                <div key={child.name} className={styles.quiet}>
                  {child.name}
                </div>
              ))}
            </div>
          ))}
          {draft.conditional.map((set) => (
            <div key={JSON.stringify(set)}>
              <div className={styles.name}>
                {[
                  set.tagId &&
                    (groups.data?.items.find(({ tagId }) => String(tagId) === set.tagId)?.name ?? `分组 ${set.tagId}`),
                  set.system && systemNames[set.system],
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </div>
              <div className={styles.quiet}>{set.buttons.map(({ name }) => name).join("、")}</div>
            </div>
          ))}
        </div>
      )}
      {changes.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={`发布后会改动 ${changes.length} 处`}
          description={
            <ul className={styles.changes}>
              {changes.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          }
        />
      )}
      {opened === "edit" && (
        <MenuForm
          accountId={accountId}
          menu={menu.data}
          groups={groups.data?.items ?? []}
          onClose={() => setOpened(null)}
        />
      )}
      {opened === "preview" && <MenuPreview accountId={accountId} onClose={() => setOpened(null)} />}
    </Panel>
  );
}
