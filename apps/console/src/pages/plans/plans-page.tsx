import { Button, Segmented, Tag, Upload } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { Count, Day } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { uploadFile } from "../imports/import-api.ts";
import { fetchPlans, importHistory, type Plan, stateColors, stateNames } from "./plan-api.ts";
import { PlanForm } from "./plan-form.tsx";
import styles from "./plans.module.css";

const columns: readonly Column<Plan>[] = [
  {
    key: "name",
    title: "活动方案",
    card: "title",
    fixed: true,
    render: (row) => <Link to={`/plans/${row.id}`}>{row.name}</Link>,
  },
  {
    key: "state",
    title: "状态",
    card: "extra",
    render: (row) => (
      <>
        <Tag color={stateColors[row.state]}>{stateNames[row.state]}</Tag>
        {row.waiting > 0 && <Tag color="gold">{row.waiting} 条偏差待处理</Tag>}
      </>
    ),
  },
  { key: "theme", title: "主题", render: (row) => row.theme },
  {
    key: "period",
    title: "起止",
    render: (row) => (
      <>
        <Day value={row.startsOn} /> 至 <Day value={row.endsOn} />
      </>
    ),
  },
  { key: "framework", title: "框架", render: (row) => row.frameworkName ?? "—" },
  {
    key: "stores",
    title: "定稿门店",
    align: "right",
    render: (row) => (row.stores === null ? "—" : <Count value={row.stores} />),
  },
];

const sample =
  "活动名称,开始日期,结束日期,主题,区域,店型,商品编码,优惠方式,活动价,优惠说明\n2025年6月DM,2025-06-01,2025-06-30,清凉一夏,,,SKU001,特价,19.9,\n";

/** 活动方案: headquarters leads, regions adapt, stores execute. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [source, setSource] = useState<Plan["source"]>("plan");
  const [creating, setCreating] = useState(false);
  const list = useCursorList<Plan>({
    queryKey: ["plans", "list", source],
    fetchPage: (cursor, signal) => fetchPlans(source, cursor, signal),
  });
  const take = useAction<File, { planIds: string[] }>({
    run: async (file) => {
      const { id } = await uploadFile(file, { onProgress: () => undefined, signal: new AbortController().signal });
      return importHistory(id);
    },
    done: ({ planIds }) => `已导入 ${planIds.length} 个历史活动，正在按真实订单计算结果`,
    refresh: [["plans"]],
    onDone: () => setSource("history"),
  });
  const mayWrite = can("plan.write");
  const create = mayWrite && (
    <Button type="primary" onClick={() => setCreating(true)}>
      新建方案
    </Button>
  );
  const bring = mayWrite && can("import.run") && (
    <Upload
      accept=".csv,.tsv,.txt,.xlsx"
      showUploadList={false}
      beforeUpload={(file) => {
        take.mutate(file);
        return false;
      }}
    >
      <Button loading={take.isPending}>导入历史活动</Button>
    </Upload>
  );
  return (
    <>
      <PageHeader
        title="活动方案"
        description="总部定主题和主推商品，区域加特色，门店做差异；每家门店的最终方案都看得到每一行是谁定的。"
        actions={
          <>
            {mayWrite && <Button onClick={() => void navigate("/plans/frameworks")}>活动框架</Button>}
            {create}
          </>
        }
      />
      <Panel>
        <div className={styles.bar}>
          <Segmented<Plan["source"]>
            aria-label="来源"
            value={source}
            onChange={setSource}
            options={[
              { value: "plan", label: "方案" },
              { value: "history", label: "历史活动" },
            ]}
          />
          {source === "history" && bring}
        </div>
        <DataTable
          id="plans"
          label="活动方案"
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          onRowClick={(row) => void navigate(`/plans/${row.id}`)}
          empty={
            source === "plan" ? (
              <EmptyState title="还没有活动方案" action={create}>
                {mayWrite
                  ? "先建一个活动框架（栏位、谁能填、哪些锁定），再由框架生成每月方案，开放给区域和门店适配。"
                  : "总部开放适配后，方案会出现在这里。"}
              </EmptyState>
            ) : (
              <EmptyState title="还没有历史活动" action={bring}>
                把去年的活动整理成表格导入：一行一个商品，按真实订单算出效果，再提炼成可复制的框架。
                <br />
                <a
                  href={`data:text/csv;charset=utf-8,%EF%BB%BF${encodeURIComponent(sample)}`}
                  download="历史活动模板.csv"
                >
                  下载表格模板
                </a>
              </EmptyState>
            )
          }
        />
      </Panel>
      {creating && <PlanForm onClose={() => setCreating(false)} />}
    </>
  );
}
