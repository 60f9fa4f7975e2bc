import { sql } from "kysely";
import type { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { liToFen } from "../shared/money.ts";
import { type PartFigures, upliftOf } from "./rules.ts";
import type { effectSchema } from "./schemas.ts";
import { audienceSetting } from "./settings.ts";
import type { Audience } from "./store.ts";

type Part = "sent" | "held_out";

/**
 * What the audience bought after it went out, against those who were held out at random: purchases from the first download on, for as
 * many days as the setting says. Members are as they are merged now; one that is in both parts counts as sent.
 */
export async function measureEffect(platform: Platform, audience: Audience): Promise<z.input<typeof effectSchema>> {
  const { value: settings } = await readSetting(platform.db, audienceSetting);
  const days = settings.measureDays;
  const figures = await partSizes(platform, audience.id);
  const shown = () => {
    const parts = { sent: figures.sent, heldOut: figures.held_out };
    return { ...parts, uplift: upliftOf(parts.sent, parts.heldOut) };
  };
  const from = audience.downloadedAt;
  if (from === null) return { from: null, to: null, days, isOver: false, ...shown(), uplift: null };
  const to = new Date(from.getTime() + days * 86_400_000);
  const bought = platform.clickhouse.stream<{ member_no: number; orders: number; amount_li: number }>(
    `select member_no, toUInt32(count()) as orders, sum(amount_li) as amount_li from purchase
     where member_no > 0 and paid_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') and paid_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
       and business_day >= addDays({day:Date}, -2)
     group by member_no`,
    { from: from.getTime(), to: to.getTime(), day: dayIn(platform.config.timeZone, from) },
    { timeoutMs: 120_000 },
  );
  const li: Record<Part, number> = { sent: 0, held_out: 0 };
  for await (const rows of bought) {
    for (const row of await byPart(platform, audience.id, rows)) {
      figures[row.part].buyers += row.buyers;
      figures[row.part].orders += row.orders;
      li[row.part] += row.li;
    }
  }
  for (const part of ["sent", "held_out"] as const) figures[part].amountFen = liToFen(li[part]);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    days,
    isOver: to <= platform.clock.now(),
    ...shown(),
  };
}

type Mutable = { -readonly [Key in keyof PartFigures]: PartFigures[Key] };

/** SQL: each member of the audience once. */
const membersOf = (id: string) => sql`(select member_no, max(part) as part from audience_member
  where audience_id = ${id} and part in ('sent', 'held_out') group by member_no) a`;

async function partSizes({ db }: Platform, id: string): Promise<Record<Part, Mutable>> {
  const { rows } = await sql<{ part: Part; members: number }>`
    select part, count(*)::int as members from ${membersOf(id)} group by part`.execute(db);
  const of = (part: Part): Mutable => ({
    members: rows.find((row) => row.part === part)?.members ?? 0,
    buyers: 0,
    orders: 0,
    amountFen: 0,
  });
  return { sent: of("sent"), held_out: of("held_out") };
}

async function byPart(
  { db }: Platform,
  id: string,
  rows: readonly { readonly member_no: number; readonly orders: number; readonly amount_li: number }[],
) {
  const { rows: counted } = await sql<{ part: Part; buyers: number; orders: number; li: number }>`
    select part, count(*)::int as buyers, sum(n.orders)::int as orders, sum(n.li)::bigint as li
    from unnest(${rows.map((row) => row.member_no)}::int[], ${rows.map((row) => row.orders)}::int[], ${rows.map((row) => row.amount_li)}::bigint[])
      as n(member_no, orders, li)
    join lateral (select max(part) as part from audience_member a
      where a.audience_id = ${id} and a.member_no = n.member_no and a.part in ('sent', 'held_out')) a on a.part is not null
    group by part`.execute(db);
  return counted;
}
