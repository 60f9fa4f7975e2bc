import { SyncOutlined } from "@ant-design/icons";
import { Button, Select, Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { DirectoryTab } from "./directory-tab.tsx";
import { SettingsTab } from "./settings-tab.tsx";
import { SyncTab } from "./sync-tab.tsx";
import { TagsTab } from "./tags-tab.tsx";
import { type Corp, fetchRuns, isOver, startSync, useCorps } from "./wecom-api.ts";

function Company({ corps }: { corps: readonly [Corp, ...Corp[]] }) {
  const [search, setSearch] = useSearchParams();
  const can = useCan();
  const mayWrite = can("connection.write");
  const corp = corps.find(({ corpId }) => corpId === search.get("corp")) ?? corps[0];
  const { corpId } = corp;
  const show = (name: string, value: string) =>
    setSearch((before) => {
      before.set(name, value);
      return before;
    });
  const runs = useCursorList({
    queryKey: ["wecom", "runs", corpId],
    fetchPage: (cursor, signal) => fetchRuns(corpId, cursor, signal),
    refetchInterval: 2_000,
  });
  const running = runs.rows[0] !== undefined && !isOver(runs.rows[0].state);
  const start = useAction({ run: () => startSync(corpId), done: "已开始同步", refresh: [["wecom", "runs"]] });
  return (
    <>
      <PageHeader
        title="企业微信同步"
        description="组织、客户、标签和客户群与企业微信保持一致：变化实时更新，每晚对账一次"
        actions={
          <>
            {corps.length > 1 && (
              <Select
                aria-label="企业"
                value={corpId}
                options={corps.map((each) => ({ value: each.corpId, label: each.name }))}
                onChange={(next) => show("corp", next)}
              />
            )}
            {mayWrite && (
              <Button
                type="primary"
                icon={<SyncOutlined />}
                disabled={running}
                loading={start.isPending}
                onClick={() => start.mutate()}
              >
                {running ? "正在同步" : "立即同步"}
              </Button>
            )}
          </>
        }
      />
      <Tabs
        activeKey={search.get("tab") ?? "sync"}
        onChange={(tab) => show("tab", tab)}
        items={[
          {
            key: "sync",
            label: "同步",
            children: <SyncTab corpId={corpId} runs={runs} mayReview={can("identity.review")} />,
          },
          { key: "directory", label: "组织与成员", children: <DirectoryTab corpId={corpId} mayWrite={mayWrite} /> },
          { key: "tags", label: "标签", children: <TagsTab corpId={corpId} mayOffer={can("tag.write")} /> },
          { key: "settings", label: "设置与欢迎语", children: <SettingsTab corpId={corpId} mayWrite={mayWrite} /> },
        ]}
      />
    </>
  );
}

/** The company's WeCom and how far it agrees with what is known here. */
export function Component() {
  const { data, error, refetch } = useCorps();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const [first, ...others] = data.items;
  if (!first)
    return (
      <>
        <PageHeader title="企业微信同步" />
        <EmptyState title="还没有接入企业微信">先在「平台接入」里接入企业微信账号，再回到这里同步。</EmptyState>
      </>
    );
  return <Company corps={[first, ...others]} />;
}
