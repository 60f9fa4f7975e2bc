import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { complaintErasure } from "./erase.ts";
import { phoneTouchRoutes } from "./routes.ts";

/** 短信与外呼. */
export function phoneTouchesWing(platform: Platform): Wing {
  return {
    name: "phone-touches",
    routes: phoneTouchRoutes(platform),
    memberTables: ["call_attempt"],
    erasures: [{ table: "call_attempt" }],
    erasureHooks: [complaintErasure],
  };
}
