import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { formatExact, formatNumber } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import type { Pools } from "./pool-api.ts";
import styles from "./pools.module.css";

/** Whom to bring closer, the largest crowds first, each with its list. */
export function NextStepsPanel({ pools: { nextSteps } }: { pools: Pools }) {
  const mayList = useCan()("member.read");
  if (nextSteps.length === 0) return null;
  return (
    <Panel title="下一步把谁拉近" hint="已经在我们的池子里、还没进更近的池子的人">
      <ul className={styles.steps}>
        {nextSteps.map((step) => (
          <li key={`${step.inPool} ${step.notInPool}`}>
            <strong title={formatExact(step.people)}>
              {formatNumber(step.people)} <small>人</small>
            </strong>
            <span>{step.text}</span>
            {mayList && <Link to={`/pools/members?inPool=${step.inPool}&notInPool=${step.notInPool}`}>看名单</Link>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
