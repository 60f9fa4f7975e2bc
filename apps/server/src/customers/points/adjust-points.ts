import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, forbidden, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { expiresAt, lockAccounts, ruleOn } from "./lots.ts";
import { needsApproval } from "./rules.ts";
import { pointSetting } from "./settings.ts";
import { settleDebts } from "./settle-debts.ts";
import { takePoints, writeTakings } from "./spend-points.ts";

export interface AdjustmentDraft {
  readonly businessKey: string;
  readonly memberNo: number;
  /** Positive gives, negative takes. */
  readonly points: number;
  readonly reason: string;
}

export interface Adjustment {
  readonly id: string;
  readonly memberNo: number;
  readonly points: number;
  readonly reason: string;
  readonly status: "waiting" | "done" | "rejected";
  readonly requestedAt: Date;
  readonly requestedBy: string;
  readonly requestedById: string;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decisionNote: string | null;
}

export const adjustmentColumns = sql`a.id, a.member_no as "memberNo", a.points, a.reason, a.status, a.requested_at as "requestedAt",
  a.requested_by as "requestedBy", a.requested_by_id as "requestedById", a.decided_at as "decidedAt", a.decided_by as "decidedBy",
  a.decision_note as "decisionNote"`;

/**
 * Corrects a member's points by hand, with a reason. Up to the limit of the settings at once; beyond it the request waits for
 * somebody else's approval and moves nothing. Idempotent by `businessKey`.
 *
 * @throws Refusal `points_insufficient`, `points_frozen`, `points_key_reused`
 */
export async function requestAdjustment(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  draft: AdjustmentDraft,
): Promise<Adjustment> {
  const now = platform.clock.now();
  const { approvalAbove } = (await readSetting(tx, pointSetting)).value;
  const waits = needsApproval(draft.points, approvalAbove);
  await lockAccounts(tx, [draft.memberNo]);
  const { rows } = await sql<Adjustment>`
    insert into point_adjustment as a (business_key, origin_no, member_no, points, reason, status, requested_at, requested_by, requested_by_id,
      decided_at, decided_by)
    values (${draft.businessKey}, ${draft.memberNo}, ${draft.memberNo}, ${draft.points}, ${draft.reason}, ${waits ? "waiting" : "done"},
      ${now}::timestamptz, ${actor.name}, ${actor.id}, ${waits ? null : now}, ${waits ? null : actor.name})
    on conflict (business_key) do nothing returning ${adjustmentColumns}`.execute(tx);
  const made = rows[0];
  if (!made) return earlierAdjustment(tx, draft);
  if (!waits) await carryOut(tx, platform, made, actor.name);
  await audit(tx, actor, {
    action: waits ? "points.adjustment_requested" : "points.adjusted",
    subject: { kind: "member", id: String(draft.memberNo) },
    detail: { points: draft.points, reason: draft.reason },
  });
  return made;
}

/** Whom a correction is about. */
export async function findAdjustmentMember(tx: Tx, id: string): Promise<number | undefined> {
  const { rows } = await sql<{
    memberNo: number;
  }>`select member_no as "memberNo" from point_adjustment where id = ${id}`.execute(tx);
  return rows[0]?.memberNo;
}

async function earlierAdjustment(tx: Tx, draft: AdjustmentDraft): Promise<Adjustment> {
  const { rows } = await sql<Adjustment>`
    select ${adjustmentColumns} from point_adjustment a where business_key = ${draft.businessKey}`.execute(tx);
  const earlier = rows[0];
  if (earlier?.memberNo === draft.memberNo && earlier.points === draft.points) return earlier;
  throw conflict("points_key_reused", "这个业务单号已用于另一笔调整", "请为每一笔使用不同的单号");
}

/**
 * Approves or rejects a waiting correction.
 *
 * @throws Refusal `not_found`, `adjustment_decided`, `forbidden` for one's own request
 */
export async function decideAdjustment(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  decision: { readonly id: string; readonly approve: boolean; readonly note?: string | null },
): Promise<Adjustment> {
  const { rows } = await sql<Adjustment>`
    select ${adjustmentColumns} from point_adjustment a where id = ${decision.id} for update`.execute(tx);
  const waiting = rows[0];
  if (!waiting) throw notFound("这笔积分调整");
  if (waiting.status !== "waiting") throw conflict("adjustment_decided", "这笔调整已经处理过了，请刷新");
  if (waiting.requestedById === actor.id) throw forbidden("不能审批自己提交的调整，请由其他人审批");
  if (decision.approve) {
    await lockAccounts(tx, [waiting.memberNo]);
    await carryOut(tx, platform, waiting, waiting.requestedBy);
  }
  const { rows: decided } = await sql<Adjustment>`
    update point_adjustment a set status = ${decision.approve ? "done" : "rejected"}, decided_at = ${platform.clock.now()},
      decided_by = ${actor.name}, decision_note = ${decision.note ?? null}
    where id = ${decision.id} returning ${adjustmentColumns}`.execute(tx);
  await audit(tx, actor, {
    action: decision.approve ? "points.adjustment_approved" : "points.adjustment_rejected",
    subject: { kind: "member", id: String(waiting.memberNo) },
    detail: {
      points: waiting.points,
      reason: waiting.reason,
      requestedBy: waiting.requestedBy,
      note: decision.note ?? null,
    },
  });
  return decided[0] as Adjustment;
}

/** Given points expire like points earned today; taken ones are taken oldest first, and never more than there are. */
async function carryOut(tx: Tx, { clock, config }: Platform, adjustment: Adjustment, by: string): Promise<void> {
  const now = clock.now();
  const { id, memberNo, points, reason } = adjustment;
  if (points < 0) {
    await takePoints(tx, memberNo, -points, now);
    await writeTakings(tx, memberNo, -points, now, { movementId: id, kind: "adjusted", reason, by });
    return;
  }
  const today = sql`${dayIn(config.timeZone, now)}::date`;
  await sql`
    with lot as (
      insert into point_lot (business_key, kind, origin_no, member_no, granted, entitled, earned_at, available_at, expires_at, rule_version)
      select concat('adjustment:', ${id}::text), 'adjustment', ${memberNo}::int, ${memberNo}::int, ${points}::bigint, ${points}::bigint, ${now}::timestamptz, ${now}::timestamptz,
        ${expiresAt(sql`r.rule`, today, config.timeZone)}, r.version
      from (select) one left join lateral ${ruleOn(today)} r on true
      returning id)
    insert into point_entry (movement_id, kind, lot_id, origin_no, member_no, points, at, reason, by)
    select ${id}::uuid, 'adjusted', id, ${memberNo}::int, ${memberNo}::int, ${points}::bigint, ${now}::timestamptz, ${reason}, ${by} from lot`.execute(
    tx,
  );
  await settleDebts(tx, [memberNo], now);
}
