import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../../kernel/audit/audit.ts";
import { addDays, dayIn, daysBetween } from "../../../kernel/calendar.ts";
import { invalid, notFound } from "../../../kernel/errors.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { changeSettingRoute, requireWholeChain } from "../../../organization/index.ts";
import { readArticleFiguresJob } from "../articles/read-figures.ts";
import { ensureProfile, findOfficialAccount } from "../profile.ts";
import { officialParams } from "../schemas.ts";
import { readMix } from "./read-mix.ts";
import {
  type Mix,
  mixAdvice,
  type Positioning,
  positioningCodes,
  positionings,
  purposeCodes,
  purposes,
  sharesOf,
} from "./rules.ts";
import { positioningSetting } from "./settings.ts";

const tag = "official-account";
const read = "official_account.read";
const write = "official_account.write";
const purpose = z.enum(purposeCodes);
const shares = z.object({ brand: z.number(), fans: z.number(), business: z.number() });

const mixSchema = z.object({
  positioning: z.enum(positioningCodes).nullable(),
  from: z.string(),
  to: z.string(),
  rows: z.array(
    z.object({
      purpose: purpose.nullable(),
      label: z.string(),
      published: z.int(),
      reads: z.int(),
      shares: z.int(),
      menuEntries: z.int(),
      menuClicks: z.int(),
      replyRules: z.int(),
      replyUses: z.int(),
    }),
  ),
  actual: shares.nullable().describe("Shares of what was published with a purpose, 0…1; null = nothing was"),
  expected: shares.nullable().describe("What the positioning expects, 0…1; null = none is chosen"),
  advice: z.array(z.string()),
  figuresTo: z.string().nullable().describe("The last day of which readers are known"),
  figuresFailure: z.string().nullable(),
});

const asShares = ({ brand, fans, business }: Mix): Mix => ({
  brand: brand / 100,
  fans: fans / 100,
  business: business / 100,
});

/** Positioning of an official account and the mix of purposes that it really publishes (CH-12, CH-13). */
export function officialPurposeRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  return [
    route({
      method: "GET",
      path: "/official-positionings",
      summary: "How an official account may stand, whom it suits, and what content is for",
      tag,
      access: read,
      answer: z.object({
        positionings: z.array(
          z.object({
            code: z.enum(positioningCodes),
            label: z.string(),
            sectors: z.array(z.string()),
            how: z.string(),
          }),
        ),
        purposes: z.array(z.object({ code: purpose, label: z.string(), examples: z.string() })),
        setting: z.object({ value: positioningSetting.schema, version: z.int() }),
      }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        return {
          positionings: positioningCodes.map((code) => ({
            code,
            ...positionings[code],
            sectors: [...positionings[code].sectors],
          })),
          purposes: purposeCodes.map((code) => ({ code, ...purposes[code] })),
          setting: await readSetting(db, positioningSetting),
        };
      },
    }),
    changeSettingRoute(platform, positioningSetting, {
      tag,
      access: write,
      path: "/official-positionings/setting",
      summary: "What each positioning expects of the mix",
    }),
    route({
      method: "PUT",
      path: "/official-accounts/:officialAccountId/positioning",
      summary: "Choose how the account stands",
      tag,
      access: write,
      params: officialParams,
      body: z.object({ positioning: z.enum(positioningCodes).nullable() }),
      answer: z.object({ positioning: z.enum(positioningCodes).nullable() }),
      handle: async ({ actor, params: { officialAccountId: id }, body }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        await ensureProfile(db, id);
        await db.transaction().execute(async (tx) => {
          await sql`update official_account_profile set positioning = ${body.positioning} where wechat_account_id = ${id}`.execute(
            tx,
          );
          await audit(tx, actor, {
            action: "official_account.positioned",
            subject: { kind: "wechat_account", id },
            detail: body,
          });
        });
        return body;
      },
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/mix",
      summary: "What was published, read, clicked and answered by purpose, against what the positioning expects",
      tag,
      access: read,
      params: officialParams,
      query: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
      answer: mixSchema,
      handle: async ({ actor, params: { officialAccountId: id }, query }) => {
        requireWholeChain(actor);
        const account = await findOfficialAccount(platform, id);
        const to = query.to ?? dayIn(config.timeZone, clock.now());
        const from = query.from ?? addDays(to, -27);
        const length = daysBetween(from, to) + 1;
        if (length < 1 || length > 366) throw invalid([{ path: "from", message: "请选择 1 到 366 天" }]);
        const rows = await readMix(platform, account, { from, to });
        const { rows: profiles } = await sql<{
          positioning: Positioning | null;
          figuresTo: string | null;
          figuresFailure: string | null;
        }>`
          select positioning, article_figures_to::text as "figuresTo", article_figures_failure as "figuresFailure"
          from official_account_profile where wechat_account_id = ${id}`.execute(db);
        const { positioning = null, figuresTo = null, figuresFailure = null } = profiles[0] ?? {};
        const { value } = await readSetting(db, positioningSetting);
        const counts = Object.fromEntries(
          purposeCodes.map((code) => [code, rows.find((row) => row.purpose === code)?.published ?? 0]),
        ) as Record<keyof Mix, number>;
        const actual = sharesOf(counts);
        const expected = positioning && asShares(value.expected[positioning]);
        return {
          positioning,
          from,
          to,
          rows: rows.map((row) => ({ ...row, label: row.purpose === null ? "没有标明" : purposes[row.purpose].label })),
          actual,
          expected,
          advice: actual && expected ? mixAdvice(actual, expected, value.tolerance / 100) : [],
          figuresTo,
          figuresFailure,
        };
      },
    }),
    route({
      method: "PUT",
      path: "/official-accounts/:officialAccountId/publications/:publishId/purpose",
      summary: "Say what a published article is for",
      tag,
      access: write,
      params: officialParams.extend({ publishId: z.string().min(1).max(64) }),
      body: z.object({ purpose: purpose.nullable() }),
      answer: z.object({ purpose: purpose.nullable() }),
      handle: async ({ actor, params: { officialAccountId: id, publishId }, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute(async (tx) => {
          const { rows } = await sql`update official_publication set purpose = ${body.purpose}
            where wechat_account_id = ${id} and publish_id = ${publishId} returning publish_id`.execute(tx);
          if (rows.length === 0) throw notFound("这次发布");
          await audit(tx, actor, {
            action: "official_publication.purposed",
            subject: { kind: "wechat_account", id },
            detail: { publishId, ...body },
          });
        });
        return body;
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/article-figures",
      summary: "Read yesterday's readers of articles now, in the background",
      tag,
      access: write,
      params: officialParams,
      status: 202,
      answer: z.object({}),
      handle: async ({ actor, params: { officialAccountId: accountId } }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, accountId);
        await ensureProfile(db, accountId);
        await db
          .transaction()
          .execute((tx) =>
            platform.jobs.enqueue(
              tx,
              readArticleFiguresJob,
              { accountId },
              { key: `${readArticleFiguresJob}:${accountId}` },
            ),
          );
        return {};
      },
    }),
  ];
}
