import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { api } from "../../../api/client.ts";
import { ErrorState } from "../../../shared/feedback/states.tsx";
import { Day } from "../../../shared/format/values.tsx";
import styles from "./profile.module.css";

type Answers = AnswerOf<"/api/v1/members/{memberNo}/answers">;

/** What a member answered in questionnaires and interviews, the latest answer per question. */
export function AnswersPanel({ memberNo }: { memberNo: number }) {
  const answers = useQuery({
    queryKey: ["members", "answers", memberNo],
    queryFn: ({ signal }): Promise<Answers> =>
      answer(api.GET("/api/v1/members/{memberNo}/answers", { signal, params: { path: { memberNo } } })),
  });
  if (answers.isError) return <ErrorState compact error={answers.error} onRetry={() => void answers.refetch()} />;
  if (!answers.data || answers.isPlaceholderData) return <Skeleton active title={false} />;
  if (answers.data.items.length === 0) return <p className={styles.faint}>还没有填过问卷或接受过访谈。</p>;
  return (
    <dl className={styles.facts}>
      {answers.data.items.map((item) => (
        <div key={`${item.questionnaireCode} ${item.questionCode}`}>
          <dt>{item.question ?? item.questionCode}</dt>
          <dd>
            {item.answer}
            <small className={styles.faint}>
              {" "}
              <Day value={item.answeredAt} /> · {item.title ?? item.questionnaireCode} · {item.source}
            </small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
