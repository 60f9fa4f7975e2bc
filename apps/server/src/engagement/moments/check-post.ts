import { conflict } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import type { OutboundContent } from "../outbound/content.ts";
import { everybody, sameWordsSince, senderMixes } from "./posts.ts";
import { judgeMix, type MixVerdict, type PostReading, readPost, waitDays } from "./rules.ts";
import { momentSetting } from "./settings.ts";

const DAY_MS = 86_400_000;

export interface PostCheck {
  readonly reading: PostReading;
  /** Senders whose last posts would be too much advertising, or whose last advertisement is too young; worst first. */
  readonly over: readonly ({ readonly senderKey: string; readonly waitDays: number } & MixVerdict)[];
  readonly senders: number;
  readonly repeats: { readonly title: string; readonly createdAt: Date } | undefined;
  readonly stops: boolean;
  readonly posts: number;
  readonly mostAdPercent: number;
}

/** What a post would do to its senders' Moments, before it goes (CH-24). */
export async function checkPost(
  platform: Pick<Platform, "clock">,
  db: Platform["db"] | Tx,
  accountId: string,
  content: OutboundContent,
): Promise<PostCheck> {
  const { value: limits } = await readSetting(db, momentSetting);
  const reading = readPost(content);
  const named = content.moment?.senders ?? [];
  const mixes = await senderMixes(db, accountId, named.length > 0 ? named : undefined, limits.posts);
  const senders = mixes.length > 0 ? mixes : [{ senderKey: everybody, kinds: [], lastAdAt: null }];
  const over =
    reading.kind === "ad"
      ? senders
          .map(({ senderKey, kinds, lastAdAt }) => ({
            senderKey,
            ...judgeMix(kinds, reading.kind, limits),
            waitDays: waitDays(lastAdAt, platform.clock.now(), limits.adGapDays),
          }))
          .filter((each) => each.tooMany || each.waitDays > 0)
          .sort((a, b) => b.ads / b.posts - a.ads / a.posts || (a.senderKey < b.senderKey ? -1 : 1))
      : [];
  const since = new Date(platform.clock.now().getTime() - limits.repeatDays * DAY_MS);
  const repeats = limits.repeatDays === 0 ? undefined : await sameWordsSince(db, accountId, content.text ?? "", since);
  return {
    reading,
    over,
    senders: senders.length,
    repeats,
    stops: limits.stop && over.length > 0,
    posts: limits.posts,
    mostAdPercent: limits.mostAdPercent,
  };
}

/** @throws Refusal moment_ads_only where headquarters has set that too much advertising is refused */
export async function refuseAdOnly(
  platform: Pick<Platform, "clock">,
  tx: Tx,
  accountId: string,
  content: OutboundContent,
): Promise<void> {
  const { stops, over, posts } = await checkPost(platform, tx, accountId, content);
  const first = Math.max(...over.map((each) => each.first), 0);
  const wait = Math.max(...over.map((each) => each.waitDays), 0);
  if (stops)
    throw conflict(
      "moment_ads_only",
      `${over.length} 位成员的朋友圈最近 ${posts} 条里广告过多或太密，全是广告会被折叠、也会掉粉`,
      `请${first > 0 ? `先发 ${first} 条内容或互动` : `隔 ${wait} 天再发广告`}，或去掉这些成员`,
    );
}
