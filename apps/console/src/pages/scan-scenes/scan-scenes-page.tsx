import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Tabs } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useCan, useMe } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { ChecklistTab } from "./checklist-tab.tsx";
import { ResultsTab } from "./results-tab.tsx";
import { readScenes, scanScenesKey } from "./scan-scene-api.ts";
import { SceneForm } from "./scene-form.tsx";
import { ScenesTab } from "./scenes-tab.tsx";
import { WantsTab } from "./wants-tab.tsx";

/** 扫码场景: daily reasons to scan in store, where they hang, and what they bring (AQ-08). */
export function Component() {
  const can = useCan();
  const { scope } = useMe();
  const [params, setParams] = useSearchParams();
  const [isAdding, setAdding] = useState(false);
  const scenes = useQuery({ queryKey: scanScenesKey, queryFn: ({ signal }) => readScenes(signal) });
  if (scenes.isError) return <ErrorState error={scenes.error} onRetry={() => void scenes.refetch()} />;
  if (!scenes.data) return <PageSkeleton />;
  const mayWrite = can("code.write");
  const isOneStore = scope.length === 1 && scope[0]?.kind === "store";
  const add = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      新建场景
    </Button>
  );
  return (
    <>
      <PageHeader
        title="扫码场景"
        description="给顾客每天一个扫码的理由：查积分、找尺码、报名活动。扫码的人从哪家店、哪个位置来，一路看到加好友和购买。"
        actions={scenes.data.items.length > 0 && add}
      />
      <Tabs
        activeKey={params.get("tab") ?? (isOneStore ? "today" : "scenes")}
        onChange={(tab) => setParams({ tab }, { replace: true })}
        destroyOnHidden
        items={[
          { key: "today", label: "今天与摆放", children: <ChecklistTab /> },
          ...(can("scan_scene.work") ? [{ key: "wants", label: "缺货缺码", children: <WantsTab /> }] : []),
          { key: "scenes", label: "场景", children: <ScenesTab scenes={scenes.data} mayWrite={mayWrite} add={add} /> },
          { key: "results", label: "效果", children: <ResultsTab /> },
        ]}
      />
      {isAdding && <SceneForm scene={null} scenes={scenes.data} onClose={() => setAdding(false)} />}
    </>
  );
}
