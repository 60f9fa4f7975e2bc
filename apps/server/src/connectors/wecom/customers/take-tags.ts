import { type Kysely, sql } from "kysely";
import { assignTags, removeTags } from "../../../customers/index.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { syncSetting } from "../settings.ts";
import { findProductTags } from "./store.ts";

/** How the company tags of one relation changed on WeCom's side. */
export interface TagStep {
  readonly originNo: number;
  readonly memberNo: number;
  readonly userid: string;
  readonly externalUserid: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Takes changed marks over to the members (DT-06). What one guide takes off is off the member; the other guides' relations follow when
 * our tags are handed out again. What is taken over is what both sides agree on: it is never sent back.
 */
export async function takeTags(tx: Kysely<DB>, corpId: string, steps: readonly TagStep[]): Promise<void> {
  const changed = steps.filter(({ added, removed }) => added.length + removed.length > 0);
  if (changed.length === 0) return;
  const { value } = await readSetting(tx, syncSetting);
  if (!value.tagsIn) return;
  const tags = await findProductTags(tx, corpId, [
    ...new Set(changed.flatMap(({ added, removed }) => [...added, ...removed])),
  ]);
  const marks = (pick: (step: TagStep) => readonly string[]) =>
    changed.flatMap((step) =>
      pick(step).flatMap((tagId) => {
        const tagNo = tags.get(tagId);
        return tagNo === undefined ? [] : [{ originNo: step.originNo, memberNo: step.memberNo, tagNo }];
      }),
    );
  const how = { source: "wecom" as const, by: "wecom" };
  await removeTags(
    tx,
    marks((step) => step.removed),
    how,
  );
  await assignTags(
    tx,
    marks((step) => step.added),
    how,
  );
}

/** Puts a tag that was just taken over on everybody who bears it in WeCom already. */
export async function takeTagEverywhere(tx: Kysely<DB>, corpId: string, tagIds: readonly string[]): Promise<number> {
  if (tagIds.length === 0) return 0;
  const { rows } = await sql<{ originNo: number; memberNo: number; tagNo: number }>`
    select f.origin_no as "originNo", f.member_no as "memberNo", w.tag_no as "tagNo"
    from wecom_tag w join wecom_follow f on f.corp_id = w.corp_id and w.tag_id = any(f.tag_ids) and f.state in ('active', 'lost')
    where w.corp_id = ${corpId} and w.tag_id = any(${tagIds}::text[]) and w.tag_no is not null and f.member_no is not null`.execute(
    tx,
  );
  return assignTags(tx, rows, { source: "wecom", by: "wecom" });
}
