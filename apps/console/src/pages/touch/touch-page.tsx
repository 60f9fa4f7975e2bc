import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Space } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { HoursPanel } from "./hours-panel.tsx";
import { PolicyDrawer } from "./policy-drawer.tsx";
import { RefusalsPanel } from "./refusals-panel.tsx";
import { SimulationPanel } from "./simulation-panel.tsx";
import styles from "./touch.module.css";
import { type Policy, policyQuery } from "./touch-api.ts";
import { dayNames, isOpenPolicy, kindNames, limitedChannels, wordsOfCap } from "./touch-words.ts";

function PolicyPanel({ policy }: { policy: Policy }) {
  const { caps, quiet, windows, exempt, holdoutPercent } = policy;
  return (
    <Panel title="现在的限制" hint="对客户刚才的话或动作的回复不受限制；退订了营销的客户从不打扰">
      <ul className={styles.list}>
        {caps.map((cap) => (
          <li key={wordsOfCap(cap)}>{wordsOfCap(cap)}</li>
        ))}
        {quiet.map(({ channel, from, to, handling }) => (
          <li key={channel}>
            {limitedChannels[channel as keyof typeof limitedChannels] ?? channel}：{from}–{to} 免打扰，
            {handling === "put_off" ? "消息推迟到结束后发" : "这段时间的消息不发"}
          </li>
        ))}
        {exempt.length > 0 && <li>{exempt.map((kind) => kindNames[kind]).join("、")}消息不受次数和时段限制</li>}
        {holdoutPercent > 0 && <li>{holdoutPercent}% 的客户是长期对照组，不发营销消息</li>}
        {windows.length > 0 && (
          <li>黄金时段：{windows.map(({ days, from, to }) => `${dayNames[days]} ${from}–${to}`).join("，")}</li>
        )}
      </ul>
    </Panel>
  );
}

/** 触达策略: what every touch is held to, whom it keeps away, and when messages do best (CH-35, CH-36). */
export function Component() {
  const can = useCan();
  const policy = useQuery(policyQuery);
  const [start, setStart] = useState<Policy>();
  const { data } = policy;
  const mayWrite = can("touch_policy.write");
  const isOpen = data !== undefined && isOpenPolicy(data.value);
  return (
    <>
      <PageHeader
        title="触达策略"
        description="同一位客户不该被反复打扰。所有发送方式都先过这一关：谁能发、什么时候发，没发的记下原因。"
        actions={
          mayWrite &&
          data &&
          !isOpen && (
            <Button type="primary" onClick={() => setStart(data.value)}>
              修改限制
            </Button>
          )
        }
      />
      {policy.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {policy.isError && <ErrorState error={policy.error} onRetry={() => void policy.refetch()} />}
      {data && (
        <div className={styles.stack}>
          {isOpen && (
            <Panel>
              <EmptyState
                title="还没有设限制：现在只拦已退订的客户"
                action={
                  mayWrite && (
                    <Space wrap>
                      <Button type="primary" onClick={() => setStart(data.advised)}>
                        从建议值开始
                      </Button>
                      <Button onClick={() => setStart(data.value)}>自己设定</Button>
                    </Space>
                  )
                }
              >
                建议：每位客户每天最多 1 条、7 天最多 3 条营销消息，模板消息 7 天最多 2 条，21:30–08:00
                不打扰（推迟到早上）。保存前都可以改。
              </EmptyState>
            </Panel>
          )}
          {!isOpen && <PolicyPanel policy={data.value} />}
          <SimulationPanel />
          <RefusalsPanel />
          <HoursPanel windows={data.value.windows} />
        </div>
      )}
      {data && start && <PolicyDrawer current={data} start={start} onClose={() => setStart(undefined)} />}
    </>
  );
}
