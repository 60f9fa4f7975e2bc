import { type Kysely, type RawBuilder, sql } from "kysely";
import { type ConsentChannel, consentRefused } from "../../customers/index.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { OutboundChannelName } from "../outbound/channel.ts";
import { isPhoneChannel, type PhoneChannel } from "../phone-touches/rules.ts";
import type { Cap } from "./policy.ts";
import { type Counted, type Touch, windowStart } from "./rules.ts";

/** The channel whose consent speaks for a way out. */
export function consentChannelOf(channel: OutboundChannelName): ConsentChannel {
  if (channel === "sms") return "sms";
  if (channel === "ai_call") return "phone_call";
  if (channel.startsWith("wecom")) return "wecom";
  return channel.startsWith("official") ? "official_account" : "mini_program";
}

/** Written as text at once: the driver would take a million numbers one by one. */
const numbers = (list: readonly number[]) => sql`${`{${list.join(",")}}`}::int[]`;

/** Those of the members who said no to marketing on the channel. */
export async function unwilling(
  db: Kysely<DB>,
  channel: OutboundChannelName,
  memberNos: readonly number[],
): Promise<Set<number>> {
  const { rows } = await sql<{ memberNo: number }>`
    select said.member_no as "memberNo" from (select distinct r.member_no from consent_record r
      where r.purpose = 'marketing' and not r.granted and r.member_no = any(${numbers(memberNos)})) said
    where ${consentRefused(sql.ref("said.member_no"), "marketing", consentChannelOf(channel))}`.execute(db);
  return new Set(rows.map(({ memberNo }) => memberNo));
}

/** SQL: the number that `key` is the blind index of is to be left alone by the channel at an instant. */
export const onBlockList = (key: RawBuilder<unknown>, channel: PhoneChannel, at: Date) => sql<boolean>`
  exists (select from phone_block b where b.number_key = ${key} and b.channel = ${channel} and (b.until is null or b.until > ${at}))`;

/** Those of the members whose phone numbers, all of them, are to be left alone. */
export async function blockedMembers(
  db: Kysely<DB>,
  channel: OutboundChannelName,
  memberNos: readonly number[],
  at: Date,
): Promise<Set<number>> {
  if (!isPhoneChannel(channel)) return new Set();
  const { rows } = await sql<{ memberNo: number }>`
    select i.member_no as "memberNo" from identifier i where i.kind = 'phone' and i.member_no = any(${numbers(memberNos)})
    group by 1 having bool_and(${onBlockList(sql.ref("i.value_index"), channel, at)})`.execute(db);
  return new Set(rows.map(({ memberNo }) => memberNo));
}

/**
 * SQL: deliveries that take from a person's budget, from an instant on. The ledger is the reservation: whoever waits has a place, and a
 * delivery that failed for sure gives it back by its outcome.
 */
export const taking = (since: Date) => sql`
  o.send_at >= ${since} and o.kind <> 'reply' and d.outcome in ('waiting', 'sent', 'delivered')`;

/** SQL: the message of a delivery is one that the cap counts. */
export const countedBy = (cap: Cap, since: Date) => sql`(
  o.send_at >= ${since} and (${cap.channel} = 'all' or o.channel = ${cap.channel}) and (${cap.kind} = 'all' or o.kind = ${cap.kind}))`;

/** SQL: a delivery that has not left: its message waits to be handed over. */
export const planned = sql`(d.outcome = 'waiting' and o.state = 'waiting')`;

/**
 * What counts under each cap, in one statement, however many people: of those who have anything that counts, or, `fullOnly`, of those for whom
 * a cap is full; nobody else's counts change a decision.
 */
export async function countTouches(
  db: Kysely<DB>,
  memberNos: readonly number[],
  caps: readonly Cap[],
  touch: Pick<Touch, "at" | "priority">,
  timeZone: string,
  { fullOnly }: { readonly fullOnly: boolean },
): Promise<Map<number, Counted[]>> {
  if (caps.length === 0) return new Map();
  const starts = caps.map((cap) => windowStart(cap, touch.at, timeZone));
  const since = new Date(Math.min(...starts.map(Number)));
  const counts = caps.flatMap((cap, i) => {
    const counted = countedBy(cap, starts[i] ?? since);
    return [
      sql`count(*) filter (where ${counted} and (not ${planned} or o.priority = ${touch.priority}))::int`,
      sql`count(*) filter (where ${counted} and ${planned} and o.priority > ${touch.priority})::int`,
      sql`count(*) filter (where ${counted} and ${planned} and o.priority < ${touch.priority})::int`,
    ];
  });
  const full = caps.map(
    (cap, i) => sql`count(*) filter (where ${countedBy(cap, starts[i] ?? since)}) >= ${cap.most}::int`,
  );
  const { rows } = await sql<{ memberNo: number; counts: number[] }>`
    select d.member_no as "memberNo", array[${sql.join(counts)}] as counts
    from outbound_delivery d join outbound o on o.id = d.outbound_id
    where d.member_no = any(${numbers(memberNos)}) and ${taking(since)} group by 1
    having ${fullOnly ? sql.join(full, sql` or `) : sql`true`}`.execute(db);
  return new Map(rows.map(({ memberNo, counts: list }) => [memberNo, caps.map((_, i) => countedAt(list, i))]));
}

function countedAt(list: readonly number[], i: number): Counted {
  const [taken = 0, stronger = 0, weaker = 0] = list.slice(3 * i, 3 * i + 3);
  return { taken, stronger, weaker };
}
