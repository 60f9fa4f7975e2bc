import { sql } from "kysely";
import { assignTags, removeTags } from "../../customers/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { TagRule } from "./condition.ts";
import { diffSorted } from "./diff-sorted.ts";
import { membersOfRule } from "./find-members.ts";
import { noteRefresh } from "./store.ts";

/** Members a transaction; short ones, since a long one would hold every feed back. */
const batchMembers = 10_000;

/**
 * Brings the members of a rule tag in line with its rule: who is new gets it, who no longer fits loses it. Tags that people put
 * on are left alone. Stopped in the middle, the next refresh goes on, since only differences are written.
 */
export async function refreshRuleTag(
  platform: Platform,
  tag: { readonly tagNo: number; readonly rule: TagRule },
  signal?: AbortSignal,
): Promise<{ added: number; removed: number; members: number }> {
  const after: number[] = [];
  for await (const batch of membersOfRule(platform, tag.rule)) for (const memberNo of batch) after.push(memberNo);
  const { rows } = await sql<{ member_no: number }>`select distinct member_no from member_tag
    where tag_no = ${tag.tagNo} and source = 'rule' order by member_no`.execute(platform.db);
  const diff = diffSorted(
    rows.map((row) => row.member_no),
    after,
  );
  const how = { source: "rule", by: "rule" } as const;
  let [added, removed] = [0, 0];
  for (const batch of batches(diff.removed)) {
    signal?.throwIfAborted();
    removed += await platform.db.transaction().execute((tx) =>
      removeTags(
        tx,
        batch.map((memberNo) => ({ memberNo, tagNo: tag.tagNo })),
        how,
      ),
    );
  }
  for (const batch of batches(diff.added)) {
    signal?.throwIfAborted();
    added += await platform.db.transaction().execute((tx) =>
      assignTags(
        tx,
        batch.map((memberNo) => ({ originNo: memberNo, memberNo, tagNo: tag.tagNo })),
        how,
      ),
    );
  }
  await noteRefresh(platform.db, tag.tagNo, { members: after.length });
  return { added, removed, members: after.length };
}

function* batches(memberNos: readonly number[]): Generator<readonly number[]> {
  for (let at = 0; at < memberNos.length; at += batchMembers) yield memberNos.slice(at, at + batchMembers);
}
