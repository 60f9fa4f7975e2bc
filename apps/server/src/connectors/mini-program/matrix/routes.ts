import { z } from "zod";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import { askedOf } from "../visits/facts.ts";
import { periodQuery } from "../visits/schemas.ts";
import { describeMatrix } from "./describe-matrix.ts";
import { saveRole } from "./save-role.ts";
import { matrixAnswer, role } from "./schemas.ts";

const tag = "mini-program";

/** 小程序矩阵 (CH-20). */
export function matrixRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/mini-program/matrix",
      summary:
        "The brand's mini programs side by side: roles, users, openings, orders, jumps, shared people, what is missing",
      tag,
      access: "mini_program.read",
      query: periodQuery,
      answer: matrixAnswer,
      handle: async ({ actor, query }) => describeMatrix(platform, await askedOf(platform, actor, query)),
    }),
    route({
      method: "PUT",
      path: "/mini-program/matrix/:accountId/role",
      summary: "Say what a mini program is for",
      tag,
      access: "mini_program.write",
      params: z.object({ accountId: z.uuid() }),
      body: z.object({ role, version: z.int().min(0).describe("0 = none yet") }),
      answer: z.object({}),
      handle: async ({ actor, params, body }) => {
        requireWholeChain(actor);
        await saveRole(platform, actor, params.accountId, body);
        return {};
      },
    }),
  ];
}
