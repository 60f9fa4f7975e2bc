import { wecomError } from "@feilun/wechat-protocol";
import { z } from "zod";
import { maskName } from "../../../customers/index.ts";
import { notFound } from "../../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../../kernel/http/cursor.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import { listAccounts } from "../../wechat/index.ts";
import { cancelPlan, makePlan, startPlan } from "./make-plan.ts";
import { itemRemedies, itemStates, splitRuleSchema } from "./rules.ts";
import {
  countItems,
  findPlan,
  type ItemCount,
  type ItemRow,
  listCandidates,
  listItems,
  listPlans,
  listSources,
  memberNames,
  type Plan,
} from "./store.ts";

const tag = "inheritance";
const read = "inheritance.read";
const write = "inheritance.write";
const instant = z.iso.datetime({ offset: true });
const stateNames = Object.keys(itemStates) as [keyof typeof itemStates, ...(keyof typeof itemStates)[]];

const params = z.object({ inheritanceId: z.uuid() });
const planSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  kind: z.enum(["resigned", "on_job"]),
  handoverUserid: z.string(),
  names: z.record(z.string(), z.string()).describe("What members are called, by userid"),
  rule: splitRuleSchema,
  message: z.string(),
  state: z.enum(["draft", "working", "done", "cancelled"]),
  reason: z.string().nullable(),
  remedy: z.string().nullable(),
  createdAt: instant,
  createdBy: z.string(),
  startedAt: instant.nullable(),
  settledAt: instant.nullable(),
  counts: z.array(
    z.object({
      kind: z.enum(["customer", "group"]),
      takeover: z.string().nullable(),
      state: z.enum(stateNames),
      count: z.number().int(),
    }),
  ),
});

type Names = ReadonlyMap<string, ReadonlyMap<string, string>>;

const useridsOf = ({ handoverUserid, rule }: Plan) => [handoverUserid, ...rule.takers.map(({ userid }) => userid)];

function present({ corpId, ...plan }: Plan, counts: readonly ItemCount[], names: Names): z.input<typeof planSchema> {
  const known = names.get(corpId) ?? new Map<string, string>();
  const userids = useridsOf({ corpId, ...plan });
  return {
    ...plan,
    names: Object.fromEntries(userids.map((userid) => [userid, known.get(userid) ?? userid])),
    createdAt: plan.createdAt.toISOString(),
    startedAt: plan.startedAt?.toISOString() ?? null,
    settledAt: plan.settledAt?.toISOString() ?? null,
    counts: counts.filter((row) => row.planId === plan.id).map(({ planId: _id, ...count }) => count),
  };
}

/** Why an item came to nothing, and what to do. */
function explain({ state, errcode }: Pick<ItemRow, "state" | "errcode">): {
  cause: string | null;
  remedy: string | null;
} {
  if (errcode !== null && state === "rejected") {
    const { cause, remedy } = wecomError(errcode);
    return { cause, remedy };
  }
  return { cause: null, remedy: itemRemedies[state] ?? null };
}

/** Customers and groups handed on when members leave or change post (GD-14). */
export function inheritanceRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const shown = async (id: string) => {
    const plan = await findPlan(db, id);
    if (!plan) throw notFound("这次继承");
    return present(plan, await countItems(db, [id]), await namesOf([plan]));
  };
  const namesOf = async (plans: readonly Plan[]): Promise<Names> => {
    const corps = [...new Set(plans.map(({ corpId }) => corpId))];
    const lists = corps.map(async (corpId) => {
      const own = plans.filter((plan) => plan.corpId === corpId);
      return [corpId, await memberNames(db, corpId, own.flatMap(useridsOf))] as const;
    });
    return new Map(await Promise.all(lists));
  };
  return [
    route({
      method: "GET",
      path: "/inheritance/sources",
      summary: "Members with customers or groups to hand over",
      tag,
      access: read,
      query: z.object({
        left: z.enum(["true", "false"]).default("true"),
        search: z.string().trim().max(64).default(""),
      }),
      answer: z.object({
        items: z.array(
          z.object({
            accountId: z.uuid(),
            corpId: z.string(),
            userid: z.string(),
            name: z.string(),
            left: z.boolean(),
            leftAt: instant.nullable(),
            customers: z.number().int(),
            groups: z.number().int(),
            planId: z.uuid().nullable(),
          }),
        ),
      }),
      handle: async ({ actor, query }) => {
        requireWholeChain(actor);
        const accounts = await listAccounts(platform, db, { platform: "wecom", enabledOnly: true });
        const byCorp = new Map(
          accounts.filter(({ purpose }) => purpose === "app").map((known) => [known.accountId, known.id]),
        );
        const lists = [...byCorp].map(async ([corpId, accountId]) => {
          const filter = { corpId, left: query.left === "true", search: query.search, limit: 200 };
          return (await listSources(db, filter)).map(({ leftAt, ...row }) => ({
            ...row,
            accountId,
            leftAt: leftAt?.toISOString() ?? null,
          }));
        });
        return { items: (await Promise.all(lists)).flat() };
      },
    }),
    route({
      method: "GET",
      path: "/inheritance/candidates",
      summary: "Members who can take over, those of the same department first",
      tag,
      access: read,
      query: z.object({ corpId: z.string().min(1).max(64), userid: z.string().min(1).max(64) }),
      answer: z.object({
        items: z.array(
          z.object({
            userid: z.string(),
            name: z.string(),
            storeName: z.string().nullable(),
            near: z.boolean(),
            customers: z.number().int(),
          }),
        ),
      }),
      handle: async ({ actor, query }) => {
        requireWholeChain(actor);
        return { items: await listCandidates(db, query.corpId, query.userid) };
      },
    }),
    route({
      method: "GET",
      path: "/inheritance",
      summary: "Inheritances, the newest first",
      tag,
      access: read,
      query: pageQuery,
      answer: pageOf(planSchema),
      handle: async ({ actor, query: { cursor, limit } }) => {
        requireWholeChain(actor);
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const plans = await listPlans(db, before === null ? null : String(before), limit + 1);
        const counts = await countItems(
          db,
          plans.map(({ id }) => id),
        );
        const names = await namesOf(plans);
        return toPage(
          plans,
          limit,
          ({ id }) => [id],
          (plan) => present(plan, counts, names),
        );
      },
    }),
    route({
      method: "POST",
      path: "/inheritance",
      summary: "Prepare who takes over whom; nothing is asked of WeCom yet",
      tag,
      access: write,
      body: z.object({
        accountId: z.uuid(),
        handoverUserid: z.string().min(1).max(64),
        rule: splitRuleSchema,
        message: z.string().trim().max(200).default(""),
        groups: z.boolean().default(true),
      }),
      status: 201,
      answer: planSchema,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return shown((await makePlan(platform, actor, body)).id);
      },
    }),
    route({
      method: "GET",
      path: "/inheritance/:inheritanceId",
      summary: "One inheritance with how far it is",
      tag,
      access: read,
      params,
      answer: planSchema,
      handle: async ({ actor, params: { inheritanceId } }) => {
        requireWholeChain(actor);
        return shown(inheritanceId);
      },
    }),
    route({
      method: "GET",
      path: "/inheritance/:inheritanceId/items",
      summary: "What becomes of each customer and group",
      tag,
      access: read,
      params,
      query: pageQuery.extend({ state: z.enum(stateNames).optional() }),
      answer: pageOf(
        z.object({
          kind: z.enum(["customer", "group"]),
          targetKey: z.string(),
          memberNo: z.number().int().nullable(),
          name: z.string().nullable().describe("Of a customer masked; of a group as it is"),
          takeover: z.string().nullable(),
          takeoverName: z.string().nullable(),
          state: z.enum(stateNames),
          errcode: z.number().int().nullable(),
          cause: z.string().nullable(),
          remedy: z.string().nullable(),
          takesOverAt: instant.nullable(),
          carriedAt: instant.nullable(),
        }),
      ),
      handle: async ({ actor, params: { inheritanceId }, query: { cursor, limit, state } }) => {
        requireWholeChain(actor);
        const plan = await findPlan(db, inheritanceId);
        if (!plan) throw notFound("这次继承");
        const key = decodeCursor(cursor, 2);
        const after = key ? ([String(key[0]), String(key[1])] as const) : null;
        const rows = await listItems(db, inheritanceId, state, { after, limit: limit + 1 });
        const names = await memberNames(db, plan.corpId, useridsOf(plan));
        return toPage(
          rows,
          limit,
          (row) => [row.kind, row.targetKey],
          ({ nameSealed, groupName, ...row }) => ({
            ...row,
            name: nameSealed === null ? groupName || null : maskName(platform.cipher.open(nameSealed)),
            takeoverName: row.takeover && (names.get(row.takeover) ?? row.takeover),
            ...explain(row),
            takesOverAt: row.takesOverAt?.toISOString() ?? null,
            carriedAt: row.carriedAt?.toISOString() ?? null,
          }),
        );
      },
    }),
    route({
      method: "POST",
      path: "/inheritance/:inheritanceId/start",
      summary: "Begin to hand over, in the background",
      tag,
      access: write,
      params,
      answer: planSchema,
      handle: async ({ actor, params: { inheritanceId } }) => {
        requireWholeChain(actor);
        await startPlan(platform, actor, inheritanceId);
        return shown(inheritanceId);
      },
    }),
    route({
      method: "POST",
      path: "/inheritance/:inheritanceId/cancel",
      summary: "Take back what was not asked of WeCom yet",
      tag,
      access: write,
      params,
      answer: planSchema,
      handle: async ({ actor, params: { inheritanceId } }) => {
        requireWholeChain(actor);
        await cancelPlan(platform, actor, inheritanceId);
        return shown(inheritanceId);
      },
    }),
  ];
}
