import type { Placement } from "./ad-system-api.ts";
import styles from "./ad-systems.module.css";

/** What a kind of placement looks for, what has to be there first, and what to tell back. */
export function PlacementAdvice({ placement }: { placement: Placement }) {
  return (
    <div className={styles.advice}>
      <p>
        {placement.buying}。学的是：{placement.optimisesFor}。
      </p>
      <ul>
        {placement.needs.map((need) => (
          <li key={need}>{need}</li>
        ))}
      </ul>
      <p>
        建议回传：{placement.tells.map(({ label }) => label).join("、")}。适合的链路：
        {placement.chains.map(({ label }) => label).join("；")}。
      </p>
      <p>{placement.watch}</p>
    </div>
  );
}
