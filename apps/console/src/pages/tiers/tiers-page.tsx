import { EditOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { lazy, Suspense, useState } from "react";
import { LensError } from "../../lens/lens-error.tsx";
import { useLensQuery } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatNumber } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { MigrationPanel } from "./migration-panel.tsx";
import { ShareBars } from "./share-bars.tsx";
import { tierDistributionQuery } from "./tier-api.ts";
import { TierCards } from "./tier-cards.tsx";
import styles from "./tiers.module.css";

const RuleEditor = lazy(() => import("./rule-editor.tsx").then((module) => ({ default: module.RuleEditor })));

/** 客户分层: who is in which tier, where they come from and go to, and what each tier gets. */
export function Component() {
  const { orgUnitId } = useLensQuery();
  const can = useCan();
  const [editing, setEditing] = useState(false);
  const tiers = useQuery(tierDistributionQuery(orgUnitId));
  const data = tiers.data;

  return (
    <>
      <PageHeader
        title="客户分层"
        description={
          data?.asOf
            ? `${formatNumber(data.members)} 位客户，按 ${data.asOf} 的状态分层（规则第 ${data.ruleVersion} 版），每天自动更新。`
            : "按消费和互动把客户分成五层，每一层有自己的待遇和目标。"
        }
        actions={
          can("tier.write") && (
            <Button type="primary" icon={<EditOutlined />} onClick={() => setEditing(true)}>
              调整分层规则
            </Button>
          )
        }
      />
      {tiers.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {tiers.isError && <LensError error={tiers.error} onRetry={() => void tiers.refetch()} />}
      {data && data.asOf === null && (
        <EmptyState title="还没有算过分层">
          有了客户和订单之后，系统每天凌晨自动计算一次；第一次计算完成后，这里会显示每一层有多少人。
        </EmptyState>
      )}
      {data && data.asOf !== null && (
        <div className={styles.page}>
          <TierCards tiers={data.tiers} />
          <MigrationPanel orgUnitId={orgUnitId} asOf={data.asOf} />
          <div className={styles.columns}>
            <Panel title="活跃程度" hint="按消费和打开频次分：潜在、活跃、沉睡">
              <ShareBars rows={data.lifeCycle} to={(code) => `/tiers/members?lifeCycle=${code}`} />
            </Panel>
            <Panel title="跟进节奏" hint="用于 3-7-14 天跟进：新客、活跃、沉默">
              <ShareBars rows={data.rhythm} to={(code) => `/tiers/members?rhythm=${code}`} />
            </Panel>
            <Panel title="普通客户差在哪" hint="没进任何一层的客户，离哪条线最近">
              {data.generalReasons.length === 0 ? (
                <EmptyState compact title="没有普通客户" />
              ) : (
                <ShareBars
                  rows={data.generalReasons.map((reason) => ({
                    ...reason,
                    share:
                      reason.members /
                      Math.max(
                        1,
                        data.generalReasons.reduce((sum, each) => sum + each.members, 0),
                      ),
                  }))}
                />
              )}
            </Panel>
          </div>
        </div>
      )}
      <Suspense>{editing && <RuleEditor onClose={() => setEditing(false)} />}</Suspense>
    </>
  );
}
