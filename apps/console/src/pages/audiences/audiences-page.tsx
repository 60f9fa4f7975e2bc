import { Button, Segmented, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Count, DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { type Audience, fetchAudiences, isRunning, stateColors, stateNames, targetNames } from "./audience-api.ts";
import { AudienceForm } from "./audience-form.tsx";
import { handedOver } from "./audience-link.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";

const columns: readonly Column<Audience>[] = [
  {
    key: "name",
    title: "人群包",
    card: "title",
    fixed: true,
    render: (row) => <Link to={`/audiences/${row.id}`}>{row.name}</Link>,
  },
  {
    key: "state",
    title: "状态",
    card: "extra",
    render: (row) => (
      <Tag color={stateColors[row.state]}>
        {stateNames[row.state]}
        {isRunning(row.state) && ` ${Math.floor(row.progress * 100)}%`}
      </Tag>
    ),
  },
  { key: "target", title: "给谁用", render: (row) => row.platform || targetNames[row.target] },
  { key: "unit", title: "范围", render: (row) => row.orgUnitName },
  { key: "chosen", title: "人数", align: "right", render: (row) => <Count value={row.chosen} /> },
  {
    key: "left",
    title: "未纳入",
    align: "right",
    render: (row) => <Count value={row.leftOut.reduce((sum, { members }) => sum + members, 0)} />,
  },
  { key: "downloads", title: "下载", align: "right", render: (row) => <Count value={row.downloads} unit="次" /> },
  {
    key: "created",
    title: "提交",
    render: (row) => (
      <>
        {row.createdBy} · <DateTime value={row.createdAt} ago />
      </>
    ),
  },
];

type Shown = "all" | "waiting" | "ready";

/** 人群包导出: what was taken out for advertising and for the guides' WeCom. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [shown, setShown] = useState<Shown>("all");
  const [handed, , clearHanded] = useUrlFilters(["new", ...handedOver]);
  const { new: isHanded, ...filter } = handed;
  const [opened, setOpened] = useState<"new" | "settings" | null>(isHanded && can("member.export") ? "new" : null);
  const list = useCursorList<Audience>({
    queryKey: ["audiences", "list", shown],
    fetchPage: (cursor, signal) => fetchAudiences(shown === "all" ? undefined : shown, cursor, signal),
    refetchInterval: 5_000,
  });
  const create = can("member.export") && (
    <Button type="primary" onClick={() => setOpened("new")}>
      导出人群包
    </Button>
  );
  return (
    <>
      <PageHeader
        title="人群包导出"
        description="把客户圈选出来，交给广告平台定向，或交给导购的企业微信定投；没有授权的人不会进文件。"
        actions={
          <>
            {can("setting.write") && <Button onClick={() => setOpened("settings")}>导出规则</Button>}
            {create}
          </>
        }
      />
      <Panel>
        <DataTable
          id="audiences"
          label="人群包"
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          toolbar={
            <Segmented<Shown>
              aria-label="状态"
              value={shown}
              onChange={setShown}
              options={[
                { value: "all", label: "全部" },
                { value: "waiting", label: "待审批" },
                { value: "ready", label: "可下载" },
              ]}
            />
          }
          onRowClick={(row) => void navigate(`/audiences/${row.id}`)}
          empty={
            shown === "all" ? (
              <EmptyState title="还没有导出过人群包" action={create}>
                按标签、分层、RFM
                或用户池圈选客户，手机号以哈希导出给广告平台；也可以留出一部分人做对照，看投放多带来多少购买。
              </EmptyState>
            ) : (
              <EmptyState compact title={shown === "waiting" ? "没有等待审批的人群包" : "没有可下载的文件"} />
            )
          }
        />
      </Panel>
      {opened === "new" && (
        <AudienceForm
          filter={filter}
          onClose={() => {
            setOpened(null);
            clearHanded();
          }}
        />
      )}
      {opened === "settings" && <SettingsDialog onClose={() => setOpened(null)} />}
    </>
  );
}
