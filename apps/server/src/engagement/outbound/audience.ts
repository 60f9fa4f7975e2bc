import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { inWecomAudience } from "../../insight/index.ts";
import { invalid } from "../../kernel/errors.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

/** The most members that one message is written to. */
export const MOST_MEMBERS = 100_000;

/** Who a message is for: members who carry all the tags, are of the tier, belong to one of the stores and stand in the 人群包. */
export const audienceSchema = z.object({
  tagNos: z.array(z.int().min(1)).max(10).default([]),
  tier: z.string().min(1).max(32).optional(),
  storeNos: z.array(z.int().min(1)).max(500).default([]),
  audienceId: z.uuid().optional().describe("A 人群包 that was made for WeCom"),
});
export type Audience = z.infer<typeof audienceSchema>;

/**
 * The members of an audience; whom of them a message may reach, the touch policy decides.
 * @throws Refusal when nothing narrows the audience, or when it holds more than one message takes
 */
export async function readAudience(db: Kysely<DB>, audience: Audience): Promise<number[]> {
  const { tagNos, tier = null, storeNos, audienceId } = audience;
  if (tagNos.length === 0 && tier === null && storeNos.length === 0 && audienceId === undefined)
    throw invalid([{ path: "audience", message: "请至少选一个条件：标签、分层、门店或人群包" }]);
  const { rows } = await sql<{ memberNo: number }>`
    select m.member_no as "memberNo"
    from member m
    where m.status = 'active' and ${audienceId === undefined ? sql`true` : inWecomAudience(audienceId)} and (${tier}::text is null or m.tier = ${tier})
      and (cardinality(${storeNos}::int[]) = 0 or m.store_no = any(${storeNos}::int[]))
      and (select count(distinct t.tag_no) from member_tag t where t.member_no = m.member_no and t.tag_no = any(${tagNos}::int[]))
        = cardinality(${[...new Set(tagNos)]}::int[])
    order by m.member_no limit ${MOST_MEMBERS + 1}`.execute(db);
  if (rows.length > MOST_MEMBERS)
    throw invalid([
      { path: "audience", message: `符合条件的客户超过 ${MOST_MEMBERS / 10_000} 万人，请加条件，分几次发送` },
    ]);
  return rows.map(({ memberNo }) => memberNo);
}
