import { type Kysely, sql } from "kysely";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { refreshMembers } from "../members/refresh-members.ts";
import { relationOf } from "../members/relation.ts";
import { searchTokens } from "../members/search-tokens.ts";
import type { Partition } from "./graph.ts";
import { moveProfiles } from "./move-rows.ts";
import { type Change, describeChanges, nodesWithoutNumber, ownersOf } from "./placement.ts";
import { partition } from "./rules.ts";
import type { IdentitySettings } from "./settings.ts";
import {
  allocateNumbers,
  insertIdentifiers,
  insertMembers,
  type NewMember,
  placeIdentifiers,
  setTieOutcomes,
  writeTies,
} from "./store.ts";
import type { WorkingGraph, WorkingNode } from "./working-graph.ts";

type Tx = Kysely<DB>;

export type Cause = "facts" | "approved" | "rejected" | "by_hand" | "separated" | "separation_removed" | "settings";

export interface Applied {
  /** Member of each identifier of the graph. */
  readonly memberOf: ReadonlyMap<string, number | null>;
  /** Numbers given out. */
  readonly created: ReadonlySet<number>;
  readonly mergeLogIds: readonly number[];
}

/**
 * Runs the rules over a graph and writes what changed, set-based: new profiles, identifiers and ties, moved rows, the merge log,
 * the folded view of every member concerned. The caller holds the identity lock.
 */
export async function applyPartition(
  tx: Tx,
  platform: Pick<Platform, "cipher" | "memberTables">,
  working: WorkingGraph,
  settings: IdentitySettings,
  why: { readonly cause: Cause; readonly actor: string },
): Promise<Applied> {
  const { nodes } = working;
  const result = partition(working.graph, settings);
  const before = nodes.map((node) => ({ originNo: node.originNo }));
  const lacking = nodesWithoutNumber(nodes, result);
  const numbers = await allocateNumbers(tx, lacking.length);
  for (const [position, index] of lacking.entries())
    (nodes[index] as WorkingNode).originNo = numbers[position] as number;
  const owners = ownersOf(nodes, result);

  await insertMembers(tx, newMembers(platform.cipher, nodes, lacking, owners, result));
  await insertIdentifiers(
    tx,
    nodes.flatMap((node, index) =>
      node.fresh === null
        ? []
        : [
            {
              key: node.key,
              kind: node.kind,
              scope: node.scope,
              sealed: platform.cipher.seal(node.fresh.value),
              originNo: node.originNo,
              memberNo: owners[index] ?? null,
              shared: result.shared[index] === true,
              firstSeenAt: new Date(node.firstSeenAt),
              source: node.fresh.source,
              groupOnly: node.groupOnly,
            },
          ],
    ),
  );
  await placeIdentifiers(
    tx,
    nodes.flatMap((node, index) => {
      const memberNo = owners[index] ?? null;
      const shared = result.shared[index] === true;
      const changed = memberNo !== node.memberNo || shared !== node.shared || node.originNo !== before[index]?.originNo;
      return node.fresh === null && changed ? [{ key: node.key, originNo: node.originNo, memberNo, shared }] : [];
    }),
  );
  await writeOutcomes(tx, working, result);

  const { moves, changes } = describeChanges(nodes, owners);
  await moveProfiles(tx, platform, moves);
  const mergeLogIds = await logChanges(tx, working, result, owners, changes, why);
  await refreshMembers(tx, platform, membersConcerned(nodes, owners, new Set(numbers)));
  return {
    memberOf: new Map(nodes.map((node, index) => [node.key, owners[index] ?? null])),
    created: new Set(numbers),
    mergeLogIds,
  };
}

function newMembers(
  cipher: Cipher,
  nodes: readonly WorkingNode[],
  lacking: readonly number[],
  owners: readonly (number | null)[],
  { componentOf }: Partition,
): NewMember[] {
  const together = new Map<number, WorkingNode[]>();
  const wanted = new Set(lacking.map((index) => componentOf[index] as number));
  for (const [index, node] of nodes.entries()) {
    const component = componentOf[index] as number;
    if (wanted.has(component)) together.set(component, [...(together.get(component) ?? []), node]);
  }
  return lacking.map((index) => {
    const node = nodes[index] as WorkingNode;
    const all = together.get(componentOf[index] as number) ?? [];
    const channel = node.fresh?.channel ?? null;
    const relation = relationOf(all, false);
    const phones = all.flatMap(({ kind, fresh }) => (kind === "phone" && fresh ? [fresh.value] : []));
    return {
      memberNo: node.originNo as number,
      ownerNo: owners[index] as number,
      firstSeenAt: new Date(Math.min(...all.map((each) => each.firstSeenAt))),
      source: node.fresh?.source ?? "identity",
      storeNo: node.fresh?.storeNo ?? null,
      channel,
      relation,
      searchTokens: searchTokens(cipher, { name: null, phones, channel, relation }),
    };
  });
}

async function writeOutcomes(tx: Tx, { ties }: WorkingGraph, { outcomes }: Partition): Promise<void> {
  const seen = ties.flatMap(({ fresh }, index) => {
    const outcome = outcomes[index];
    return fresh && outcome
      ? [{ ...fresh, firstAt: new Date(fresh.firstAt), lastAt: new Date(fresh.lastAt), ...outcome }]
      : [];
  });
  await writeTies(tx, seen);
  const changed = ties.flatMap(({ a, b, fresh, stored }, index) => {
    const outcome = outcomes[index];
    const same = stored?.state === outcome?.state && stored?.reason === outcome?.reason;
    return fresh || same || !outcome ? [] : [{ a, b, ...outcome }];
  });
  await setTieOutcomes(tx, changed);
}

/** Members that existed before and gained or lost identifiers, and those they came from or went to. */
function membersConcerned(
  nodes: readonly WorkingNode[],
  owners: readonly (number | null)[],
  created: ReadonlySet<number>,
): number[] {
  const concerned = new Set<number>();
  for (const [index, node] of nodes.entries()) {
    const owner = owners[index] ?? null;
    if (owner === node.memberNo) continue;
    if (node.memberNo !== null) {
      concerned.add(node.memberNo);
      if (owner !== null) concerned.add(owner);
    } else if (owner !== null && !created.has(owner)) concerned.add(owner);
  }
  return [...concerned];
}

async function logChanges(
  tx: Tx,
  { nodes, ties }: WorkingGraph,
  { componentOf, outcomes }: Partition,
  owners: readonly (number | null)[],
  changes: readonly Change[],
  why: { readonly cause: Cause; readonly actor: string },
): Promise<number[]> {
  if (changes.length === 0) return [];
  const position = new Map(nodes.map((node, index) => [node.key, index]));
  const joining = new Map<number, { a: string; b: string }[]>();
  for (const [index, tie] of ties.entries()) {
    const [a, b] = [position.get(tie.a) as number, position.get(tie.b) as number];
    if (
      outcomes[index]?.state !== "joined" ||
      componentOf[a] !== componentOf[b] ||
      nodes[a]?.memberNo === nodes[b]?.memberNo
    )
      continue;
    const owner = owners[a] as number;
    joining.set(owner, [...(joining.get(owner) ?? []), { a: tie.a, b: tie.b }]);
  }
  const entries = changes.map((change) => ({
    kind: change.kind,
    memberNo: change.memberNo,
    otherNos: change.otherNos,
    origins: change.moves.map((move) => move.originNo),
    from: change.moves.map((move) => move.from),
    to: change.moves.map((move) => move.to),
    sides: change.sides,
    ties: change.kind === "merge" ? (joining.get(change.memberNo) ?? []) : [],
  }));
  const { rows } = await sql<{ id: number }>`
    insert into merge_log (cause, actor, kind, member_no, other_nos, moved_origins, moved_from, moved_to, sides, ties)
    select ${why.cause}, ${why.actor}, e.kind, e."memberNo", e."otherNos", e.origins, e."from", e."to", e.sides, e.ties
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      as e(kind text, "memberNo" int, "otherNos" int[], origins int[], "from" int[], "to" int[], sides jsonb, ties jsonb)
    returning id`.execute(tx);
  return rows.map((row) => row.id);
}
