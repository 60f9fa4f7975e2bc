import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Skeleton, Timeline } from "antd";
import { api } from "../../../api/client.ts";
import { ErrorState } from "../../../shared/feedback/states.tsx";
import { Day } from "../../../shared/format/values.tsx";
import styles from "./profile.module.css";

type Line = AnswerOf<"/api/v1/members/{memberNo}/relations">;

/** How the relation moved, the latest first: when, by what, on which channel. */
export function RelationPanel({ memberNo }: { memberNo: number }) {
  const line = useQuery({
    queryKey: ["members", "relations", memberNo],
    queryFn: ({ signal }): Promise<Line> =>
      answer(api.GET("/api/v1/members/{memberNo}/relations", { signal, params: { path: { memberNo } } })),
  });
  if (line.isError) return <ErrorState compact error={line.error} onRetry={() => void line.refetch()} />;
  if (!line.data || line.isPlaceholderData) return <Skeleton active title={false} />;
  if (line.data.steps.length === 0) {
    return <p className={styles.faint}>还没有关注、进群、加好友或入会，只是访客。</p>;
  }
  return (
    <Timeline
      items={line.data.steps.toReversed().map((step) => ({
        key: `${step.at} ${step.to}`,
        color: step.direction === "forward" ? "green" : "red",
        content: (
          <>
            <strong>{step.toLabel}</strong> · {step.causeLabel}
            <div className={styles.faint}>
              <Day value={step.at} />
              {step.channelLabel && ` · ${step.channelLabel}`}
            </div>
          </>
        ),
      }))}
    />
  );
}
