import { sql } from "kysely";
import type { z } from "zod";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { type Asked, ofMembers, openings, ordersAfter, spanParams } from "../visits/facts.ts";
import { visitSetting } from "../visits/settings.ts";
import type { sharesAnswer } from "./schemas.ts";

interface CardRow {
  readonly share: string;
  /** `m12` = origin 12, `s7` = staff 7. */
  readonly sharer: string;
  /** 1 where the row is of all cards of a sharer, or of all sharers. */
  readonly allCards: number;
  readonly allSharers: number;
  readonly cards: number;
  readonly visits: number;
  readonly newMembers: number;
  readonly orders: number;
  readonly amountLi: number;
}

const shown = 30;
/** Cards whose hands are counted, the most opened first. */
const mostCards = 10_000;
const sharer =
  "if(sharer_staff > 0, concat('s', toString(sharer_staff)), if(sharer_origin > 0, concat('m', toString(sharer_origin)), ''))";

/** What share cards brought: openings, people new to the chain, orders; by sharer, and over how many hands (IN-03). */
export async function reportShares(platform: Platform, asked: Asked): Promise<z.input<typeof sharesAnswer>> {
  const { value } = await readSetting(platform.db, visitSetting);
  const params = spanParams(platform, asked, value.orderHours);
  const ask = <Row>(select: string) => platform.clickhouse.rows<Row>(select, params, { timeoutMs: 60_000 });
  const cards = (since: "start" | "before") =>
    `select *, ${sharer} as sharer from (${openings(since, ofMembers(asked))})`;
  // Openings are the millions here: cards, sharers and the whole come from one reading of them.
  const rows = await ask<CardRow>(`
    select share, sharer, grouping(share) as "allCards", grouping(sharer) as "allSharers", uniqExact(share) as cards, sum(visits) as visits,
      sum(news) as "newMembers", sum(orders) as orders, sum(li) as "amountLi"
    from (select share, sharer, toInt64(1) as visits, toInt64(is_new_member) as news, toInt64(0) as orders, toInt64(0) as li
          from (${cards("start")}) where sharer <> ''
          union all
          select share, sharer, toInt64(0), toInt64(0), toInt64(1), toInt64(amount_li)
          from (${ordersAfter(cards("before"), ["share", "sharer"], ofMembers(asked))}) where sharer <> '')
    group by grouping sets ((share, sharer), (sharer), ())
    order by visits desc, sharer, share limit ${mostCards} by "allCards", "allSharers"`);
  const cardRows = rows.filter(({ allCards }) => !allCards);
  const sharerRows = rows.filter(({ allCards, allSharers }) => allCards && !allSharers).slice(0, shown);
  const whole = rows.find(({ allSharers }) => allSharers);
  const [sharers, hands] = await Promise.all([nameSharers(platform, sharerRows), handsOf(platform, cardRows)]);
  const { visits = 0, newMembers = 0, orders = 0, amountLi = 0 } = whole ?? {};
  return {
    orderHours: value.orderHours,
    total: { visits, newMembers, orders, amountFen: Math.round(amountLi / 10) },
    sharers,
    hands,
  };
}

async function nameSharers({ db }: Platform, rows: readonly CardRow[]) {
  const numbers = (kind: "m" | "s") =>
    rows.flatMap((row) => (row.sharer.startsWith(kind) ? [Number(row.sharer.slice(1))] : []));
  const { rows: found } = await sql<{
    key: string;
    memberNo: number | null;
    staffName: string | null;
    storeName: string | null;
  }>`
    select 'm' || o.member_no as key, o.owner_no as "memberNo", null as "staffName", u.name as "storeName"
    from member o left join member m on m.member_no = o.owner_no left join org_unit u on u.no = m.store_no
    where o.member_no = any(${numbers("m")}::int[])
    union all
    select 's' || s.no, null, s.name, (select u.name from staff_post p join org_unit u on u.id = p.org_unit_id
      where p.staff_id = s.id order by lower(p.days) desc limit 1)
    from staff s where s.no = any(${numbers("s")}::int[])`.execute(db);
  const byKey = new Map(found.map((each) => [each.key, each]));
  // Two profiles that are one person by now come as one.
  const merged = new Map<string, z.input<typeof sharesAnswer>["sharers"][number]>();
  for (const { sharer: key, cards, visits, newMembers, orders, amountLi } of rows) {
    const { memberNo = null, staffName = null, storeName = null } = byKey.get(key) ?? {};
    const who = memberNo === null ? (staffName === null ? "erased" : key) : `member ${memberNo}`;
    const before = merged.get(who);
    merged.set(who, {
      ...{ memberNo, staffName, storeName },
      cards: cards + (before?.cards ?? 0),
      visits: visits + (before?.visits ?? 0),
      newMembers: newMembers + (before?.newMembers ?? 0),
      orders: orders + (before?.orders ?? 0),
      amountFen: Math.round(amountLi / 10) + (before?.amountFen ?? 0),
    });
  }
  return [...merged.values()].sort((a, b) => b.visits - a.visits);
}

const mostHands = 20;

/** Over how many hands cards went: 1 = straight from the first sharer, 2 = passed on by somebody who came by a card. */
async function handsOf({ db }: Platform, keys: readonly CardRow[]) {
  const { rows } = await sql<{ hand: number; cards: number; visits: number; orders: number }>`
    with recursive asked as (
      select * from unnest(${keys.map(({ share }) => share)}::text[], ${keys.map(({ visits }) => visits)}::int[], ${keys.map(({ orders }) => orders)}::int[])
        as a(key, visits, orders)),
    line as (
      select s.key, s.parent_key, 1 as hand from mini_program_share s join asked using (key)
      union all
      select l.key, p.parent_key, l.hand + 1 from line l join mini_program_share p on p.key = l.parent_key where l.hand < ${mostHands}),
    depth as (select key, max(hand) as hand from line group by key)
    select d.hand, count(*)::int as cards, sum(a.visits)::int as visits, sum(a.orders)::int as orders
    from depth d join asked a using (key) group by 1 order by 1`.execute(db);
  return rows;
}
