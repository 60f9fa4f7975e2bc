import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import type { OutboundChannelName } from "../outbound/channel.ts";
import type { Cap, GoodWindow, Quiet, TouchPolicy } from "./policy.ts";
import type { TouchKind, TouchRefusal } from "./refusals.ts";

/** What a message is, as far as the policy asks. */
export interface Touch {
  readonly channel: OutboundChannelName;
  readonly kind: TouchKind;
  /** 0–100; of two that want the same person, the higher one goes. */
  readonly priority: number;
  /** When it is to reach people. */
  readonly at: Date;
}

/** What counts of one person under one cap. */
export interface Counted {
  /** Gone out, on its way, or planned and just as important. */
  readonly taken: number;
  /** Planned, and more important. */
  readonly stronger: number;
  /** Planned, and less important: gives way. */
  readonly weaker: number;
}

export interface PersonFacts {
  readonly agreed: boolean;
  /** The number is to be left alone; null where the message goes to no number. */
  readonly blocked?: boolean;
  readonly heldOut: boolean;
  /** By the place of the cap. */
  readonly counted: readonly Counted[];
}

export type Decision =
  | { readonly goes: true /** Something less important has to give way. */; readonly displaces: boolean }
  | { readonly goes: false; readonly reason: TouchRefusal; readonly cap?: Cap };

const nothing: Counted = { taken: 0, stronger: 0, weaker: 0 };

/**
 * Replies answer what a person just did; a message to the own staff touches no customer; others are free where the policy says so. Consent is
 * asked of marketing alone.
 */
export const isExempt = ({ exempt }: Pick<TouchPolicy, "exempt">, { channel, kind }: Pick<Touch, "channel" | "kind">) =>
  channel === "wecom_app" || kind === "reply" || exempt.some((each) => each === kind);

export const capsFor = ({ caps }: Pick<TouchPolicy, "caps">, { channel, kind }: Pick<Touch, "channel" | "kind">) =>
  caps.filter((cap) => (cap.channel === "all" || cap.channel === channel) && (cap.kind === "all" || cap.kind === kind));

/**
 * The decision for one person: consent, holdout, quiet hours, quotas of the platform, own caps, in this order. At a cap, what is planned and
 * less important gives way; where only what is planned and more important fills it, the message yields (`lower_priority`).
 *
 * @param caps those that hold for the message, in the order of `facts.counted`
 * @param refusedByHour quiet hours leave people out instead of putting the message off
 */
export function decide(
  kind: TouchKind,
  facts: PersonFacts,
  caps: readonly Cap[],
  { exempt, refusedByHour }: { readonly exempt: boolean; readonly refusedByHour: boolean },
): Decision {
  if (kind === "marketing" && !facts.agreed) return { goes: false, reason: "no_consent" };
  if (facts.blocked && (kind === "marketing" || kind === "service")) return { goes: false, reason: "on_block_list" };
  if (kind === "marketing" && facts.heldOut) return { goes: false, reason: "in_control" };
  if (exempt) return { goes: true, displaces: false };
  if (refusedByHour) return { goes: false, reason: "quiet_hours" };
  const under = caps.map((cap, i) => ({ cap, ...(facts.counted[i] ?? nothing) }));
  const full = under.filter(({ cap, taken, stronger }) => taken + stronger >= cap.most);
  const [first] = full.toSorted((one, other) => rank(one) - rank(other));
  if (first) return { goes: false, reason: reasons[rank(first)] ?? "frequency_capped", cap: first.cap };
  return {
    goes: true,
    displaces: under.some(({ cap, taken, stronger, weaker }) => taken + stronger + weaker >= cap.most),
  };
}

const reasons = ["quota_exhausted", "frequency_capped", "lower_priority"] as const;
const rank = ({ cap, taken }: Counted & { readonly cap: Cap }) => (cap.quota ? 0 : taken >= cap.most ? 1 : 2);

const DAYS = { day: 1, week: 7, month: 30 } as const;

/** From when on touches count for a touch at an instant. */
export function windowStart({ window, counting }: Cap, at: Date, timeZone: string): Date {
  if (counting === "rolling") return new Date(at.getTime() - DAYS[window] * 86_400_000);
  const day = dayIn(timeZone, at);
  if (window === "day") return instantOf(timeZone, day);
  if (window === "month") return instantOf(timeZone, `${day.slice(0, 8)}01`);
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return instantOf(timeZone, addDays(day, -weekday));
}

/** The quiet hours of a channel: its own, or those of all channels. */
export const quietOf = ({ quiet }: Pick<TouchPolicy, "quiet">, channel: OutboundChannelName): Quiet | undefined =>
  quiet.find((each) => each.channel === channel) ?? quiet.find((each) => each.channel === "all");

/** When the quiet hours that hold at an instant end; null: none hold. */
export function quietUntil({ from, to }: Pick<Quiet, "from" | "to">, at: Date, timeZone: string): Date | null {
  const today = dayIn(timeZone, at);
  for (const day of [addDays(today, -1), today]) {
    const start = instantOf(timeZone, day, from);
    const end = instantOf(timeZone, to > from ? day : addDays(day, 1), to);
    if (start <= at && at < end) return end;
  }
  return null;
}

/**
 * Whether a member belongs to those who get no marketing: the same member, the same answer, whoever asks and wherever. The number is mixed by
 * the finalizer of MurmurHash3 under a seed of the word (FNV-1a): a million answers cost no more than arithmetic.
 */
export function isHeldOut(
  memberNo: number,
  { holdoutPercent, holdoutSalt }: Pick<TouchPolicy, "holdoutPercent" | "holdoutSalt">,
): boolean {
  if (holdoutPercent === 0) return false;
  let hash = memberNo ^ seedOf(holdoutSalt);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32 < holdoutPercent / 100;
}

function seedOf(word: string): number {
  let seed = 0x811c9dc5;
  for (let i = 0; i < word.length; i += 1) seed = Math.imul(seed ^ word.charCodeAt(i), 0x01000193);
  return seed;
}

/** Whether an instant lies in hours in which messages do best. Without any, every hour is good. */
export function isGoodHour(windows: readonly GoodWindow[], at: Date, timeZone: string): boolean {
  if (windows.length === 0) return true;
  const day = dayIn(timeZone, at);
  const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  return windows.some(({ days, from, to }) => {
    if (days !== "all" && (days === "weekend") !== weekend) return false;
    return instantOf(timeZone, day, from) <= at && at < instantOf(timeZone, day, to);
  });
}
