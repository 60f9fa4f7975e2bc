import { z } from "zod";
import { findMember } from "../../../customers/index.ts";
import { toGcj02 } from "../../../engagement/index.ts";
import { invalid } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting, writeSetting } from "../../../kernel/settings.ts";
import { findStoresByCode, requireWholeChain } from "../../../organization/index.ts";
import { askedOf } from "../visits/facts.ts";
import { periodQuery } from "../visits/schemas.ts";
import { chooseHome } from "./choose-home.ts";
import { presentHome, presentTry } from "./present.ts";
import { reportHomes } from "./report.ts";
import { usualHomeRule } from "./rules.ts";
import { saveHomeRule } from "./save-rule.ts";
import { homeAnswer, homeReport, homeRulesAnswer, ownRuleBody, positionSchema, tryAnswer, tryBody } from "./schemas.ts";
import { homeSetting } from "./settings.ts";
import { showHome } from "./show-home.ts";
import { listHomeRules } from "./store.ts";

const tag = "mini-program";
const storeCode = z.string().min(1).max(64).optional();

/** The home page by the visitor's place: scan-and-go in the store, delivery outside (CH-21). */
export function homeRoutes(platform: Platform): Route[] {
  const { db } = platform;
  async function storeNoOf(code: string | undefined, path: string): Promise<number | null> {
    if (code === undefined) return null;
    const storeNo = (await findStoresByCode(db, [code])).get(code);
    if (storeNo === undefined) throw invalid([{ path, message: `没有编码为 ${code} 的门店` }]);
    return storeNo;
  }
  const rules = async (actor: Actor): Promise<z.input<typeof homeRulesAnswer>> => ({
    usual: usualHomeRule,
    items: (await listHomeRules(db, actor)).map(({ updatedAt, ...rule }) => ({
      ...rule,
      updatedAt: updatedAt.toISOString(),
    })),
    setting: await readSetting(db, homeSetting),
  });
  return [
    route({
      method: "POST",
      path: "/mini-program/home",
      summary: "Which home page a signed-in visitor sees, by where they are; the position is not kept",
      tag,
      access: "mini_program.session",
      secret: true,
      body: z.object({
        appId: z.string().min(1).max(64),
        openid: z.string().min(1).max(64),
        visitId: z
          .string()
          .min(1)
          .max(64)
          .optional()
          .describe("Of the opening; asked again within it, the last counts"),
        position: positionSchema.nullable().default(null).describe("Null = refused or not available"),
        scannedStoreCode: storeCode.describe("The visitor scanned this store's code in the store"),
        pickedStoreCode: storeCode.describe("The visitor picked this store from the list"),
      }),
      answer: homeAnswer,
      handle: async ({ actor, body: { scannedStoreCode, pickedStoreCode, position, ...body } }) => {
        requireWholeChain(actor);
        const { visitId, ...decided } = await showHome(platform, actor, {
          ...body,
          position: position && toGcj02(position),
          scannedStoreNo: await storeNoOf(scannedStoreCode, "scannedStoreCode"),
          pickedStoreNo: await storeNoOf(pickedStoreCode, "pickedStoreCode"),
        });
        return { visitId, ...presentHome(decided) };
      },
    }),
    route({
      method: "POST",
      path: "/mini-program/home/try",
      summary:
        "Which home somebody would see at a place and time, with the reason for each store in scope; nothing is recorded",
      tag,
      access: "mini_program.read",
      body: tryBody,
      answer: tryAnswer,
      handle: async ({ actor, body: { position, memberNo, at } }) => {
        const member = memberNo === undefined ? null : await findMember(db, actor, memberNo);
        const where = { position: position && toGcj02(position), memberNo: member?.memberNo ?? null };
        const when = at === undefined ? platform.clock.now() : new Date(at);
        return presentTry(await chooseHome(platform, actor, where, when));
      },
    }),
    route({
      method: "GET",
      path: "/mini-program/home/rules",
      summary: "The rules of the home page of the units in scope, and what holds for who shares no position",
      tag,
      access: "mini_program.read",
      answer: homeRulesAnswer,
      handle: ({ actor }) => rules(actor),
    }),
    route({
      method: "PUT",
      path: "/mini-program/home/rules/:unitId",
      summary: "Set a unit's own rule; a field that is null follows the unit above, all null removes the rule",
      tag,
      access: "mini_program.home",
      params: z.object({ unitId: z.uuid() }),
      body: ownRuleBody,
      answer: homeRulesAnswer,
      handle: async ({ actor, params, body }) => {
        await saveHomeRule(platform, actor, params.unitId, body);
        return rules(actor);
      },
    }),
    route({
      method: "PUT",
      path: "/mini-program/home/setting",
      summary: "Which store who shares no position is shown",
      tag,
      access: "mini_program.home",
      body: z.object({ value: homeSetting.schema, version: z.int().min(0) }),
      answer: homeRulesAnswer,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute((tx) => writeSetting(tx, actor, homeSetting, body.value, body.version));
        return rules(actor);
      },
    }),
    route({
      method: "GET",
      path: "/mini-program/home/report",
      summary: "Homes that were shown, why, and what was ordered after each; a store's people see its own",
      tag,
      access: "mini_program.read",
      query: periodQuery,
      answer: homeReport,
      handle: async ({ actor, query }) => reportHomes(platform, await askedOf(platform, actor, query)),
    }),
  ];
}
