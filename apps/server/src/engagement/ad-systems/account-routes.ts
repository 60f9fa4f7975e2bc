import { z } from "zod";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { changeSettingRoute, readSettingRoute, seesWholeChain } from "../../organization/index.ts";
import { adChains, adStages } from "../ad-plans/rules.ts";
import { addAccount, editAccount, retryRefused } from "./save-account.ts";
import {
  accountBody,
  accountEdit,
  accountParams,
  accountSchema,
  conversionSchema,
  placementSchema,
  stageWord,
} from "./schemas.ts";
import { monitorPath } from "./serve-clicks.ts";
import { adConversionSetting } from "./settings.ts";
import {
  type AccountFigures,
  type AdAccountRow,
  accountFigures,
  listAccounts,
  listConversions,
  loadAccount,
  strayClicks,
} from "./store.ts";
import {
  adPlacements,
  conversionStates,
  defaultBaseUrls,
  suggestedActions,
  type ToldStage,
  toldStages,
} from "./vocabulary.ts";

const tag = "ad systems";
const figureDays = 30;

function presentStages(account: AdAccountRow, figures: AccountFigures | undefined) {
  const actionOf = new Map(account.actions.map(({ stage, actionType }) => [stage, actionType]));
  return toldStages.map((stage) => {
    const { waiting = 0, told = 0, refused = 0, withheld = 0 } = figures?.stages[stage] ?? {};
    return {
      ...{ stage, label: adStages[stage].label, actionType: actionOf.get(stage) ?? null },
      ...{ waiting, told, refused, withheld, counted: waiting + told + refused + withheld },
    };
  });
}

function present(
  account: AdAccountRow,
  figures: AccountFigures | undefined,
  host: string | null,
): z.input<typeof accountSchema> {
  const { no: _no, path: _path, mark, tokenSealed, heardAt, answeredAt, actions, plans, ...shown } = account;
  return {
    ...shown,
    actions: [...actions],
    plans: [...plans],
    hasToken: tokenSealed !== null,
    monitorUrl: host === null ? null : host + monitorPath(mark, account.clickMacro),
    heardAt: heardAt?.toISOString() ?? null,
    answeredAt: answeredAt?.toISOString() ?? null,
    clicks: figures?.clicks ?? 0,
    landed: figures?.landed ?? 0,
    known: figures?.known ?? 0,
    stages: presentStages(account, figures),
    platformConversions: figures?.platformConversions ?? null,
    costFen: figures?.costFen ?? 0,
    openCostFen: figures?.openCostFen ?? 0,
    reportedUntil: figures?.reportedUntil ?? null,
  };
}

/** An account as it is shown; used by every route that changes one. */
export async function describeAccounts(platform: Platform, accounts: readonly AdAccountRow[]) {
  const { db, clock, config } = platform;
  const day = addDays(dayIn(config.timeZone, clock.now()), 1 - figureDays);
  const since = { day, at: instantOf(config.timeZone, day) };
  const nos = accounts.map(({ no }) => no);
  const [figures, host] = [await accountFigures(db, nos, since), await publicAddress(db)];
  return accounts.map((account) => present(account, figures.get(account.no), host));
}

export async function describeAccount(platform: Platform, actor: Actor, id: string) {
  const [shown] = await describeAccounts(platform, [await loadAccount(platform.db, actor, id)]);
  if (!shown) throw new Error("an account was not presented");
  return shown;
}

/** 广告系统: advertiser accounts, and what is told back to them (IN-07). */
export function adAccountRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  return [
    route({
      method: "GET",
      path: "/ad-system-templates",
      summary:
        "Kinds of placement with what each optimises for and needs, and what the platform calls the stages that are told back",
      tag,
      access: "ad_plan.read",
      answer: z.object({
        placements: z.array(placementSchema),
        stages: z.array(stageWord),
        states: z.array(z.object({ code: z.string(), label: z.string() })),
        baseUrls: z.object({ open: z.string(), authenticated: z.string() }),
      }),
      handle: async () => ({
        placements: adPlacements.map(({ tells, chains, needs, ...placement }) => ({
          ...placement,
          needs: [...needs],
          tells: tells.map((stage) => ({ stage, label: adStages[stage].label })),
          chains: chains.map((code) => ({ code, label: adChains[code].label })),
        })),
        stages: toldStages.map((stage: ToldStage) => ({
          ...{ stage, label: adStages[stage].label },
          ...{ suggested: suggestedActions[stage].actionType, isDocumented: suggestedActions[stage].isDocumented },
        })),
        states: Object.entries(conversionStates).map(([code, label]) => ({ code, label })),
        baseUrls: defaultBaseUrls,
      }),
    }),
    route({
      method: "GET",
      path: "/ad-accounts",
      summary:
        "Advertiser accounts in scope with the last 30 days: clicks, people behind them, conversions counted against told, costs",
      tag,
      access: "ad_plan.read",
      answer: z.object({
        items: z.array(accountSchema),
        strayClicks: z
          .int()
          .nullable()
          .describe("Clicks of the last 30 days that lead to no account; null unless the whole chain is seen"),
      }),
      handle: async ({ actor }) => ({
        items: await describeAccounts(platform, await listAccounts(db, actor)),
        strayClicks: seesWholeChain(actor)
          ? await strayClicks(db, new Date(clock.now().getTime() - figureDays * 86_400_000))
          : null,
      }),
    }),
    route({
      method: "POST",
      path: "/ad-accounts",
      summary: "Enter an advertiser account",
      tag,
      access: "ad_plan.write",
      status: 201,
      secret: true,
      body: accountBody,
      answer: accountSchema,
      handle: async ({ actor, body }) =>
        describeAccount(platform, actor, await db.transaction().execute((tx) => addAccount(tx, platform, actor, body))),
    }),
    route({
      method: "PUT",
      path: "/ad-accounts/:adAccountId",
      summary: "Change an account; without a token the old one stays",
      tag,
      access: "ad_plan.write",
      secret: true,
      params: accountParams,
      body: accountEdit,
      answer: accountSchema,
      handle: async ({ actor, params: { adAccountId }, body }) => {
        await db.transaction().execute((tx) => editAccount(tx, platform, actor, adAccountId, body));
        return describeAccount(platform, actor, adAccountId);
      },
    }),
    route({
      method: "GET",
      path: "/ad-accounts/:adAccountId/conversions",
      summary:
        "Conversions one by one, newest first: told, waiting, refused or withheld, with the cause; no person is named",
      tag,
      access: "ad_plan.read",
      params: accountParams,
      query: pageQuery.extend({
        state: z
          .enum(Object.keys(conversionStates) as [keyof typeof conversionStates, ...(keyof typeof conversionStates)[]])
          .optional(),
        stage: z.enum(toldStages).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
      answer: pageOf(conversionSchema),
      handle: async ({ actor, params, query: { cursor, limit, ...filter } }) => {
        const account = await loadAccount(db, actor, params.adAccountId);
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const rows = await listConversions(db, account.no, {
          ...filter,
          before: before === null ? null : z.coerce.number().int().parse(before),
          limit,
        });
        return toPage(
          rows,
          limit,
          (row) => [String(row.no)],
          ({ no: _no, at, clickedAt, toldAt, ...row }) => ({
            ...row,
            at: at.toISOString(),
            clickedAt: clickedAt.toISOString(),
            toldAt: toldAt?.toISOString() ?? null,
          }),
        );
      },
    }),
    route({
      method: "POST",
      path: "/ad-accounts/:adAccountId/retry",
      summary: "Tell refused conversions once more, after the cause was put right",
      tag,
      access: "ad_plan.write",
      params: accountParams,
      answer: z.object({ conversions: z.int() }),
      handle: async ({ actor, params }) => ({
        conversions: await db.transaction().execute((tx) => retryRefused(tx, platform, actor, params.adAccountId)),
      }),
    }),
    readSettingRoute(platform, adConversionSetting, {
      path: "/ad-conversion-rules",
      summary: "For how long after a click, and of whom, conversions are told back",
      tag,
      access: "ad_plan.read",
    }),
    changeSettingRoute(platform, adConversionSetting, {
      path: "/ad-conversion-rules",
      summary: "Change it; headquarters only",
      tag,
      access: "ad_plan.write",
    }),
  ];
}
