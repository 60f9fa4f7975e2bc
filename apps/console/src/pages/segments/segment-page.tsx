import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Segmented } from "antd";
import { useMemo, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { Chart } from "../../shared/chart/chart.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { formatExact, formatNumber } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { PeopleTable, type Person } from "../../shared/people/people-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { color } from "../../theme/tokens.ts";
import { BreakdownBars } from "./preview-panel.tsx";
import { archiveSegment, type Change, fetchSegmentMembers, type SegmentDetail, segmentQuery } from "./segment-api.ts";
import styles from "./segments.module.css";

function SizeChart({ sizes }: { sizes: SegmentDetail["sizes"] }) {
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 16, top: 24, bottom: 28 },
      tooltip: { trigger: "axis" },
      xAxis: { type: "category", data: sizes.map(({ at }) => formatDateTime(at)) },
      yAxis: { type: "value", minInterval: 1 },
      series: [
        {
          name: "人数",
          type: "line",
          showSymbol: sizes.length < 20,
          itemStyle: { color: color.primary },
          data: sizes.map(({ members }) => members),
        },
      ],
    }),
    [sizes],
  );
  return (
    <Chart
      label="人数随时间的变化"
      height={220}
      option={option}
      table={{
        columns: ["计算于", "人数", "进入", "离开"],
        rows: sizes.map(({ at, members, entered, departed }) => [formatDateTime(at), members, entered, departed]),
      }}
    />
  );
}

const changeNames: Readonly<Record<Change, string>> = {
  all: "全部",
  entered: "最近一次进入",
  departed: "最近一次离开",
};

function Members({ segment }: { segment: SegmentDetail }) {
  const [change, setChange] = useState<Change>("all");
  const list = useCursorList<Person>({
    queryKey: ["segments", "members", segment.id, segment.reckonedAt, change],
    fetchPage: (cursor, signal) => fetchSegmentMembers(segment.id, change, cursor, signal),
  });
  return (
    <Panel title="客户" hint="只显示你看得到的客户，名单是上次计算时的">
      <PeopleTable
        id="segment-members"
        label={`${segment.name}的客户`}
        list={list}
        columns={[]}
        toolbar={
          <Segmented<Change>
            aria-label="哪些客户"
            value={change}
            onChange={setChange}
            options={(Object.keys(changeNames) as Change[]).map((value) => ({ value, label: changeNames[value] }))}
          />
        }
      />
    </Panel>
  );
}

function Actions({ segment }: { segment: SegmentDetail }) {
  const navigate = useNavigate();
  const can = useCan();
  const restore = useAction<void>({
    run: () => archiveSegment(segment.id, false),
    done: "已恢复",
    refresh: [["segments"], ["audit"]],
  });
  const archive = useAction<void>({
    run: () => archiveSegment(segment.id, true),
    done: "已归档，不再重新计算",
    refresh: [["segments"], ["audit"]],
    undo: () => archiveSegment(segment.id, false),
    quietFailure: true,
  });
  if (!segment.own || !can("segment.write")) return null;
  if (segment.archivedAt)
    return (
      <Button type="primary" loading={restore.isPending} onClick={() => restore.mutate()}>
        恢复
      </Button>
    );
  return (
    <>
      <ConfirmDanger action="归档" title={`归档「${segment.name}」`} onConfirm={() => archive.mutateAsync()}>
        归档后不再重新计算，也不能再被选用；以后可以恢复。
      </ConfirmDanger>
      <Button type="primary" onClick={() => void navigate(`/segments/${segment.id}/edit`)}>
        修改条件
      </Button>
    </>
  );
}

/** One segment: whom it asks for, how many there are, who came and went, and the people. */
export function Component() {
  const { segmentId = "" } = useParams();
  const query = useQuery(segmentQuery(segmentId));
  const can = useCan();
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageSkeleton />;
  const segment = query.data;
  const last = segment.sizes.at(-1);
  return (
    <div className={styles.stack}>
      <PageHeader
        back={{ to: "/segments", label: "人群包" }}
        title={segment.name}
        description={segment.note || `${segment.orgUnitName} · ${segment.savedBy}最后修改`}
        actions={<Actions segment={segment} />}
      />
      {segment.failure && (
        <Alert
          type="error"
          showIcon
          title="上一次计算没有成功，下面是之前的结果"
          description={`${segment.failure}。系统每小时会再试；一直不成功时请把这段文字交给管理员。`}
        />
      )}
      {!segment.failure && !segment.upToDate && !segment.archivedAt && (
        <Alert type="info" showIcon title="正在按新的条件计算，几秒后更新" />
      )}
      <FigureCards
        figures={[
          {
            label: "人数",
            value: segment.members === null ? "—" : formatNumber(segment.members),
            title: formatExact(segment.members),
            hint: segment.reckonedAt ? (
              <>
                <DateTime value={segment.reckonedAt} ago />
                计算，每小时一次
              </>
            ) : (
              "还没有计算"
            ),
          },
          {
            label: "进入",
            value: last ? formatNumber(last.entered) : "—",
            hint: "上次计算比再上一次多出来的人",
          },
          { label: "离开", value: last ? formatNumber(last.departed) : "—", hint: "上次计算时不再符合的人" },
        ]}
      />
      <Panel title="条件" extra={<span className={styles.faint}>第 {segment.revision} 版</span>}>
        <p className={styles.sentence}>{segment.sentence}</p>
        {segment.usedBy.length > 0 && (
          <p className={styles.faint}>
            被这些人群包引用：
            {segment.usedBy.map((user, at) => (
              <span key={user.id}>
                {at > 0 && "、"}
                <Link to={`/segments/${user.id}`}>{user.name}</Link>
              </span>
            ))}
          </p>
        )}
      </Panel>
      <div className={styles.two}>
        <Panel title="人数变化">
          {segment.sizes.length > 0 ? (
            <SizeChart sizes={segment.sizes} />
          ) : (
            <p className={styles.faint}>还没有计算过。</p>
          )}
        </Panel>
        <Panel title="现在的分布" hint="按此刻的数据现算">
          <BreakdownBars rule={segment.rule} orgUnitId={segment.own ? segment.orgUnitId : undefined} />
        </Panel>
      </div>
      {can("member.read") && <Members segment={segment} />}
    </div>
  );
}
