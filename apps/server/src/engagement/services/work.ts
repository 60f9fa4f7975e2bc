import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import { appendEvents } from "../../events/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { staffBusy } from "./book.ts";
import { addMonths, nextStates, readFindings } from "./rules.ts";
import type { finishBody, scoreBody, stepBody } from "./schemas.ts";
import { servesOn } from "./staff.ts";
import type { VisitRow } from "./store.ts";
import { type VisitState, visitStates } from "./vocabulary.ts";

const changed = () => conflict("version_conflict", "别人刚处理过这次服务", "请刷新后再看");

async function change(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  visit: VisitRow,
  version: number,
  set: RawBuilder<unknown>,
  entry: { readonly action: string; readonly detail: Record<string, unknown> },
): Promise<void> {
  const { rows } = await refuseOn(staffBusy, () =>
    sql`update service_visit set ${set}, changed_at = ${platform.clock.now()}, changed_by = ${actor.name}, version = version + 1
      where id = ${visit.id} and version = ${version} returning no`.execute(tx),
  );
  if (rows.length === 0) throw changed();
  await audit(tx, actor, {
    action: entry.action,
    subject: { kind: "service_visit", id: visit.id },
    orgPath: visit.path,
    detail: { service: visit.serviceName, ...entry.detail },
  });
}

function requireNext(visit: VisitRow, state: VisitState): void {
  if (nextStates(visit.state).includes(state)) return;
  const may = nextStates(visit.state).map((each) => `「${visitStates[each]}」`);
  throw conflict(
    "wrong_state",
    `「${visitStates[visit.state]}」之后${may.length === 0 ? "没有下一步" : `只能是${may.join("或")}`}`,
    "请刷新后再看",
  );
}

/** Takes a visit one step on: come, begun, cancelled, not come. Who begins a walk-in serves it. */
export async function stepVisit(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  visit: VisitRow,
  { version, state }: z.output<typeof stepBody>,
): Promise<void> {
  requireNext(visit, state);
  const now = platform.clock.now();
  if (state === "no_show" && visit.startsAt > now)
    throw invalid([{ path: "state", message: "还没到预约的时间，客户不来请改为「已取消」" }]);
  const set = state === "serving" ? await begun(tx, platform, actor, visit, now) : stepped(visit, state, now);
  await change(tx, platform, actor, visit, version, set, {
    action: "service_visit.stepped",
    detail: { from: visit.state, to: state },
  });
}

function stepped(visit: VisitRow, state: "arrived" | "cancelled" | "no_show", now: Date): RawBuilder<unknown> {
  if (state !== "arrived") return sql`state = ${state}`;
  // Who was not expected any more has lost the colleague: somebody may be busy by now.
  const staff = visit.state === "no_show" ? sql`, staff_id = null` : sql``;
  return sql`state = 'arrived', arrived_at = ${now}${staff}`;
}

/** Who begins with somebody that nobody serves yet serves them; at the latest until the colleague's next appointment. */
async function begun(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  visit: VisitRow,
  now: Date,
): Promise<RawBuilder<unknown>> {
  if (visit.staffId !== null)
    return sql`state = 'serving', started_at = ${now}, arrived_at = coalesce(arrived_at, ${now})`;
  const serves = (await servesOn(tx, platform, visit.storeNo)).some(({ id }) => id === actor.id);
  if (!serves) throw invalid([{ path: "state", message: "请由在这家门店当班的同事开始服务" }]);
  return sql`state = 'serving', started_at = ${now}, staff_id = ${actor.id}::uuid, starts_at = ${now}, ends_at = least(
    ${now}::timestamptz + (ends_at - starts_at), (select min(b.starts_at) from service_visit b where b.staff_id = ${actor.id}::uuid and b.starts_at > ${now}
      and b.state in ('booked', 'arrived', 'serving')))`;
}

/**
 * Writes the record: what was found, when to follow up, when the customer should come again by the service's rule. The page gets a new
 * address: only whom the guide sends it to reads the record. Tells the customer's time line that they were served, not what was found.
 */
export async function finishVisit(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  visit: VisitRow,
  body: z.output<typeof finishBody>,
): Promise<void> {
  requireNext(visit, "done");
  const { findings, problems } = readFindings(visit.fields, body.findings);
  if (problems.length > 0) throw invalid(problems);
  const now = platform.clock.now();
  const today = dayIn(platform.config.timeZone, now);
  const byRule = visit.nextAfterMonths === null ? null : addMonths(today, visit.nextAfterMonths);
  const nextDueOn = body.nextDueOn === undefined ? byRule : body.nextDueOn;
  if (nextDueOn !== null && nextDueOn <= today) throw invalid([{ path: "nextDueOn", message: "下次服务要在今天之后" }]);
  const followUpOn = visit.followUpDays === null ? null : addDays(today, visit.followUpDays);
  await change(
    tx,
    platform,
    actor,
    visit,
    body.version,
    sql`state = 'done', done_at = ${now}, findings = ${JSON.stringify(findings)}::jsonb, note = ${body.note}, next_due_on = ${nextDueOn}::date,
      follow_up_on = ${followUpOn}::date, key = replace(gen_random_uuid()::text, '-', '')`,
    { action: "service_visit.recorded", detail: { findings: findings.length, nextDueOn: nextDueOn ?? "" } },
  );
  await tellServed(tx, visit, nextDueOn, now);
}

async function tellServed(tx: Tx, visit: VisitRow, nextDueOn: string | null, now: Date): Promise<void> {
  const { originNo, memberNo } = visit;
  if (originNo === null || memberNo === null) return;
  await appendEvents(
    tx,
    [
      {
        ...{
          source: "services",
          eventId: `done:${visit.id}`,
          type: "service.recorded" as const,
          originNo,
          memberNo,
          occurredAt: now,
        },
        ...{ storeNo: visit.storeNo, channel: "store" as const },
        properties: {
          serviceKind: visit.serviceName,
          ...(visit.staffCode !== null && { guideCode: visit.staffCode }),
          ...(nextDueOn !== null && { nextVisitDay: nextDueOn }),
        },
      },
    ],
    now,
  );
}

export const cares = {
  reminded: { action: "service_visit.reminded", needs: "booked" },
  followed_up: { action: "service_visit.followed_up", needs: "done" },
  next_asked: { action: "service_visit.next_asked", needs: "done" },
  handled: { action: "service_visit.handled", needs: "done" },
} as const;
export type Care = keyof typeof cares;

/** A colleague kept in touch: reminded of the appointment, asked how it went, asked to come again, or saw to a low score. */
export async function careFor(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  visit: VisitRow,
  care: { readonly what: Care; readonly version: number; readonly note: string },
): Promise<void> {
  const { action, needs } = cares[care.what];
  if (visit.state !== needs)
    throw conflict("wrong_state", `这次服务${visitStates[visit.state]}，不需要这一步`, "请刷新后再看");
  if (care.what === "handled" && visit.score === null) throw conflict("wrong_state", "客户还没有评价", "请刷新后再看");
  if (care.what === "handled" && care.note === "") throw invalid([{ path: "note", message: "请写明怎么处理的" }]);
  const now = platform.clock.now();
  const set = {
    reminded: sql`reminded_at = ${now}`,
    followed_up: sql`followed_up_at = ${now}, followed_up_by = ${actor.name}`,
    next_asked: sql`next_asked_at = ${now}, next_asked_by = ${actor.name}`,
    handled: sql`handled_at = ${now}, handled_by = ${actor.name}, handled_note = ${care.note}`,
  }[care.what];
  await change(tx, platform, actor, visit, care.version, set, { action, detail: {} });
}

/** The customer says how it was, once; a low score is the store manager's to-do. */
export async function scoreVisit(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  visit: VisitRow,
  { score, words }: z.output<typeof scoreBody>,
): Promise<void> {
  if (visit.state !== "done") throw conflict("wrong_state", "服务完成后才能评价");
  if (visit.score !== null) throw conflict("already_scored", "已经评价过了，谢谢");
  await change(
    tx,
    platform,
    actor,
    visit,
    visit.version,
    sql`score = ${score}, score_words = ${words}, scored_at = ${platform.clock.now()}`,
    {
      action: "service_visit.scored",
      detail: { score },
    },
  );
}
