import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Select, Skeleton } from "antd";
import { useState } from "react";
import { useLensQuery } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney } from "../../shared/format/number.ts";
import { Count } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { EntrySettings } from "./entry-settings.tsx";
import { FiguresTable } from "./figures-table.tsx";
import { entriesQuery, matrixQuery } from "./mini-program-api.ts";
import styles from "./mini-programs.module.css";

/** Which entries people come by, and what each brings (CH-18). */
export function EntriesTab() {
  const can = useCan();
  const lens = useLensQuery();
  const [appId, setAppId] = useState<string>();
  const [editing, setEditing] = useState(false);
  const programs = useQuery(matrixQuery(lens)).data?.programs ?? [];
  const entries = useQuery(entriesQuery({ ...lens, ...(appId && { appId }) }));
  if (entries.isError) return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />;
  const data = entries.data;
  const unknown = (data?.otherScenes ?? []).filter(({ label }) => label === null);
  return (
    <div className={styles.stack}>
      <div className={styles.tools}>
        {programs.length > 1 && (
          <Select
            aria-label="小程序"
            allowClear
            placeholder="全部小程序"
            style={{ minWidth: 180 }}
            value={appId}
            onChange={setAppId}
            options={programs.map((program) => ({ value: program.appId, label: program.name }))}
          />
        )}
        {can("mini_program.write") && <Button onClick={() => setEditing(true)}>入口怎么认</Button>}
      </div>
      {unknown.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`有 ${unknown.length} 个场景值不在微信公布的列表里，暂时算作“其他”`}
          description={`${unknown.map(({ scene, visits }) => `${scene}（${visits} 次）`).join("、")}。可以在“入口怎么认”里指定。`}
        />
      )}
      {!data ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : data.entries.length === 0 ? (
        <EmptyState title="这段时间没有访问记录">
          小程序登录（POST /mini-program/sessions）或再次打开（POST /mini-program/visits）时带上启动参数里的场景值
          scene，这里就能看到客户从哪个入口来。红包雨、社交立减金没有自己的场景值，在页面参数里带 mark 即可。
        </EmptyState>
      ) : (
        <Panel
          title={
            <>
              <Count value={data.total.visits} unit="次访问" />，<Count value={data.total.users} unit="人" />
            </>
          }
          hint={`小程序订单 ${formatExact(data.total.orders)} 单、${formatMoney(data.total.amountFen)}${
            data.ordersWithoutVisit > 0
              ? `，其中 ${formatExact(data.ordersWithoutVisit)} 单之前 ${data.orderHours} 小时没有访问记录`
              : ""
          }`}
          flush
        >
          <FiguresTable
            label="入口"
            rows={data.entries}
            rowKey={({ entry }) => entry}
            name={({ name }) => name}
            orderHours={data.orderHours}
          />
        </Panel>
      )}
      {editing && <EntrySettings onClose={() => setEditing(false)} />}
    </div>
  );
}
