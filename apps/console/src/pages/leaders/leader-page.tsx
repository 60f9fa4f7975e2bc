import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useLensQuery } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { formatExact, formatMoney, formatMoneyExact, formatRatio } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "../traffic/traffic.module.css";
import {
  changeLeaderStatus,
  type LeaderDetail,
  type LeaderStatus,
  leaderName,
  leaderQuery,
  leadMembers,
  releaseMember,
  statusColors,
  statusNames,
} from "./leader-api.ts";
import { LeaderForm } from "./leader-form.tsx";
import { MemberSelect } from "./member-select.tsx";

const verbs: Readonly<Record<LeaderStatus, string>> = {
  applied: "重新申请",
  approved: "通过",
  paused: "暂停",
  ended: "退出",
  declined: "不通过",
};
const needsReason: readonly LeaderStatus[] = ["paused", "ended", "declined"];

/** One leader: who, where, on what terms, whom they lead and what it brought. */
export function Component() {
  const { leaderId = "" } = useParams();
  const can = useCan();
  const { from, to } = useLensQuery();
  const leader = useQuery(leaderQuery(leaderId, { from, to }));
  const [isEditing, setEditing] = useState(false);
  const [asking, setAsking] = useState<LeaderStatus | null>(null);
  const status = useAction<{ to: LeaderStatus; reason?: string }, LeaderDetail>({
    run: ({ to: next, reason }) => changeLeaderStatus(leaderId, next, reason),
    done: (saved) => `现在是「${statusNames[saved.status]}」`,
    refresh: [["leaders"]],
    onDone: () => setAsking(null),
  });
  if (leader.isError) return <ErrorState error={leader.error} onRetry={() => void leader.refetch()} />;
  if (!leader.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const data = leader.data;
  const mayMove = (next: LeaderStatus) =>
    can("leader.write") && (data.status !== "applied" || can("leader.approve") || next === "applied");
  return (
    <>
      <PageHeader
        back={{ to: "/leaders", label: "团长" }}
        title={leaderName(data)}
        description={
          <>
            <Tag color={statusColors[data.status]}>{statusNames[data.status]}</Tag>
            {data.levelName} · {data.storeName} · {data.pickupPoint}
            {data.statusReason && ` · ${data.statusReason}`}
          </>
        }
        actions={
          <>
            {can("leader.write") && <Button onClick={() => setEditing(true)}>修改</Button>}
            {data.nextStatuses.filter(mayMove).map((next) => (
              <Button
                key={next}
                type={next === "approved" ? "primary" : "default"}
                loading={status.isPending}
                onClick={() => (needsReason.includes(next) ? setAsking(next) : status.mutate({ to: next }))}
              >
                {next === "approved" && data.status === "paused" ? "恢复带团" : verbs[next]}
              </Button>
            ))}
          </>
        }
      />
      <div className={styles.stack}>
        {data.twin && (
          <Alert type="warning" showIcon title="合并身份后发现另一份团长档案是同一个人，请保留一份，让另一份退出" />
        )}
        {data.status === "applied" && !can("leader.approve") && (
          <Alert type="info" showIcon title="已提交，等区域或总部审批" />
        )}
        <Panel title="成绩" hint="团员在被带期间的订单；佣金已扣退款，为预览">
          <dl className={styles.facts}>
            <dt>团员</dt>
            <dd>
              {formatExact(data.led)} 人，其中 {formatExact(data.buyers)} 人在所选时间内买过
            </dd>
            <dt>订单</dt>
            <dd>{formatExact(data.orders)}</dd>
            <dt>净销售额</dt>
            <dd>
              {formatMoney(data.netFen)}（退款 {formatMoney(data.refundFen)}）
            </dd>
            <dt>佣金预览</dt>
            <dd>
              {formatMoneyExact(data.commissionFen)}（{formatRatio(data.rateBp / 10_000, 2)}
              {data.commissionBp === null ? "，按等级" : "，单独约定"}）
            </dd>
            <dt>近 30 天可评等级</dt>
            <dd>{data.earnedLevel ?? "—"}</dd>
            <dt>身份</dt>
            <dd>
              {[
                data.staffName && `员工 ${data.staffName}`,
                data.memberNo !== null && `客户 ${data.memberName ?? data.memberNo}`,
              ]
                .filter(Boolean)
                .join("，")}
            </dd>
            <dt>申请 / 通过</dt>
            <dd>
              {formatDateTime(data.appliedAt)} / {data.approvedAt ? formatDateTime(data.approvedAt) : "—"}
            </dd>
          </dl>
        </Panel>
        <Members leader={data} />
      </div>
      {isEditing && <LeaderForm before={data} onClose={() => setEditing(false)} onDone={() => setEditing(false)} />}
      {asking && (
        <ReasonDialog
          title={`${verbs[asking]}「${leaderName(data)}」`}
          okText={verbs[asking]}
          placeholder="写一句原因，对方和以后的人会看到"
          isBusy={status.isPending}
          onSubmit={(reason) => status.mutate({ to: asking, reason })}
          onClose={() => setAsking(null)}
        >
          {asking === "ended" && "退出后团员全部解绑；之前的订单和佣金不变。"}
        </ReasonDialog>
      )}
    </>
  );
}

function Members({ leader }: { leader: LeaderDetail }) {
  const can = useCan();
  const [chosen, setChosen] = useState<number | null>(null);
  const bind = useAction<number, { count: number }>({
    run: (memberNo) => leadMembers(leader.id, [memberNo]),
    done: ({ count }) => (count === 0 ? "已经是团员" : "已绑定"),
    refresh: [["leaders"]],
    onDone: () => setChosen(null),
  });
  const release = useAction<number, { count: number }>({
    run: (memberNo) => releaseMember(leader.id, memberNo),
    done: "已解绑",
    refresh: [["leaders"]],
    undo: (_done, memberNo) => leadMembers(leader.id, [memberNo]),
    mayUndo: () => leader.status === "approved",
  });
  return (
    <Panel title={`团员 ${formatExact(leader.led)}`} hint="一位客户同一时间只有一位团长；换团长时自动从原团长转出">
      {can("leader.write") && can("member.read") && leader.status === "approved" && (
        <div className={styles.steps} style={{ marginBottom: 12 }}>
          <div style={{ flex: 1, minWidth: 220 }}>
            <MemberSelect value={chosen} onChange={setChosen} />
          </div>
          <Button
            disabled={chosen === null}
            loading={bind.isPending}
            onClick={() => chosen !== null && bind.mutate(chosen)}
          >
            绑定
          </Button>
        </div>
      )}
      {leader.members.length === 0 && <EmptyState compact title="还没有团员" />}
      <ul className={styles.why}>
        {leader.members.map((member) => (
          <li key={member.memberNo} className={styles.steps}>
            <span style={{ flex: 1 }}>
              {can("member.read") && member.name !== null ? (
                <Link to={`/members/${member.memberNo}`}>{member.name}</Link>
              ) : (
                `客户 ${member.memberNo}`
              )}{" "}
              <span className={styles.quiet}>
                {[member.phone, member.storeName, `${formatDateTime(member.boundAt)} 绑定`].filter(Boolean).join(" · ")}
              </span>
            </span>
            {can("leader.write") && (
              <Button size="small" onClick={() => release.mutate(member.memberNo)}>
                解绑
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
