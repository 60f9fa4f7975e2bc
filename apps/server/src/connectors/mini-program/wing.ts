import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { productTalkRoutes } from "./product-talk/routes.ts";
import { miniProgramRoutes } from "./routes.ts";

/** Mini programs: sign-in, one-tap registration, subscription messages, codes, entries, the home by place, the matrix. */
export function miniProgramWing(platform: Platform): Wing {
  return {
    name: "mini_program",
    routes: [...miniProgramRoutes(platform), ...productTalkRoutes(platform)],
    memberTables: ["mini_program_user", "mini_program_share"],
    erasures: [{ table: "mini_program_user" }, { table: "mini_program_share" }],
  };
}
