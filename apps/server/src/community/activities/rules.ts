import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";

/** The top prize of a draw: 反不正当竞争法 art. 10 (wechat-api.md §7.2). */
export const MOST_PRIZE_FEN = 5_000_000;

export const prizeSchema = z.object({
  name: z.string().trim().min(1, "请填写奖品名称").max(60),
  count: z.int().min(1).max(10_000),
  worthFen: z
    .int()
    .min(1, "请填写每份价值")
    .max(MOST_PRIZE_FEN, "单份奖品价值不能超过 5 万元（反不正当竞争法对抽奖式有奖销售的上限）"),
  give: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("points"), points: z.int().min(1).max(1_000_000) }),
    z.object({ kind: z.literal("coupon"), batchId: z.uuid() }),
    z.object({ kind: z.literal("goods") }),
  ]),
});
export type Prize = z.output<typeof prizeSchema>;

export const signInSchema = z.object({
  points: z.int().min(0).max(10_000).describe("For every day"),
  streakDays: z.int().min(2).max(60).nullable().default(null).describe("Every so many days in a row bring more"),
  streakPoints: z.int().min(0).max(100_000).default(0),
});
export type SignIn = z.output<typeof signInSchema>;

/** Words by which a text asks for sharing, which WeChat punishes (wechat-api.md §7.1). */
const sharing = /分享(给|到)|转发|邀请好友|助力|集赞|必转|朋友圈截图|拉人/;

/** Why a text may not stand in a group, in Chinese; null if it may. */
export function refuseText(text: string): string | null {
  const found = sharing.exec(text);
  return found ? `含「${found[0]}」：微信禁止以奖励诱导分享、助力或集赞，请改掉` : null;
}

export const newSeed = () => randomBytes(24).toString("hex");
export const hashOfSeed = (seed: string) => createHash("sha256").update(seed).digest("hex");

/** Where an entry stands in a draw: who comes first wins. Anybody who knows the seed can reckon it again. */
export const placeOf = (seed: string, entryNo: number | string) =>
  createHash("sha256").update(`${seed}:${entryNo}`).digest("hex");

/** Points of a sign-in on the n-th day in a row. */
export function pointsOf({ points, streakDays, streakPoints }: SignIn, streak: number): number {
  return points + (streakDays !== null && streak % streakDays === 0 ? streakPoints : 0);
}

/** The winners' text, without personal data beyond the masked names that the group sees anyway. */
export function winnersText(
  name: string,
  prizes: readonly { readonly name: string; readonly winners: readonly string[] }[],
): string {
  const lines = prizes.map((prize) => `${prize.name}：${prize.winners.join("、") || "无人中奖"}`);
  return [`「${name}」开奖啦`, ...lines, "中奖的朋友请联系群主领取"].join("\n");
}
