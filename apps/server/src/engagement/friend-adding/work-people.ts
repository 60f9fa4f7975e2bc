import { type Kysely, sql } from "kysely";
import { consentRefused } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { readSetting } from "../../kernel/settings.ts";
import { wallClock } from "../codes/load-guides.ts";
import { guideCards, isComplete } from "./cards.ts";
import type { Friendships } from "./port.ts";
import { isInWindow, nextWindow, scriptFor } from "./rules.ts";
import { type FriendAddingRules, friendAddingSetting } from "./settings.ts";
import { peopleWithStatus } from "./status.ts";
import { askableStatuses, type CallResult, type PersonStatus } from "./vocabulary.ts";

interface OwnPerson {
  readonly no: number;
  readonly taskId: string;
  readonly storeNo: number;
  readonly memberNo: number | null;
  readonly phoneSealed: string | null;
  readonly callResult: CallResult | null;
  readonly status: PersonStatus;
  readonly closed: boolean;
  readonly mayCall: boolean;
}

/** Somebody on the actor's own list, held until the transaction ends. @throws Refusal not_found, `friend_task_closed` */
async function requireOwn(
  tx: Tx,
  friendships: Friendships,
  moment: { readonly now: Date; readonly answerDays: number },
  actor: Actor,
  no: number,
): Promise<OwnPerson> {
  if (actor.kind !== "staff") throw notFound("名单里的这位客户");
  await sql`select from friend_task_person where no = ${no} for update`.execute(tx);
  const { rows } = await sql<OwnPerson>`
    select p.no, p.task_id as "taskId", p.store_no as "storeNo", p.member_no as "memberNo", p.phone_sealed as "phoneSealed",
      p.call_result as "callResult", p.status, p.closed_at is not null as closed,
      not ${consentRefused(sql`p.member_no`, "marketing", "phone_call")} as "mayCall"
    from ${peopleWithStatus(friendships, moment, sql`p.no = ${no} and p.guide_id = ${actor.id}::uuid`)} p`.execute(tx);
  const person = rows[0];
  if (!person) throw notFound("名单里的这位客户");
  if (person.closed) throw conflict("friend_task_closed", "这个任务已经结束，不用再联系");
  return person;
}

/** The whole phone with the opening words for this person; reading it is put down. */
export async function revealPerson(
  tx: Tx,
  platform: Platform,
  friendships: Friendships,
  actor: Actor,
  no: number,
): Promise<{ phone: string; name: string | null; script: string; mayCall: boolean }> {
  const { value } = await readSetting(tx, friendAddingSetting);
  const person = await requireOwn(tx, friendships, { now: platform.clock.now(), ...value }, actor, no);
  if (person.phoneSealed === null) throw conflict("no_phone", "这位客户的手机号已应本人要求删除");
  const { rows } = await sql<{ name: string | null; script: string; offer: string; guide: string; store: string }>`
    select coalesce(p.name_sealed, m.name_sealed) as name, t.script, t.offer, s.name as guide, u.name as store
    from friend_task_person p join friend_task t on t.id = p.task_id join staff s on s.id = p.guide_id join org_unit u on u.no = p.store_no
    left join member m on m.member_no = p.member_no where p.no = ${no}`.execute(tx);
  const words = rows[0];
  const name = words?.name ? platform.cipher.open(words.name) : null;
  await audit(tx, actor, {
    action: "friend_task.phone_read",
    subject: { kind: "friend_task", id: person.taskId },
    detail: { person: no },
  });
  return {
    phone: platform.cipher.open(person.phoneSealed),
    name,
    script: words ? scriptFor(words.script, { ...words, name: name ?? "" }) : "",
    mayCall: person.mayCall,
  };
}

/** How a call ended. A wrong number, or somebody who does not want to, leaves the list. */
export async function recordCall(
  tx: Tx,
  platform: Platform,
  friendships: Friendships,
  actor: Actor,
  no: number,
  result: CallResult,
): Promise<void> {
  const { value } = await readSetting(tx, friendAddingSetting);
  const now = platform.clock.now();
  const person = await requireOwn(tx, friendships, { now, ...value }, actor, no);
  requireAskable(person.status);
  if (!person.mayCall) throw conflict("call_refused", "这位客户不接受电话联系，请直接加好友");
  await sql`update friend_task_person set call_result = ${result}, called_at = ${now}, calls = calls + 1 where no = ${no}`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "friend_task.called",
    subject: { kind: "friend_task", id: person.taskId },
    detail: { person: no, result },
  });
}

const whyNot: Readonly<Partial<Record<PersonStatus, readonly [code: string, title: string]>>> = {
  accepted: ["already_friend", "已经是你的好友，不用再加"],
  friend: ["already_friend", "已经是你的好友，不用再加"],
  with_colleague: ["already_friend", "已经是同事的好友，不用再加"],
  erased: ["no_phone", "这位客户的手机号已应本人要求删除"],
  wrong_number: ["wrong_number", "这个号码是空号或不是本人，已移出名单"],
  refused: ["refused", "这位客户在电话里说了不愿意，请尊重对方"],
  no_consent: ["consent_withdrawn", "这位客户已拒绝营销联系，不能再加"],
  sent: ["already_sent", "申请已经发过，等对方通过"],
};

function requireAskable(status: PersonStatus): void {
  if (askableStatuses.includes(status)) return;
  const [code, title] = whyNot[status] ?? ["not_askable", "这位客户现在不能加"];
  throw conflict(code, title);
}

export interface Attempted {
  readonly used: number;
  readonly limit: number;
  readonly warning: { readonly code: "outside_window"; readonly message: string } | null;
}

/**
 * A request was sent in WeCom. One guide's requests are counted one after the other, so that two at once cannot pass the limit together.
 *
 * @throws Refusal `adding_paused`, `daily_limit_reached`, `call_first`, or why this person may not be asked
 */
export async function recordAttempt(
  tx: Tx,
  platform: Platform,
  friendships: Friendships,
  actor: Actor,
  no: number,
): Promise<Attempted> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`friend_adding ${actor.id}`}, 0))`.execute(tx);
  const { value } = await readSetting(tx, friendAddingSetting);
  const { timeZone } = platform.config;
  const now = platform.clock.now();
  const day = dayIn(timeZone, now);
  const person = await requireOwn(tx, friendships, { now, ...value }, actor, no);
  requireAskable(person.status);
  await requireNoPause(tx, actor.id);
  if (value.callFirst && person.callResult === null && person.mayCall)
    throw conflict("call_first", "请先打电话并记下结果，再发好友申请", "先通个电话再加，通过的人多得多");
  const used = await usedOn(tx, actor.id, day);
  if (used >= value.dailyLimit)
    throw conflict(
      "daily_limit_reached",
      `今天已加 ${used} 人，到了每天 ${value.dailyLimit} 人的上限`,
      "加得太多会被微信限制，请明天再加",
    );
  const { time } = wallClock(timeZone, now);
  const inWindow = isInWindow(value.windows, time);
  await sql`
    insert into friend_attempt (person_no, guide_id, store_no, day, sent_at, in_window, call_result, card_complete)
    values (${no}, ${actor.id}::uuid, ${person.storeNo}, ${day}, ${now}, ${inWindow}, ${person.callResult},
      (select ${isComplete} from ${guideCards(friendships)} c where c.staff_id = ${actor.id}::uuid))`.execute(tx);
  await audit(tx, actor, {
    action: "friend_task.request_sent",
    subject: { kind: "friend_task", id: person.taskId },
    detail: { person: no, inWindow, call: person.callResult },
  });
  return { used: used + 1, limit: value.dailyLimit, warning: inWindow ? null : warningOf(value, time) };
}

function warningOf({ windows }: FriendAddingRules, time: string): Attempted["warning"] {
  const next = nextWindow(windows, time);
  const when = next ? `${next.tomorrow ? "明天" : "今天"} ${next.window.from}–${next.window.to}` : "建议时段";
  return { code: "outside_window", message: `现在 ${time} 不在建议的时段，通过的人会少；下一个时段是${when}` };
}

/** How many requests somebody sent on a day. */
export async function usedOn(db: Kysely<DB>, guideId: string | null, day: string): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select count(*)::int as used from friend_attempt where guide_id = ${guideId}::uuid and day = ${day}`.execute(db);
  return rows[0]?.used ?? 0;
}

async function requireNoPause(tx: Tx, guideId: string): Promise<void> {
  const { rows } = await sql<{ judged: number; accepted: number; line: number }>`
    select judged, accepted, line from friend_pause where guide_id = ${guideId}::uuid and lifted_at is null`.execute(
    tx,
  );
  const pause = rows[0];
  if (!pause) return;
  throw conflict(
    "adding_paused",
    `加好友已暂停：最近 ${pause.judged} 次申请通过了 ${pause.accepted} 次，低于 ${pause.line}%`,
    "总部已收到通知，恢复后可以继续",
  );
}
