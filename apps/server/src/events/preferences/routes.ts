import { z } from "zod";
import { findMember } from "../../customers/index.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { hidePersonalData } from "../timeline/present.ts";
import { type Preference, readPreferences } from "./read-preferences.ts";

const preference = z.object({
  code: z.string(),
  name: z.string().nullable(),
  times: z.number().int(),
  lastAt: z.string(),
});

function present({ name, lastAt, ...rest }: Preference): z.input<typeof preference> {
  return { ...rest, name: name === null ? null : hidePersonalData(name), lastAt: lastAt.toISOString() };
}

export function preferenceRoutes(platform: Platform): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/members/:memberNo/preferences",
      summary: "What a member looks at and what they share, most frequent first",
      tag: "members",
      access: "member.read",
      params: z.object({ memberNo: z.coerce.number().int().min(1).max(2_147_483_647) }),
      query: z.object({
        days: z.coerce.number().int().min(1).max(730).default(90),
        limit: z.coerce.number().int().min(1).max(50).default(10),
      }),
      answer: z.object({
        since: z.string(),
        browsing: z.object({ products: z.array(preference), categories: z.array(preference) }),
        sharing: z.object({ products: z.array(preference), contents: z.array(preference) }),
      }),
      handle: async ({ actor, params, query }) => {
        const { memberNo } = await findMember(platform.db, actor, params.memberNo);
        const since = new Date(platform.clock.now().getTime() - query.days * 86_400_000);
        const { browsing, sharing } = await readPreferences(platform.db, memberNo, since, query.limit);
        return {
          since: since.toISOString(),
          browsing: { products: browsing.products.map(present), categories: browsing.categories.map(present) },
          sharing: { products: sharing.products.map(present), contents: sharing.contents.map(present) },
        };
      },
    }),
  ];
}
