import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { changeSettingRoute, readSettingRoute } from "../../organization/index.ts";
import { daysOf, groupPlacements, reportGroups } from "./report.ts";
import { risksOf } from "./rules.ts";
import { addAccount, editAccount } from "./save-account.ts";
import {
  accountBody,
  accountEdit,
  accountSchema,
  checkBody,
  comparisonQuery,
  figuresSchema,
  riskSchema,
  word,
} from "./schemas.ts";
import { outsideRulesSetting, verdicts } from "./settings.ts";
import { type AccountRow, listAccounts, listOrderSources, loadAccount } from "./store.ts";
import {
  costKinds,
  creatorTiers,
  groupings,
  leadWays,
  outsidePlatforms,
  placementForms,
  platformAdvice,
  waysWithoutLink,
} from "./vocabulary.ts";

const tag = "outside platforms";
const read = "ad_plan.read";
const write = "ad_plan.write";
const accountParams = z.object({ outsideAccountId: z.uuid() });
const wordsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([code, label]) => ({ code, label }));
const advice = z.object({
  code: z.string(),
  label: z.string(),
  lanes: z.string(),
  goodFor: z.string(),
  traffic: z.string(),
  forms: z.array(z.string()),
  sources: z.array(z.string()).describe("Rows of the knowledge base that say so"),
});

const presentAccount = ({ no: _no, path: _path, ...account }: AccountRow): z.input<typeof accountSchema> => account;

/** 公域平台: accounts, what each platform allows and is good for, and platforms side by side (CH-33). */
export function outsidePlatformRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  const one = async (...args: Parameters<typeof loadAccount>) => presentAccount(await loadAccount(...args));
  return [
    route({
      method: "GET",
      path: "/outside-platforms",
      summary:
        "Platforms outside WeChat with what each is good for, the words that describe placements, and the accounts in scope",
      tag,
      access: read,
      answer: z.object({
        platforms: z.array(word),
        forms: z.array(word),
        ways: z.array(word.extend({ hasLink: z.boolean() })),
        tiers: z.array(word),
        costKinds: z.array(word),
        groupings: z.array(word),
        verdicts: z.array(word),
        advice: z.array(advice),
        accounts: z.array(accountSchema),
        orderSources: z.array(z.string()).describe("Sources by which orders are imported, to name those of a shop"),
      }),
      handle: async ({ actor }) => ({
        platforms: wordsOf(outsidePlatforms),
        forms: wordsOf(placementForms),
        ways: wordsOf(leadWays).map((way) => ({
          ...way,
          hasLink: !(waysWithoutLink as readonly string[]).includes(way.code),
        })),
        tiers: wordsOf(creatorTiers),
        costKinds: wordsOf(costKinds),
        groupings: wordsOf(groupings),
        verdicts: wordsOf(verdicts),
        advice: Object.entries(platformAdvice).map(([code, { forms, sources, ...said }]) => ({
          code,
          label: code === "video_channel" ? "视频号" : outsidePlatforms[code as keyof typeof outsidePlatforms],
          ...said,
          forms: forms.map((form) => placementForms[form]),
          sources: [...sources],
        })),
        accounts: (await listAccounts(db, actor)).map(presentAccount),
        orderSources: await listOrderSources(db),
      }),
    }),
    route({
      method: "GET",
      path: "/outside-platforms/comparison",
      summary: "Platforms, forms, ways, creators or waves side by side: seen, led back, kept, bought, worth and cost",
      tag,
      access: read,
      query: comparisonQuery,
      answer: z.object({
        from: z.iso.date(),
        to: z.iso.date(),
        items: z.array(z.object({ key: z.string(), label: z.string(), placements: z.int(), figures: figuresSchema })),
      }),
      handle: async ({ actor, query: { by, ...asked } }) => {
        const days = daysOf(platform, asked);
        if (days.from > days.to) throw invalid([{ path: "to", message: "结束日期不能早于开始日期" }]);
        const groups = await groupPlacements(db, actor, by);
        const figures = await reportGroups(platform, db, groups, days);
        const items = groups.map(({ key, label, placementNos, linkNos }, at) => ({
          key,
          label,
          placements: placementNos.length || linkNos.length,
          figures: figures[at] as z.input<typeof figuresSchema>,
        }));
        return {
          ...days,
          items: items.sort((a, b) => b.figures.visitors - a.figures.visitors || (a.key < b.key ? -1 : 1)),
        };
      },
    }),
    route({
      method: "POST",
      path: "/outside-platforms/check",
      summary: "What a platform would do about a draft; writes nothing",
      tag,
      access: read,
      body: checkBody,
      answer: z.object({ risks: z.array(riskSchema) }),
      handle: async ({ body }) => ({
        risks: risksOf(body, (await readSetting(db, outsideRulesSetting)).value, dayIn(config.timeZone, clock.now())),
      }),
    }),
    readSettingRoute(platform, outsideRulesSetting, {
      path: "/outside-platforms/rules",
      summary: "What each platform does about ways that lead out of it, and words that it punishes",
      tag,
      access: read,
    }),
    changeSettingRoute(platform, outsideRulesSetting, {
      path: "/outside-platforms/rules",
      summary: "Change them, or say that they were held against the platforms' own rules; headquarters only",
      tag,
      access: write,
    }),
    route({
      method: "POST",
      path: "/outside-accounts",
      summary: "Enter an account or shop on a platform",
      tag,
      access: write,
      status: 201,
      body: accountBody,
      answer: accountSchema,
      handle: async ({ actor, body }) =>
        one(db, actor, await db.transaction().execute((tx) => addAccount(tx, platform, actor, body))),
    }),
    route({
      method: "PUT",
      path: "/outside-accounts/:outsideAccountId",
      summary: "Change an account",
      tag,
      access: write,
      params: accountParams,
      body: accountEdit,
      answer: accountSchema,
      handle: async ({ actor, params: { outsideAccountId: id }, body }) => {
        await db.transaction().execute((tx) => editAccount(tx, actor, id, body));
        return one(db, actor, id);
      },
    }),
  ];
}
