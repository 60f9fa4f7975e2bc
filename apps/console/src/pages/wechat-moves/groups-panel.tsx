import { useQuery } from "@tanstack/react-query";
import { Select, Skeleton, Tag } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { groupsQuery, linkGroup, type MoveGroup, movesKey } from "./move-api.ts";
import styles from "./moves.module.css";

/** Personal groups, and the company group that took the place of each. */
export function GroupsPanel({ moveId }: { moveId: string }) {
  const groups = useQuery(groupsQuery(moveId));
  const link = useAction<{ group: MoveGroup; key: string | null }, unknown>({
    run: ({ group, key }) => linkGroup(group.id, key),
    done: "已保存",
    refresh: [movesKey],
  });
  if (groups.isError) return <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />;
  if (!groups.data) return <Skeleton active />;
  const { items } = groups.data;
  return (
    <Panel title="微信群" hint="导购在企业微信建好客户群后，选它接替哪个老群">
      {items.length === 0 && <EmptyState compact title="还没有录入微信群" />}
      <ul className={styles.list}>
        {items.map((group) => (
          <li key={group.id}>
            <div className={styles.main}>
              <div className={styles.name}>
                {group.name}{" "}
                <Tag color={group.linked ? "success" : "default"}>{group.linked ? "已迁移" : "待迁移"}</Tag>
              </div>
              <div className={styles.quiet}>
                原群 {group.people} 人{group.linked && `，企业群现在 ${group.linked.people} 人`} · {group.guideName} ·{" "}
                {group.storeName}
              </div>
            </div>
            <Select
              aria-label={`接替${group.name}的企业客户群`}
              style={{ minWidth: 180 }}
              allowClear
              placeholder="选择企业客户群"
              notFoundContent="这位导购还没有可选的企业客户群"
              value={group.linked?.key}
              options={[...(group.linked ? [group.linked] : []), ...group.candidates].map(({ key, name, people }) => ({
                value: key,
                label: `${name}（${people} 人）`,
              }))}
              onChange={(key: string | undefined) => link.mutate({ group, key: key ?? null })}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
