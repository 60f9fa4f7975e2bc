/** What an index lists from the newest member on: a tier (where store and facets are known too), the tags together, or the stores of a scope. */
export type ListKind = "stores" | "tier" | "tags";

export interface Walk {
  /** Only members that stand in all of these lists are met; none: the whole chain. */
  readonly along: readonly ListKind[];
  /** The walk is given up after so many members. */
  readonly atMost: number;
}

export interface ListSizes {
  /** Members of the whole chain. */
  readonly chain: number;
  /** The share of them that each condition lets through, as statistics estimate it; absent where it is not asked. */
  readonly stores?: number | undefined;
  /** Stores that the viewer's part of the chain has; 0 for the whole. */
  readonly storeCount: number;
  readonly tier?: number | undefined;
  /** One for each tag. */
  readonly tags: readonly number[];
  /** Channel, relation and gender together; they are among the tokens too. */
  readonly facets?: number | undefined;
  readonly tokens?: number | undefined;
  readonly registered?: number | undefined;
}

type Asked = "stores" | "tier" | "tags" | "facets";
/** What a list's members are sure to fulfil. */
const fulfilled: Readonly<Record<ListKind, readonly Asked[]>> = {
  tags: ["tags"],
  tier: ["tier", "stores", "facets"],
  stores: ["stores"],
};

/** Costs in looked-up members: an entry of an index that is read along, one that is merged from many stores, a member fetched in bulk. */
const cost = { entry: 0.03, mergedEntry: 0.2, fetched: 0.5 };
/** So many stores are merged in one plan; planning more takes longer than it saves. */
const mergedStores = 500;
/** A walk may take so many times what was expected, and always so many members. */
const patience = { times: 20, atLeast: 1_000 };

/**
 * The lists along which a page of so many is found soonest, from the newest on; null where all matches are better fetched and sorted.
 * A walk ends when the page is full: it reads the share of its lists that the page is of all matches. Conditions count as independent
 * of each other, so a walk is bounded.
 */
export function chooseWalk(sizes: ListSizes, limit: number): Walk | null {
  const { chain, stores, storeCount, tier, facets, tags, tokens, registered } = sizes;
  const tagged = tags.reduce((share, tag) => share * tag, 1);
  const shares: Record<Asked, number> = { stores: stores ?? 1, tier: tier ?? 1, tags: tagged, facets: facets ?? 1 };
  const matches = chain * shares.stores * shares.tier * tagged * (tokens ?? 1) * (registered ?? 1);
  const untilFull = Math.min(1, limit / Math.max(1, matches));
  const lists: readonly { kind: ListKind; reading: number }[] = [
    ...(tags.length > 0
      ? [{ kind: "tags" as const, reading: tags.reduce((sum, tag) => sum + tag, 0) * cost.entry }]
      : []),
    ...(tier === undefined ? [] : [{ kind: "tier" as const, reading: tier * cost.entry }]),
    ...(stores === undefined || storeCount > mergedStores
      ? []
      : [{ kind: "stores" as const, reading: stores * (storeCount > 1 ? cost.mergedEntry : cost.entry) }]),
  ];
  let best = { along: [] as readonly ListKind[], met: 1, price: 1 };
  for (const chosen of subsets(lists)) {
    const sure = new Set(chosen.flatMap(({ kind }) => fulfilled[kind]));
    const met = [...sure].reduce((share, asked) => share * shares[asked], 1);
    const price = chosen.reduce((sum, list) => sum + list.reading, met);
    if (price < best.price) best = { along: chosen.map(({ kind }) => kind), met, price };
  }
  const fetched = Math.min(tokens ?? Number.POSITIVE_INFINITY, registered ?? Number.POSITIVE_INFINITY) * cost.fetched;
  if (fetched < best.price * untilFull) return null;
  const expected = chain * best.met * untilFull;
  return { along: best.along, atMost: Math.ceil(Math.max(patience.atLeast, patience.times * expected)) };
}

function subsets<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: 2 ** items.length }, (_, bits) => items.filter((_, at) => (bits >> at) & 1));
}
