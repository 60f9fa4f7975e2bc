import { type Kysely, sql } from "kysely";
import { conflict, notFound, unreachable } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { Applied } from "./apply-partition.ts";
import { reevaluate } from "./reevaluate.ts";
import { separate } from "./separate.ts";
import { findIdentifiers, findTies, identifiersOfMembers, lockIdentity } from "./store.ts";

/** approve: they are one person, whatever the limits say. reject: this evidence is wrong. separate: they are two people. */
export type TieDecision = "approve" | "reject" | "separate";

/**
 * A person's word on a tie, usually one that the rules refused; it can be changed by deciding again.
 *
 * @throws Refusal `not_found` when the tie does not exist; `separated` when approving across a separation that stands.
 */
export async function decideTie(
  tx: Kysely<DB>,
  platform: Pick<Platform, "cipher" | "memberTables">,
  tie: { readonly a: string; readonly b: string },
  decision: TieDecision,
  by: { readonly actor: string; readonly note: string },
): Promise<Applied> {
  await lockIdentity(tx);
  const [a, b] = tie.a < tie.b ? [tie.a, tie.b] : [tie.b, tie.a];
  const [stored] = await findTies(tx, [{ a, b }]);
  if (!stored) throw notFound("这条身份关联");
  switch (decision) {
    case "approve": {
      await record(tx, a, b, "approved", by);
      const applied = await reevaluate(tx, platform, [a, b], { cause: "approved", actor: by.actor });
      await requireJoined(tx, a, b);
      return applied;
    }
    case "reject":
      await record(tx, a, b, "rejected", by);
      return reevaluate(tx, platform, [a, b], { cause: "rejected", actor: by.actor });
    case "separate": {
      const ends = await findIdentifiers(tx, [a, b]);
      const [left, right] = [ends.get(a)?.memberNo ?? null, ends.get(b)?.memberNo ?? null];
      if (left === null || right === null || left === right) return separate(tx, platform, [[a], [b]], by, "separated");
      const sides = [left, right].map(async (memberNo) =>
        (await identifiersOfMembers(tx, [memberNo])).map((row) => row.key),
      );
      return separate(tx, platform, await Promise.all(sides), by, "separated");
    }
    default:
      return unreachable(decision);
  }
}

/**
 * Makes one member of two because a person says so.
 *
 * @throws Refusal `separated` when a person separated them before, `shared_identifier` when a side has shared identifiers only.
 */
export async function mergeByHand(
  tx: Kysely<DB>,
  platform: Pick<Platform, "cipher" | "memberTables">,
  members: readonly [number, number],
  by: { readonly actor: string; readonly note: string; readonly at: Date },
): Promise<Applied> {
  await lockIdentity(tx);
  if (members[0] === members[1]) throw conflict("same_member", "这是同一位客户，无需合并");
  const held = await identifiersOfMembers(tx, members);
  const [one, other] = members.map((memberNo) =>
    held.find((row) => row.memberNo === memberNo && !row.shared && row.originNo !== null),
  );
  if (!one || !other)
    throw conflict("shared_identifier", "其中一方只有多人共用的标识（如门店平板），不能合并到某一位客户");
  const [a, b] = one.key < other.key ? [one.key, other.key] : [other.key, one.key];
  await sql`
    insert into identifier_tie (a, b, first_at, last_at, source, state, decision, decided_at, decided_by, decision_note)
    values (${a}, ${b}, ${by.at}, date_trunc('day', ${by.at}::timestamptz, 'UTC'), 'person', 'refused', 'approved', now(), ${by.actor}, ${by.note})
    on conflict (a, b) do update set decision = 'approved', decided_at = now(), decided_by = excluded.decided_by, decision_note = excluded.decision_note`.execute(
    tx,
  );
  const applied = await reevaluate(tx, platform, [a, b], { cause: "by_hand", actor: by.actor });
  await requireJoined(tx, a, b);
  return applied;
}

async function record(
  tx: Kysely<DB>,
  a: string,
  b: string,
  decision: "approved" | "rejected",
  by: { actor: string; note: string },
) {
  await sql`
    update identifier_tie set decision = ${decision}, decided_at = now(), decided_by = ${by.actor}, decision_note = ${by.note}
    where a = ${a} and b = ${b}`.execute(tx);
}

async function requireJoined(tx: Kysely<DB>, a: string, b: string): Promise<void> {
  const [tie] = await findTies(tx, [{ a, b }]);
  if (tie?.reason === "separated")
    throw conflict("separated", "这两位客户曾被人工判定为不同的人", "请先撤销那次拆分，再合并");
  if (tie?.reason === "shared") throw conflict("shared_identifier", "其中一个标识由多人共用，不能作为合并依据");
}
