import { sql } from "kysely";
import { appendEvents } from "../../events/index.ts";
import { audit, systemActor } from "../../kernel/audit/audit.ts";
import { dayIn, instantOf } from "../../kernel/calendar.ts";
import { conflict } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { recordOutcomes } from "../outbound/record-outcomes.ts";
import type { Outcome } from "../outbound/rules.ts";
import { findOutbound, type Outbound } from "../outbound/store.ts";
import { blockNumbers, noteComplaint, stopFor } from "./blocks.ts";
import { asksToStop, isPhoneChannel, type PhoneChannel } from "./rules.ts";

/** What a service told of one message to one number. */
export interface Receipt {
  readonly outboundId: string;
  readonly numberKey: string;
  readonly state: "delivered" | "failed" | "blocked";
  readonly at: Date;
  /** Chinese: why it failed. */
  readonly reason?: string;
}

/** What a service told of one attempt to call a number. */
export interface Attempt {
  readonly outboundId: string;
  readonly numberKey: string;
  readonly attempt: number;
  readonly line: string;
  readonly startedAt: Date;
  readonly outcome: "answered" | "no_answer" | "busy" | "off" | "refused" | "invalid";
  readonly seconds: number;
  readonly intent: "A" | "B" | "C" | "D" | "E" | null;
  readonly wantsPerson: boolean;
  readonly said: string | null;
  /** The service will not ring again. */
  readonly last: boolean;
}

export const attemptOutcomes: Readonly<Record<Attempt["outcome"], string>> = {
  answered: "已接听",
  no_answer: "无人接听",
  busy: "占线",
  off: "关机或不在服务区",
  refused: "拒接",
  invalid: "空号或停机",
};

interface Addressee {
  readonly outbound: Outbound;
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly outcome: Outcome;
}

/** @throws Refusal `message_on_its_way` while the hand-over is not written yet: told again, it will be known */
async function addresseeOf(tx: Tx, outboundId: string, numberKey: string): Promise<Addressee | null> {
  const outbound = await findOutbound(tx, outboundId);
  if (!outbound || !isPhoneChannel(outbound.channel)) return null;
  if (outbound.state === "sending") throw conflict("message_on_its_way", "这条消息还在提交中，请稍后再报");
  const { rows } = await sql<Omit<Addressee, "outbound">>`
    select origin_no as "originNo", member_no as "memberNo", outcome from outbound_delivery
    where outbound_id = ${outboundId} and target_key = ${numberKey}`.execute(tx);
  return rows[0] ? { outbound, ...rows[0] } : null;
}

async function settle(
  tx: Tx,
  { outbound, originNo, memberNo }: Addressee,
  numberKey: string,
  outcome: Outcome,
  at: Date,
  reason?: string,
): Promise<void> {
  const target = { key: numberKey, originNo, memberNo };
  await recordOutcomes(tx, outbound, [{ target, outcome, at, ...(reason ? { reason } : {}) }]);
  // A receipt proves that a hand-over whose answer was lost had arrived.
  await sql`update outbound set state = 'accepted', errcode = null, reason = null, remedy = null
    where id = ${outbound.id} and state = 'uncertain'`.execute(tx);
}

/** A receipt of a text message; told again, or of a message nobody knows, it changes nothing. @returns whether the message is known */
export async function takeReceipt(tx: Tx, { outboundId, numberKey, state, at, reason }: Receipt): Promise<boolean> {
  const who = await addresseeOf(tx, outboundId, numberKey);
  if (!who) return false;
  // What arrived stays so, in whatever order it is told.
  if (who.outcome === "delivered" && state !== "blocked") return true;
  const outcome = state === "failed" ? "unreachable" : state;
  await settle(tx, who, numberKey, outcome, at, reason);
  if (state === "blocked")
    await blockNumbers(tx, [
      {
        numberKey,
        channel: who.outbound.channel as PhoneChannel,
        source: "service",
        reason: reason ?? "服务商黑名单",
        at,
        until: null,
        by: "服务商",
      },
    ]);
  return true;
}

/** What somebody wrote back to a text message: asking for no more counts at once. @returns whether it did */
export async function takeReply(
  tx: Tx,
  reply: { readonly numberKey: string; readonly text: string; readonly at: Date },
): Promise<boolean> {
  if (!asksToStop(reply.text)) return false;
  await stopFor(tx, { numberKey: reply.numberKey, channel: "sms", at: reply.at, how: `回复 ${reply.text.trim()}` });
  await audit(tx, systemActor("phone_touches"), {
    action: "phone.stopped",
    subject: { kind: "phone_number", id: reply.numberKey },
    detail: { channel: "sms" },
  });
  return true;
}

function hourFacts(timeZone: string, at: Date): { weekday: number; hour: number } {
  const day = dayIn(timeZone, at);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const hour = Math.floor((at.getTime() - instantOf(timeZone, day).getTime()) / 3_600_000);
  return { weekday: weekday === 0 ? 7 : weekday, hour };
}

/** What became of an attempt to call somebody. @returns whether the call is known */
export async function takeAttempt(tx: Tx, platform: Platform, attempt: Attempt): Promise<boolean> {
  const who = await addresseeOf(tx, attempt.outboundId, attempt.numberKey);
  if (!who) return false;
  const { weekday, hour } = hourFacts(platform.config.timeZone, attempt.startedAt);
  const { rows } = await sql`
    insert into call_attempt (outbound_id, target_key, attempt, origin_no, member_no, line, started_at, weekday, hour, outcome, seconds, intent,
      wants_person, said_sealed)
    values (${attempt.outboundId}, ${attempt.numberKey}, ${attempt.attempt}, ${who.originNo}, ${who.memberNo}, ${attempt.line},
      ${attempt.startedAt}, ${weekday}, ${hour}, ${attempt.outcome}, ${attempt.seconds}, ${attempt.intent}, ${attempt.wantsPerson},
      ${attempt.said === null ? null : platform.cipher.seal(attempt.said)})
    on conflict do nothing returning attempt`.execute(tx);
  const isNews = rows.length > 0;
  if (attempt.outcome === "answered") {
    await settle(tx, who, attempt.numberKey, "delivered", attempt.startedAt);
    if (isNews && who.originNo !== null && who.memberNo !== null)
      await appendEvents(tx, [
        {
          source: "outbound",
          eventId: `call:${attempt.outboundId}:${attempt.numberKey}:${attempt.attempt}`,
          type: "call.answered",
          originNo: who.originNo,
          memberNo: who.memberNo,
          occurredAt: attempt.startedAt,
          channel: "phone",
          properties: { seconds: attempt.seconds, purpose: who.outbound.title.slice(0, 64) },
        },
      ]);
  } else if (who.outcome !== "delivered" && (attempt.last || attempt.outcome === "invalid"))
    await settle(
      tx,
      who,
      attempt.numberKey,
      attempt.outcome === "refused" ? "blocked" : "unreachable",
      attempt.startedAt,
      attemptOutcomes[attempt.outcome],
    );
  return true;
}

/** Somebody asked a call, or the carrier, to be left alone; or complained. @returns the template that paused itself, if one did */
export async function takeObjection(
  tx: Tx,
  said: {
    readonly numberKey: string;
    readonly channel: PhoneChannel;
    readonly kind: "stop" | "complaint";
    readonly outboundId: string | null;
    readonly line: string;
    readonly at: Date;
  },
): Promise<{ readonly paused: string | null }> {
  const { numberKey, channel, at, line } = said;
  if (said.kind === "stop") {
    await stopFor(tx, { numberKey, channel, at, how: "通话中要求不再联系" });
    return { paused: null };
  }
  const outbound = said.outboundId === null ? undefined : await findOutbound(tx, said.outboundId);
  const templateId = outbound?.content.template?.id ?? null;
  const noted = await noteComplaint(tx, { numberKey, channel, outboundId: outbound?.id ?? null, templateId, line, at });
  if (noted.paused !== null)
    await audit(tx, systemActor("phone_touches"), {
      action: "phone_template.paused",
      subject: { kind: "phone_template", id: templateId ?? "" },
      detail: { name: noted.paused, why: "投诉过多" },
    });
  return noted;
}
