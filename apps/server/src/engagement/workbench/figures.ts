import { sql } from "kysely";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Friendships } from "./port.ts";

export interface OwnFigures {
  readonly friends: number;
  readonly members: number;
  readonly orders: number;
  readonly amountFen: number;
}

export interface Person {
  readonly staffId: string;
  readonly staffNo: number;
}

const none: OwnFigures = { friends: 0, members: 0, orders: 0, amountFen: 0 };

/**
 * What people reached from a day to a day, both included: friends who were added and still are, members of theirs who registered, and
 * orders that name them. Two questions, however many people.
 */
export async function figuresOf(
  platform: Platform,
  { friendships }: Friendships,
  people: readonly Person[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<(staffId: string) => OwnFigures> {
  const { timeZone } = platform.config;
  const [start, end] = [instantOf(timeZone, from), instantOf(timeZone, addDays(to, 1))];
  const ids = people.map(({ staffId }) => staffId);
  const { rows } = await sql<{ staffId: string; friends: number; members: number }>`
    select p.id as "staffId", coalesce(f.friends, 0)::int as friends, coalesce(m.members, 0)::int as members
    from unnest(${ids}::uuid[]) p(id)
    left join (select staff_id, count(distinct member_no) as friends from ${friendships} a
      where staff_id = any(${ids}::uuid[]) and since >= ${start} and since < ${end} group by 1) f on f.staff_id = p.id
    left join (select guide_id, count(*) as members from member
      where guide_id = any(${ids}::uuid[]) and status = 'active' and registered_at >= ${start} and registered_at < ${end} group by 1) m on m.guide_id = p.id`.execute(
    platform.db,
  );
  const numbers = people.map(({ staffNo }) => Math.trunc(staffNo));
  const sold =
    numbers.length === 0
      ? []
      : await platform.clickhouse.rows<{ guideNo: number; orders: number; amountLi: number }>(
          `select guide_no as "guideNo", count() as orders, sum(amount_li) as "amountLi" from purchase
           where guide_no in (${numbers.join(",")}) and business_day >= {from:Date} and business_day <= {to:Date} group by guide_no`,
          { from, to },
          { timeoutMs: 30_000 },
        );
  const found = new Map(
    people.map(({ staffId, staffNo }) => {
      const order = sold.find(({ guideNo }) => guideNo === staffNo);
      const counted = rows.find((row) => row.staffId === staffId);
      return [
        staffId,
        {
          friends: counted?.friends ?? 0,
          members: counted?.members ?? 0,
          orders: order?.orders ?? 0,
          amountFen: Math.round((order?.amountLi ?? 0) / 10),
        },
      ];
    }),
  );
  return (staffId) => found.get(staffId) ?? none;
}
