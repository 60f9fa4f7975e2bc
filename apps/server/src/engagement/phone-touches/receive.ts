import { sql } from "kysely";
import { appendEvents, type EventDraft } from "../../events/index.ts";
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

/** What a service told of a message to one number. */
export interface Receipt {
  readonly numberKey: string;
  readonly state: "delivered" | "failed" | "blocked";
  readonly at: Date;
  /** Chinese: why it failed. */
  readonly reason?: string;
}

/** What a service told of one attempt to call a number. */
export interface Attempt {
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
  readonly numberKey: string;
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly outcome: Outcome;
}

/** A message to numbers and those whom it is for. */
export interface PhoneMessage {
  readonly outbound: Outbound;
  readonly people: ReadonlyMap<string, Addressee>;
}

/**
 * A message of a service with everybody whom it is for, locked until the transaction ends, so that what is told of one of them at once is taken
 * one after the other; null when the service knows none by this id.
 *
 * @throws Refusal `message_on_its_way` while the hand-over is not written yet: told again, it will be known
 */
export async function phoneMessageOf(tx: Tx, serviceId: string, outboundId: string): Promise<PhoneMessage | null> {
  const outbound = await findOutbound(tx, outboundId);
  if (!outbound || outbound.accountId !== serviceId || !isPhoneChannel(outbound.channel)) return null;
  if (outbound.state === "sending") throw conflict("message_on_its_way", "这条消息还在提交中，请稍后再报");
  const { rows } = await sql<Addressee>`
    select target_key as "numberKey", origin_no as "originNo", member_no as "memberNo", outcome from outbound_delivery
    where outbound_id = ${outboundId} order by target_key for update`.execute(tx);
  return { outbound, people: new Map(rows.map((row) => [row.numberKey, row])) };
}

interface Settled {
  readonly outcome: Outcome;
  readonly at: Date;
  readonly reason?: string;
}

/** Writes what became of some of a message's people, in one go. */
async function settle(
  tx: Tx,
  { outbound, people }: PhoneMessage,
  settled: ReadonlyMap<string, Settled>,
): Promise<void> {
  await recordOutcomes(
    tx,
    outbound,
    [...settled].flatMap(([key, result]) => {
      const who = people.get(key);
      return who ? [{ target: { key, originNo: who.originNo, memberNo: who.memberNo }, ...result }] : [];
    }),
  );
  // What is told proves that a hand-over whose answer was lost had arrived.
  await sql`update outbound set state = 'accepted', errcode = null, reason = null, remedy = null
    where id = ${outbound.id} and state = 'uncertain'`.execute(tx);
}

/** In whatever order they are told: a number that blocks counts as that, and what arrived once stays so. */
const receiptRank: Readonly<Record<Receipt["state"], number>> = { failed: 0, delivered: 1, blocked: 2 };

/** Receipts of a text message; told again they change nothing. */
export async function takeReceipts(tx: Tx, message: PhoneMessage, receipts: readonly Receipt[]): Promise<void> {
  const last = new Map<string, Receipt>();
  for (const receipt of receipts) {
    const before = last.get(receipt.numberKey);
    if (!before || receiptRank[receipt.state] > receiptRank[before.state]) last.set(receipt.numberKey, receipt);
  }
  const news = [...last.values()].filter(
    ({ numberKey, state }) => state !== "failed" || message.people.get(numberKey)?.outcome !== "delivered",
  );
  await settle(
    tx,
    message,
    new Map(
      news.map(({ numberKey, state, at, reason }) => [
        numberKey,
        { outcome: state === "failed" ? "unreachable" : state, at, ...(reason === undefined ? {} : { reason }) },
      ]),
    ),
  );
  await blockNumbers(
    tx,
    news
      .filter(({ state }) => state === "blocked")
      .map(({ numberKey, at, reason = "服务商黑名单" }) => ({
        numberKey,
        channel: message.outbound.channel as PhoneChannel,
        source: "service",
        reason,
        at,
        until: null,
        by: "服务商",
      })),
  );
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

/** What became of attempts to call people; told again they change nothing. */
export async function takeAttempts(
  tx: Tx,
  platform: Platform,
  message: PhoneMessage,
  attempts: readonly Attempt[],
): Promise<void> {
  const { outbound, people } = message;
  const { rows } = await sql<{ numberKey: string; attempt: number }>`
    insert into call_attempt (outbound_id, target_key, attempt, origin_no, member_no, line, started_at, weekday, hour, outcome, seconds, intent,
      wants_person, said_sealed)
    select ${outbound.id}::uuid, n."numberKey", n.attempt, n."originNo", n."memberNo", n.line, n."startedAt", n.weekday, n.hour, n.outcome, n.seconds,
      n.intent, n."wantsPerson", n."saidSealed"
    from jsonb_to_recordset(${JSON.stringify(
      attempts.map(({ said, ...attempt }) => ({
        ...attempt,
        ...people.get(attempt.numberKey),
        ...hourFacts(platform.config.timeZone, attempt.startedAt),
        outcome: attempt.outcome,
        saidSealed: said === null ? null : platform.cipher.seal(said),
      })),
    )}::jsonb) as n("numberKey" text, attempt int, "originNo" int, "memberNo" int, line text, "startedAt" timestamptz, weekday int, hour int,
      outcome text, seconds int, intent text, "wantsPerson" bool, "saidSealed" text)
    on conflict do nothing returning target_key as "numberKey", attempt`.execute(tx);
  const isNew = new Set(rows.map((row) => `${row.numberKey} ${row.attempt}`));
  const settled = new Map<string, Settled>();
  for (const { numberKey, outcome, startedAt, last } of attempts) {
    const isAnswered =
      people.get(numberKey)?.outcome === "delivered" || settled.get(numberKey)?.outcome === "delivered";
    if (outcome === "answered") settled.set(numberKey, { outcome: "delivered", at: startedAt });
    else if (!isAnswered && (last || outcome === "invalid"))
      settled.set(numberKey, {
        outcome: outcome === "refused" ? "blocked" : "unreachable",
        at: startedAt,
        reason: attemptOutcomes[outcome],
      });
  }
  await settle(tx, message, settled);
  await appendEvents(
    tx,
    attempts.flatMap(({ numberKey, attempt, outcome, startedAt, seconds }): EventDraft[] => {
      const who = people.get(numberKey);
      if (outcome !== "answered" || !isNew.has(`${numberKey} ${attempt}`) || !who?.originNo || !who.memberNo) return [];
      return [
        {
          source: "outbound",
          eventId: `call:${outbound.id}:${numberKey}:${attempt}`,
          type: "call.answered",
          originNo: who.originNo,
          memberNo: who.memberNo,
          occurredAt: startedAt,
          channel: "phone",
          properties: { seconds, purpose: outbound.title.slice(0, 64) },
        },
      ];
    }),
  );
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
