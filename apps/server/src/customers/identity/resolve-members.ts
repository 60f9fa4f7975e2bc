import type { Kysely } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { refreshMembers } from "../members/refresh-members.ts";
import { applyPartition } from "./apply-partition.ts";
import { isWeak } from "./kinds.ts";
import {
  type IdentityFact,
  type PreparedFacts,
  type PreparedIdentifier,
  type PreparedTie,
  prepareFacts,
  tieKey,
} from "./prepare-facts.ts";
import { loadIdentitySettings } from "./settings.ts";
import {
  backdateIdentifiers,
  extendTies,
  findIdentifiers,
  findTies,
  holdersOf,
  type IdentifierRow,
  leaveGroupOnly,
  lockIdentity,
  type TieRow,
} from "./store.ts";
import { buildWorkingGraph } from "./working-graph.ts";

export interface ResolvedMember {
  /** The profile to record under: the number carried by the fact's strongest identifier. Null: no usable identifier, nobody. */
  readonly originNo: number | null;
  /** The member that the profile belongs to now. */
  readonly memberNo: number | null;
  /** The member was unknown before this call. */
  readonly isNew: boolean;
}

/** Members, in the order of the facts, and those of them of whom an identifier, or a tie between two, was told that nobody knew. */
export interface ResolvedFacts {
  readonly members: ResolvedMember[];
  readonly changed: ReadonlySet<number | null>;
}

/** A strong tie's last sighting is kept to the month: an order a day must not mean a write a day. */
const seenAgainAfterMs = 30 * 86_400_000;

const nobody: ResolvedMember = { originNo: null, memberNo: null, isNew: false };

/**
 * Finds or makes the member of each fact; answers in the order of the facts. Thousands of facts cost a handful of statements;
 * facts that say nothing new cost two look-ups and take no lock.
 *
 * Whatever the caller records about a fact goes under `originNo` and `memberNo`. Resolve first and write rows after: a merge
 * touches rows of other wings, and the lock is held until the transaction ends.
 */
export async function resolveMembers(
  tx: Kysely<DB>,
  platform: Pick<Platform, "cipher" | "memberTables">,
  facts: readonly IdentityFact[],
): Promise<ResolvedMember[]> {
  return (await resolveFacts(tx, platform, facts)).members;
}

/** `resolveMembers`, and of whom the facts told something new. */
export async function resolveFacts(
  tx: Kysely<DB>,
  platform: Pick<Platform, "cipher" | "memberTables">,
  facts: readonly IdentityFact[],
): Promise<ResolvedFacts> {
  if (facts.length === 0) return { members: [], changed: new Set() };
  const settings = await loadIdentitySettings(tx);
  const prepared = prepareFacts(facts, settings, platform.cipher);
  const known = await whatIsKnown(tx, prepared);
  if (saysNothingNew(whatIsNews(prepared, known)))
    return { members: prepared.facts.map((fact) => answer(fact.anchor, known.identifiers)), changed: new Set() };

  await lockIdentity(tx);
  const locked = await whatIsKnown(tx, prepared, known);
  const news = whatIsNews(prepared, locked);
  await extendTies(
    tx,
    news.seenAgain.map(({ a, b, lastAt }) => ({ a, b, lastAt: new Date(lastAt) })),
  );
  await backdateIdentifiers(
    tx,
    news.earlier.map(({ key, firstSeenAt, source }) => ({ key, firstSeenAt: new Date(firstSeenAt), source })),
  );
  const befriended = news.befriended.map(({ key }) => key);
  await leaveGroupOnly(tx, befriended);
  const working = await buildWorkingGraph(tx, [...news.seeds, ...news.unnumbered], {
    identifiers: news.identifiers,
    ties: news.ties,
  });
  const anchors = new Set(prepared.facts.map((fact) => fact.anchor));
  for (const node of working.nodes) node.needsNumber = node.originNo === null && anchors.has(node.key);
  const applied = await applyPartition(tx, platform, working, settings, { cause: "facts", actor: "identity" });
  await refreshMembers(tx, platform, await holdersOf(tx, befriended));

  const originOf = new Map(working.nodes.map((node) => [node.key, node.originNo]));
  const told = [
    ...news.identifiers.map((identifier) => identifier.key),
    ...news.ties.filter((tie) => !locked.ties.has(tieKey(tie.a, tie.b))).flatMap((tie) => [tie.a, tie.b]),
  ];
  const changed = new Set(told.map((key) => applied.memberOf.get(key) ?? originOf.get(key) ?? null));
  const members = prepared.facts.map(({ anchor }) => {
    if (anchor === null) return nobody;
    const originNo = originOf.get(anchor) ?? null;
    if (originNo === null) return answer(anchor, locked.identifiers);
    const memberNo = applied.memberOf.get(anchor) ?? originNo;
    return { originNo, memberNo, isNew: applied.created.has(memberNo) };
  });
  return { members, changed };
}

interface Known {
  readonly identifiers: ReadonlyMap<string, IdentifierRow>;
  readonly ties: ReadonlyMap<string, TieRow>;
}

interface News {
  readonly identifiers: readonly PreparedIdentifier[];
  readonly ties: readonly PreparedTie[];
  /** Strong ties seen again: evidence to note, but the rules look at the end of weak ties only. */
  readonly seenAgain: readonly PreparedTie[];
  /** Stored identifiers whose member may change. */
  readonly seeds: ReadonlySet<string>;
  /** Stored anchors that carry no number yet. */
  readonly unnumbered: ReadonlySet<string>;
  /** Stored identifiers that were seen earlier than was known. */
  readonly earlier: readonly PreparedIdentifier[];
  /** Stored identifiers that were known from groups alone until now. */
  readonly befriended: readonly PreparedIdentifier[];
}

/** Looks up what the batch names; `before` is what an earlier look already found, and need not be looked up again. */
async function whatIsKnown(
  tx: Kysely<DB>,
  prepared: PreparedFacts,
  before: Known = { identifiers: new Map(), ties: new Map() },
): Promise<Known> {
  const unknown = [...prepared.identifiers.keys()].filter((key) => !before.identifiers.has(key));
  const identifiers = new Map([...before.identifiers, ...(await findIdentifiers(tx, unknown))]);
  const untied = [...prepared.ties].filter(
    ([key, tie]) => !before.ties.has(key) && identifiers.has(tie.a) && identifiers.has(tie.b),
  );
  const found = await findTies(
    tx,
    untied.map(([, tie]) => tie),
  );
  return { identifiers, ties: new Map([...before.ties, ...found.map((tie) => [tieKey(tie.a, tie.b), tie] as const)]) };
}

function whatIsNews(prepared: PreparedFacts, known: Known): News {
  const kindOf = (key: string) => (prepared.identifiers.get(key) as PreparedIdentifier).kind;
  const seeds = new Set<string>();
  const ties: PreparedTie[] = [];
  const seenAgain: PreparedTie[] = [];
  for (const [key, tie] of prepared.ties) {
    const stored = known.ties.get(key);
    if (stored && stored.firstAt.getTime() <= tie.firstAt && !isWeak(kindOf(tie.a)) && !isWeak(kindOf(tie.b))) {
      if (tie.lastAt - stored.lastAt.getTime() >= seenAgainAfterMs) seenAgain.push(tie);
      continue;
    }
    if (stored && stored.firstAt.getTime() <= tie.firstAt && stored.lastAt.getTime() >= tie.lastAt) continue;
    ties.push(tie);
    for (const end of [tie.a, tie.b]) if (known.identifiers.has(end)) seeds.add(end);
  }
  const unnumbered = new Set<string>();
  for (const { anchor } of prepared.facts) {
    if (anchor !== null && known.identifiers.get(anchor)?.originNo === null) unnumbered.add(anchor);
  }
  const identifiers: PreparedIdentifier[] = [];
  const earlier: PreparedIdentifier[] = [];
  const befriended: PreparedIdentifier[] = [];
  for (const identifier of prepared.identifiers.values()) {
    const stored = known.identifiers.get(identifier.key);
    if (stored?.groupOnly && !identifier.groupOnly) befriended.push(identifier);
    if (!stored) identifiers.push(identifier);
    else if (identifier.firstSeenAt < stored.firstSeenAt.getTime()) earlier.push(identifier);
  }
  return { identifiers, ties, seenAgain, seeds, unnumbered, earlier, befriended };
}

function saysNothingNew({ identifiers, ties, seenAgain, unnumbered, earlier, befriended }: News): boolean {
  return (
    identifiers.length + ties.length + seenAgain.length + unnumbered.size + earlier.length + befriended.length === 0
  );
}

function answer(anchor: string | null, identifiers: ReadonlyMap<string, IdentifierRow>): ResolvedMember {
  const row = anchor === null ? undefined : identifiers.get(anchor);
  return row && row.originNo !== null
    ? { originNo: row.originNo, memberNo: row.memberNo ?? row.originNo, isNew: false }
    : nobody;
}
