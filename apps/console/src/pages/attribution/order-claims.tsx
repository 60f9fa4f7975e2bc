import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatMoneyExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import styles from "./attribution.module.css";
import { explanationQuery } from "./attribution-api.ts";
import { subjectKindNames } from "./words.ts";

/** 为什么归给 TA: every claim on an order in the order of time, with what it got and why not more. */
export function OrderClaims({ orderId }: { orderId: number }) {
  const explanation = useQuery(explanationQuery(orderId));
  if (explanation.isPending) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (explanation.isError)
    return <ErrorState compact error={explanation.error} onRetry={() => void explanation.refetch()} />;
  if (!explanation.data.counted) return <p className={styles.quiet}>没有售出的商品（赠品或试用），不参与归因。</p>;
  const found = explanation.data.dimensions.filter(
    ({ dimension, claims }) => dimension === "seller" || claims.length > 0,
  );
  return (
    <>
      {found.map(({ dimension, label, sentence, claims }) => (
        <section key={dimension}>
          <strong>{label}</strong> <span className={styles.quiet}>{sentence}</span>
          <ul className={styles.claims}>
            {claims.map((claim) => (
              <li
                key={`${claim.ref}:${claim.evidence}`}
                className={claim.share > 0 ? `${styles.claim} ${styles.credited}` : styles.claim}
              >
                <span>
                  {claim.name}
                  <span className={styles.quiet}>
                    {" "}
                    {subjectKindNames[claim.subjectKind]} · {claim.evidenceLabel}
                  </span>
                </span>
                <span className={styles.right}>{claim.share > 0 ? formatMoneyExact(claim.netFen) : claim.verdict}</span>
                <small>
                  <DateTime value={claim.at} />
                </small>
                {claim.share > 0 && claim.share < 1 && <small className={styles.right}>{claim.verdict}</small>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
