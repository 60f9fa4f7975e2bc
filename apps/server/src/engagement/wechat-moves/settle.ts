import { sql } from "kysely";
import { assignTags } from "../../customers/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Arrivals } from "./port.ts";
import { customersWithStatus } from "./status.ts";
import { matchMembers } from "./take-rows.ts";

const batch = 1_000;

/**
 * Matches rows whose phones have become members', and carries the guide's tags over to who has arrived, once each. The binding to guide
 * and store comes with the friendship itself.
 */
export async function settleMoves(platform: Platform, arrivals: Arrivals, signal?: AbortSignal): Promise<number> {
  let settled = 0;
  await platform.db.transaction().execute(matchMembers);
  for (let count = batch; count === batch && !signal?.aborted; settled += count)
    count = await platform.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ no: number; memberNo: number; tagNos: number[] }>`
        select c.no, c.member_no as "memberNo", c.tag_nos as "tagNos"
        from ${customersWithStatus(arrivals, sql`c.settled_at is null and c.member_no is not null and cardinality(c.tag_nos) > 0`)} c
        where c.status = 'migrated' order by c.no limit ${batch}`.execute(tx);
      const tags = rows.flatMap(({ memberNo, tagNos }) =>
        tagNos.map((tagNo) => ({ originNo: memberNo, memberNo, tagNo })),
      );
      await assignTags(tx, tags, { source: "import", by: "个人微信迁移" });
      await sql`update wechat_move_customer set settled_at = ${platform.clock.now()} where no = any(${rows.map(({ no }) => no)}::bigint[])`.execute(
        tx,
      );
      return rows.length;
    });
  return settled;
}

/** Brings what is sealed under the current key. @returns how many rows were rewritten */
export async function resealMoves({ db, cipher }: Pick<Platform, "db" | "cipher">): Promise<number> {
  let resealed = 0;
  for (let count = batch; count === batch; resealed += count)
    count = await db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ no: number; about: string; phone: string | null }>`
        select no, about_sealed as about, phone_sealed as phone from wechat_move_customer
        where not starts_with(about_sealed, ${`${cipher.currentKeyId}.`}) order by no limit ${batch} for update`.execute(
        tx,
      );
      const anew = (sealed: string | null) => (sealed === null ? null : cipher.seal(cipher.open(sealed)));
      await sql`update wechat_move_customer c set about_sealed = n.about, phone_sealed = n.phone
        from unnest(${rows.map(({ no }) => no)}::bigint[], ${rows.map(({ about }) => anew(about))}::text[],
          ${rows.map(({ phone }) => anew(phone))}::text[]) n(no, about, phone) where c.no = n.no`.execute(tx);
      return rows.length;
    });
  return resealed;
}
