import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Dropdown, Segmented, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { LensError } from "../../lens/lens-error.tsx";
import { dayAfter } from "../../lens/period.ts";
import { useLens } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney, formatMoneyExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { Count, Money, Ratio } from "../../shared/format/values.tsx";
import { Change } from "../../shared/metric/change.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { CursorList } from "../../shared/table/use-cursor-list.ts";
import styles from "./attribution.module.css";
import {
  type Dimension,
  type Figures,
  figuresQuery,
  type Part,
  rulesQuery,
  type SubjectRow,
} from "./attribution-api.ts";
import { CreditTrend } from "./credit-trend.tsx";
import { ModelsDrawer } from "./models-drawer.tsx";
import { RuleDrawer } from "./rule-drawer.tsx";
import { SubjectDrawer } from "./subject-drawer.tsx";
import { subjectKindNames } from "./words.ts";

const columns: readonly Column<SubjectRow>[] = [
  {
    key: "name",
    title: "归属",
    card: "title",
    fixed: true,
    render: (row) => (
      <>
        {row.name} <Tag>{subjectKindNames[row.subjectKind]}</Tag>
      </>
    ),
  },
  { key: "net", title: "净销售额", align: "right", card: "extra", render: (row) => <Money fen={row.netFen} /> },
  { key: "share", title: "占全部", align: "right", render: (row) => <Ratio value={row.share} /> },
  {
    key: "change",
    title: "比上期",
    align: "right",
    render: (row) => (
      <Change current={row.netFen} previous={row.beforeNetFen} previousText={formatMoney(row.beforeNetFen)} />
    ),
  },
  { key: "orders", title: "订单", align: "right", render: (row) => <Count value={row.orders} /> },
  { key: "gross", title: "退款前", align: "right", optional: true, render: (row) => <Money fen={row.grossFen} /> },
  {
    key: "refunded",
    title: "退款",
    align: "right",
    render: (row) => <Money fen={row.grossFen - row.netFen} />,
  },
];

/** Rows at a time: the best ones first. */
const step = 30;

function useSteps(rows: readonly SubjectRow[]): CursorList<SubjectRow> {
  const [shown, setShown] = useState(step);
  return {
    rows: rows.slice(0, shown),
    isLoading: false,
    isStale: false,
    error: null,
    hasMore: rows.length > shown,
    isLoadingMore: false,
    loadMore: () => setShown(shown + step),
    retry: () => {},
  };
}

/** 业绩归因: who is credited with the sales, and what is credited to nobody. */
export function Component() {
  const { unitId, period } = useLens();
  const can = useCan();
  const mayWrite = can("attribution.write");
  const [params, setParams] = useSearchParams();
  const rules = useQuery(rulesQuery);
  const dimension = (params.get("dimension") ?? "seller") as Dimension;
  const part: Part = { dimension, from: period.from, to: dayAfter(period.to), ...(unitId && { orgUnitId: unitId }) };
  const figures = useQuery(figuresQuery(part));
  const [opened, setOpened] = useState<SubjectRow | "models" | "rule" | null>(null);
  const setDimension = (value: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      next.set("dimension", value);
      return next;
    });

  return (
    <>
      <PageHeader
        title="业绩归因"
        description="每笔订单算给谁：导购、经销商、团长、分享人，门店、活动、内容、直播。每条依据都留着，退款按比例收回，没有依据的照实列为未归因。"
        actions={
          <>
            {can("attribution.export") && <ExportButton part={part} />}
            <Button onClick={() => setOpened("models")}>模型对比</Button>
            <Button type={mayWrite ? "primary" : "default"} onClick={() => setOpened("rule")}>
              {mayWrite ? "归因规则" : "查看归因规则"}
            </Button>
          </>
        }
      />
      <div className={styles.stack}>
        <Segmented
          className={styles.dimensions}
          value={dimension}
          onChange={setDimension}
          options={(rules.data?.vocabulary.dimensions ?? [{ code: "seller", label: "业绩归属" }]).map(
            ({ code, label }) => ({
              value: code,
              label,
            }),
          )}
        />
        {figures.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
        {figures.isError && <LensError error={figures.error} onRetry={() => void figures.refetch()} />}
        {figures.data?.total.orders === 0 && (
          <EmptyState title={figures.data.waiting > 0 ? "订单正在归因" : "这段时间没有订单"}>
            {figures.data.waiting > 0
              ? `还有 ${formatNumber(figures.data.waiting)} 笔订单在后台逐批归因，过一会儿再看。`
              : "换一个时间或组织看看。新订单在一分钟内归因；导入的历史订单也会在后台逐批归因。"}
          </EmptyState>
        )}
        {figures.data && figures.data.total.orders > 0 && <Sheet figures={figures.data} onOpen={setOpened} />}
      </div>
      {opened === "models" && <ModelsDrawer part={part} onClose={() => setOpened(null)} />}
      {opened === "rule" && <RuleDrawer dimension={dimension} onClose={() => setOpened(null)} />}
      {opened !== null && typeof opened === "object" && (
        <SubjectDrawer part={part} subject={opened} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

const exportChoices = [
  { key: "subjects.xlsx", label: "归属汇总（Excel）" },
  { key: "orders.xlsx", label: "订单明细（Excel）" },
  { key: "subjects.csv", label: "归属汇总（CSV）" },
  { key: "orders.csv", label: "订单明细（CSV）" },
] as const;

/** What the page shows as a file; it carries who took it out, and the trail keeps it. */
function ExportButton({ part }: { part: Part }) {
  const hrefOf = (key: string) => {
    const [content = "", format = ""] = key.split(".");
    return `/api/v1/attribution/export?${new URLSearchParams({ ...part, content, format })}`;
  };
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: exportChoices.map(({ key, label }) => ({
          key,
          label: (
            <a href={hrefOf(key)} download>
              {label}
            </a>
          ),
        })),
      }}
    >
      <Button title="文件里写明导出人、时间和编号，操作日志有记录">导出</Button>
    </Dropdown>
  );
}

function Sheet({ figures, onOpen }: { figures: Figures; onOpen: (row: SubjectRow) => void }) {
  const list = useSteps(figures.subjects);
  const { total, credited, uncredited, matchRate, before } = figures;
  const cards = [
    {
      label: "净销售额",
      value: formatMoney(total.netFen),
      title: formatMoneyExact(total.netFen),
      hint: <Change current={total.netFen} previous={before.netFen} previousText={formatMoney(before.netFen)} />,
    },
    {
      label: "已归因",
      value: formatMoney(credited.netFen),
      title: formatMoneyExact(credited.netFen),
      hint: `${formatExact(credited.orders)} 笔订单`,
    },
    {
      label: "未归因",
      value: formatMoney(uncredited.netFen),
      title: formatMoneyExact(uncredited.netFen),
      hint: `${formatExact(uncredited.orders)} 笔，没有规则采用的依据`,
    },
    {
      label: "归因率",
      value: formatRatio(matchRate),
      title: "已归因净销售额 ÷ 净销售额",
      hint: before.matchRate === null ? "上期没有订单" : `上期 ${formatRatio(before.matchRate)}`,
    },
  ];
  return (
    <>
      {figures.waiting > 0 && (
        <Alert type="info" showIcon title={`还有 ${formatNumber(figures.waiting)} 笔订单正在归因，数字会继续变化`} />
      )}
      <FigureCards figures={cards} />
      <div className={styles.columns}>
        <Panel title="每天" hint="净销售额里有依据的和没有依据的">
          <CreditTrend days={figures.days} />
        </Panel>
        <Panel title="凭什么归属" hint="命中的依据">
          <Evidences figures={figures} />
        </Panel>
      </div>
      <Panel
        flush
        title="归属排行"
        hint={`点一行看是哪些订单；未归因的 ${formatMoney(uncredited.netFen)} 不算给任何人`}
      >
        <DataTable
          id="attribution"
          label="归属排行"
          columns={columns}
          list={list}
          rowKey={(row) => `${row.subjectKind}:${row.subject}`}
          onRowClick={onOpen}
          empty={
            <EmptyState compact title="这段时间没有任何依据">
              绑定导购、用活码和分享卡片、在订单上登记导购后，订单就能算到人和渠道。
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}

function Evidences({ figures }: { figures: Figures }) {
  const most = Math.max(1, ...figures.evidences.map(({ netFen }) => netFen));
  if (figures.evidences.length === 0) return <p className={styles.quiet}>还没有命中任何依据。</p>;
  return (
    <ul className={styles.list}>
      {figures.evidences.map(({ evidence, label, meaning, netFen, orders }) => (
        <li key={evidence} className={styles.evidence}>
          <span>{label}</span>
          <span className={styles.right}>
            {formatMoney(netFen)} · {formatNumber(orders)} 笔
          </span>
          <span className={styles.bar}>
            <span style={{ width: `${(Math.max(0, netFen) / most) * 100}%` }} />
          </span>
          <small>{meaning}</small>
        </li>
      ))}
    </ul>
  );
}
