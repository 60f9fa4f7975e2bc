import { type Kysely, sql } from "kysely";
import { audit, systemActor } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, notFound, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { readSetting } from "../../kernel/settings.ts";
import { loadHeadquarters, publishNotice, requireWholeChain, scopeCondition } from "../../organization/index.ts";
import { percentOf } from "./rules.ts";
import { type FriendAddingRules, friendAddingSetting } from "./settings.ts";

interface Judged {
  readonly id: string;
  readonly guideId: string;
  readonly guideName: string;
  readonly storeName: string;
  readonly judged: number;
  readonly accepted: number;
}

const actor = systemActor("engagement.judge_friend_adding");

/**
 * Pauses adding for guides whose share of accepted requests lies under the line, or only notes it, as set; headquarters is told by one
 * notice. Requests of before a pause was lifted, or noted, do not count again. Set-based.
 *
 * @returns how many guides missed the line
 */
export async function judgeGuides(platform: Platform): Promise<number> {
  const { value } = await readSetting(platform.db, friendAddingSetting);
  const now = platform.clock.now();
  const missed = await platform.db.transaction().execute(async (tx) => {
    const found = await notePauses(tx, value, now);
    await audit(
      tx,
      actor,
      found.map(({ guideId, judged, accepted }) => ({
        action: value.whenBelow === "pause" ? "friend_adding.paused" : "friend_adding.warned",
        subject: { kind: "staff", id: guideId },
        detail: { judged, accepted, line: value.line },
      })),
    );
    return found;
  });
  if (missed.length > 0) await tellHeadquarters(platform, missed, value, now);
  return missed.length;
}

async function notePauses(tx: Tx, rules: FriendAddingRules, now: Date): Promise<Judged[]> {
  const { rows } = await sql<Judged>`
    with judged as (
      select a.guide_id, count(*)::int as judged, count(a.accepted_at)::int as accepted
      from friend_attempt a
      where a.sent_at > ${now}::timestamptz - make_interval(days => ${rules.rateDays})
        and a.sent_at <= ${now}::timestamptz - make_interval(hours => ${rules.waitHours})
        and a.sent_at > coalesce((select max(p.lifted_at) from friend_pause p where p.guide_id = a.guide_id), '-infinity')
      group by 1),
    made as (
      insert into friend_pause (guide_id, store_no, kind, judged, accepted, line, paused_at, lifted_at)
      select j.guide_id, (select a.store_no from friend_attempt a where a.guide_id = j.guide_id order by a.day desc, a.no desc limit 1),
        ${rules.whenBelow === "pause" ? "pause" : "warning"}, j.judged, j.accepted, ${rules.line}, ${now},
        ${rules.whenBelow === "pause" ? null : now}
      from judged j
      where j.judged >= ${rules.sample} and j.accepted * 100 < j.judged * ${rules.line}
        and not exists (select from friend_pause o where o.guide_id = j.guide_id and o.lifted_at is null)
      on conflict do nothing returning id, guide_id, store_no, judged, accepted)
    select m.id, m.guide_id as "guideId", s.name as "guideName", u.name as "storeName", m.judged, m.accepted
    from made m join staff s on s.id = m.guide_id join org_unit u on u.no = m.store_no order by u.name, s.name`.execute(
    tx,
  );
  return rows;
}

const mostNamed = 30;

/** One notice to the operators of headquarters; where there are none, the page of pauses has to be enough. */
async function tellHeadquarters(
  { db, config, log }: Platform,
  missed: readonly Judged[],
  { line, whenBelow }: FriendAddingRules,
  at: Date,
): Promise<void> {
  const lines = missed
    .slice(0, mostNamed)
    .map(
      ({ guideName, storeName, judged, accepted }) =>
        `${storeName} ${guideName}：${judged} 次申请通过 ${accepted} 次（${percentOf(accepted, judged)}%）`,
    );
  const more = missed.length > mostNamed ? [`……共 ${missed.length} 位`] : [];
  const what = whenBelow === "pause" ? "加好友已暂停" : "加好友通过率偏低";
  try {
    await db.transaction().execute(async (tx) =>
      publishNotice(
        tx,
        actor,
        {
          kind: "activity",
          title: `${what}：${missed.length} 位导购的通过率低于 ${line}%`,
          body: [...lines, ...more, "请到「加好友任务 → 暂停」查看名单质量与话术，了解原因后决定是否恢复。"].join("\n"),
          attachments: [],
          unitIds: [(await loadHeadquarters(tx)).id],
          roleCodes: ["hq_operator", "admin"],
          postIds: [],
          confirmBy: null,
        },
        { at, today: dayIn(config.timeZone, at) },
      ),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.warn({ err: error }, "nobody at headquarters could be told of guides under the success line");
  }
}

export interface Pause {
  readonly id: string;
  readonly guideId: string;
  readonly guideName: string;
  readonly storeName: string;
  readonly kind: "pause" | "warning";
  readonly judged: number;
  readonly accepted: number;
  readonly line: number;
  readonly pausedAt: Date;
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
  readonly reason: string | null;
}

/** Pauses and warnings in scope, those in force first. */
export async function listPauses(db: Kysely<DB>, viewer: Actor): Promise<Pause[]> {
  const { rows } = await sql<Pause>`
    select p.id, p.guide_id as "guideId", s.name as "guideName", u.name as "storeName", p.kind, p.judged, p.accepted, p.line,
      p.paused_at as "pausedAt", p.lifted_at as "liftedAt", p.lifted_by as "liftedBy", p.reason
    from friend_pause p join staff s on s.id = p.guide_id join org_unit u on u.no = p.store_no
    where ${scopeCondition(viewer, "p.store_no")} order by p.lifted_at is not null, p.paused_at desc limit 200`.execute(
    db,
  );
  return rows;
}

/** Headquarters lets a guide add again; what came before does not count any more. @throws Refusal not_found, `whole_chain_only`, `not_paused` */
export async function liftPause(tx: Tx, viewer: Actor, id: string, reason: string, now: Date): Promise<void> {
  const { rows } = await sql<{ guideId: string; path: string; lifted: boolean }>`
    select p.guide_id as "guideId", u.path::text as path, p.lifted_at is not null as lifted
    from friend_pause p join org_unit u on u.no = p.store_no
    where p.id = ${id} and ${scopeCondition(viewer, "p.store_no")} for update of p`.execute(tx);
  const pause = rows[0];
  if (!pause) throw notFound("这次暂停");
  requireWholeChain(viewer);
  if (pause.lifted) throw conflict("not_paused", "已经恢复了");
  await sql`update friend_pause set lifted_at = ${now}, lifted_by = ${viewer.name}, reason = ${reason} where id = ${id}`.execute(
    tx,
  );
  await audit(tx, viewer, {
    action: "friend_adding.pause_lifted",
    subject: { kind: "staff", id: pause.guideId },
    orgPath: pause.path,
    detail: { reason },
  });
}
