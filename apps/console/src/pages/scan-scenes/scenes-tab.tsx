import { Button, Space, Tag } from "antd";
import { type ReactNode, useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { RewardsDrawer } from "./rewards-drawer.tsx";
import { changeScene, layOutCodes, type Scene, type Scenes, scanScenesKey, weekdayNames } from "./scan-scene-api.ts";
import styles from "./scan-scenes.module.css";
import { SceneForm } from "./scene-form.tsx";

const posters = (series: string) =>
  `/api/v1/live-codes/posters?${new URLSearchParams({ series, template: "poster", format: "pdf" })}`;

function Line({ scene, scenes, mayWrite }: { scene: Scene; scenes: Scenes; mayWrite: boolean }) {
  const [isEditing, setEditing] = useState(false);
  const [isShowing, setShowing] = useState(false);
  const layOut = useAction<Scene, { made: number }>({
    run: layOutCodes,
    done: ({ made }) => (made === 0 ? "每家门店都有码了" : `补建了 ${made} 个码`),
    refresh: [scanScenesKey, ["codes"]],
  });
  const end = useAction({
    run: () => changeScene(scene, { archived: true }),
    done: "已结束",
    refresh: [scanScenesKey],
  });
  return (
    <li>
      <div className={styles.main}>
        <div className={styles.name}>
          {scene.title} <Tag>{scene.kindLabel}</Tag>
        </div>
        <div className={styles.quiet}>
          {scene.unitName}
          {scene.weekdays.length > 0 && ` · 主推：${scene.weekdays.map((day) => weekdayNames[day]).join("、")}`}
        </div>
        {(scene.rewardText !== null || scene.rewarded > 0) && (
          <div className={styles.quiet}>
            {scene.rewardText ?? "现在没有奖励"} · 已发 {scene.rewarded} 人
            {scene.notRewarded > 0 && `，${scene.notRewarded} 人没有发成`}{" "}
            <Button size="small" type="link" onClick={() => setShowing(true)}>
              看是谁
            </Button>
            {scene.rewardPaused && <Tag color="red">这批券已停发或发完，请换一批</Tag>}
          </div>
        )}
        <Space wrap size={[8, 4]} style={{ marginTop: 6 }}>
          {scene.places.map(({ placement, label, series, codes, hung }) => (
            <span key={placement}>
              {label}：已摆放 {hung}/{codes} 家{" "}
              {codes > 0 && (
                <a href={posters(series)} download={`${scene.title}-${label}.pdf`}>
                  打印
                </a>
              )}
            </span>
          ))}
        </Space>
      </div>
      {mayWrite && (
        <Space wrap>
          {scene.storesWithout > 0 && (
            <Button size="small" type="primary" ghost loading={layOut.isPending} onClick={() => layOut.mutate(scene)}>
              给 {scene.storesWithout} 家门店补码
            </Button>
          )}
          <Button size="small" onClick={() => setEditing(true)}>
            修改
          </Button>
          <ConfirmDanger
            action="结束"
            title={`结束「${scene.title}」？`}
            button={{ size: "small", type: "text" }}
            onConfirm={() => end.mutateAsync()}
          >
            已印的码不会失效，扫码后直接显示本店导购；这个场景不能再恢复。
          </ConfirmDanger>
        </Space>
      )}
      {isShowing && <RewardsDrawer scene={scene} onClose={() => setShowing(false)} />}
      {isEditing && <SceneForm scene={scene} scenes={scenes} onClose={() => setEditing(false)} />}
    </li>
  );
}

/** The week's plan and every scene in use. */
export function ScenesTab({ scenes, mayWrite, add }: { scenes: Scenes; mayWrite: boolean; add: ReactNode }) {
  return (
    <div className={styles.stack}>
      {scenes.items.length > 0 && (
        <Panel title="一周主推" hint="每天推一个理由：门店在「今天与摆放」看到当天的，可在「修改」里改日子">
          <ul className={styles.week}>
            {Object.entries(weekdayNames).map(([day, name]) => (
              <li key={day} className={styles.day}>
                <strong>{name}</strong>
                {scenes.items
                  .filter(({ weekdays }) => weekdays.includes(Number(day)))
                  .map(({ kindLabel }) => kindLabel)
                  .join("、") || <span className={styles.quiet}>未安排</span>}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel flush title="扫码场景">
        {scenes.items.length === 0 ? (
          <EmptyState compact title="还没有扫码场景" action={add}>
            顾客每天都来店里，却没有理由扫码。先选一个：试衣间的「缺货缺码」最容易开始，找不到尺码的顾客本来就想有人帮。
          </EmptyState>
        ) : (
          <ul className={styles.lines}>
            {scenes.items.map((scene) => (
              <Line key={scene.id} scene={scene} scenes={scenes} mayWrite={mayWrite} />
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
