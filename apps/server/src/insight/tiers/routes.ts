import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { withMemberRefs } from "../shared/people.ts";
import { sliceQuery } from "../shared/schemas.ts";
import { assertPeriod, sliceFor } from "../shared/slice.ts";
import { tierDistribution } from "./distribution.ts";
import { listTierMembers } from "./list-members.ts";
import { tierMigration } from "./migration.ts";
import { previewTierRule } from "./preview-rule.ts";
import { tierRules } from "./rule-store.ts";
import { saveTierRule } from "./save-rule.ts";
import {
  previewTierRuleBody,
  saveTierRuleBody,
  tierDistributionAnswer,
  tierMemberSchema,
  tierMembersQuery,
  tierMigrationAnswer,
  tierMigrationQuery,
  tierPreviewAnswer,
  tierRuleSchema,
  tierRuleVersionsAnswer,
} from "./schemas.ts";

const tag = "Tiers";

export function tierRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/insight/tiers",
      summary: "Members by operating tier and by the two life-cycle schemes, with rules and treatments",
      tag,
      access: "metrics.read",
      query: sliceQuery,
      answer: tierDistributionAnswer,
      handle: async ({ actor, query }) => tierDistribution(platform, await sliceFor(platform, actor, query)),
    }),
    route({
      method: "GET",
      path: "/insight/tiers/migration",
      summary: "Moves between tiers over a period, as a matrix",
      tag,
      access: "metrics.read",
      query: tierMigrationQuery,
      answer: tierMigrationAnswer,
      handle: async ({ actor, query }) => {
        assertPeriod(query.from, query.to);
        return tierMigration(platform, await sliceFor(platform, actor, query), { from: query.from, to: query.to });
      },
    }),
    route({
      method: "GET",
      path: "/insight/tiers/members",
      summary: "Members of a tier or stage, with the reason",
      tag,
      access: "member.read",
      query: tierMembersQuery,
      answer: pageOf(tierMemberSchema),
      handle: async ({ actor, query }) => {
        const slice = await sliceFor(platform, actor, query);
        const after = decodeCursor(query.cursor, 2);
        const members = await listTierMembers(platform, slice, query, {
          after: after && { spendLi: Number(after[0]), memberNo: Number(after[1]) },
          limit: query.limit,
        });
        const page = toPage(
          members,
          query.limit,
          (member) => [member.spendLi, member.memberNo],
          (member) => member,
        );
        return { ...page, items: await withMemberRefs(platform, actor, page.items) };
      },
    }),
    route({
      method: "GET",
      path: "/insight/tiers/rules",
      summary: "Versions of the tier rules, newest (in force) first",
      tag,
      access: "metrics.read",
      answer: tierRuleVersionsAnswer,
      handle: async () => ({ items: await tierRules(platform.db) }),
    }),
    route({
      method: "POST",
      path: "/insight/tiers/rules",
      summary: "Save edited tier rules as a new version and judge everybody by them",
      tag,
      access: "tier.write",
      body: saveTierRuleBody,
      answer: tierRuleSchema,
      status: 201,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return saveTierRule(platform, actor, body);
      },
    }),
    route({
      method: "POST",
      path: "/insight/tiers/preview",
      summary: "How many members would move under edited rules",
      tag,
      access: "tier.write",
      body: previewTierRuleBody,
      answer: tierPreviewAnswer,
      handle: async ({ actor, body }) => previewTierRule(platform, await sliceFor(platform, actor, {}), body.settings),
    }),
  ];
}
