import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Tabs } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { settingsQuery } from "./code-api.ts";
import { CodeForm } from "./code-form.tsx";
import { CodeList } from "./code-list.tsx";
import { DutySwitch } from "./duty-switch.tsx";
import { ReportTab } from "./report-tab.tsx";
import { SeriesForm } from "./series-form.tsx";
import { SeriesTab } from "./series-tab.tsx";
import { SettingsDrawer } from "./settings-drawer.tsx";

/** 渠道活码: codes and short links, what was laid out for the chain, and where people come from. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [opened, setOpened] = useState<"code" | "series" | "settings" | null>(null);
  const settings = useQuery(settingsQuery);
  const mayWrite = can("code.write");
  const tab = params.get("tab") ?? "codes";
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpened("code")}>
      新建活码
    </Button>
  );
  return (
    <>
      <PageHeader
        title="渠道活码"
        description="一次印出去，背后随时可换：谁接待、进哪个群、从哪来、来了多少、买了多少。"
        actions={
          <>
            <DutySwitch />
            {mayWrite && <Button onClick={() => setOpened("settings")}>物料与归因设置</Button>}
            {mayWrite && <Button onClick={() => setOpened("series")}>批量布码</Button>}
            {create}
          </>
        }
      />
      {settings.data && !settings.data.connected && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title="还没有接入企业微信，活码会先保存，接入后自动生成二维码"
          action={can("connection.read") && <Link to="/connections">去接入</Link>}
        />
      )}
      {settings.data?.connected && settings.data.publicAddress === null && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title="还没有填写外网地址，暂时不能印制物料"
          action={can("connection.read") && <Link to="/connections">去填写</Link>}
        />
      )}
      <Tabs
        activeKey={tab}
        onChange={(next) => setParams({ tab: next }, { replace: true })}
        destroyOnHidden
        items={[
          { key: "codes", label: "活码与短链", children: <CodeList create={create} /> },
          {
            key: "series",
            label: "批量布码",
            children: <SeriesTab onCreate={mayWrite ? () => setOpened("series") : null} />,
          },
          { key: "report", label: "来源分析", children: <ReportTab /> },
        ]}
      />
      {opened === "code" && (
        <CodeForm onClose={() => setOpened(null)} onDone={({ id }) => void navigate(`/codes/${id}`)} />
      )}
      {opened === "series" && (
        <SeriesForm
          onClose={() => setOpened(null)}
          onDone={() => {
            setOpened(null);
            setParams({ tab: "series" }, { replace: true });
          }}
        />
      )}
      {opened === "settings" && <SettingsDrawer onClose={() => setOpened(null)} />}
    </>
  );
}
