import { Button, Select, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { fetchReview, type ReviewCase } from "./identity-api.ts";
import styles from "./identity-page.module.css";
import { MergeByHandDialog } from "./merge-by-hand.tsx";
import { ReviewCasePanel } from "./review-case.tsx";
import { RulesDrawer } from "./rules-drawer.tsx";
import { identifierWords, refusalWords } from "./words.ts";

const reasons = {
  "limit:phone": "手机号超过允许的数量",
  "limit:unionid": "UnionID 超过允许的数量",
  "limit:card": "会员卡号超过允许的数量",
  "limit:openid": "OpenID 超过允许的数量",
  "limit:external_userid": "企业微信客户超过允许的数量",
  size: "标识太多，像是串号",
} as const;

function keyOf({ tie }: ReviewCase): string {
  return `${tie.a}|${tie.b}`;
}

export function Component() {
  const isPhone = useIsPhone();
  const [params, setParams] = useSearchParams();
  const reason = params.get("reason") ?? undefined;
  const [later, setLater] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isMerging, setMerging] = useState(false);
  const [isRules, setRules] = useState(false);
  const list = useCursorList<ReviewCase>({
    queryKey: ["identity", "review", reason],
    fetchPage: (cursor, signal) => fetchReview(reason, cursor, signal),
  });
  // Whatever was put off goes to the end of the queue.
  const queue = [
    ...list.rows.filter((each) => !later.includes(keyOf(each))),
    ...list.rows.filter((each) => later.includes(keyOf(each))),
  ];
  const opened = queue.find((each) => keyOf(each) === chosen) ?? (isPhone ? undefined : queue[0]);

  return (
    <>
      <PageHeader
        title="身份合并"
        description="系统认出可能是同一个人、但按规则不敢自动合并的，在这里由人来定。"
        actions={
          <>
            <Button onClick={() => setRules(true)}>合并规则</Button>
            <Button onClick={() => setMerging(true)}>手工合并两位客户</Button>
          </>
        }
      />
      {list.isLoading && <Skeleton active />}
      {list.error !== null && list.rows.length === 0 && <ErrorState error={list.error} onRetry={list.retry} />}
      {!list.isLoading && !list.error && (
        <div className={styles.filter}>
          <Select
            aria-label="原因"
            placeholder="全部原因"
            allowClear
            style={{ minWidth: 220 }}
            value={reason}
            options={optionsOf(reasons)}
            onChange={(next: string | undefined) => setParams(next ? { reason: next } : {}, { replace: true })}
          />
          {queue.length > 0 && (
            <span className={styles.faint}>
              {queue.length}
              {list.hasMore && "+"} 件待定
            </span>
          )}
        </div>
      )}
      {!list.isLoading && !list.error && queue.length === 0 && (
        <Panel>
          <EmptyState title={reason ? "这一类没有待定的" : "没有待定的合并"}>
            共用手机号、一人多卡、家人代买这类情况出现时，会排在这里等人来定。其余的已按规则自动合并，依据写在每位客户的「身份」里。
          </EmptyState>
        </Panel>
      )}
      {queue.length > 0 && (
        <div className={styles.columns}>
          {(!isPhone || !opened) && (
            <Panel flush>
              <ul className={styles.queue} aria-label="待定的合并">
                {queue.map((each) => {
                  const [a, b] = each.identifiers;
                  return (
                    <li key={keyOf(each)}>
                      <button
                        type="button"
                        aria-current={opened && keyOf(opened) === keyOf(each) ? "true" : undefined}
                        onClick={() => setChosen(keyOf(each))}
                      >
                        <strong>{a && identifierWords(a)}</strong>
                        <strong>{b && identifierWords(b)}</strong>
                        <span className={styles.faint}>{refusalWords(each.tie.reason)}</span>
                        <span className={styles.faint}>
                          <DateTime value={each.tie.firstAt} ago />
                          {later.includes(keyOf(each)) && <Tag style={{ marginLeft: 8 }}>稍后</Tag>}
                        </span>
                      </button>
                    </li>
                  );
                })}
              </ul>
              {list.hasMore && (
                <div className={styles.more}>
                  <Button size="small" onClick={list.loadMore} loading={list.isLoadingMore}>
                    再看一些
                  </Button>
                </div>
              )}
            </Panel>
          )}
          {opened && (
            <ReviewCasePanel
              key={keyOf(opened)}
              review={opened}
              onBack={isPhone ? () => setChosen(null) : undefined}
              onLater={() => {
                setLater([...later.filter((key) => key !== keyOf(opened)), keyOf(opened)]);
                setChosen(null);
              }}
              onDecided={() => setChosen(null)}
            />
          )}
        </div>
      )}
      {isRules && <RulesDrawer onClose={() => setRules(false)} />}
      {isMerging && <MergeByHandDialog onClose={() => setMerging(false)} />}
    </>
  );
}
