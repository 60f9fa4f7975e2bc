import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, InputNumber, Radio, Tag, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { VersionedSettingsDialog } from "../../shared/form/versioned-settings-dialog.tsx";
import { Count, DateTime, Money } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { SheetImportButton } from "../imports/sheet-import-button.tsx";
import { AdAccountForm } from "./ad-account-form.tsx";
import {
  type AdAccount,
  adAccountsKey,
  adAccountsQuery,
  adSystemTemplatesQuery,
  conversionRulesQuery,
  importReport,
  previewReport,
  saveRules,
} from "./ad-system-api.ts";
import styles from "./ad-systems.module.css";
import { ConversionsDrawer } from "./conversions-drawer.tsx";
import { MatchDrawer } from "./match-drawer.tsx";
import { PlacementAdvice } from "./placement-advice.tsx";

/** Ad systems: what was told back against what was counted, and what the days cost by the platform's own report. */
export function AdAccountsTab() {
  const can = useCan();
  const accounts = useQuery(adAccountsQuery);
  const [isNew, setNew] = useState(false);
  const [asksRules, setAsksRules] = useState(false);
  if (accounts.isError) return <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (!accounts.data) return <PageSkeleton />;
  const { items, strayClicks } = accounts.data;
  const create = can("ad_plan.write") && (
    <Button type="primary" onClick={() => setNew(true)}>
      登记广告账号
    </Button>
  );
  return (
    <div className={styles.stack}>
      <div className={styles.actions}>
        {items.length > 0 && create}
        {can("ad_plan.write") && strayClicks !== null && <Button onClick={() => setAsksRules(true)}>回传规则</Button>}
      </div>
      {strayClicks !== null && strayClicks > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`近 30 天有 ${strayClicks} 次点击不知道属于哪个广告账号，没有回传`}
          description="把点击所在的投放计划对应到一个广告账号，或在广告里填上那个账号的监测链接。一个计划对应了两个账号时，也分不清该报给谁。"
        />
      )}
      {items.length === 0 ? (
        <Panel>
          <EmptyState title="还没有登记广告账号" action={create}>
            登记账号，把监测链接填进广告：客户从广告进来后加好友、入会、下单，会按点击号报回腾讯广告，出价系统才知道该找什么样的人。花费导入平台导出的报表，不用再手填。
          </EmptyState>
        </Panel>
      ) : (
        items.map((account) => <AccountPanel key={account.id} account={account} />)
      )}
      <PlacementsPanel />
      {isNew && <AdAccountForm onClose={() => setNew(false)} />}
      {asksRules && <RulesDialog onClose={() => setAsksRules(false)} />}
    </div>
  );
}

function AccountPanel({ account }: { account: AdAccount }) {
  const can = useCan();
  const [open, setOpen] = useState<"edit" | "match" | "conversions" | null>(null);
  const close = () => setOpen(null);
  const told = account.stages.reduce((sum, stage) => sum + stage.told, 0);
  const mayWrite = can("ad_plan.write");
  return (
    <Panel
      title={account.name}
      hint={`${account.unitName} · 广告账号 ${account.accountKey} · 以下都是近 30 天的点击`}
      extra={account.enabled ? <Tag color="green">回传中</Tag> : <Tag>已停用回传</Tag>}
    >
      {account.failure && <Alert type="error" showIcon title="最近一次回传没有成功" description={account.failure} />}
      <FigureCards
        plain
        figures={[
          { label: "点击", value: <Count value={account.clicks} />, hint: "平台告知，或落地时带来的点击号" },
          { label: "落地", value: <Count value={account.landed} />, hint: "点击后真的打开了页面" },
          { label: "认得出的人", value: <Count value={account.known} />, hint: "能对上客户，才有转化可报" },
          {
            label: "已回传转化",
            value: <Count value={told} />,
            hint:
              account.platformConversions === null
                ? "导入报表后可与平台核对"
                : `平台报表记了 ${account.platformConversions}`,
          },
          {
            label: "报表花费",
            value: <Money fen={account.costFen} />,
            hint: account.reportedUntil ? `截至 ${account.reportedUntil}` : "还没有导入报表",
          },
          { label: "没对应到计划", value: <Money fen={account.openCostFen} />, hint: "不会算进任何投放计划" },
        ]}
      />
      <div className={styles.scroll}>
        <table className={styles.stages}>
          <thead>
            <tr>
              <th>转化</th>
              <th>我们计到</th>
              <th>已回传</th>
              <th>等待</th>
              <th>被拒绝</th>
              <th>不回传</th>
            </tr>
          </thead>
          <tbody>
            {account.stages.map((stage) => (
              <tr key={stage.stage}>
                <td>
                  {stage.label} <span className={styles.quiet}>{stage.actionType ?? "没有设转化类型"}</span>
                </td>
                <td>{stage.counted}</td>
                <td>{stage.told}</td>
                <td>{stage.waiting}</td>
                <td>{stage.refused > 0 ? <Tag color="red">{stage.refused}</Tag> : 0}</td>
                <td>{stage.withheld}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.monitor}>
        {account.monitorUrl ? (
          <>
            监测链接：
            <Typography.Text code copyable={{ text: account.monitorUrl }}>
              {account.monitorUrl}
            </Typography.Text>
            <div className={styles.quiet}>
              填进广告的「点击监测链接」。平台最近一次告知点击：
              {account.heardAt ? <DateTime value={account.heardAt} ago /> : "还没有"}
            </div>
          </>
        ) : (
          <span className={styles.quiet}>先在系统设置里填写本系统的外网地址，才有监测链接。</span>
        )}
      </div>
      <div className={styles.actions}>
        <Button onClick={() => setOpen("conversions")}>逐条看转化</Button>
        <Button onClick={() => setOpen("match")}>{mayWrite ? "花费对应到计划" : "看花费"}</Button>
        {mayWrite && (
          <SheetImportButton
            text="导入账户报表"
            hint="平台没有公开的报表接口文档：在腾讯广告后台按天、按广告导出花费报表再上传。同一天再导一次会替换。"
            preview={(fileId, columns) => previewReport(account.id, fileId, columns)}
            run={async (fileId, columns) => {
              const { days, ads, costFen, openCostFen } = await importReport(account.id, fileId, columns);
              const open = openCostFen > 0 ? `，其中 ¥${(openCostFen / 100).toFixed(2)} 还没有对应到计划` : "";
              return `导入了 ${days} 天 ${ads} 个广告，共 ¥${(costFen / 100).toFixed(2)}${open}`;
            }}
            refresh={[adAccountsKey, ["ad-plans"]]}
          />
        )}
        {mayWrite && <Button onClick={() => setOpen("edit")}>修改账号</Button>}
      </div>
      {open === "edit" && <AdAccountForm account={account} onClose={close} />}
      {open === "match" && <MatchDrawer account={account} onClose={close} />}
      {open === "conversions" && <ConversionsDrawer account={account} onClose={close} />}
    </Panel>
  );
}

function PlacementsPanel() {
  const templates = useQuery(adSystemTemplatesQuery);
  return (
    <Panel title="买哪一种" hint="每一种学的东西不同，要先准备的也不同；新建投放计划选形式时也会提示。">
      <div className={styles.placements}>
        {templates.data?.placements.map((placement) => (
          <section key={placement.code}>
            <h3>{placement.label}</h3>
            <PlacementAdvice placement={placement} />
          </section>
        ))}
      </div>
      <p className={styles.quiet}>
        人群包：平台没有公开的上传接口文档，请在 <Link to="/audiences">人群包导出</Link>{" "}
        生成文件，由有权限的人在腾讯广告后台上传。
      </p>
    </Panel>
  );
}

function RulesDialog({ onClose }: { onClose: () => void }) {
  const settings = useQuery(conversionRulesQuery);
  return (
    <VersionedSettingsDialog
      title="回传规则"
      settings={settings}
      save={saveRules}
      done="已保存，从现在起的转化按新规则"
      refresh={[adAccountsKey]}
      onClose={onClose}
    >
      <Form.Item name="windowDays" label="点击后几天内的行为算转化" rules={[{ required: true, message: "请填写天数" }]}>
        <InputNumber min={1} max={90} precision={0} suffix="天" />
      </Form.Item>
      <Form.Item
        name="consent"
        label="报哪些人的"
        extra="按客户档案里「与合作方共享」的授权；回传内容是点击号、时间、转化类型和订单金额，不含手机号和姓名"
      >
        <Radio.Group
          options={[
            { value: "unless_refused", label: "除了明确拒绝的" },
            { value: "only_given", label: "只报明确同意的" },
          ]}
        />
      </Form.Item>
    </VersionedSettingsDialog>
  );
}
