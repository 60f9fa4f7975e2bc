import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Table, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatMoney } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { CardList } from "../../shared/table/card-list.tsx";
import type { Column } from "../../shared/table/column.ts";
import { PartForm } from "./part-form.tsx";
import {
  type Connection,
  dataLinkNames,
  type Finding,
  healthNames,
  kindNames,
  kindPaths,
  type Part,
  providerNames,
  readRegister,
  stateNames,
  type Tool,
  toolsKey,
} from "./tool-api.ts";
import { ToolForm } from "./tool-form.tsx";
import styles from "./tools.module.css";

const linkColours = { official: "success", connected: "success", island: "error" } as const;
const healthColours = { good: "success", troubled: "error", off: "default", unused: "warning" } as const;
const money = (fen: number | null) => (fen === null ? "—" : formatMoney(fen));

function Rows<Row extends object>(props: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}) {
  const { label, columns, rows, rowKey } = props;
  if (useIsPhone()) return <CardList label={label} columns={columns} rows={rows} rowKey={rowKey} />;
  return (
    <Table<Row>
      aria-label={label}
      rowKey={rowKey}
      pagination={false}
      scroll={{ x: "max-content" }}
      dataSource={[...rows]}
      columns={columns.map(({ key, title, render }) => ({
        key,
        title,
        render: (_: unknown, row: Row) => render(row),
      }))}
    />
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <div className={styles.stack}>
      {findings.map(({ rule, severity, text, remedy, toolIds }) => (
        <Alert
          key={`${rule}:${text}:${toolIds.join()}`}
          type={severity === "problem" ? "warning" : "info"}
          showIcon
          title={text}
          description={remedy}
        />
      ))}
    </div>
  );
}

const connectionColumns: readonly Column<Connection>[] = [
  {
    key: "name",
    title: "接入",
    card: "title",
    fixed: true,
    render: ({ name, kind }) => <Link to={kindPaths[kind]}>{name}</Link>,
  },
  {
    key: "health",
    title: "状况",
    card: "extra",
    render: ({ health }) => <Tag color={healthColours[health]}>{healthNames[health]}</Tag>,
  },
  { key: "kind", title: "种类", render: ({ kind, what }) => `${kindNames[kind]} · ${what}` },
  {
    key: "says",
    title: "说明",
    render: ({ says, lastAt, kind }) =>
      says || (lastAt && kind !== "account" ? <DateTime value={lastAt} ago /> : "没有被拒绝的调用"),
  },
];

export function Component() {
  const can = useCan();
  const [editing, setEditing] = useState<Tool | "new" | null>(null);
  const [part, setPart] = useState<Part | null>(null);
  const register = useQuery({ queryKey: toolsKey, queryFn: ({ signal }) => readRegister(signal) });
  if (register.isError) return <ErrorState error={register.error} onRetry={() => void register.refetch()} />;
  if (!register.data) return <PageSkeleton />;
  const { tools, parts, findings, connections } = register.data;
  const mayWrite = can("tool.write");
  const labelOf = (name: string) => parts.find((each) => each.function === name)?.label ?? name;
  const toolColumns: readonly Column<Tool>[] = [
    {
      key: "name",
      title: "工具",
      card: "title",
      fixed: true,
      render: (tool) => (
        <div>
          {mayWrite ? (
            <Button type="link" style={{ padding: 0, height: "auto" }} onClick={() => setEditing(tool)}>
              {tool.name}
            </Button>
          ) : (
            tool.name
          )}
          <div className={styles.quiet}>{tool.vendor}</div>
        </div>
      ),
    },
    { key: "state", title: "状态", card: "extra", render: ({ state }) => stateNames[state] },
    { key: "functions", title: "用来做什么", render: ({ functions }) => functions.map(labelOf).join("、") },
    { key: "provider", title: "谁提供", render: ({ provider }) => providerNames[provider] },
    {
      key: "data",
      title: "数据",
      render: ({ dataLink }) => <Tag color={linkColours[dataLink]}>{dataLinkNames[dataLink]}</Tag>,
    },
    { key: "owner", title: "负责人", render: ({ owner }) => owner || "—" },
    { key: "ends", title: "合同到期", render: ({ contractEnds }) => contractEnds ?? "—" },
    { key: "cost", title: "每年费用", render: ({ yearlyFen }) => money(yearlyFen) },
  ];
  const partColumns: readonly Column<Part>[] = [
    {
      key: "label",
      title: "功能",
      card: "title",
      fixed: true,
      render: (each) =>
        mayWrite ? (
          <Button type="link" style={{ padding: 0, height: "auto" }} onClick={() => setPart(each)}>
            {each.label}
          </Button>
        ) : (
          each.label
        ),
    },
    { key: "model", title: "做法", render: ({ model }) => <div className={styles.model}>{model || "还没写"}</div> },
    { key: "official", title: "官方有什么", render: ({ official }) => official ?? "没有" },
    {
      key: "tools",
      title: "在用工具",
      render: (each) =>
        tools
          .filter(({ state, functions }) => state === "in_use" && functions.includes(each.function))
          .map(({ name }) => name)
          .join("、") || "—",
    },
    { key: "choice", title: "选择", render: ({ choice }) => (choice === null ? "还没定" : providerNames[choice]) },
    {
      key: "self",
      title: "自主开发",
      render: ({ selfFen, years }) => (selfFen === null ? "—" : `${years} 年 ${money(selfFen)}`),
    },
    {
      key: "vendor",
      title: "第三方",
      render: ({ vendorFen, years }) => (vendorFen === null ? "—" : `${years} 年 ${money(vendorFen)}`),
    },
  ];
  return (
    <div className={styles.stack}>
      <PageHeader
        title="工具矩阵"
        description="私域用了哪些工具、数据通不通、谁负责、花多少钱；官方优先、数据互通、先定做法再选工具。"
        actions={
          mayWrite && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("new")}>
              登记工具
            </Button>
          )
        }
      />
      <Findings findings={findings} />
      <Panel title="在用与计划用的工具" flush>
        {tools.length === 0 ? (
          <EmptyState title="还没有登记工具">
            把加好友、社群、朋友圈、直播、分析用的工具都登记进来，哪里数据不通、哪里重复、哪份合同快到期，这里会提醒。
          </EmptyState>
        ) : (
          <Rows label="工具" columns={toolColumns} rows={tools} rowKey={({ id }) => id} />
        )}
      </Panel>
      <Panel title="按功能：做法、选择与费用" hint="费用 = 一次性投入 + 每年费用 × 年数；两边都填了才比较。" flush>
        <Rows label="功能" columns={partColumns} rows={parts} rowKey={(each) => each.function} />
      </Panel>
      <Panel title="飞轮自己的接入" hint="自动列出，状况取自真实的调用、推送与交换。" flush>
        {connections.length === 0 ? (
          <EmptyState title="还没有接入">到「平台接入」接入企业微信、公众号、小程序等账号。</EmptyState>
        ) : (
          <Rows label="自有接入" columns={connectionColumns} rows={connections} rowKey={({ kind, id }) => kind + id} />
        )}
      </Panel>
      {editing !== null && (
        <ToolForm {...(editing !== "new" && { tool: editing })} parts={parts} onClose={() => setEditing(null)} />
      )}
      {part !== null && <PartForm part={part} onClose={() => setPart(null)} />}
    </div>
  );
}
