import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { LensError } from "../../lens/lens-error.tsx";
import { useLensQuery } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatNumber } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { ChannelProfilesPanel } from "./channel-profiles-panel.tsx";
import { ComparePanel } from "./compare-panel.tsx";
import { NextStepsPanel } from "./next-steps-panel.tsx";
import { OverlapGrid } from "./overlap-grid.tsx";
import { poolsQuery } from "./pool-api.ts";
import { PoolTable } from "./pool-table.tsx";
import styles from "./pools.module.css";
import { QualityPanel } from "./quality-panel.tsx";
import { RegistryDrawer } from "./registry-drawer.tsx";
import { Totals } from "./totals.tsx";

/** 私域用户池: where our people are, counted once, how close they are, and whom to bring closer. */
export function Component() {
  const query = useLensQuery();
  const pools = useQuery(poolsQuery(query));
  const can = useCan();
  const [isEditing, setEditing] = useState(false);
  const data = pools.data;

  return (
    <>
      <PageHeader
        title="私域用户池"
        description="人在哪些池子里、连接有多强、关系归谁；一个人在几个池子里也只算一个人。"
        actions={can("setting.write") && <Button onClick={() => setEditing(true)}>维护用户池</Button>}
      />
      {pools.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {pools.isError && <LensError error={pools.error} onRetry={() => void pools.refetch()} />}
      {data && (
        <div className={styles.page}>
          {data.all.people === 0 ? (
            <EmptyState title="还没有人进入任何用户池">
              导入会员，或接入公众号、企业微信、小程序的行为事件后，这里会自动统计。
            </EmptyState>
          ) : (
            <>
              <Totals pools={data} />
              <NextStepsPanel pools={data} />
            </>
          )}
          <Panel title="各个用户池" hint="人数为期末；变化与期初相比，增速旁是上一期的增速" flush>
            <PoolTable pools={data.pools} />
          </Panel>
          {data.all.people > 0 && (
            <>
              <QualityPanel pools={data.pools} />
              <Panel
                title="重叠"
                hint={`一行是一个池子：其中多少人也在另一个池子里；对角线是人数。私域去重后 ${formatNumber(data.privateDomain.people)} 人`}
              >
                <OverlapGrid pools={data} />
              </Panel>
              <ComparePanel pools={data.pools} />
              <ChannelProfilesPanel />
            </>
          )}
        </div>
      )}
      {isEditing && <RegistryDrawer onClose={() => setEditing(false)} />}
    </>
  );
}
