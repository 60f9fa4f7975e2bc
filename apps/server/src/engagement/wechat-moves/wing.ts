import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import type { Arrivals } from "./port.ts";
import { wechatMoveRoutes } from "./routes.ts";
import { resealMoves, settleMoves } from "./settle.ts";

/** 个人微信迁移 (ID-08). */
export function wechatMovesWing(platform: Platform, arrivals: Arrivals): Wing {
  return {
    name: "wechat_moves",
    routes: wechatMoveRoutes(platform, arrivals),
    jobs: [
      defineJob({
        name: "engagement.settle_wechat_moves",
        payload: z.object({}),
        schedule: { everyMinutes: 5 },
        run: async (_, { platform: own, signal }) => void (await settleMoves(own, arrivals, signal)),
      }),
      defineJob({
        name: "engagement.reseal_wechat_moves",
        payload: z.object({}),
        schedule: { dailyAt: "04:35" },
        run: async (_, { platform: own }) => void (await resealMoves(own)),
      }),
    ],
    memberTables: ["wechat_move_customer"],
    erasures: [{ table: "wechat_move_customer" }],
  };
}
