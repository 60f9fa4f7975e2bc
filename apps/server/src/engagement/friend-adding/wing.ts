import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import type { ReadTable } from "./assign-people.ts";
import { cardRoutes } from "./card-routes.ts";
import { manageRoutes } from "./manage-routes.ts";
import { judgeGuides } from "./pauses.ts";
import type { Friendships } from "./port.ts";
import { serviceRoutes } from "./service-routes.ts";
import { forgetListedPhones, resealPeople, settleRequests } from "./settle.ts";
import { taskRoutes } from "./task-routes.ts";
import { workRoutes } from "./work-routes.ts";
import { refreshWorth } from "./worth.ts";

/** 加好友任务: who is invited by phone, by whom, and what comes of it. How tables are read is the connector's for files. */
export function friendAddingWing(platform: Platform, friendships: Friendships, readTable: ReadTable): Wing {
  return {
    name: "friend_adding",
    routes: [
      ...taskRoutes(platform, friendships, readTable),
      ...workRoutes(platform, friendships),
      ...manageRoutes(platform),
      ...cardRoutes(platform, friendships),
      ...serviceRoutes(platform, friendships),
    ],
    jobs: [
      defineJob({
        name: "engagement.settle_friend_requests",
        payload: z.object({}),
        schedule: { everyMinutes: 2 },
        run: async (_, { platform: own }) => void (await settleRequests(own, friendships)),
      }),
      defineJob({
        name: "engagement.judge_friend_adding",
        payload: z.object({}),
        schedule: { everyMinutes: 10 },
        run: async (_, { platform: own }) => {
          // What has just been accepted counts.
          await settleRequests(own, friendships);
          await judgeGuides(own);
        },
      }),
      defineJob({
        name: "engagement.refresh_friend_tasks",
        payload: z.object({}),
        schedule: { dailyAt: "04:45" },
        run: async (_, { platform: own }) => {
          const { timeZone } = own.config;
          await own.db.transaction().execute((tx) => refreshWorth(tx, dayIn(timeZone, own.clock.now()), timeZone));
          await resealPeople(own);
        },
      }),
    ],
    memberTables: ["friend_task_person"],
    erasures: [{ table: "friend_task_person", set: "phone_key = null, phone_sealed = null, name_sealed = null" }],
    erasureHooks: [forgetListedPhones],
  };
}
