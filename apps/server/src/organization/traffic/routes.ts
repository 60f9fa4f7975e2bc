import { z } from "zod";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { createShareCode, removeRule, retireShareCode, setRule, setTerms } from "./change-traffic.ts";
import { criteria, usualRule } from "./criteria.ts";
import {
  dealersAnswer,
  ruleBody,
  rulesAnswer,
  shareCodeBody,
  shareCodesAnswer,
  termsBody,
  unitParams,
} from "./schemas.ts";
import { listDealers, listRules, listShareCodes } from "./store.ts";

const tag = "Traffic";

/** By which rules, on which terms and through which codes dealers are given online traffic (OR-10). */
export function trafficRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;

  async function rules(actor: Actor): Promise<z.input<typeof rulesAnswer>> {
    const items = await listRules(db, actor);
    return {
      items: items.map(({ path, criteria: order, updatedAt, ...rule }) => ({
        ...rule,
        wholeChain: !path.includes("."),
        criteria: [...order],
        updatedAt: updatedAt.toISOString(),
      })),
      usual: { ...usualRule, criteria: [...usualRule.criteria] },
      names: criteria,
    };
  }

  async function dealers(actor: Actor): Promise<z.input<typeof dealersAnswer>> {
    return {
      items: (await listDealers(db, actor)).map((dealer) => ({ ...dealer, areaCodes: [...dealer.areaCodes] })),
    };
  }

  async function shareCodes(actor: Actor): Promise<z.input<typeof shareCodesAnswer>> {
    return {
      items: (await listShareCodes(db, actor)).map(({ path: _path, ...code }) => ({
        ...code,
        createdAt: code.createdAt.toISOString(),
        retiredAt: code.retiredAt?.toISOString() ?? null,
      })),
    };
  }

  return [
    route({
      method: "GET",
      path: "/traffic/rules",
      summary: "The rules by which traffic is given to dealers: headquarters' and regions'",
      tag,
      access: "metrics.read",
      answer: rulesAnswer,
      handle: ({ actor }) => rules(actor),
    }),
    route({
      method: "PUT",
      path: "/traffic/rules/:unitId",
      summary: "Write the rule of headquarters or a region",
      tag,
      access: "traffic.write",
      params: unitParams,
      body: ruleBody,
      answer: rulesAnswer,
      handle: async ({ actor, params, body: { version, ...rule } }) => {
        await db.transaction().execute((tx) => setRule(tx, actor, params.unitId, rule, version, clock.now()));
        return rules(actor);
      },
    }),
    route({
      method: "DELETE",
      path: "/traffic/rules/:unitId",
      summary: "Take a rule away: the one above holds again",
      tag,
      access: "traffic.write",
      params: unitParams,
      answer: rulesAnswer,
      handle: async ({ actor, params }) => {
        await db.transaction().execute((tx) => removeRule(tx, actor, params.unitId));
        return rules(actor);
      },
    }),
    route({
      method: "GET",
      path: "/traffic/dealers",
      summary: "Dealers in scope with what is agreed with each",
      tag,
      access: "metrics.read",
      answer: dealersAnswer,
      handle: ({ actor }) => dealers(actor),
    }),
    route({
      method: "PUT",
      path: "/traffic/dealers/:unitId",
      summary: "Agree territory, cap, weight and commission with a dealer",
      tag,
      access: "traffic.write",
      params: unitParams,
      body: termsBody,
      answer: dealersAnswer,
      handle: async ({ actor, params, body: { version, ...terms } }) => {
        await db.transaction().execute((tx) => setTerms(tx, actor, params.unitId, terms, version, clock.now()));
        return dealers(actor);
      },
    }),
    route({
      method: "GET",
      path: "/traffic/share-codes",
      summary: "Share codes that point back to a dealer or a dealer's store",
      tag,
      access: "metrics.read",
      answer: shareCodesAnswer,
      handle: ({ actor }) => shareCodes(actor),
    }),
    route({
      method: "POST",
      path: "/traffic/share-codes",
      summary: "Make a share code",
      tag,
      access: "traffic.write",
      body: shareCodeBody,
      answer: shareCodesAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        await db.transaction().execute((tx) => createShareCode(tx, actor, body, clock.now()));
        return shareCodes(actor);
      },
    }),
    route({
      method: "POST",
      path: "/traffic/share-codes/:shareCode/retire",
      summary: "Retire a share code; what it brought stays",
      tag,
      access: "traffic.write",
      params: z.object({ shareCode: z.string().max(40) }),
      answer: shareCodesAnswer,
      handle: async ({ actor, params }) => {
        await db.transaction().execute((tx) => retireShareCode(tx, actor, params.shareCode, clock.now()));
        return shareCodes(actor);
      },
    }),
  ];
}
