import { useQuery } from "@tanstack/react-query";
import { Progress, Skeleton, Tooltip } from "antd";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { Count } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { membersQuery } from "./hub-api.ts";
import styles from "./hubs.module.css";

/** On which fronts customers are known, and on which together. */
export function MembersPanel() {
  const members = useQuery(membersQuery);
  if (members.isError) return <ErrorState error={members.error} onRetry={() => void members.refetch()} />;
  if (!members.data) return <Skeleton active />;
  const { people, known, several, unionid, fronts, overlap } = members.data;
  const labels = new Map(fronts.map(({ front, label }) => [front, label]));
  const shared = overlap.filter((pair) => pair.people > 0).toSorted((a, b) => b.people - a.people);
  return (
    <Panel title="用户数据中台" hint="同一个人在几个阵地都认得，才谈得上一起经营">
      <dl className={styles.figures}>
        <div>
          <dt>
            <Tooltip title="至少在一个阵地认得的客户">认得的客户</Tooltip>
          </dt>
          <dd>
            <Count value={known} /> / <Count value={people} />
          </dd>
        </div>
        <div>
          <dt>在两个以上阵地</dt>
          <dd>
            <Count value={several} />
          </dd>
        </div>
        <div>
          <dt>
            <Tooltip title="有 UnionID 的客户，公众号、小程序、企业微信之间能自动认出">有 UnionID</Tooltip>
          </dt>
          <dd>
            <Count value={unionid} />
          </dd>
        </div>
      </dl>
      <ul className={styles.list}>
        {fronts.map((front) => (
          <li key={front.front}>
            <div className={styles.main}>
              <Tooltip title={front.definition}>
                <strong>{front.label}</strong>
              </Tooltip>
              <div className={styles.quiet}>
                认得 <Count value={front.known} />
                ，其中只在这里认得 <Count value={front.only} />
              </div>
            </div>
            <div className={styles.bar}>
              <Progress percent={people === 0 ? 0 : Math.round((front.known / people) * 100)} size="small" />
            </div>
          </li>
        ))}
      </ul>
      {shared.length > 0 && (
        <p className={styles.quiet}>
          同时认得：
          {shared
            .slice(0, 6)
            .map(({ a, b, people: both }) => `${labels.get(a) ?? a} + ${labels.get(b) ?? b} ${both} 人`)
            .join("；")}
        </p>
      )}
    </Panel>
  );
}
