import { sql } from "kysely";
import { consentRefused } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../../organization/index.ts";
import { type Wanted, wantedLines, wantedMembers } from "./candidates.ts";
import type { Friendships } from "./port.ts";
import { readLines } from "./read-lines.ts";
import { countReasons, type DealtGuide, deal } from "./rules.ts";
import { type Assignment, mostPeople } from "./schemas.ts";
import { requireOwnTask, type Task } from "./tasks.ts";
import type { LeftOutReason } from "./vocabulary.ts";
import { nearness, worthOf } from "./worth.ts";

/** Reads the rows of an uploaded table; the connector for files gives it. */
export type ReadTable = (
  actor: Actor,
  fileId: string,
  most: number,
) => Promise<readonly { readonly line: number; readonly cells: readonly string[] }[]>;

export interface Assigned {
  readonly added: number;
  readonly guides: number;
  readonly leftOut: { readonly reason: LeftOutReason; readonly people: number }[];
}

/**
 * Puts people on a list and deals them to guides, in the order in which they will be asked. Left out, with the reason counted: who is a
 * friend already, who refused, whom nobody can call, and who waits on another list.
 *
 * @throws Refusal naming each line or guide that cannot be taken
 */
export async function assignPeople(
  tx: Tx,
  platform: Platform,
  friendships: Friendships,
  readTable: ReadTable,
  actor: Actor,
  taskId: string,
  { source, guideIds, dryRun }: Assignment,
): Promise<Assigned> {
  const task = await requireOwnTask(tx, actor, taskId);
  const now = platform.clock.now();
  const guides = await guidesInScope(tx, actor, dayIn(platform.config.timeZone, now));
  const strangers = guideIds.filter((id) => !guides.some(({ guideId }) => guideId === id));
  if (strangers.length > 0)
    throw invalid([{ path: "guideIds", message: "选中的导购里有人不在职，或不在你的范围内，请重新选择" }]);
  const byCode = new Map(guides.map((guide) => [guide.code, guide]));
  const wanted =
    source.from === "lines"
      ? await wantedLines(tx, platform, byCode, source.lines, "source.lines")
      : source.from === "file"
        ? await wantedLines(
            tx,
            platform,
            byCode,
            readLines(await readTable(actor, source.fileId, mostPeople + 1)),
            "source.lines",
          )
        : await wantedMembers(tx, platform, actor, source);
  const { people, leftOut } = await sift(tx, platform, friendships, task, wanted);
  const dealt = deal(people, guides, guideIds);
  const pairs = people.flatMap((person, at) => {
    const guide = dealt[at];
    return guide ? [{ ...person, guideId: guide.guideId, storeNo: guide.storeNo }] : [];
  });
  const known = task.strangers === "guide" ? await friendsAlready(tx, friendships, pairs) : new Set<number>();
  const rows = pairs.filter((_, at) => !known.has(at));
  const reasons: LeftOutReason[] = [
    ...leftOut,
    ...dealt.filter((guide) => guide === null).map(() => "no_guide" as const),
    ...[...known].map(() => "friend" as const),
  ];
  const result = {
    added: rows.length,
    guides: new Set(rows.map(({ guideId }) => guideId)).size,
    leftOut: countReasons(reasons),
  };
  if (dryRun) return result;
  await insertPeople(tx, taskId, rows, now);
  await audit(tx, actor, {
    action: "friend_task.people_assigned",
    subject: { kind: "friend_task", id: taskId },
    orgPath: task.unitPath,
    detail: { from: source.from, ...result },
  });
  return result;
}

/** Everybody who may work on lists and serves a store of the scope today. */
async function guidesInScope(tx: Tx, actor: Actor, today: string): Promise<(DealtGuide & { readonly code: string })[]> {
  const { rows } = await sql<DealtGuide & { code: string }>`
    select distinct on (s.id) s.id as "guideId", s.code, u.no as "storeNo", r.permissions && '{*,friend_adding.manage}'::text[] as manages
    from staff s join staff_post p on p.staff_id = s.id and p.days @> ${today}::date
    join role r on r.code = p.role_code and r.permissions && '{*,friend_adding.work}'::text[]
    join org_unit u on u.id = p.org_unit_id and u.kind = 'store'
    where s.status = 'active' and ${unitCondition(actor, "u.path")}
    order by s.id, (p.kind = 'regular') desc, u.no`.execute(tx);
  return rows.toSorted((a, b) => a.code.localeCompare(b.code));
}

interface Sifted extends Wanted {
  readonly lastVisitOn: string | null;
  readonly valueFen: number;
}

/** Who of them may be asked, near and dear first, and why the others may not. One query for all. */
async function sift(
  tx: Tx,
  { config, clock }: Platform,
  { met }: Friendships,
  task: Task,
  wanted: readonly Wanted[],
): Promise<{ people: Sifted[]; leftOut: LeftOutReason[] }> {
  const today = dayIn(config.timeZone, clock.now());
  const asked = wanted.map(({ memberNo, phoneKey }, at) => ({ at, memberNo, phoneKey }));
  const { rows } = await sql<{
    at: number;
    reason: LeftOutReason | null;
    lastVisitOn: string | null;
    valueFen: number;
  }>`
    select n.at, w.last_visit_on::text as "lastVisitOn", w.value_fen::float8 as "valueFen", case
      when n."phoneKey" is null then 'no_phone'
      when ${task.strangers === "company"} and exists (select from ${met} f where f.member_no = n."memberNo" and f.stands) then 'friend'
      when ${consentRefused(sql`n."memberNo"`, "marketing", "wecom")} then 'no_consent'
      when exists (select from friend_task_person p join friend_task t on t.id = p.task_id
        where p.phone_key = n."phoneKey" and (t.closed_at is null or t.id = ${task.id})) then 'on_another_list' end as reason
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as n(at int, "memberNo" int, "phoneKey" uuid)
    cross join ${worthOf(sql`n."memberNo"`, today, config.timeZone)} w
    order by ${nearness(sql`w.last_visit_on`, today)}, w.value_fen desc, w.last_visit_on desc nulls last, n.at`.execute(
    tx,
  );
  return {
    people: rows.flatMap(({ at, reason, lastVisitOn, valueFen }) => {
      const one = wanted[at];
      return one && reason === null ? [{ ...one, lastVisitOn, valueFen }] : [];
    }),
    leftOut: rows.flatMap(({ reason }) => reason ?? []),
  };
}

/** Which of the pairs are friends by now, as positions in the list. */
async function friendsAlready(
  tx: Tx,
  { met }: Friendships,
  pairs: readonly { readonly memberNo: number | null; readonly guideId: string }[],
): Promise<Set<number>> {
  const asked = pairs.map(({ memberNo, guideId }, at) => ({ at, memberNo, guideId }));
  const { rows } = await sql<{ at: number }>`
    select n.at from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as n(at int, "memberNo" int, "guideId" uuid)
    where exists (select from ${met} f where f.member_no = n."memberNo" and f.staff_id = n."guideId" and f.stands)`.execute(
    tx,
  );
  return new Set(rows.map(({ at }) => at));
}

async function insertPeople(tx: Tx, taskId: string, rows: readonly Sifted[], now: Date): Promise<void> {
  await sql`
    insert into friend_task_person (task_id, guide_id, store_no, phone_key, phone_sealed, name_sealed, origin_no, member_no, last_visit_on,
      value_fen, assigned_at)
    select ${taskId}::uuid, n."guideId", n."storeNo", n."phoneKey", n."phoneSealed", n."nameSealed", n."originNo", n."memberNo",
      n."lastVisitOn", n."valueFen", ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n("guideId" uuid, "storeNo" int, "phoneKey" uuid, "phoneSealed" text,
      "nameSealed" text, "originNo" int, "memberNo" int, "lastVisitOn" date, "valueFen" bigint)
    on conflict (task_id, phone_key) do nothing`.execute(tx);
}
