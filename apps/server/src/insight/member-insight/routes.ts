import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { describeMember } from "./describe-member.ts";
import { memberInsightAnswer } from "./schemas.ts";

export function memberInsightRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/members/:memberNo/insight",
      summary: "A member's RFM, tier with reason, stage, value and purchase cycle",
      tag: "Members",
      access: "member.read",
      params: z.object({ memberNo: z.coerce.number().int().min(1).max(2_147_483_647) }),
      answer: memberInsightAnswer,
      handle: async ({ actor, params }) => describeMember(platform, actor, params.memberNo),
    }),
  ];
}
