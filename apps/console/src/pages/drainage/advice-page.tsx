import { useQuery } from "@tanstack/react-query";
import { Button, Rate, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useCan, useMe } from "../../session/me.ts";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./drainage.module.css";
import { type Advice, adviceQuery, chainsQuery, type StartChain } from "./drainage-api.ts";
import { DrainagePlanForm } from "./drainage-plan-form.tsx";
import { ProfileForm } from "./profile-form.tsx";

const difficultyColours: Readonly<Record<string, string>> = { easy: "green", moderate: "orange", hard: "red" };
const from = (source: string) => `依据：${source}`;

function ChainsPanel({ onStart }: { onStart: (chain: StartChain) => void }) {
  const can = useCan();
  const chains = useQuery(chainsQuery);
  return (
    <Panel title="起点链路" hint="选一条，各步的触点会先备好，之后关联活码并启用">
      <ul className={styles.chains}>
        {(chains.data?.items ?? []).map((chain) => (
          <li key={chain.code} className={styles.chain}>
            <strong>{chain.label}</strong>
            <span className={styles.quiet}>
              {chain.groupLabel} · {from(chain.source)}
            </span>
            <p>{chain.advice}</p>
            <div>
              {chain.steps.map(({ name }) => (
                <Tag key={name}>{name}</Tag>
              ))}
            </div>
            {!chain.fits && <span className={styles.quiet}>需要门店；你说明了没有门店</span>}
            {can("touchpoint.write") && (
              <div>
                <Button size="small" onClick={() => onStart(chain)}>
                  用它建方案
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ColdStartPanel({ coldStarts, profile }: Advice) {
  return (
    <Panel
      title="冷启动从哪里开始"
      hint={`${from(coldStarts.source)}${profile.frequency === null || profile.interaction === null ? "；说明购买频次和互动程度后只留下合适的一类" : ""}`}
    >
      <div className={styles.stack}>
        {coldStarts.items.map(({ label, sectors, focus, chains }) => (
          <div key={label}>
            <strong>{label}</strong> <span className={styles.quiet}>例如 {sectors}</span>
            <p>重点：{focus}</p>
            <ul className={styles.list}>
              {chains.map(({ path, difficulty, difficultyLabel }) => (
                <li key={path}>
                  <Tag color={difficultyColours[difficulty]}>{difficultyLabel}</Tag>
                  {path}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Panel>
  );
}

function IncentivesPanel({ incentives }: Advice) {
  return (
    <Panel title="用什么好处吸引人进来" hint={`${from(incentives.source)}；原文有六星的按五星算`}>
      <ul className={styles.list}>
        {incentives.items.map(({ label, position, joining, staying }) => (
          <li key={`${position}${label}`}>
            <span className={styles.wide}>{label}</span>
            <span>
              拉新 <Rate disabled value={joining} style={{ fontSize: 14 }} />
            </span>
            <span>
              留存 <Rate disabled value={staying} style={{ fontSize: 14 }} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function FollowersPanel({ followerWays }: Advice) {
  return (
    <Panel title="公众号怎么涨粉" hint={`${from(followerWays.source)}；运营、工具、广告三类的归法是我们的理解`}>
      <ul className={styles.list}>
        {followerWays.items.map(({ label, typeLabel, classLabel }) => (
          <li key={label}>
            {label} <Tag>{classLabel}</Tag>
            <span className={styles.quiet}>{typeLabel}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function PoolsPanel({ pools }: Advice) {
  return (
    <Panel
      title="各平台的私域用户池"
      hint={`${from(pools.source)}；十二条对比，三个方面的归法是我们的理解；在「品牌情况」里选要比的平台`}
    >
      <section className={styles.scroll} aria-label="平台对比，可左右滚动">
        <table className={styles.compare}>
          <thead>
            <tr>
              <th scope="col">方面</th>
              {pools.platforms.map((platform) => (
                <th key={platform} scope="col">
                  {platform}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pools.lines.map(({ label, aspectLabel, values }) => (
              <tr key={label}>
                <th scope="row">
                  {label}
                  <div className={styles.quiet}>{aspectLabel}</div>
                </th>
                {values.map((value, at) => (
                  <td key={pools.platforms[at]}>{value ?? "—"}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

/** 起点建议: what fits this brand when it starts its traffic, each with its source. */
export function Component() {
  const can = useCan();
  const { wholeChain } = useMe();
  const advice = useQuery(adviceQuery);
  const [isEditing, setEditing] = useState(false);
  const [chain, setChain] = useState<StartChain | null>(null);
  if (advice.isError) return <ErrorState error={advice.error} onRetry={() => void advice.refetch()} />;
  const { data } = advice;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { stores, mallStores, dealers } = data.known;
  return (
    <>
      <PageHeader
        back={{ to: "/drainage", label: "引流方案" }}
        title="起点建议"
        description={`按品牌自己的情况给建议：现有 ${stores} 家门店，其中 ${mallStores} 家在商场，${dealers} 家经销商。没说明的情况不会筛掉建议。`}
        actions={
          wholeChain &&
          can("touchpoint.write") && (
            <Button type="primary" onClick={() => setEditing(true)}>
              品牌情况
            </Button>
          )
        }
      />
      <div className={styles.stack}>
        <ChainsPanel onStart={setChain} />
        <div className={styles.two}>
          <ColdStartPanel {...data} />
          <IncentivesPanel {...data} />
          <FollowersPanel {...data} />
        </div>
        <PoolsPanel {...data} />
      </div>
      {isEditing && <ProfileForm advice={data} onClose={() => setEditing(false)} />}
      {chain && <DrainagePlanForm chain={chain.code} onClose={() => setChain(null)} />}
    </>
  );
}
