import { useQuery } from "@tanstack/react-query";
import { Button, Tag, Typography } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { formatMoney, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import {
  type ActivityDetail,
  activityQuery,
  endActivity,
  groupsKey,
  handOver,
  kindNames,
  stateLooks,
} from "./group-api.ts";
import styles from "./groups.module.css";

function Winners({ activity }: { activity: ActivityDetail }) {
  const can = useCan();
  const give = useAction<number>({
    run: (originNo) => handOver(activity.id, originNo),
    done: "已记下奖品已领",
    refresh: [groupsKey, ["audit"]],
  });
  return (
    <ul className={styles.rows}>
      {activity.winners.map((winner) => (
        <li key={winner.originNo}>
          <span>
            <Link to={`/members/${winner.memberNo}`}>{winner.name ?? `客户 ${winner.memberNo}`}</Link> · {winner.prize}
          </span>
          {winner.givenAt ? (
            <span className={styles.faint}>
              <DateTime value={winner.givenAt} ago />
              {winner.goods ? "领取" : "发放"}
            </span>
          ) : (
            can("community.write") && (
              <Button size="small" onClick={() => give.mutate(winner.originNo)}>
                已领取
              </Button>
            )
          )}
        </li>
      ))}
    </ul>
  );
}

/** One draw or sign-in: who took part, what it did, the winners and the proof. */
export function Component() {
  const { groupActivityId = "" } = useParams();
  const can = useCan();
  const query = useQuery(activityQuery(groupActivityId));
  const [isEnding, setEnding] = useState(false);
  const end = useAction<string>({
    run: (note) => endActivity(groupActivityId, note),
    done: "已提前结束",
    refresh: [groupsKey, ["audit"]],
    onDone: () => setEnding(false),
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageSkeleton />;
  const activity = query.data;
  const { bought } = activity;
  const rate = (part: number, whole: number) => (whole > 0 ? formatRatio(part / whole) : "—");
  return (
    <div className={styles.stack}>
      <PageHeader
        back={{ to: "/groups?tab=activities", label: "抽奖与签到" }}
        title={
          <>
            {activity.name} <Tag color={stateLooks[activity.state].color}>{stateLooks[activity.state].text}</Tag>
          </>
        }
        description={`${kindNames[activity.kind]} · ${activity.rulesText}`}
        actions={
          activity.state !== "over" &&
          can("community.write") && (
            <Button danger onClick={() => setEnding(true)}>
              提前结束
            </Button>
          )
        }
      />
      <FigureCards
        figures={[
          {
            label: "参加",
            value: `${formatNumber(activity.people)} 人`,
            hint: `群里现有客户的 ${rate(activity.people, activity.customers)}`,
          },
          ...(activity.kind === "sign_in"
            ? [{ label: "签到", value: `${formatNumber(activity.entries)} 次`, hint: "每人每天一次" }]
            : [
                {
                  label: "奖品价值",
                  value: formatMoney(activity.costFen),
                  hint:
                    activity.people > 0
                      ? `人均 ${formatMoney(Math.round(activity.costFen / activity.people))}`
                      : "开奖后计算",
                },
              ]),
          {
            label: "参加后 7 天购买",
            value: rate(bought.buyers, bought.people),
            hint: `${bought.buyers} / ${bought.people} 人；没参加的 ${rate(bought.otherBuyers, bought.others)}（${bought.otherBuyers} / ${bought.others}），只作对照，不代表因果`,
          },
        ]}
      />
      {activity.kind === "lottery" && (
        <Panel title="开奖凭证" hint="活动开始前就公布：谁也不能事后改结果">
          <p>
            凭证（种子的 SHA-256）：<Typography.Text code>{activity.seedHash}</Typography.Text>
          </p>
          {activity.seed ? (
            <p>
              种子：<Typography.Text code>{activity.seed}</Typography.Text>
              <br />
              复算：每条参加记录算 SHA-256（种子:参加序号），从小到大排，依次得奖，每人一份。
            </p>
          ) : (
            <p className={styles.faint}>开奖时公布种子。</p>
          )}
        </Panel>
      )}
      {activity.winners.length > 0 && (
        <Panel title="中奖名单" hint={activity.toHandOver > 0 ? `还有 ${activity.toHandOver} 份没领` : "都已发放"}>
          <Winners activity={activity} />
        </Panel>
      )}
      <Panel title="各群参加情况" hint="发言来自群助手上报的行为事件，没有接入时为 0">
        <ul className={styles.rows}>
          {activity.byGroup.map((group) => (
            <li key={group.groupId}>
              <span>{group.name}</span>
              <span className={styles.faint}>
                参加 {group.people} / {group.customers} 人，发言人数 前 7 天 {group.spokeBefore} → 后 7 天{" "}
                {group.spokeAfter}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      {isEnding && (
        <ReasonDialog
          title="提前结束活动"
          okText="结束"
          placeholder="例如：奖品缺货，改到下周"
          isBusy={end.isPending}
          onSubmit={(note) => end.mutate(note)}
          onClose={() => setEnding(false)}
        >
          没开的奖不再开，还没发进群的通知会撤下；已经给的积分不收回。
        </ReasonDialog>
      )}
    </div>
  );
}
