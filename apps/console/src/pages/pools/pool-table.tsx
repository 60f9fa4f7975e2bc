import { Tag, Tooltip } from "antd";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { formatChange, formatExact, formatNumber } from "../../shared/format/number.ts";
import { type CountedPool, ownerNames, strengthHints, strengthNames } from "./pool-api.ts";
import styles from "./pools.module.css";

const strengthColors = { weak: "default", medium: "gold", strong: "green" } as const;

/** Whose relation a pool is, in a word and a sentence. */
function View({ pool }: { pool: CountedPool }) {
  const owner = pool.ownerName ?? ownerNames[pool.owner];
  const why =
    pool.toBrand === "private"
      ? "关系归品牌，能反复、低成本触达：是我们的私域。"
      : pool.toOwner === "private"
        ? `关系归${owner}：是对方的私域，对我们是公域，要借力。`
        : `关系归${owner}，再次触达要付费：是公域。`;
  return (
    <Tooltip title={why}>
      <Tag color={pool.toBrand === "private" ? "green" : "default"}>{pool.toBrand === "private" ? "私域" : "公域"}</Tag>
    </Tooltip>
  );
}

/** Every registered pool: what it is, whose it is, how many people it holds and how that changes. */
export function PoolTable({ pools }: { pools: readonly CountedPool[] }) {
  const mayList = useCan()("member.read");
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">用户池</th>
            <th scope="col">连接</th>
            <th scope="col">关系归谁</th>
            <th scope="col">对我们</th>
            <th scope="col">人数</th>
            <th scope="col">新进</th>
            <th scope="col">离开</th>
            <th scope="col">增速（上期）</th>
          </tr>
        </thead>
        <tbody>
          {pools.map((pool) => (
            <tr key={pool.code}>
              <th scope="row">
                <strong>{pool.name}</strong>
                <small>{pool.holds}</small>
              </th>
              <td>
                <Tooltip title={strengthHints[pool.strength]}>
                  <Tag color={strengthColors[pool.strength]}>{strengthNames[pool.strength]}</Tag>
                </Tooltip>
              </td>
              <td>{pool.ownerName ?? ownerNames[pool.owner]}</td>
              <td>
                <View pool={pool} />
              </td>
              {pool.figures ? (
                <>
                  <td title={formatExact(pool.figures.people)}>
                    {mayList ? (
                      <Link to={`/pools/members?inPool=${pool.code}`}>{formatNumber(pool.figures.people)}</Link>
                    ) : (
                      formatNumber(pool.figures.people)
                    )}
                  </td>
                  <td>+{formatNumber(pool.figures.joined)}</td>
                  <td>−{formatNumber(pool.figures.left)}</td>
                  <td>
                    {formatChange(pool.figures.growth)}
                    <small>（{formatChange(pool.figures.previousGrowth)}）</small>
                  </td>
                </>
              ) : (
                <td colSpan={4} className={styles.faint}>
                  没有接入数据，不统计人数
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
