import { useQuery } from "@tanstack/react-query";
import { Button, Tabs } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { AdjustDialog } from "./adjust-dialog.tsx";
import { AdjustmentsPanel } from "./adjustments-panel.tsx";
import { BoardPanel } from "./board-panel.tsx";
import { EntriesPanel } from "./entries-panel.tsx";
import { rulesQuery } from "./point-api.ts";
import styles from "./points.module.css";
import { RuleEditor } from "./rule-editor.tsx";
import { RulesPanel } from "./rules-panel.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";

type Opened = "rule" | "settings" | "adjust";

/** 积分: the rule, what is owed, the ledger, and corrections by hand. */
export function Component() {
  const can = useCan();
  const [params, setParams] = useSearchParams();
  const [opened, setOpened] = useState<Opened | null>(null);
  const rules = useQuery(rulesQuery);
  const close = () => setOpened(null);
  const mayChange = can("setting.write");
  return (
    <>
      <PageHeader
        title="积分"
        description="小程序、微信小店和门店共用一本账：先得先用，到期作废，退款扣回，每一分都有来处。"
        actions={
          <>
            {mayChange && <Button onClick={() => setOpened("settings")}>积分设置</Button>}
            <Button onClick={() => setOpened("adjust")}>调整积分</Button>
            {mayChange && rules.data && (
              <Button type="primary" onClick={() => setOpened("rule")}>
                {rules.data.items.length > 0 ? "调整规则" : "设定规则"}
              </Button>
            )}
          </>
        }
      />
      <Tabs
        activeKey={params.get("tab") ?? "board"}
        onChange={(tab) => setParams({ tab }, { replace: true })}
        destroyOnHidden
        items={[
          {
            key: "board",
            label: "概况与规则",
            children: (
              <div className={styles.stack}>
                {can("points.approve") && <BoardPanel />}
                <RulesPanel onEdit={mayChange ? () => setOpened("rule") : null} />
              </div>
            ),
          },
          { key: "entries", label: "流水", children: <EntriesPanel /> },
          { key: "adjustments", label: "人工调整", children: <AdjustmentsPanel /> },
        ]}
      />
      {opened === "rule" && <RuleEditor newest={rules.data?.items[0]} onClose={close} />}
      {opened === "settings" && <SettingsDialog onClose={close} />}
      {opened === "adjust" && <AdjustDialog onClose={close} />}
    </>
  );
}
