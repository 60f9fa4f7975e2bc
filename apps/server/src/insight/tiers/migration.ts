import { sql } from "kysely";
import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import type { Slice } from "../shared/slice.ts";
import type { TierCode } from "./codes.ts";
import type { tierMigrationAnswer } from "./schemas.ts";

/**
 * From which tier to which the slice's members moved between the starts of two days. A member's tier on a day is what the first
 * change on or after it came from; without one, what it is now. Members who appeared after `from` are not counted.
 */
export async function tierMigration(
  platform: Platform,
  slice: Slice,
  period: { readonly from: string; readonly to: string },
): Promise<z.input<typeof tierMigrationAnswer>> {
  const here = slice.stores === "all" ? sql`true` : sql`m.store_no = any(${[...slice.stores]}::int[])`;
  const { rows } = await sql<{ from: TierCode; to: TierCode; members: number }>`
    with later as (
      select member_no,
        (array_agg(from_tier order by id))[1] as at_start,
        (array_agg(from_tier order by id) filter (where day >= ${period.to}))[1] as at_end
      from tier_change where day >= ${period.from} group by member_no
    )
    select coalesce(l.at_start, t.tier) as "from", coalesce(l.at_end, t.tier) as "to", count(*)::int as members
    from member_tier t join member m using (member_no) left join later l using (member_no)
    where ${here} and (t.since < ${period.from} or l.member_no is not null)
    group by 1, 2 order by 1, 2`.execute(platform.db);
  const count = (chosen: typeof rows) => chosen.reduce((sum, row) => sum + row.members, 0);
  return {
    ...period,
    members: count(rows),
    moved: count(rows.filter((row) => row.from !== row.to)),
    matrix: rows,
  };
}
