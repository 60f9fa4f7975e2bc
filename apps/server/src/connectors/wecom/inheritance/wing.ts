import { z } from "zod";
import { defineJob } from "../../../kernel/jobs/job.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Wing } from "../../../kernel/wing.ts";
import { workInheritance } from "./make-plan.ts";
import { inheritanceRoutes } from "./routes.ts";
import { workOffInheritance } from "./work-plans.ts";

/** Customers and groups handed from one member of a company to others. */
export function inheritanceWing(platform: Platform): Wing {
  return {
    name: "inheritance",
    routes: inheritanceRoutes(platform),
    jobs: [
      defineJob({
        name: workInheritance,
        payload: z.object({}),
        schedule: { everyMinutes: 1 },
        run: async (_, { platform: own, signal }) => void (await workOffInheritance(own, signal)),
      }),
    ],
    memberTables: ["inheritance_item"],
    erasures: [{ table: "inheritance_item" }],
  };
}
