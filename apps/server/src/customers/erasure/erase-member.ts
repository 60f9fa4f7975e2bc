import { type Kysely, sql } from "kysely";
import type { ErasedPerson, MemberErasure } from "../../kernel/member-erasure.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { lockIdentity } from "../identity/store.ts";

type Tx = Kysely<DB>;
type Parts = Pick<Platform, "cipher" | "erasures" | "erasureHooks">;
type Counts = Record<string, number>;

/** The numbers of the profiles that a member consists of, ascending. */
export async function profilesOf(tx: Tx, memberNo: number): Promise<number[]> {
  const { rows } = await sql<{
    no: number;
  }>`select member_no as no from member where owner_no = ${memberNo} order by 1`.execute(tx);
  return rows.map((row) => row.no);
}

/**
 * Erases a person: identifiers with their evidence, everything recorded about who they are, and the person's part of what they did.
 * Facts stay under a number that leads to nobody. Takes the identity lock, so no merge can run beside it; what a transaction that
 * looked the member up just before still writes is erased by `sweepErased`.
 *
 * @returns rows erased, by table
 */
export async function eraseMember(tx: Tx, platform: Parts, memberNo: number): Promise<Counts> {
  await lockIdentity(tx);
  const profileNos = await profilesOf(tx, memberNo);
  const person = await identify(tx, platform, memberNo, profileNos);
  const identity = await eraseIdentity(tx, memberNo, profileNos);
  const rows = await eraseRows(tx, platform.erasures, profileNos);
  for (const hook of platform.erasureHooks) rows[hook.name] = await hook.erase(tx, platform, person);
  await sql`
    update member set status = 'erased', relation = 'visitor', name_sealed = null, gender = null, birth_year = null, birth_month_day = null,
      province = null, city = null, guide_id = null, tier = null, search_tokens = '{}', updated_at = now(), changed_xid = pg_current_xact_id()
    where member_no = any(${profileNos}::int[])`.execute(tx);
  return { ...identity, ...rows, member: profileNos.length };
}

/** Erases once more what was written under the profiles while they were being erased. */
export async function sweepErased(tx: Tx, platform: Parts, profileNos: readonly number[]): Promise<void> {
  await eraseRows(tx, platform.erasures, profileNos);
}

async function identify(
  tx: Tx,
  { cipher }: Parts,
  memberNo: number,
  profileNos: readonly number[],
): Promise<ErasedPerson> {
  const { rows } = await sql<{ kind: string; scope: string; sealed: string }>`
    select kind, scope, value_sealed as sealed from identifier where member_no = ${memberNo}`.execute(tx);
  return {
    memberNo,
    profileNos,
    identifiers: rows.map(({ kind, scope, sealed }) => ({ kind, scope, value: cipher.open(sealed) })),
  };
}

async function count(tx: Tx, statement: ReturnType<typeof sql>): Promise<number> {
  return Number((await statement.execute(tx)).numAffectedRows ?? 0);
}

async function eraseIdentity(tx: Tx, memberNo: number, profileNos: readonly number[]): Promise<Counts> {
  const keys = sql`array(select value_index from identifier where member_no = ${memberNo})`;
  const ties = await count(tx, sql`delete from identifier_tie where a = any(${keys}) or b = any(${keys})`);
  await sql`
    with gone as (delete from separation_side where value_index = any(${keys}) returning separation_id)
    update separation set reason = '（已依法删除）' where id in (select separation_id from gone)`.execute(tx);
  await sql`
    update merge_log set sides = '[]', ties = '[]', erased_at = now()
    where member_no = any(${profileNos}::int[]) or other_nos && ${profileNos}::int[]`.execute(tx);
  const identifiers = await count(tx, sql`delete from identifier where member_no = ${memberNo}`);
  await sql`
    update tag t set member_count = greatest(0, t.member_count - n.carried)
    from (select tag_no, count(*)::int as carried from member_tag where origin_no = any(${profileNos}::int[]) group by tag_no) n
    where t.tag_no = n.tag_no`.execute(tx);
  return { identifier: identifiers, identifier_tie: ties };
}

async function eraseRows(tx: Tx, erasures: readonly MemberErasure[], profileNos: readonly number[]): Promise<Counts> {
  const counts: Counts = {};
  for (const { table, set } of erasures) {
    const rows = sql`where origin_no = any(${profileNos}::int[])`;
    counts[table] = await count(
      tx,
      set === undefined
        ? sql`delete from ${sql.table(table)} ${rows}`
        : sql`update ${sql.table(table)} set ${sql.raw(set)} ${rows}`,
    );
  }
  return counts;
}
