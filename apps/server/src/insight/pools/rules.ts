import type { Pool } from "./pool.ts";

/**
 * Public and private are relative (ID-06: 你的公域是我的私域). A relation is private to whoever owns it and can reach the user
 * repeatedly at low or no cost; to everybody else it is public.
 */
export function viewOf(pool: Pick<Pool, "owner" | "cheapReach">): {
  toBrand: "private" | "public";
  toOwner: "private" | "public";
} {
  const toOwner = pool.cheapReach ? "private" : "public";
  return { toOwner, toBrand: pool.owner === "brand" ? toOwner : "public" };
}

/** How many people stand in exactly the pools whose bits are set, at the end (`now`) and at the start (`before`) of a period. */
export interface Combination {
  readonly now: number;
  readonly before: number;
  readonly people: number;
}

const has = (mask: number, bit: number) => (mask & (1 << bit)) !== 0;

/** People whose combination fulfils a condition. */
export function peopleWhere(
  combinations: readonly Combination[],
  condition: (combination: Combination) => boolean,
): number {
  return combinations.reduce((sum, each) => (condition(each) ? sum + each.people : sum), 0);
}

export interface PoolCount {
  readonly people: number;
  readonly before: number;
  readonly joined: number;
  readonly left: number;
}

/** Head count of a pool, or of several without double counting; `joined` and `left` compare the two ends of the period. */
export function countIn(combinations: readonly Combination[], bits: readonly number[]): PoolCount {
  const mask = bits.reduce((sum, bit) => sum | (1 << bit), 0);
  const isIn = (held: number) => (held & mask) !== 0;
  return {
    people: peopleWhere(combinations, ({ now }) => isIn(now)),
    before: peopleWhere(combinations, ({ before }) => isIn(before)),
    joined: peopleWhere(combinations, ({ now, before }) => isIn(now) && !isIn(before)),
    left: peopleWhere(combinations, ({ now, before }) => !isIn(now) && isIn(before)),
  };
}

export function inBoth(combinations: readonly Combination[], a: number, b: number): number {
  return peopleWhere(combinations, ({ now }) => has(now, a) && has(now, b));
}

/** People by in how many of the pools they stand; index 0 = in one. */
export function byDepth(combinations: readonly Combination[], bits: readonly number[]): number[] {
  return bits.map((_, index) =>
    peopleWhere(combinations, ({ now }) => bits.filter((bit) => has(now, bit)).length === index + 1),
  );
}

const weight = { weak: 0, medium: 1, strong: 2 } as const;

export interface NextStep {
  readonly inPool: string;
  readonly notInPool: string;
  readonly people: number;
  readonly text: string;
}

/** What brings people into a pool of the kind. */
function wayInto(pool: Pool): string {
  if (pool.strength === "strong") return "收银台、小票和包裹卡放导购的企微码，送一张好友专享券";
  if (pool.strength === "medium") return "由导购一对一邀请进门店群，说清群里有什么";
  return pool.source.kind === "registered" ? "在常用页面和消息里放入会礼，一键授权手机号" : "在消息和门店物料里放入口";
}

/**
 * Whom to lead where: people of one of our pools who are not yet in a closer one, or not yet members; the largest crowds first.
 * `bits` are the positions of the pools in combinations; pools without a count are not among them.
 */
export function nextSteps(
  pools: readonly { readonly pool: Pool; readonly bit: number }[],
  combinations: readonly Combination[],
  limit = 6,
): NextStep[] {
  const ours = pools.filter(({ pool }) => viewOf(pool).toBrand === "private");
  return ours
    .flatMap((from) =>
      ours
        .filter(
          (to) =>
            to.bit !== from.bit &&
            (weight[to.pool.strength] > weight[from.pool.strength] || to.pool.source.kind === "registered"),
        )
        .map((to) => {
          const people = peopleWhere(combinations, ({ now }) => has(now, from.bit) && !has(now, to.bit));
          return {
            inPool: from.pool.code,
            notInPool: to.pool.code,
            people,
            text: `在「${from.pool.name}」、还不在「${to.pool.name}」：${wayInto(to.pool)}。`,
          };
        }),
    )
    .filter((step) => step.people > 0)
    .sort((a, b) => b.people - a.people || (a.inPool + a.notInPool < b.inPool + b.notInPool ? -1 : 1))
    .slice(0, limit);
}

export interface Quality {
  readonly contacts: number;
  readonly before: number;
  readonly joined: number;
  readonly optedOut: number;
  readonly interacted: number;
  readonly joinedInteracted: number;
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/**
 * Whether heads grow while the relation does not (SG-24: 好友≠关系): the pool grew by a tenth or more, on at least 20 newcomers,
 * and either hardly any newcomer ever did something again, or many leave.
 */
export function harvestSign(quality: Quality): string | null {
  const growth = ratio(quality.joined, quality.before) ?? 1;
  if (quality.joined < 20 || growth < 0.1) return null;
  const alive = ratio(quality.joinedInteracted, quality.joined) ?? 0;
  const lost = ratio(quality.optedOut, quality.contacts + quality.optedOut) ?? 0;
  if (alive < 0.1)
    return `新增 ${quality.joined} 人，其中只有 ${quality.joinedInteracted} 人有过互动：人数在涨，关系没有`;
  if (lost >= 0.2) return `新增 ${quality.joined} 人，同期流失 ${quality.optedOut} 人：边拉边走，先找流失原因`;
  return null;
}
