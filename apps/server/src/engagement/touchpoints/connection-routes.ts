import { z } from "zod";
import {
  memberRefSchema,
  rfmGroups,
  sliceFor,
  sliceQuery,
  tierCodes,
  tierNames,
  withMemberRefs,
} from "../../insight/index.ts";
import { notFound } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { type Cell, type ConnectedMember, countConnections, listConnections } from "./connection-query.ts";
import {
  type Actual,
  actualCodes,
  actualLabels,
  type ConnectionRules,
  connectionRulesSchema,
  connectionSetting,
  monthlyCostFen,
  rankOf,
  recommend,
  strengthCodes,
  strengths,
} from "./connection-rules.ts";

const tag = "touchpoints";
const strength = z.enum(strengthCodes);
const actual = z.enum(actualCodes);
const slice = sliceQuery.omit({ channel: true });

const overviewSchema = z.object({
  members: z.int().describe("Members in scope"),
  behind: z.int().describe("Of them, connected more weakly than recommended"),
  costFen: z.number().describe("What everybody's recommended connection costs in a month, by the entered prices"),
  strengths: z.array(
    z.object({
      code: strength,
      label: z.string(),
      means: z.string(),
      recommended: z.int().describe("Members for whom it is recommended"),
      reached: z.int().describe("Of them, connected so or more closely"),
      costFen: z.number().describe("What it costs in a month for all of them"),
      costNowFen: z.number().describe("… for those who are connected exactly so now"),
      actual: z.array(z.object({ code: actual, label: z.string(), people: z.int() })),
    }),
  ),
});

const membersQuery = pageQuery.extend({
  ...slice.shape,
  recommended: strength.optional(),
  actual: actual.optional(),
  behind: z.stringbool().default(true).describe("Only those connected more weakly than recommended"),
});

const memberSchema = memberRefSchema.extend({
  recommended: strength,
  recommendedLabel: z.string(),
  actual,
  actualLabel: z.string(),
  reasons: z.array(z.string()).describe("Why, by the rules in force"),
  yearSpendFen: z.int(),
  yearOrders: z.int(),
});

function overviewOf(cells: readonly Cell[], rules: ConnectionRules): z.input<typeof overviewSchema> {
  const count = (of: (cell: Cell) => boolean) => cells.filter(of).reduce((sum, { people }) => sum + people, 0);
  const each = strengthCodes.toReversed().map((code) => {
    const recommended = count((cell) => cell.recommended === code);
    return {
      code,
      label: strengths[code].label,
      means: strengths[code].means,
      recommended,
      reached: count((cell) => cell.recommended === code && rankOf(cell.actual) >= rankOf(code)),
      costFen: monthlyCostFen(recommended, rules.prices[code]),
      costNowFen: monthlyCostFen(
        count((cell) => cell.actual === code),
        rules.prices[code],
      ),
      actual: actualCodes.toReversed().map((have) => ({
        code: have,
        label: actualLabels[have],
        people: count((cell) => cell.recommended === code && cell.actual === have),
      })),
    };
  });
  return {
    members: count(() => true),
    behind: count((cell) => rankOf(cell.actual) < rankOf(cell.recommended)),
    costFen: each.reduce((sum, { costFen }) => sum + costFen, 0),
    strengths: each,
  };
}

function presentMember({ memberNo, facts, actual: have }: ConnectedMember, rules: ConnectionRules) {
  const { strength: code, reasons } = recommend(facts, rules);
  return {
    memberNo,
    recommended: code,
    recommendedLabel: strengths[code].label,
    actual: have satisfies Actual,
    actualLabel: actualLabels[have],
    reasons,
    yearSpendFen: facts.yearSpendFen,
    yearOrders: facts.yearOrders,
  };
}

/** 连接强度: how closely to connect with whom, what that costs, and where the connection lags behind (CH-02). */
export function connectionRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const rulesNow = async () => (await readSetting(db, connectionSetting)).value;
  const rulesAnswer = z.object({
    value: connectionRulesSchema,
    version: z.int(),
    tiers: z.array(z.object({ code: z.string(), label: z.string() })),
    rfmGroups: z.array(z.object({ code: z.string(), label: z.string() })),
  });
  const choices = {
    tiers: tierCodes.map((code) => ({ code, label: tierNames[code] })),
    rfmGroups: rfmGroups.map(({ code, name }) => ({ code, label: name })),
  };
  return [
    route({
      method: "GET",
      path: "/connection-strength",
      summary: "Members per recommended strength, how they are connected now, and what a month costs",
      tag,
      access: "touchpoint.read",
      query: slice,
      answer: overviewSchema,
      handle: async ({ actor, query }) => {
        const rules = await rulesNow();
        return overviewOf(await countConnections(platform, await sliceFor(platform, actor, query), rules), rules);
      },
    }),
    route({
      method: "GET",
      path: "/connection-strength/members",
      summary: "Members with recommended and actual strength and the reasons, who spent most in a year first",
      tag,
      access: "member.read",
      query: membersQuery,
      answer: pageOf(memberSchema),
      handle: async ({ actor, query: { cursor, limit, orgUnitId, ...wanted } }) => {
        const rules = await rulesNow();
        const after = decodeCursor(cursor, 2);
        const rows = await listConnections(platform, await sliceFor(platform, actor, { orgUnitId }), rules, wanted, {
          after: after && { spendLi: Number(after[0]), memberNo: Number(after[1]) },
          limit,
        });
        const page = toPage(
          rows,
          limit,
          (row) => [row.spendLi, row.memberNo],
          (row) => presentMember(row, rules),
        );
        return { ...page, items: await withMemberRefs(platform, actor, page.items) };
      },
    }),
    route({
      method: "GET",
      path: "/connection-strength/members/:memberNo",
      summary: "The strength recommended for one member, the actual one, and why",
      tag,
      access: "member.read",
      params: z.object({ memberNo: z.coerce.number().int() }),
      answer: memberSchema,
      handle: async ({ actor, params: { memberNo } }) => {
        const rules = await rulesNow();
        const [row] = await listConnections(
          platform,
          await sliceFor(platform, actor, {}),
          rules,
          { behind: false, memberNo },
          { after: null, limit: 1 },
        );
        const [shown] = row ? await withMemberRefs(platform, actor, [presentMember(row, rules)]) : [];
        if (!shown) throw notFound("这位客户");
        return shown;
      },
    }),
    route({
      method: "GET",
      path: "/connection-strength/rules",
      summary: "The rules by which strengths are recommended, and what a contact costs",
      tag,
      access: "touchpoint.read",
      answer: rulesAnswer,
      handle: async () => ({ ...(await readSetting(db, connectionSetting)), ...choices }),
    }),
    route({
      method: "PUT",
      path: "/connection-strength/rules",
      summary: "Change them; headquarters only",
      tag,
      access: "touchpoint.write",
      body: z.object({ value: connectionRulesSchema, version: z.int() }),
      answer: rulesAnswer,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const saved = await db
          .transaction()
          .execute((tx) => writeSetting(tx, actor, connectionSetting, body.value, body.version));
        return { ...saved, ...choices };
      },
    }),
  ];
}
