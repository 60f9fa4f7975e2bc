import type { OutboundContent } from "../outbound/content.ts";

/** What a post on Moments is for: to sell, to be worth reading, or to be answered. */
export const postKinds = { ad: "广告", content: "内容", interaction: "互动" } as const;
export type PostKind = keyof typeof postKinds;
export const postKindCodes = Object.keys(postKinds) as PostKind[];

interface Signal {
  readonly label: string;
  readonly found: (content: OutboundContent) => boolean;
}

const text = (pattern: RegExp) => (content: OutboundContent) => pattern.test(content.text ?? "");

/** What makes a post an advertisement: two of these, or one together with something to press. */
const adSignals: readonly Signal[] = [
  { label: "写了价格", found: text(/[¥￥]\s?\d|\d+(\.\d+)?\s?元|\d(\.\d)?\s?折/) },
  { label: "写了优惠", found: text(/满减|立减|优惠|特价|折扣|券|包邮|买.{0,3}送|秒杀|红包/) },
  { label: "催促下单", found: text(/抢购|限时|限量|仅剩|最后\d|手慢无|速抢|下单|立即购买|点击购买|戳链接|倒计时/) },
  { label: "推荐商品", found: text(/新品|上新|爆款|热卖|断货|到货|必买|同款/) },
];

const interactionSignals: readonly Signal[] = [
  { label: "向客户提问", found: text(/[?？]|你们|大家(觉得|喜欢|会)|猜猜/) },
  { label: "请客户回应", found: text(/评论区|留言|点赞|投票|告诉我|接龙|打卡|分享你/) },
];

const pressable = ({ attachments = [] }: OutboundContent) =>
  attachments.some(({ kind }) => kind === "link" || kind === "mini_program");

export interface PostReading {
  readonly kind: PostKind;
  /** What the reading rests on, in the operator's words. */
  readonly signals: readonly string[];
}

/** Reads what a post is from its words and what hangs on it; an operator may correct it. */
export function readPost(content: OutboundContent): PostReading {
  const ads = adSignals.filter(({ found }) => found(content)).map(({ label }) => label);
  const interactions = interactionSignals.filter(({ found }) => found(content)).map(({ label }) => label);
  const presses = pressable(content);
  if (ads.length >= 2 || (ads.length === 1 && presses))
    return { kind: "ad", signals: presses ? [...ads, "带链接或小程序"] : ads };
  if (interactions.length > 0) return { kind: "interaction", signals: interactions };
  return { kind: "content", signals: ads };
}

/** How much advertising is too much. */
export interface MomentLimits {
  /** So many last posts of a sender are looked at. */
  readonly posts: number;
  /** Of these at most so many percent may be advertisements; 30 by the 4:3:3 mix (CT-08). */
  readonly mostAdPercent: number;
  /** The same words again within so many days are named. */
  readonly repeatDays: number;
  /** Over the limit a post is refused instead of warned of. */
  readonly stop: boolean;
}

export interface SenderMix {
  readonly senderKey: string;
  /** Newest first, at most as many as are looked at. */
  readonly kinds: readonly PostKind[];
  readonly lastAdAt: Date | null;
}

const DAY_MS = 86_400_000;

/** Days, rounded up, until a sender may advertise again; 0 = now. */
export function waitDays(lastAdAt: Date | null, now: Date, gapDays: number): number {
  if (lastAdAt === null) return 0;
  return Math.max(0, Math.ceil(gapDays - (now.getTime() - lastAdAt.getTime()) / DAY_MS));
}

export interface MixVerdict {
  readonly ads: number;
  readonly posts: number;
  readonly tooMany: boolean;
  /** Posts of another kind that have to go first; 0 when it may go now. */
  readonly first: number;
}

/** How a sender's last posts stand with one more; a sender with fewer than three posts is not judged. */
export function judgeMix(
  kinds: readonly PostKind[],
  next: PostKind | null,
  limits: Pick<MomentLimits, "posts" | "mostAdPercent">,
): MixVerdict {
  const seen = [...(next === null ? [] : [next]), ...kinds].slice(0, limits.posts);
  const share = (list: readonly PostKind[]) => list.filter((kind) => kind === "ad").length;
  const allowed = (list: readonly PostKind[]) => share(list) * 100 <= limits.mostAdPercent * list.length;
  const tooMany = seen.length >= 3 && !allowed(seen);
  const other: PostKind = "content";
  let first = 0;
  // Posts of another kind in between push old ones out of sight; after as many as are looked at nothing old is left.
  for (let rest: PostKind[] = [...kinds]; tooMany && next === "ad" && first < limits.posts; ) {
    first++;
    rest = [other, ...rest].slice(0, limits.posts);
    const then: PostKind[] = ["ad", ...rest];
    if (allowed(then.slice(0, limits.posts))) break;
  }
  return { ads: share(seen), posts: seen.length, tooMany, first };
}
