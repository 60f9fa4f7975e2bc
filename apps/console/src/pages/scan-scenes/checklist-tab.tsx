import { useQuery } from "@tanstack/react-query";
import { Alert, Checkbox, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { StoreFilter } from "../../shared/filter/store-filter.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type Checklist, readChecklist, scanScenesKey, tickCode, weekdayNames } from "./scan-scene-api.ts";
import styles from "./scan-scenes.module.css";

function Line({ code, mayTick }: { code: Checklist["codes"][number]; mayTick: boolean }) {
  const tick = useAction<boolean, { hung: boolean }>({
    run: (hung) => tickCode(code.codeId, hung),
    done: ({ hung }) => (hung ? "已记下：摆好了" : "已记下：取下了"),
    refresh: [scanScenesKey],
  });
  return (
    <li>
      <div className={styles.main}>
        <div className={styles.name}>
          {code.placementLabel} · {code.sceneTitle} {code.isToday && <Tag color="processing">今天主推</Tag>}
        </div>
        <div className={styles.quiet}>
          {code.storeName} · 近 7 天扫码 {code.scans7Days} 次
          {code.hungAt && (
            <>
              {" "}
              · {code.hungBy} <DateTime value={code.hungAt} /> 确认
            </>
          )}
        </div>
      </div>
      <Checkbox
        checked={code.hungAt !== null}
        disabled={!mayTick || tick.isPending}
        onChange={({ target }) => tick.mutate(target.checked)}
      >
        已摆放
      </Checkbox>
    </li>
  );
}

/** Today's reason to scan, and what should hang in the store. */
export function ChecklistTab() {
  const can = useCan();
  const [store, setStore] = useState<string>();
  const { data, isError, error, refetch } = useQuery({
    queryKey: [...scanScenesKey, "checklist", store],
    queryFn: ({ signal }) => readChecklist(store === undefined ? undefined : Number(store), signal),
  });
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const missing = data.codes.filter(({ hungAt }) => hungAt === null).length;
  return (
    <div className={styles.stack}>
      <Alert
        type="info"
        showIcon
        title={
          data.today.length === 0
            ? `${weekdayNames[data.weekday]}没有安排主推的扫码理由`
            : `今天（${weekdayNames[data.weekday]}）的扫码理由：${data.today.map(({ title }) => title).join("；")}`
        }
        description={data.today.length > 0 && data.today.map(({ says }) => says).join(" ")}
      />
      <Panel flush title="该摆的码" hint={missing > 0 ? `还有 ${missing} 个没有确认摆放，排在最前` : "都已摆放"}>
        <div className={styles.bar}>
          <StoreFilter value={store} onChange={setStore} />
        </div>
        {data.codes.length === 0 ? (
          <EmptyState compact title="没有该摆的码">
            总部在「场景」里新建扫码场景后，每家门店该摆哪些码会列在这里。
          </EmptyState>
        ) : (
          <ul className={styles.lines}>
            {data.codes.map((code) => (
              <Line key={code.codeId} code={code} mayTick={can("scan_scene.work")} />
            ))}
          </ul>
        )}
        {data.more && <p className={styles.bar}>门店较多，只列出前 200 个：请选择一家门店。</p>}
      </Panel>
    </div>
  );
}
