import { useQuery } from "@tanstack/react-query";
import { Progress, Segmented, Skeleton, Tooltip } from "antd";
import { useState } from "react";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { Count } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type MoveProgress, progressQuery } from "./move-api.ts";
import styles from "./moves.module.css";

const shareOf = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 100));

function Days({ days }: { days: MoveProgress["days"] }) {
  const highest = Math.max(...days.map(({ migrated }) => migrated), 1);
  const shown = days.slice(-30);
  if (shown.length === 0) return null;
  return (
    <div
      className={styles.days}
      role="img"
      aria-label={shown.map(({ day, migrated }) => `${day} ${migrated} 人`).join("，")}
    >
      {shown.map(({ day, migrated }) => (
        <Tooltip key={day} title={`${day}：${migrated} 人`}>
          <span style={{ height: `${Math.max(4, (migrated / highest) * 100)}%` }} />
        </Tooltip>
      ))}
    </div>
  );
}

/** How far the move is, for all and by region, store or guide; the furthest behind first. */
export function ProgressPanel({ moveId }: { moveId: string }) {
  const [by, setBy] = useState<"region" | "store" | "guide">("store");
  const progress = useQuery(progressQuery(moveId, by));
  if (progress.isError) return <ErrorState error={progress.error} onRetry={() => void progress.refetch()} />;
  if (!progress.data) return <Skeleton active />;
  const { total, rows, days } = progress.data;
  return (
    <Panel
      title="进度"
      extra={
        <Segmented
          aria-label="按什么看"
          value={by}
          onChange={setBy}
          options={[
            { value: "region", label: "按区域" },
            { value: "store", label: "按门店" },
            { value: "guide", label: "按导购" },
          ]}
        />
      }
    >
      <dl className={styles.figures}>
        <div>
          <dt>
            <Tooltip title="现在是这位导购的企业微信好友；删除好友就不再算">已迁移客户</Tooltip>
          </dt>
          <dd>
            <Count value={total.migrated} /> / <Count value={total.total} />
          </dd>
        </div>
        <div>
          <dt>
            <Tooltip title="加了公司其他导购，客户已在公司名下">已加同事</Tooltip>
          </dt>
          <dd>
            <Count value={total.withColleague} />
          </dd>
        </div>
        <div>
          <dt>
            <Tooltip title="手机号对上了会员">认得的会员</Tooltip>
          </dt>
          <dd>
            <Count value={total.matched} />
          </dd>
        </div>
        <div>
          <dt>已迁移群</dt>
          <dd>
            <Count value={total.groupsMigrated} /> / <Count value={total.groups} />
          </dd>
        </div>
      </dl>
      <Days days={days} />
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.key}>
            <div className={styles.main}>
              <div className={styles.name}>{row.name}</div>
              <div className={styles.quiet}>
                待联系 {row.waiting} · 已联系 {row.called + row.asked} · 不愿意 {row.refused} · 没有手机号 {row.noPhone}
              </div>
            </div>
            <div className={styles.bar}>
              <Progress percent={shareOf(row.migrated, row.total)} size="small" />
              <span className={styles.quiet}>
                {row.migrated} / {row.total}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
