import { type Kysely, sql } from "kysely";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { memberErased } from "../members/find-member.ts";
import type { Applied, Cause } from "./apply-partition.ts";
import { reevaluate } from "./reevaluate.ts";
import { findIdentifiers, identifiersOfMembers, lockIdentity } from "./store.ts";

interface By {
  readonly actor: string;
  readonly note: string;
}

type Parts = Pick<Platform, "cipher" | "memberTables">;

/** States that the sides are different people, and splits whoever holds identifiers of two. The caller holds the identity lock. */
export async function separate(
  tx: Kysely<DB>,
  platform: Parts,
  sides: readonly (readonly string[])[],
  by: By,
  cause: Cause,
): Promise<Applied & { readonly separationId: string }> {
  const keys = sides.flat();
  const { rows } = await sql<{ id: string }>`
    with made as (insert into separation (reason, made_by) values (${by.note}, ${by.actor}) returning id),
    sided as (insert into separation_side (separation_id, value_index, side)
      select made.id, n.key, n.side from made, unnest(${keys}::uuid[], ${sides.flatMap((side, number) => side.map(() => number))}::int[]) as n(key, side))
    select id from made`.execute(tx);
  const separationId = rows[0]?.id as string;
  return { ...(await reevaluate(tx, platform, keys, { cause, actor: by.actor })), separationId };
}

/**
 * Takes some identifiers of a member out into a member of their own.
 *
 * @throws Refusal when none, or all, of the member's identifiers are named.
 */
export async function splitOff(
  tx: Kysely<DB>,
  platform: Parts,
  memberNo: number,
  keys: readonly string[],
  by: By,
): Promise<Applied> {
  await lockIdentity(tx);
  const held = (await identifiersOfMembers(tx, [memberNo])).map((row) => row.key);
  const [out, rest] = [held.filter((key) => keys.includes(key)), held.filter((key) => !keys.includes(key))];
  if (out.length !== new Set(keys).size || out.length === 0 || rest.length === 0) {
    throw invalid([{ path: "identifierIds", message: "请选择这位客户的一部分标识（不能一个不选，也不能全选）" }]);
  }
  return separate(tx, platform, [rest, out], by, "separated");
}

/**
 * Undoes a merge: the members that it joined are separated again, with exactly the identifiers and rows that each had.
 *
 * @throws Refusal `not_found`, or `already_undone`.
 */
export async function undoMerge(tx: Kysely<DB>, platform: Parts, mergeLogId: number, by: By): Promise<Applied> {
  await lockIdentity(tx);
  const entry = await findMerge(tx, mergeLogId);
  if (entry.separationId !== null) throw conflict("already_undone", "这次合并已经撤销过了");
  const undone = await separate(tx, platform, entry.sides, by, "separated");
  await sql`update merge_log set separation_id = ${undone.separationId} where id = ${mergeLogId}`.execute(tx);
  return undone;
}

/**
 * Takes the undo back: the separation goes, and the ties decide again.
 *
 * @throws Refusal `not_found`, or `not_undone`.
 */
export async function redoMerge(tx: Kysely<DB>, platform: Parts, mergeLogId: number, by: By): Promise<Applied> {
  await lockIdentity(tx);
  const entry = await findMerge(tx, mergeLogId);
  if (entry.separationId === null) throw conflict("not_undone", "这次合并没有被撤销，无需恢复");
  await sql`update separation set removed_at = now(), removed_by = ${by.actor} where id = ${entry.separationId}`.execute(
    tx,
  );
  await sql`update merge_log set separation_id = null where id = ${mergeLogId}`.execute(tx);
  return reevaluate(tx, platform, entry.sides.flat(), { cause: "separation_removed", actor: by.actor });
}

async function findMerge(tx: Kysely<DB>, id: number): Promise<{ sides: string[][]; separationId: string | null }> {
  const { rows } = await sql<{ sides: string[][]; separationId: string | null; erased: boolean }>`
    select sides, separation_id as "separationId", erased_at is not null as erased from merge_log where id = ${id} and kind = 'merge' for update`.execute(
    tx,
  );
  if (!rows[0]) throw notFound("这条合并记录");
  if (rows[0].erased) throw memberErased();
  return rows[0];
}

/** The members that hold the identifiers of a merge today. */
export async function membersOfMerge(tx: Kysely<DB>, mergeLogId: number): Promise<number[]> {
  const keys = (await findMerge(tx, mergeLogId)).sides.flat();
  return [...(await findIdentifiers(tx, keys)).values()].flatMap((row) => row.memberNo ?? []);
}
