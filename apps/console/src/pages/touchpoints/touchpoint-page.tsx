import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag, Typography } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useLens } from "../../lens/use-lens.ts";
import { useCan, useMe } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { Count, Day, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { MiniCodeForm } from "./mini-code-form.tsx";
import { TouchpointSpendForm } from "./spend-form.tsx";
import {
  changeState,
  labelOf,
  type Registry,
  registryQuery,
  type State,
  stateColours,
  type Touchpoint,
  touchpointQuery,
} from "./touchpoint-api.ts";
import { TouchpointForm } from "./touchpoint-form.tsx";
import styles from "./touchpoints.module.css";

function FiguresPanel({ touchpoint }: { touchpoint: Touchpoint }) {
  const { figures, attributionDays } = touchpoint;
  const list = [
    { name: "扫码", value: <Count value={figures.scans} />, hint: "打开活码、短链的次数，去掉机器和重复" },
    { name: "来的人", value: <Count value={figures.visitors} />, hint: "不同的访客" },
    { name: "好友", value: <Count value={figures.friends} />, hint: "之后加了导购好友" },
    { name: "粉丝", value: <Count value={figures.followers} />, hint: "之后关注公众号或视频号" },
    { name: "会员", value: <Count value={figures.members} />, hint: "之后注册入会" },
    {
      name: "买家",
      value: <Count value={figures.buyers} />,
      hint: `其中第一次买的 ${formatExact(figures.newBuyers)} 人`,
    },
    { name: "成交", value: <Money fen={figures.salesFen} />, hint: `${formatExact(figures.orders)} 单，减退款` },
    { name: "花费", value: <Money fen={figures.spendFen} />, hint: "记录的每日花费之和" },
    {
      name: "投入产出",
      value: figures.returned === null ? "—" : `1 : ${figures.returned.toFixed(2)}`,
      hint: "成交 ÷ 花费；没有花费时不算",
    },
  ];
  return (
    <Panel
      title="带来了什么"
      hint={`${touchpoint.from} 至 ${touchpoint.to} 来的人；行为和订单算给之前 ${attributionDays} 天内最后碰到的触点，不会重复算`}
    >
      <dl className={styles.figures}>
        {list.map(({ name, value, hint }) => (
          <div key={name} className={styles.figure}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <small>{hint}</small>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function MeansPanel({ touchpoint, registry }: { touchpoint: Touchpoint; registry: Registry | undefined }) {
  const { means, codes, adPlan, outbounds, key, limits, plans } = touchpoint;
  return (
    <Panel title="靠什么落地" hint={means === null ? "还没有；关联后才能启用" : labelOf(registry?.means, means)}>
      <ul className={styles.list}>
        {codes.map((code) => (
          <li key={code.id}>
            <Link to={`/codes/${code.id}`}>{code.name}</Link>
            {code.rests && <Tag color="orange">已暂停</Tag>}
            <Typography.Text
              copyable
            >{`${window.location.origin}/${code.kind === "link" ? "s" : "c"}/${code.slug}`}</Typography.Text>
          </li>
        ))}
        {adPlan && (
          <li>
            <Link to={`/ad-plans/${adPlan.id}`}>{adPlan.name}</Link>
            <span className={styles.quiet}>广告要在投放平台上暂停</span>
          </li>
        )}
        {outbounds.map(({ id, title }) => (
          <li key={id}>
            <Link to={`/outbound/${id}`}>{title}</Link>
          </li>
        ))}
        <li>
          来源码 <Typography.Text copyable={{ text: key }}>{key}</Typography.Text>
          <span className={styles.quiet}>写进小程序码、公众号二维码的场景值或页面来源参数，也会算到这个触点</span>
        </li>
      </ul>
      {limits.length > 0 && (
        <p className={styles.quiet}>
          平台限制：{limits.map(({ text, confirmed }) => `${text}${confirmed ? "" : "（官方文档未确认）"}`).join("；")}
        </p>
      )}
      {plans.length > 0 && (
        <p>
          所在引流方案：
          {plans.map(({ id, name }) => (
            <Link key={id} to={`/drainage/${id}`} style={{ marginRight: 12 }}>
              {name}
            </Link>
          ))}
        </p>
      )}
    </Panel>
  );
}

function SpendPanel({ touchpoint }: { touchpoint: Touchpoint }) {
  return (
    <Panel title="每天的花费">
      {touchpoint.spends.length === 0 ? (
        <EmptyState compact title={touchpoint.means === "ad_plan" ? "花费记在投放计划里" : "还没有记录花费"}>
          {touchpoint.means === "ad_plan"
            ? "这里的花费自动取自关联的投放计划。"
            : "物料、赠品、人工都可以按天记下来，投入产出就能算出来。"}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {touchpoint.spends.slice(-31).map(({ day, amountFen }) => (
            <li key={day}>
              <Day value={day} /> <Money fen={amountFen} exact />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** One touchpoint: how it stands, what it brought and cost, and what realises it. */
export function Component() {
  const { touchpointId = "" } = useParams();
  const can = useCan();
  const { wholeChain } = useMe();
  const { period } = useLens();
  const touchpoint = useQuery(touchpointQuery(touchpointId, period));
  const registry = useQuery(registryQuery);
  const [opened, setOpened] = useState<"edit" | "spend" | "code" | null>(null);
  const change = useAction<State, Touchpoint>({
    run: (to) => changeState(touchpointId, to, touchpoint.data?.version ?? 0),
    done: (saved) => `现在是「${labelOf(registry.data?.states, saved.state)}」`,
    refresh: [["touchpoints"], ["drainage-plans"], ["codes"]],
  });
  if (touchpoint.isError) return <ErrorState error={touchpoint.error} onRetry={() => void touchpoint.refetch()} />;
  const { data } = touchpoint;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const mayWrite = can("touchpoint.write") && data.mayRun && data.state !== "retired";
  const may = (to: State) => data.nextStates.includes(to);
  return (
    <>
      <PageHeader
        back={{ to: "/touchpoints", label: "渠道与触点" }}
        title={
          <>
            {data.name} <Tag color={stateColours[data.state]}>{labelOf(registry.data?.states, data.state)}</Tag>
          </>
        }
        description={
          <>
            {data.kindLabel} · 引到{labelOf(registry.data?.landings, data.landing)} · {data.unitName}
            {data.runBy.length > 0 &&
              ` · 由${data.runBy.map((level) => labelOf(registry.data?.levels, level)).join("、")}使用`}
          </>
        }
        actions={
          mayWrite && (
            <>
              {may("retired") && (
                <ConfirmDanger
                  action="下线"
                  title={`下线「${data.name}」？`}
                  onConfirm={() => change.mutateAsync("retired")}
                >
                  下线后不能再启用；它的 {data.codes.length} 个活码一起暂停，印出去的码会提示暂停使用。统计保留。
                </ConfirmDanger>
              )}
              <Button onClick={() => setOpened("edit")}>修改</Button>
              {data.means === "scene" && wholeChain && can("mini_program.write") && can("connection.read") && (
                <Button onClick={() => setOpened("code")}>生成小程序码</Button>
              )}
              {data.means !== "ad_plan" && <Button onClick={() => setOpened("spend")}>记录花费</Button>}
              {may("paused") && (
                <Button loading={change.isPending} onClick={() => change.mutate("paused")}>
                  暂停
                </Button>
              )}
              {may("active") && (
                <Button type="primary" loading={change.isPending} onClick={() => change.mutate("active")}>
                  启用
                </Button>
              )}
            </>
          )
        }
      />
      <div className={styles.stack}>
        <FiguresPanel touchpoint={data} />
        <MeansPanel touchpoint={data} registry={registry.data} />
        <SpendPanel touchpoint={data} />
        {data.note && (
          <Panel title="备注">
            <p>{data.note}</p>
          </Panel>
        )}
      </div>
      {opened === "edit" && <TouchpointForm touchpoint={data} onClose={() => setOpened(null)} />}
      {opened === "code" && <MiniCodeForm touchpoint={data} onClose={() => setOpened(null)} />}
      {opened === "spend" && <TouchpointSpendForm touchpoint={data} onClose={() => setOpened(null)} />}
    </>
  );
}
