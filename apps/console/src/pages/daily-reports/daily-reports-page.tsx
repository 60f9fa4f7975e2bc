import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Skeleton } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useLens } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { BranchesPanel, StoresPanel, SummaryPanel, TallyPanel } from "./board-panels.tsx";
import styles from "./daily-reports.module.css";
import { DeadlineDialog } from "./deadline-dialog.tsx";
import { boardQuery } from "./report-api.ts";
import { StoreReportPanel } from "./store-report-panel.tsx";

/** 日报: a store writes its day, a branch collects and hands up, headquarters reads the chain's day on one page. */
export function Component() {
  const can = useCan();
  const { unitId } = useLens();
  const [params, setParams] = useSearchParams();
  const [isSetting, setSetting] = useState(false);
  const today = shopToday();
  const wanted = params.get("day") ?? "";
  const day = /^\d{4}-\d{2}-\d{2}$/.test(wanted) && wanted <= today ? wanted : today;
  const board = useQuery(boardQuery({ day, ...(unitId && { orgUnitId: unitId }) }));
  const data = board.data;
  const isChain = data?.unit.kind === "headquarters";

  return (
    <>
      <PageHeader
        title="日报"
        description="门店每天提交，区域催收、批注、汇总上报，总部一页看完。"
        actions={
          isChain && can("daily_report.review") && <Button onClick={() => setSetting(true)}>设置截止时间</Button>
        }
      />
      <div className={styles.filters}>
        <DatePicker
          aria-label="日期"
          allowClear={false}
          disabledDate={(date) => date.format("YYYY-MM-DD") > today}
          value={dayjs(day)}
          onChange={(value) =>
            value &&
            setParams((before) => {
              const next = new URLSearchParams(before);
              next.set("day", value.format("YYYY-MM-DD"));
              return next;
            })
          }
        />
      </div>
      {board.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {board.isError && <ErrorState error={board.error} onRetry={() => void board.refetch()} />}
      {data && !board.isError && data.unit.kind === "store" && (
        <StoreReportPanel day={data.day} orgUnitId={data.unit.id} />
      )}
      {data && !board.isError && data.unit.kind !== "store" && (
        <div className={styles.stack} aria-busy={board.isPlaceholderData}>
          <TallyPanel board={data} />
          <SummaryPanel key={`${data.unit.id} ${data.day} ${data.summary?.version}`} board={data} />
          <BranchesPanel board={data} />
          <StoresPanel board={data} />
        </div>
      )}
      {isSetting && <DeadlineDialog onClose={() => setSetting(false)} />}
    </>
  );
}
