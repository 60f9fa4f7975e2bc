import type { Platform } from "../../kernel/platform.ts";
import type { Wing } from "../../kernel/wing.ts";
import { toolRoutes } from "./routes.ts";

/** 工具矩阵: which tools do what, what speaks against them, and our own connections with their health (IN-11, IN-12, IN-21). */
export function toolsWing(platform: Platform): Wing {
  return { name: "tools", routes: toolRoutes(platform) };
}
