import { sql } from "kysely";
import { dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { type Denial, draw, type PacketReason } from "./rules.ts";
import { lockCampaign } from "./store.ts";

/** What somebody did that a packet is given for. */
export interface Deed {
  readonly originNo: number;
  readonly memberNo: number;
  readonly reason: PacketReason;
  /** Once within the campaign. */
  readonly reasonKey: string;
}

export interface Granted {
  readonly granted: number;
  /** Given before, for the same. */
  readonly known: number;
  readonly denied: Readonly<Record<Denial, number>>;
}

/**
 * Gives packets for deeds, in their order, under the lock of the campaign: each deed once, within the budget and what a person may have in all and
 * on a day. The money goes out when the person comes for it.
 */
export async function grantPackets(
  platform: Platform,
  tx: Tx,
  campaignId: string,
  deeds: readonly Deed[],
): Promise<Granted> {
  const campaign = await lockCampaign(tx, { id: campaignId });
  const now = platform.clock.now();
  const { timeZone } = platform.config;
  const { rows: had } = await sql<{ memberNo: number; inAll: number; today: number }>`
    select member_no as "memberNo", count(*)::int as "inAll",
      count(*) filter (where (granted_at at time zone ${timeZone})::date = ${dayIn(timeZone, now)}::date)::int as today
    from red_packet where campaign_id = ${campaignId} and member_no = any(${deeds.map(({ memberNo }) => memberNo)}::int[]) group by 1`.execute(
    tx,
  );
  const { rows: given } = await sql<{ key: string }>`
    select reason_key as key from red_packet where campaign_id = ${campaignId} and reason_key = any(${deeds.map(({ reasonKey }) => reasonKey)}::text[])`.execute(
    tx,
  );
  const counts = new Map(had.map(({ memberNo, ...count }) => [memberNo, count]));
  const known = new Set(given.map(({ key }) => key));
  const denied = { closed: 0, person: 0, day: 0, budget: 0 };
  const packets: (Deed & { amountFen: number })[] = [];
  let { spentFen } = campaign;
  for (const deed of deeds) {
    if (known.has(deed.reasonKey)) continue;
    const before = counts.get(deed.memberNo) ?? { inAll: 0, today: 0 };
    const drawn = draw({ ...campaign, spentFen }, before, now);
    if (typeof drawn !== "number") {
      denied[drawn]++;
      continue;
    }
    known.add(deed.reasonKey);
    counts.set(deed.memberNo, { inAll: before.inAll + 1, today: before.today + 1 });
    spentFen += drawn;
    packets.push({ ...deed, amountFen: drawn });
  }
  await sql`
    insert into red_packet (campaign_id, reason, reason_key, origin_no, member_no, amount_fen, granted_at)
    select ${campaignId}::uuid, n.reason, n."reasonKey", n."originNo", n."memberNo", n."amountFen", ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(packets)}::jsonb) as n(reason text, "reasonKey" text, "originNo" int, "memberNo" int, "amountFen" int)`.execute(
    tx,
  );
  await sql`update red_packet_campaign set spent_fen = ${spentFen} where id = ${campaignId}`.execute(tx);
  const refused = Object.values(denied).reduce((sum, count) => sum + count, 0);
  return { granted: packets.length, known: deeds.length - packets.length - refused, denied };
}
