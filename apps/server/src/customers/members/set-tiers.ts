import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

/** Shows members' tiers in lists; insight decides them. Writes only what differs; null takes a tier away. Set-based. */
export async function setMemberTiers(
  tx: Kysely<DB>,
  rows: readonly { readonly memberNo: number; readonly tier: string | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update member m set tier = n.tier from unnest(${rows.map((row) => row.memberNo)}::int[], ${rows.map((row) => row.tier)}::text[]) n(no, tier)
    where m.member_no = n.no and m.tier is distinct from n.tier`.execute(tx);
}
