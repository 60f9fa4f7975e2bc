import { z } from "zod";
import { findMember } from "../../customers/index.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { deriveRelations } from "./derive-relations.ts";
import { presentLine, relationLineSchema } from "./present.ts";

export function relationRoutes(platform: Platform): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/members/:memberNo/relations",
      summary:
        "How a member's relation to the brand moved: fan, member of a group, private-domain contact, member, and losses",
      tag: "members",
      access: "member.read",
      params: z.object({ memberNo: z.coerce.number().int().min(1).max(2_147_483_647) }),
      answer: relationLineSchema,
      handle: async ({ actor, params }) => {
        const { memberNo } = await findMember(platform.db, actor, params.memberNo);
        return presentLine((await deriveRelations(platform.db, [memberNo]))[0]);
      },
    }),
  ];
}
