import { Button, Tabs } from "antd";
import { useState } from "react";
import { useLensQuery } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { DealersPanel } from "./dealers-panel.tsx";
import { LedgerPanel } from "./ledger-panel.tsx";
import { ReportPanel } from "./report-panel.tsx";
import { RulesPanel } from "./rules-panel.tsx";
import { ShareCodesPanel } from "./share-codes-panel.tsx";
import { SimulateDrawer } from "./simulate-drawer.tsx";
import styles from "./traffic.module.css";

/** 流量分配: online customers given to dealers by rule, what it brought each of them, and "what if". */
export function Component() {
  const can = useCan();
  const { from, to } = useLensQuery();
  const span = { from, to };
  const [isSimulating, setSimulating] = useState(false);
  const tabs = [
    { key: "report", label: "公平与结算", children: <ReportPanel span={span} /> },
    { key: "ledger", label: "分配记录", children: <LedgerPanel span={span} /> },
    {
      key: "rules",
      label: "规则与条款",
      children: (
        <div className={styles.stack}>
          <RulesPanel />
          <DealersPanel />
        </div>
      ),
    },
    { key: "codes", label: "分享码", children: <ShareCodesPanel /> },
  ];
  return (
    <>
      <PageHeader
        title="流量分配"
        description="线上来的客户按规则分给经销商的门店，谁也不用抢；每一次为什么分给他都写得清楚。"
        actions={
          <>
            {can("traffic.write") && <Button onClick={() => setSimulating(true)}>换个规则试算</Button>}
            <Button href={`/api/v1/traffic/settlement.csv?from=${from}&to=${to}`} download>
              下载结算预览
            </Button>
          </>
        }
      />
      <Tabs items={tabs} destroyOnHidden />
      {isSimulating && <SimulateDrawer span={span} onClose={() => setSimulating(false)} />}
    </>
  );
}
