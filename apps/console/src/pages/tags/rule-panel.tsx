import { ApiProblem } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton, Switch } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState, problemText } from "../../shared/feedback/states.tsx";
import { formatExact, formatRatio } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { useEventTypes } from "../events/event-api.ts";
import { type Condition, conditionProblem, conditionWords } from "./condition.ts";
import { ConditionEditor } from "./condition-editor.tsx";
import { previewRule, saveRule, type Tag, type TagRule, useTagRule } from "./tag-api.ts";
import styles from "./tags.module.css";

/** How many people the conditions find today, a moment after they stop changing. */
function RulePreviewLine({ conditions }: { conditions: readonly Condition[] }) {
  const [settled, setSettled] = useState(conditions);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(conditions), 500);
    return () => clearTimeout(timer);
  }, [conditions]);
  const isReady = settled.length > 0 && settled.every((condition) => conditionProblem(condition) === null);
  const preview = useQuery({
    queryKey: ["tags", "preview", settled],
    queryFn: ({ signal }) => previewRule(settled, signal),
    enabled: isReady,
  });
  if (!isReady) return <p className={styles.faint}>条件填完整后，这里会显示现在有多少客户符合。</p>;
  if (preview.isError) return <ErrorState compact error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  const { members, ofMembers, sample } = preview.data;
  return (
    <div className={styles.preview} aria-live="polite" data-stale={preview.isFetching || undefined}>
      <p>
        现在有 <strong>{formatExact(members)}</strong> 位客户符合
        {ofMembers > 0 && `，占 ${formatRatio(members / ofMembers)}`}
      </p>
      {sample.length > 0 && (
        <p className={styles.faint}>
          例如：
          {sample.slice(0, 6).map((member, index) => (
            <span key={member.memberNo}>
              {index > 0 && "、"}
              <Link to={`/members/${member.memberNo}`}>{member.name ?? `客户 ${member.memberNo}`}</Link>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

function RuleEditor({ tag, rule, onClose }: { tag: Tag; rule: TagRule | null; onClose: (() => void) | null }) {
  const [conditions, setConditions] = useState<readonly Condition[]>(rule?.rule.conditions ?? []);
  const [enabled, setEnabled] = useState(rule?.enabled ?? true);
  const save = useAction<void, TagRule>({
    run: () => saveRule(tag.tagNo, conditions, enabled),
    done: enabled ? "规则已保存，正在后台更新客户" : "规则已保存，暂不更新客户",
    refresh: [["tags"], ["members"], ["audit"]],
    onDone: () => onClose?.(),
    quietFailure: true,
  });
  const isReady = conditions.length > 0 && conditions.every((condition) => conditionProblem(condition) === null);
  return (
    <div className={styles.editor}>
      {save.isError && (
        <Alert
          type="error"
          showIcon
          title={problemText(save.error).title}
          description={problemText(save.error).detail}
        />
      )}
      <ConditionEditor conditions={conditions} onChange={setConditions} />
      <RulePreviewLine conditions={conditions} />
      <div className={styles.editorFoot}>
        <span>
          <Switch aria-label="每天自动更新" size="small" checked={enabled} onChange={setEnabled} /> 每天自动更新
        </span>
        <span>
          {onClose && <Button onClick={onClose}>取消</Button>}{" "}
          <Button type="primary" disabled={!isReady} loading={save.isPending} onClick={() => save.mutate()}>
            保存规则
          </Button>
        </span>
      </div>
    </div>
  );
}

/** The rule of a rule tag in words, its last refresh, and its editor. */
export function RulePanel({ tag, mayWrite }: { tag: Tag; mayWrite: boolean }) {
  const rule = useTagRule(tag.tagNo, true);
  const types = useEventTypes();
  const [isEditing, setEditing] = useState(false);
  const eventName = (type: string) => types.data?.items.find(({ name }) => name === type)?.label ?? type;
  if (rule.isPending) return <Skeleton active title={false} />;
  const isMissing = rule.error instanceof ApiProblem && rule.error.status === 404;
  if (rule.isError && !isMissing) return <ErrorState compact error={rule.error} onRetry={() => void rule.refetch()} />;
  if (!rule.data || isMissing) {
    return mayWrite ? (
      <RuleEditor tag={tag} rule={null} onClose={null} />
    ) : (
      <p className={styles.faint}>还没有设置规则，所以没有客户带这个标签。</p>
    );
  }
  if (isEditing) return <RuleEditor tag={tag} rule={rule.data} onClose={() => setEditing(false)} />;
  const { rule: saved, enabled, refreshedAt, members, failure, savedAt, savedBy } = rule.data;
  return (
    <>
      <ul className={styles.sentences}>
        {saved.conditions.map((condition) => (
          <li key={JSON.stringify(condition)}>{conditionWords(condition, eventName)}</li>
        ))}
      </ul>
      <p className={styles.faint}>
        {savedBy} 于 <DateTime value={savedAt} /> 保存
        {!enabled && "，已暂停自动更新"}
      </p>
      {failure ? (
        <Alert type="error" showIcon title="上一次更新没有成功" description={failure} style={{ margin: "12px 0" }} />
      ) : refreshedAt ? (
        <p>
          最近更新 <DateTime value={refreshedAt} ago />，{formatExact(members ?? tag.memberCount)} 位客户带有它
        </p>
      ) : (
        <p>{enabled ? "正在第一次更新…" : "还没有更新过"}</p>
      )}
      {mayWrite && (
        <Button size="small" onClick={() => setEditing(true)}>
          修改规则
        </Button>
      )}
    </>
  );
}
