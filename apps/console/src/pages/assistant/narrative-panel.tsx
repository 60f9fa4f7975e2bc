import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Skeleton, Tag, Tooltip } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import styles from "./assistant.module.css";
import { judgeNarrative, type Narrated, type Narrative, narrativeQuery, writeNarrative } from "./assistant-api.ts";

const kindNames: Readonly<Record<Narrative["sentences"][number]["kind"], string>> = {
  summary: "画像",
  outlook: "预判",
  action: "建议",
};

/** AI 画像: what a language model writes of the member, each sentence with the facts that it rests on. */
export function NarrativePanel({ memberNo }: { memberNo: number }) {
  const queries = useQueryClient();
  const told = useQuery(narrativeQuery(memberNo));
  const keep = (answer: Narrated) => queries.setQueryData(narrativeQuery(memberNo).queryKey, answer);
  const write = useAction<void, Narrated>({ run: () => writeNarrative(memberNo), onDone: keep });
  const judge = useAction<"right" | "wrong", Narrated>({
    run: (verdict) => judgeNarrative(memberNo, verdict),
    done: "已记下",
    onDone: keep,
  });
  if (told.isError) return <ErrorState compact error={told.error} onRetry={() => void told.refetch()} />;
  if (!told.data) return <Skeleton active title={false} />;
  const { configured, narrative } = told.data;
  if (!narrative && !configured)
    return (
      <p className={styles.quiet}>
        还没有接入大模型。管理员在「系统 → 大模型」接入后，这里会写出这位客户的画像、预判和建议。
      </p>
    );
  const button = configured && (
    <Button
      type={narrative ? "default" : "primary"}
      size="small"
      loading={write.isPending}
      onClick={() => write.mutate()}
    >
      {narrative ? "重新生成" : "生成画像"}
    </Button>
  );
  if (!narrative)
    return (
      <div className={styles.stack}>
        <p className={styles.quiet}>
          由大模型根据购买、互动和标签来写；不会把姓名、手机号发给大模型，没有事实依据的句子不采用。
        </p>
        <div>{button}</div>
      </div>
    );
  const factOf = new Map(narrative.facts.map(({ id, text }) => [id, text]));
  return (
    <div className={styles.stack}>
      {narrative.stale && <Alert type="info" showIcon title="之后又有新的购买、互动或标签，可以重新生成" />}
      <ul className={styles.sentences}>
        {narrative.sentences.map((sentence) => (
          <li key={sentence.text}>
            <Tag color={sentence.kind === "action" ? "green" : undefined}>{kindNames[sentence.kind]}</Tag>
            <Tooltip title={sentence.facts.map((id) => factOf.get(id)).join("；")}>
              <span className={styles.sentence}>{sentence.text}</span>
            </Tooltip>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <span className={styles.quiet}>
          {narrative.model} · <DateTime value={narrative.writtenAt} />
          {narrative.dropped > 0 && ` · ${narrative.dropped} 句没有依据，未采用`}
        </span>
        <Button
          size="small"
          type={narrative.verdict === "right" ? "primary" : "text"}
          aria-pressed={narrative.verdict === "right"}
          onClick={() => judge.mutate("right")}
        >
          说得对
        </Button>
        <Button
          size="small"
          type="text"
          danger={narrative.verdict === "wrong"}
          aria-pressed={narrative.verdict === "wrong"}
          onClick={() => judge.mutate("wrong")}
        >
          不对
        </Button>
        {narrative.stale && button}
      </div>
    </div>
  );
}
