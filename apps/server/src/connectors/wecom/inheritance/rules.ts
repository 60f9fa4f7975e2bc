import { z } from "zod";

/** Who takes over, and how customers are divided among them. */
export const splitRuleSchema = z.object({
  takers: z
    .array(
      z.object({
        userid: z.string().min(1).max(64),
        weight: z.int().min(1).max(100).default(1),
        /** At most so many customers; left out: no limit of ours. */
        capacity: z.int().min(0).max(1_000_000).optional(),
      }),
    )
    .min(1)
    .max(100),
  /** First those who look after certain tags or tiers; the first that fits counts. */
  first: z
    .array(
      z.object({ by: z.enum(["tag", "tier"]), value: z.string().min(1).max(64), userid: z.string().min(1).max(64) }),
    )
    .max(50)
    .default([]),
  /** A customer who is a taker's friend already goes to that taker. */
  keepFriends: z.boolean().default(true),
  /** Customers and groups of a store go to takers of that store, as long as one has room. */
  byStore: z.boolean().default(false),
  /** What a taker looks after already counts as well: who has less gets more. */
  byLoad: z.boolean().default(false),
});
export type SplitRule = z.infer<typeof splitRuleSchema>;

export interface SplitCustomer {
  readonly key: string;
  readonly tier: string | null;
  readonly tagNos: readonly number[];
  /** Members who follow the customer besides. */
  readonly friends: readonly string[];
  /** The store that the customer belongs to. */
  readonly storeNo: number | null;
}

/** What is known of one who takes over. */
export interface Taker {
  readonly userid: string;
  readonly storeNos: readonly number[];
  /** Customers, or groups, that the member has already. */
  readonly load: number;
}

/**
 * The taker of each customer; null where nobody has room. Friends and tags go first, then takers of the customer's store, the rest by
 * weight: always to the taker whose share is furthest behind, so that the result does not depend on chance and running it again gives the
 * same.
 */
export function splitCustomers(
  customers: readonly SplitCustomer[],
  rule: SplitRule,
  known: readonly Taker[] = [],
): Map<string, string | null> {
  const of = new Map(known.map((taker) => [taker.userid, taker]));
  const given = new Map(rule.takers.map(({ userid }) => [userid, 0]));
  const capacity = new Map(rule.takers.map(({ userid, capacity: most }) => [userid, most ?? Number.POSITIVE_INFINITY]));
  const hasRoom = (userid: string) => given.has(userid) && (given.get(userid) ?? 0) < (capacity.get(userid) ?? 0);
  const loadOf = (userid: string) => (given.get(userid) ?? 0) + (rule.byLoad ? (of.get(userid)?.load ?? 0) : 0);
  const result = new Map<string, string | null>();
  const give = (key: string, userid: string | null) => {
    result.set(key, userid);
    if (userid !== null) given.set(userid, (given.get(userid) ?? 0) + 1);
  };
  const rest: SplitCustomer[] = [];
  for (const customer of customers) {
    const wanted = preferred(customer, rule).find(hasRoom);
    if (wanted) give(customer.key, wanted);
    else rest.push(customer);
  }
  for (const { key, storeNo } of rest) {
    const open = rule.takers.filter(({ userid }) => hasRoom(userid));
    const near =
      rule.byStore && storeNo !== null ? open.filter(({ userid }) => of.get(userid)?.storeNos.includes(storeNo)) : [];
    give(key, furthestBehind(near.length > 0 ? near : open, loadOf));
  }
  return result;
}

function preferred(customer: SplitCustomer, { keepFriends, first }: SplitRule): string[] {
  const fits = first.filter(({ by, value }) =>
    by === "tier" ? customer.tier === value : customer.tagNos.includes(Number(value)),
  );
  return [...(keepFriends ? customer.friends : []), ...fits.map(({ userid }) => userid)];
}

function furthestBehind(takers: SplitRule["takers"], loadOf: (userid: string) => number): string | null {
  let best: { readonly userid: string; readonly load: number } | undefined;
  for (const { userid, weight } of takers) {
    const load = loadOf(userid) / weight;
    if (!best || load < best.load) best = { userid, load };
  }
  return best?.userid ?? null;
}

export const itemStates = {
  planned: "待分配",
  asking: "提交中",
  waiting: "等待 24 小时生效",
  done: "已接替",
  customer_refused: "客户拒绝",
  taker_full: "接替人客户数已满",
  limited: "90 天内已转接过 2 次",
  rejected: "平台拒绝",
  no_taker: "没有可接替的人",
  cancelled: "已取消",
} as const;
export type ItemState = keyof typeof itemStates;

/** What a person can do about an item that came to nothing. */
export const itemRemedies: Readonly<Partial<Record<ItemState, string>>> = {
  customer_refused: "客户仍在原成员名下；请换一位接替人再分配，或先由门店联系客户",
  taker_full: "请换一位接替人再分配，或为接替人申请扩容",
  limited: "请等满 90 天再转接",
  no_taker: "给接替人放宽上限，或增加接替人后再分配",
};

/** Minutes until results are asked for again: soon where somebody may refuse, at the latest by the hour. */
export const POLL_MINUTES = 30;
/** How often notes and tags that could not be carried over are tried again. */
export const CARRY_TRIES = 5;
