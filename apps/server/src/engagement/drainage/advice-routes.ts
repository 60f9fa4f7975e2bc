import { sql } from "kysely";
import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { defineSetting, readSetting, writeSetting } from "../../kernel/settings.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { kindSchema, landingSchema } from "../touchpoints/schemas.ts";
import { keysOf, kindOf } from "../touchpoints/vocabulary.ts";
import { type Aim, aims, rankLandings } from "./landing.ts";
import {
  type BrandProfile,
  coldStartsFor,
  difficulties,
  entryIncentivesFor,
  followerClasses,
  followerWaysFor,
  merchantTypes,
  platforms,
  poolAspects,
  poolLines,
} from "./start-advice.ts";
import { type ChainCode, chainGroups, chainOf, startChains } from "./start-chains.ts";

const tag = "drainage plans";
const grade = z.enum(["high", "low"]).nullable();
const platform = z.enum(platforms);

const profileSchema = z.object({
  hasStores: z.boolean().nullable(),
  inMall: z.boolean().nullable(),
  dealerLed: z.boolean().nullable(),
  frequency: grade.describe("How often people buy"),
  interaction: grade.describe("How much they want to interact"),
  position: z.enum(["premium", "value"]).nullable(),
  fronts: z.array(platform).max(5).describe("Platforms that are compared; empty = all"),
});

/** What the brand says of itself, so that advice fits; null = not said yet. */
export const brandProfileSetting = defineSetting({
  key: "engagement.brand_profile",
  schema: profileSchema,
  initial: {
    hasStores: null,
    inMall: null,
    dealerLed: null,
    frequency: null,
    interaction: null,
    position: null,
    fronts: [],
  },
});

const source = z.string().describe("The row of the catalog that the advice stands on");
const adviceSchema = z.object({
  profile: profileSchema,
  version: z.int(),
  known: z
    .object({ stores: z.int(), mallStores: z.int(), dealers: z.int() })
    .describe("What the organisation says: trading stores, those in a mall, dealers"),
  followerWays: z.object({
    source,
    items: z.array(z.object({ label: z.string(), typeLabel: z.string(), classLabel: z.string() })),
  }),
  incentives: z.object({
    source,
    items: z.array(
      z.object({ label: z.string(), position: z.enum(["premium", "value"]), joining: z.int(), staying: z.int() }),
    ),
  }),
  coldStarts: z.object({
    source,
    items: z.array(
      z.object({
        label: z.string(),
        sectors: z.string(),
        focus: z.string(),
        chains: z.array(z.object({ path: z.string(), difficulty: z.string(), difficultyLabel: z.string() })),
      }),
    ),
  }),
  pools: z.object({
    source,
    platforms: z.array(platform).describe("Columns, those of the chosen fronts"),
    choices: z.array(platform),
    lines: z.array(z.object({ label: z.string(), aspectLabel: z.string(), values: z.array(z.string().nullable()) })),
  }),
});

const chainsSchema = z.object({
  items: z.array(
    z.object({
      code: z.enum(keysOf<ChainCode>(startChains)),
      label: z.string(),
      groupLabel: z.string(),
      source,
      advice: z.string(),
      fits: z.boolean().describe("Whether the brand has what it needs, as far as its profile says"),
      steps: z.array(z.object({ kind: kindSchema, kindLabel: z.string(), name: z.string(), landing: landingSchema })),
    }),
  ),
});

const landingQuery = z.object({
  aim: z.enum(keysOf<Aim>(aims)).default("trust"),
  considered: z.stringbool().default(false).describe("The goods want advice before they are bought"),
  guidesReady: z.stringbool().default(true).describe("Guides can answer everybody who comes"),
  contentReady: z.stringbool().default(true).describe("There is content to publish regularly"),
});

const landingAnswer = z.object({
  source,
  aims: z.array(z.object({ code: z.string(), label: z.string() })),
  items: z.array(
    z.object({
      code: landingSchema,
      label: z.string(),
      strength: z.string(),
      reasons: z.array(z.string()),
      cautions: z.array(z.string()),
    }),
  ),
});

async function whatIsKnown({ db }: Platform): Promise<{ stores: number; mallStores: number; dealers: number }> {
  const { rows } = await sql<{ stores: number; mallStores: number; dealers: number }>`
    select (count(*) filter (where u.kind = 'store' and u.closed_at is null))::int as stores,
      (count(*) filter (where u.kind = 'store' and u.closed_at is null and s.site in ('mall', 'counter')))::int as "mallStores",
      (count(*) filter (where u.kind = 'dealer'))::int as dealers
    from org_unit u left join store s on s.org_unit_id = u.id`.execute(db);
  return rows[0] ?? { stores: 0, mallStores: 0, dealers: 0 };
}

async function adviceNow(feilun: Platform): Promise<z.input<typeof adviceSchema>> {
  const { value: profile, version } = await readSetting(feilun.db, brandProfileSetting);
  const shown = platforms.filter((each) => profile.fronts.length === 0 || profile.fronts.includes(each));
  return {
    profile,
    version,
    known: await whatIsKnown(feilun),
    followerWays: {
      source: "AQ-06",
      items: followerWaysFor(profile).map(({ label, type, class: of }) => ({
        label,
        typeLabel: merchantTypes[type],
        classLabel: followerClasses[of],
      })),
    },
    incentives: { source: "AQ-19 · T-11", items: [...entryIncentivesFor(profile, "joining")] },
    coldStarts: {
      source: "AQ-25 · T-22",
      items: coldStartsFor(profile).map(({ label, sectors, focus, chains }) => ({
        label,
        sectors,
        focus,
        chains: chains.map(({ path, difficulty }) => ({ path, difficulty, difficultyLabel: difficulties[difficulty] })),
      })),
    },
    pools: {
      source: "CH-38 · BM-27",
      platforms: shown,
      choices: [...platforms],
      lines: poolLines.map(({ label, aspect, values }) => ({
        label,
        aspectLabel: poolAspects[aspect],
        values: platforms.flatMap((each, at) => (shown.includes(each) ? [values[at] ?? null] : [])),
      })),
    },
  };
}

function chainsFor({ hasStores }: BrandProfile): z.input<typeof chainsSchema> {
  return {
    items: keysOf<ChainCode>(startChains).map((code) => {
      const { label, group, advice, needs, steps } = chainOf(code);
      return {
        code,
        label,
        groupLabel: chainGroups[group].label,
        source: chainGroups[group].source,
        advice,
        fits: needs !== "stores" || hasStores !== false,
        steps: steps.map(({ kind, name }) => ({
          kind,
          kindLabel: kindOf(kind).label,
          name,
          landing: kindOf(kind).landing,
        })),
      };
    }),
  };
}

/** 起点建议: what fits a brand that starts its traffic, and the chains that a plan can start from. */
export function adviceRoutes(feilun: Platform): Route[] {
  const { db } = feilun;
  return [
    route({
      method: "GET",
      path: "/drainage-advice",
      summary: "Ways to gain followers, entry incentives, cold starts and platforms, for what the brand is",
      tag,
      access: "touchpoint.read",
      answer: adviceSchema,
      handle: () => adviceNow(feilun),
    }),
    route({
      method: "PUT",
      path: "/drainage-advice/profile",
      summary: "Say what the brand is; headquarters only",
      tag,
      access: "touchpoint.write",
      body: z.object({ value: profileSchema, version: z.int() }),
      answer: adviceSchema,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute((tx) => writeSetting(tx, actor, brandProfileSetting, body.value, body.version));
        return adviceNow(feilun);
      },
    }),
    route({
      method: "GET",
      path: "/start-chains",
      summary: "Start chains that a drainage plan can be made from",
      tag,
      access: "touchpoint.read",
      answer: chainsSchema,
      handle: async () => chainsFor((await readSetting(db, brandProfileSetting)).value),
    }),
    route({
      method: "GET",
      path: "/landing-advice",
      summary: "Where to lead new traffic: the four places, the best first, with reasons",
      tag,
      access: "touchpoint.read",
      query: landingQuery,
      answer: landingAnswer,
      handle: async ({ query }) => ({
        source: "CH-03",
        aims: keysOf<Aim>(aims).map((code) => ({ code, label: aims[code] })),
        items: rankLandings(query).map(({ points: _points, ...place }) => place),
      }),
    }),
  ];
}
