import { type Kysely, sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition, type ToDoSource } from "../../organization/index.ts";

/** SQL: an attempt after which somebody should ring the customer back. */
const wantsAnswer = sql`(a.wants_person or a.intent in ('A', 'B')) and a.done_at is null and a.member_no is not null`;

export interface FollowUp {
  readonly outboundId: string;
  readonly numberKey: string;
  readonly attempt: number;
  readonly memberNo: number;
  readonly nameSealed: string | null;
  readonly storeName: string | null;
  readonly guideName: string | null;
  readonly title: string;
  readonly at: Date;
  readonly intent: string | null;
  readonly wantsPerson: boolean;
  readonly saidSealed: string | null;
}

/** Calls that ended with somebody wanting more, oldest first: the actor's own customers for guides, the store's for others. */
export async function listFollowUps(db: Kysely<DB>, actor: Actor, limit: number): Promise<FollowUp[]> {
  const { rows } = await sql<FollowUp>`
    select a.outbound_id as "outboundId", a.target_key as "numberKey", a.attempt, a.member_no as "memberNo", m.name_sealed as "nameSealed",
      u.name as "storeName", g.name as "guideName", o.title, a.started_at as at, a.intent, a.wants_person as "wantsPerson",
      a.said_sealed as "saidSealed"
    from call_attempt a join outbound o on o.id = a.outbound_id join member m on m.member_no = a.member_no and m.status = 'active'
      left join org_unit u on u.no = m.store_no left join staff g on g.id = m.guide_id
    where ${wantsAnswer} and ${scopeCondition(actor, "m.store_no")}
    order by m.guide_id is distinct from ${actor.kind === "staff" ? actor.id : null}::uuid, a.started_at limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Somebody dealt with it. @throws Refusal `not_found` when it waits for nobody, or for somebody out of scope */
export async function finishFollowUp(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  call: { readonly outboundId: string; readonly numberKey: string; readonly attempt: number; readonly note: string },
): Promise<void> {
  const { rows } = await sql<{ memberNo: number; path: string | null }>`
    update call_attempt a set done_at = ${platform.clock.now()}, done_by = ${actor.name}, done_note = ${call.note}
    from member m left join org_unit u on u.no = m.store_no
    where a.outbound_id = ${call.outboundId} and a.target_key = ${call.numberKey} and a.attempt = ${call.attempt} and ${wantsAnswer}
      and m.member_no = a.member_no and ${scopeCondition(actor, "m.store_no")}
    returning a.member_no as "memberNo", u.path::text as path`.execute(tx);
  const row = rows[0];
  if (!row) throw notFound("这个待回访");
  await audit(tx, actor, {
    action: "call.followed_up",
    subject: { kind: "member", id: String(row.memberNo) },
    orgPath: row.path ?? undefined,
    detail: { note: call.note },
  });
}

/** A guide's own customers who want to hear from somebody after a call. */
export function callFollowUpToDos({ db }: Platform): ToDoSource {
  return async (actor, today) => {
    if (!actor.permissions.has("phone_touch.follow")) return [];
    const { rows } = await sql<{ id: string; waiting: number; late: boolean }>`
      select (array_agg(a.outbound_id order by a.started_at))[1] as id, count(*)::int as waiting,
        min(a.started_at) < ${today}::date - 1 as late
      from call_attempt a join member m on m.member_no = a.member_no and m.guide_id = ${actor.id}::uuid where ${wantsAnswer}
      having count(*) > 0`.execute(db);
    return rows.map(({ id, waiting, late }) => ({
      kind: "call_follow_up" as const,
      subjectId: id,
      title: `外呼后想进一步了解：${waiting} 位客户等你联系`,
      dueOn: today,
      overdue: late,
      reminded: 0,
    }));
  };
}
