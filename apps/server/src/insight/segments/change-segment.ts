import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { unitOrTop } from "../shared/unit-or-top.ts";
import { checkRule } from "./rule/check-rule.ts";
import { namedIn } from "./rule/named.ts";
import { leavesOf, type Rule, type SegmentRule } from "./rule/rule.ts";
import { lockSegment, requireSegment, type Segment, usersOfSegment } from "./store.ts";

/** Reckons one segment, or all when the payload names none. */
export const reckonSegments = "insight.reckon_segments";

export interface SegmentDraft {
  readonly name: string;
  readonly note: string;
  readonly rule: SegmentRule;
}

const referredTo = (rule: Rule) => [
  ...new Set([...leavesOf(rule)].flatMap(({ leaf }) => (leaf.kind === "segment" ? [leaf.segment] : []))),
];

const nameTaken = () =>
  conflict("segment_name_taken", "同一组织下已经有同名的人群包", "请换一个名称，或修改原来的人群包");

/** Remembers what a rule speaks of, and refuses a circle. */
async function saveReferences(tx: Tx, segmentId: string, rule: Rule): Promise<void> {
  const wanted = referredTo(rule);
  // One writer at a time: two who close a circle from both ends would not see each other.
  await sql`select pg_advisory_xact_lock(hashtext('feilun.segment_reference'))`.execute(tx);
  await sql`delete from segment_reference where segment_id = ${segmentId}`.execute(tx);
  await sql`insert into segment_reference (segment_id, refers_to) select ${segmentId}, unnest(${wanted}::uuid[])`.execute(
    tx,
  );
  const { rows } = await sql<{ circle: boolean }>`
    with recursive reach as (
      select refers_to from segment_reference where segment_id = ${segmentId}
      union select r.refers_to from reach join segment_reference r on r.segment_id = reach.refers_to)
    select exists (select from reach where refers_to = ${segmentId}) as circle`.execute(tx);
  if (rows[0]?.circle)
    throw invalid([{ path: "rule.root", message: "引用的人群包又引用了这个人群包，形成了循环，请去掉其中一个引用" }]);
}

async function saveRevision(tx: Tx, platform: Platform, actor: Actor, segment: Segment): Promise<void> {
  await sql`insert into segment_revision (segment_id, revision, rule, saved_at, saved_by)
    values (${segment.id}, ${segment.revision}, ${JSON.stringify(segment.rule)}::jsonb, ${platform.clock.now()}, ${actor.name})`.execute(
    tx,
  );
  await saveReferences(tx, segment.id, segment.rule.root);
  await platform.jobs.enqueue(
    tx,
    reckonSegments,
    { segmentId: segment.id },
    { key: `${reckonSegments}.${segment.id}.${segment.revision}` },
  );
}

/** A segment that a rule refers to has to be seen by whoever writes the rule. */
async function check(tx: Tx, actor: Actor, rule: Rule): Promise<void> {
  checkRule(rule, await namedIn(tx, [rule]));
  for (const id of referredTo(rule)) await requireSegment(tx, actor, id);
}

/** @throws Refusal `invalid_input`, `segment_name_taken`, `not_found` for a unit out of scope */
export async function createSegment(
  platform: Platform,
  actor: Actor,
  draft: SegmentDraft & { readonly orgUnitId?: string },
): Promise<Segment> {
  const unit = await unitOrTop(platform.db, actor, draft.orgUnitId);
  const now = platform.clock.now();
  return platform.db.transaction().execute(async (tx) => {
    await check(tx, actor, draft.rule.root);
    const { rows } = await sql<{ id: string }>`
      insert into segment (name, note, org_unit_id, rule, created_at, created_by, saved_at, saved_by)
      values (${draft.name}, ${draft.note}, ${unit.id}, ${JSON.stringify(draft.rule)}::jsonb, ${now}, ${actor.name}, ${now}, ${actor.name})
      on conflict do nothing returning id`.execute(tx);
    const id = rows[0]?.id;
    if (id === undefined) throw nameTaken();
    const segment = await requireSegment(tx, actor, id);
    await saveRevision(tx, platform, actor, segment);
    await audit(tx, actor, {
      action: "segment.created",
      subject: { kind: "segment", id },
      orgPath: unit.path,
      detail: { ...draft },
    });
    return segment;
  });
}

/**
 * Changes name, note and rule. `basedOn` is the revision that the change was made on.
 *
 * @throws Refusal `segment_changed`, `segment_archived`, `segment_name_taken`, `invalid_input`, `not_found`
 */
export function changeSegment(
  platform: Platform,
  actor: Actor,
  id: string,
  draft: SegmentDraft & { readonly basedOn: number },
): Promise<Segment> {
  return platform.db.transaction().execute(async (tx) => {
    const before = await lockSegment(tx, actor, id);
    if (before.archivedAt !== null) throw conflict("segment_archived", "这个人群包已归档，请先恢复再修改");
    if (before.revision !== draft.basedOn)
      throw conflict("segment_changed", `${before.savedBy}刚刚修改过这个人群包，请刷新后在新版上修改`);
    await check(tx, actor, draft.rule.root);
    const ruleChanged = JSON.stringify(before.rule) !== JSON.stringify(draft.rule);
    await refuseOn({ segment_name: nameTaken }, () =>
      sql`update segment set name = ${draft.name}, note = ${draft.note}, rule = ${JSON.stringify(draft.rule)}::jsonb,
        revision = revision + ${ruleChanged ? 1 : 0}, saved_at = ${platform.clock.now()}, saved_by = ${actor.name} where id = ${id}`.execute(
        tx,
      ),
    );
    const segment = await requireSegment(tx, actor, id);
    if (ruleChanged) await saveRevision(tx, platform, actor, segment);
    await audit(tx, actor, {
      action: "segment.changed",
      subject: { kind: "segment", id },
      orgPath: segment.orgPath,
      detail: { before: { name: before.name, note: before.note, rule: before.rule }, after: { ...draft } },
    });
    return segment;
  });
}

/**
 * Archives a segment, or takes it back. What others refer to stays.
 *
 * @throws Refusal `segment_in_use`, `segment_name_taken`, `not_found`
 */
export function archiveSegment(platform: Platform, actor: Actor, id: string, archived: boolean): Promise<Segment> {
  return platform.db.transaction().execute(async (tx) => {
    const before = await lockSegment(tx, actor, id);
    const users = archived ? await usersOfSegment(tx, id) : [];
    if (users.length > 0) {
      const names = users.slice(0, 3).map((user) => `「${user.name}」`);
      throw conflict("segment_in_use", `${names.join("、")}引用了这个人群包，不能归档`, "请先修改引用它的人群包");
    }
    if ((before.archivedAt !== null) === archived) return before;
    await refuseOn({ segment_name: nameTaken }, () =>
      sql`update segment set archived_at = ${archived ? platform.clock.now() : null} where id = ${id}`.execute(tx),
    );
    await audit(tx, actor, {
      action: archived ? "segment.archived" : "segment.restored",
      subject: { kind: "segment", id },
      orgPath: before.orgPath,
      detail: { name: before.name },
    });
    return requireSegment(tx, actor, id);
  });
}
