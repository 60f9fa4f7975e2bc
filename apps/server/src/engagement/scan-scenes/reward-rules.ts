import { sql } from "kysely";
import { z } from "zod";
import { firstEarningDay } from "../../customers/index.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Tx } from "../../kernel/postgres/database.ts";

const deed = z
  .enum(["friend", "scan"])
  .describe("friend: who becomes a guide's contact by the code; scan: also who scans and is known");

/** What a scene gives, and for what; each person once per rule. */
export const rewardSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("points"),
    points: z.int("请填写整数积分").min(1, "至少 1 分").max(10_000, "最多 10000 分"),
    deed,
  }),
  z.object({ kind: z.literal("coupon"), batchId: z.uuid("请选择一批支付券"), deed }),
]);
export type Reward = z.output<typeof rewardSchema>;

/** What the customer reads on the page. */
export function rewardText(reward: Reward, couponName: string | null): string {
  const what = reward.kind === "points" ? `${reward.points} 积分` : `「${couponName ?? "优惠券"}」一张`;
  return reward.deed === "friend" ? `加导购为好友，送${what}（每人一次）` : `会员扫码送${what}（每人一次）`;
}

/** @throws Refusal naming what cannot be given */
export async function requireReward(tx: Tx, reward: Reward | null | undefined, now: Date): Promise<void> {
  if (!reward) return;
  if (reward.kind === "points") {
    if ((await firstEarningDay(tx)) === null)
      throw invalid([{ path: "reward.points", message: "还没有积分规则，请先在「积分」里发布规则" }]);
    return;
  }
  const { rows } = await sql<{ kind: string; state: string; ended: boolean }>`
    select kind, state, ends_at <= ${now} as ended from coupon_batch where id = ${reward.batchId}::uuid`.execute(tx);
  const batch = rows[0];
  const why = !batch
    ? "没有这批支付券"
    : batch.kind !== "plain"
      ? "社交立减金只能由付款的客户分享，请选普通支付券"
      : batch.state !== "live" || batch.ended
        ? "这批支付券没有在发放，请换一批"
        : null;
  if (why !== null) throw invalid([{ path: "reward.batchId", message: why }]);
}
