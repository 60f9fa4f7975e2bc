import { type Kysely, sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { readSetting } from "../../kernel/settings.ts";
import { withinCallingHours } from "./calling-hours.ts";
import { displaceWeaker } from "./displace.ts";
import { blockedMembers, countTouches, unwilling } from "./facts.ts";
import { type Cap, type TouchPolicy, touchPolicySetting } from "./policy.ts";
import type { TouchRefusal } from "./refusals.ts";
import { capsFor, decide, isExempt, isHeldOut, quietOf, quietUntil, type Touch } from "./rules.ts";

export interface Refused {
  readonly reason: TouchRefusal;
  /** Chinese, for the operator: which rule, and when it may go. */
  readonly words: string;
}

/** What the policy makes of a message. */
export interface TouchDecision {
  /** When it may go: as asked, or at the end of quiet hours. */
  readonly sendAt: Date;
  /** Who is left out, and why; everybody else is reached. */
  readonly refused: ReadonlyMap<number, Refused>;
  /** Who is reached because weaker messages give way. */
  readonly displacing: readonly number[];
  /** The caps that hold for the message. */
  readonly caps: readonly Cap[];
}

/** Who may be reached, for thousands of people at once. Changes nothing: what may be reached now may be taken by somebody else the next moment. */
export async function weighTouches(
  db: Kysely<DB>,
  platform: Pick<Platform, "config">,
  touch: Touch,
  memberNos: readonly number[],
): Promise<TouchDecision> {
  const { timeZone } = platform.config;
  const { value: policy } = await readSetting(db, touchPolicySetting);
  const exempt = isExempt(policy, touch);
  const { sendAt, refusedByHour } = await hourOf(db, policy, touch, exempt, timeZone);
  const caps = exempt ? [] : capsFor(policy, touch);
  const no = touch.kind === "marketing" ? await unwilling(db, touch.channel, memberNos) : new Set<number>();
  const blocked = await blockedMembers(db, touch.channel, memberNos, sendAt);
  const counts = await countTouches(db, memberNos, caps, { ...touch, at: sendAt }, timeZone, { fullOnly: true });
  const refused = new Map<number, Refused>();
  const displacing: number[] = [];
  for (const memberNo of memberNos) {
    const facts = {
      agreed: !no.has(memberNo),
      blocked: blocked.has(memberNo),
      heldOut: isHeldOut(memberNo, policy),
      counted: counts.get(memberNo) ?? [],
    };
    const decision = decide(touch.kind, facts, caps, { exempt, refusedByHour });
    if (!decision.goes) refused.set(memberNo, { reason: decision.reason, words: wordsOf(decision, sendAt, timeZone) });
    else if (decision.displaces) displacing.push(memberNo);
  }
  return { sendAt: refusedByHour ? touch.at : sendAt, refused, displacing, caps };
}

/**
 * Decides for good: no two decisions about one person run at once, in whatever process, until the transaction ends. The caller writes the
 * deliveries, which are the reservations, in the same transaction. Weaker messages that gave way are told so.
 */
export async function decideTouches(
  tx: Tx,
  platform: Pick<Platform, "config">,
  touch: Touch,
  memberNos: readonly number[],
): Promise<TouchDecision> {
  await lockPeople(tx, memberNos);
  const decision = await weighTouches(tx, platform, touch, memberNos);
  const { timeZone } = platform.config;
  for (const cap of decision.caps)
    await displaceWeaker(tx, { ...touch, at: decision.sendAt }, cap, decision.displacing, timeZone);
  return decision;
}

/** People are locked by stripes: few locks for however many people, taken in one order. */
const STRIPES = 64;

async function lockPeople(tx: Tx, memberNos: readonly number[]): Promise<void> {
  const stripes = [...new Set(memberNos.map((memberNo) => memberNo % STRIPES))].sort((a, b) => a - b);
  for (const stripe of stripes)
    await sql`select pg_advisory_xact_lock(hashtext('engagement.touch'), ${stripe}::int)`.execute(tx);
}

/** How many by reason. */
export function countRefusals(refused: ReadonlyMap<number, Refused>): Partial<Record<TouchRefusal, number>> {
  const counts: Partial<Record<TouchRefusal, number>> = {};
  for (const { reason } of refused.values()) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

async function hourOf(db: Kysely<DB>, policy: TouchPolicy, { channel, at }: Touch, exempt: boolean, timeZone: string) {
  const quiet = exempt ? undefined : quietOf(policy, channel);
  const until = quiet ? quietUntil(quiet, at, timeZone) : null;
  const sendAt = await withinCallingHours(db, channel, until ?? at, timeZone);
  return { sendAt, refusedByHour: until !== null && quiet?.handling === "refuse" };
}

const windowWords = {
  day: { calendar: "当天", rolling: "24 小时内" },
  week: { calendar: "本周", rolling: "7 天内" },
  month: { calendar: "本月", rolling: "30 天内" },
} as const;

function wordsOf(
  { reason, cap }: { readonly reason: TouchRefusal; readonly cap?: Cap },
  sendAt: Date,
  timeZone: string,
): string {
  const limit = cap ? `${windowWords[cap.window][cap.counting]}最多 ${cap.most} 次` : "";
  const words: Readonly<Record<TouchRefusal, string>> = {
    no_consent: "已退订营销消息",
    on_block_list: "号码在免打扰名单里",
    in_control: "属于长期对照组，不发营销消息",
    quiet_hours: `正值免打扰时段，${reason === "quiet_hours" ? clockIn(timeZone).format(sendAt) : ""} 之后可以发`,
    quota_exhausted: `平台额度已用完：${limit}`,
    frequency_capped: `已达触达上限：${limit}`,
    lower_priority: `已有更重要的消息排在前面：${limit}`,
  };
  return words[reason];
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Formatters are dear; one per zone. */
function clockIn(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("zh-CN", {
      timeZone,
      month: "numeric",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    });
  clocks.set(timeZone, clock);
  return clock;
}
