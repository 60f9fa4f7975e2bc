import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, forbidden } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { listPoolMembers } from "../pools/list-members.ts";
import { wholeChain } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { unitOrTop } from "../shared/unit-or-top.ts";
import type { AudienceDraft } from "./schemas.ts";
import { audienceSetting } from "./settings.ts";
import { type Audience, dropFile, requireAudience } from "./store.ts";

/** Chooses the members and writes the file, in the background. */
export const makeAudience = "insight.make_audience";

/**
 * Asks for an audience of a part of the chain that the actor sees.
 *
 * @throws Refusal when the unit is out of scope or a pool does not exist
 */
export async function createAudience(platform: Platform, actor: Actor, draft: AudienceDraft): Promise<Audience> {
  const { db, clock, jobs } = platform;
  const unit = await unitOrTop(db, actor, draft.orgUnitId);
  const { inPool, notInPool } = draft.filter;
  if (inPool !== undefined)
    await listPoolMembers(platform, wholeChain, { inPool, notInPool, day: today(platform) }, { after: null, limit: 1 });
  const { value: settings } = await readSetting(db, audienceSetting);
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      insert into audience (name, target, platform, purpose, org_unit_id, filter, columns, format, compressed, upper_case, rows_per_file, holdout_bp,
        seed, last_place, created_at, created_by, created_by_id)
      select ${draft.name}, ${draft.target}, ${draft.platform}, ${draft.purpose}, ${unit.id}, ${JSON.stringify(draft.filter)}::jsonb,
        ${JSON.stringify(draft.columns)}::jsonb, ${draft.format}, ${draft.compressed}, ${draft.upperCase}, ${settings.rowsPerFile},
        ${Math.round(draft.holdoutPercent * 100)}, ${randomBytes(8).readBigInt64BE().toString()}::bigint, coalesce(max(member_no), 0),
        ${clock.now()}, ${actor.name}, ${actor.id} from member
      returning id`.execute(tx);
    const id = rows[0]?.id as string;
    const { name, target, platform: advertiser, purpose, filter, columns, holdoutPercent } = draft;
    await audit(tx, actor, {
      action: "audience.requested",
      subject: { kind: "audience", id },
      orgPath: unit.path,
      detail: { name, target, platform: advertiser, purpose, filter, columns, holdoutPercent },
    });
    await jobs.enqueue(tx, makeAudience, { audienceId: id });
    return requireAudience(tx, actor, id);
  });
}

/**
 * Approves or rejects an audience that waits because of its size.
 *
 * @throws Refusal `not_found`, `audience_decided`, `forbidden` for one's own
 */
export async function decideAudience(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  { approve, note }: { readonly approve: boolean; readonly note?: string },
): Promise<Audience> {
  const audience = await requireAudience(tx, actor, id, true);
  if (audience.state !== "waiting") throw conflict("audience_decided", "这个人群包不在等待审批，请刷新");
  if (audience.createdById === actor.id) throw forbidden("不能审批自己提交的导出，请由其他人审批");
  await sql`update audience set state = ${approve ? "writing" : "rejected"}, place = 0, note = ${note ?? null}, decided_at = ${platform.clock.now()},
    decided_by = ${actor.name} where id = ${id}`.execute(tx);
  if (approve) await platform.jobs.enqueue(tx, makeAudience, { audienceId: id });
  else await dropFile(tx, id, true);
  await audit(tx, actor, {
    action: approve ? "audience.approved" : "audience.rejected",
    subject: { kind: "audience", id },
    orgPath: audience.orgPath,
    detail: { name: audience.name, members: audience.chosen, requestedBy: audience.createdBy, note: note ?? null },
  });
  return requireAudience(tx, actor, id);
}

/**
 * Stops an audience, or takes its file away before it expires; what was downloaded stays comparable.
 *
 * @throws Refusal `not_found`, `audience_over`
 */
export async function discardAudience(tx: Tx, actor: Actor, id: string): Promise<Audience> {
  const audience = await requireAudience(tx, actor, id, true);
  if (!["choosing", "waiting", "writing", "ready"].includes(audience.state))
    throw conflict("audience_over", "这个人群包已经没有文件了");
  await sql`update audience set state = 'discarded' where id = ${id}`.execute(tx);
  await dropFile(tx, id, audience.downloadedAt === null);
  await audit(tx, actor, {
    action: "audience.discarded",
    subject: { kind: "audience", id },
    orgPath: audience.orgPath,
    detail: { name: audience.name, state: audience.state },
  });
  return requireAudience(tx, actor, id);
}
