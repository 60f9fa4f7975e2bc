import { sql } from "kysely";
import { z } from "zod";
import { findMember } from "../customers/index.ts";
import { invalid } from "../kernel/errors.ts";
import type { Actor } from "../kernel/http/actor.ts";
import { type Route, route } from "../kernel/http/route.ts";
import type { Platform } from "../kernel/platform.ts";
import { readSetting, writeSetting } from "../kernel/settings.ts";
import { askModel } from "./model/ask-model.ts";
import { spentToday } from "./model/budget.ts";
import type { LanguageModel } from "./model/port.ts";
import { isConfigured, modelPurposeNames, modelPurposes, modelSetting, purposeTokens } from "./model/settings.ts";
import { gatherFacts } from "./narratives/facts.ts";
import { findNarrative, hashOf, judgeNarrative, writeNarrative } from "./narratives/write-narrative.ts";

const tag = "assistant";
const memberParams = z.object({ memberNo: z.coerce.number().int().positive() });

const factSchema = z.object({ id: z.string(), text: z.string() });
const narrativeAnswer = z.object({
  configured: z.boolean().describe("False: no language model is connected"),
  narrative: z
    .object({
      sentences: z.array(
        z.object({ kind: z.enum(["summary", "outlook", "action"]), text: z.string(), facts: z.array(z.string()) }),
      ),
      facts: z.array(factSchema).describe("What the model was told; sentences name them by id"),
      dropped: z.int().describe("Sentences without a ground that were left out"),
      stale: z.boolean().describe("Something changed since it was written"),
      model: z.string(),
      writtenAt: z.iso.datetime(),
      writtenBy: z.string(),
      verdict: z.enum(["right", "wrong"]).nullable(),
      verdictBy: z.string().nullable(),
    })
    .nullable(),
});

const settingsAnswer = z.object({
  baseUrl: z.string(),
  model: z.string(),
  hasKey: z.boolean(),
  timeoutSeconds: z.int(),
  dailyTokens: z.int(),
  purposeTokens,
  keepDays: z.int(),
  configured: z.boolean(),
  version: z.int(),
});

const settingsBody = z.object({
  baseUrl: z.string().trim().max(500).describe("Up to and without `/chat/completions`; empty = off"),
  model: z.string().trim().max(100),
  key: z.string().trim().min(1).max(500).optional().describe("Left out: the key stays as it is"),
  timeoutSeconds: z.int().min(5).max(120),
  dailyTokens: z.int().min(0).max(1_000_000_000),
  purposeTokens: purposeTokens.optional().describe("Most tokens of a day per purpose; left out: as they are"),
  keepDays: z.int().min(0).max(365).describe("How long questions and answers are kept, sealed"),
  version: z.int(),
});

const usageAnswer = z.object({
  today: z.object({
    tokens: z.int(),
    limit: z.int(),
    purposes: z.array(z.object({ purpose: z.string(), label: z.string(), tokens: z.int(), limit: z.int().nullable() })),
  }),
  days: z.array(
    z.object({ day: z.iso.date(), purpose: z.string(), calls: z.int(), refused: z.int(), tokens: z.int() }),
  ),
  refusals: z
    .array(z.object({ at: z.iso.datetime(), purpose: z.string(), cause: z.string() }))
    .describe("The last ones"),
  verdicts: z.object({ right: z.int(), wrong: z.int(), written: z.int() }),
});

/** 大模型 (IN-19): its connection, what it costs, and what it writes. */
export function assistantRoutes(platform: Platform, model: LanguageModel): Route[] {
  const { db } = platform;

  async function describe(actor: Actor, memberNo: number): Promise<z.input<typeof narrativeAnswer>> {
    const member = await findMember(db, actor, memberNo);
    const { value } = await readSetting(db, modelSetting);
    const found = await findNarrative(db, member.memberNo);
    if (!found) return { configured: isConfigured(value), narrative: null };
    const { factsHash, writtenAt, facts, sentences, ...narrative } = found;
    const stale = hashOf(await gatherFacts(platform, actor, member.memberNo)) !== factsHash;
    return {
      configured: isConfigured(value),
      narrative: {
        ...narrative,
        facts: [...facts],
        sentences: [...sentences],
        stale,
        writtenAt: writtenAt.toISOString(),
      },
    };
  }

  async function settings(): Promise<z.input<typeof settingsAnswer>> {
    const { value, version } = await readSetting(db, modelSetting);
    const { keySealed, ...rest } = value;
    return { ...rest, hasKey: keySealed !== null, configured: isConfigured(value), version };
  }

  return [
    route({
      method: "GET",
      path: "/members/:memberNo/narrative",
      summary: "What the language model wrote of a member, with the facts that each sentence rests on",
      tag,
      access: "assistant.use",
      params: memberParams,
      answer: narrativeAnswer,
      handle: ({ actor, params }) => describe(actor, params.memberNo),
    }),
    route({
      method: "POST",
      path: "/members/:memberNo/narrative",
      summary: "Have it written, unless nothing changed since the last time",
      tag,
      access: "assistant.use",
      params: memberParams,
      answer: narrativeAnswer,
      handle: async ({ actor, params }) => {
        const member = await findMember(db, actor, params.memberNo);
        await writeNarrative(platform, model, actor, member.memberNo, AbortSignal.timeout(180_000));
        return describe(actor, member.memberNo);
      },
    }),
    route({
      method: "PUT",
      path: "/members/:memberNo/narrative/verdict",
      summary: "Say whether it is right",
      tag,
      access: "assistant.use",
      params: memberParams,
      body: z.object({ verdict: z.enum(["right", "wrong"]) }),
      answer: narrativeAnswer,
      handle: async ({ actor, params, body }) => {
        const member = await findMember(db, actor, params.memberNo);
        await db.transaction().execute((tx) => judgeNarrative(tx, actor, member.memberNo, body.verdict));
        return describe(actor, member.memberNo);
      },
    }),
    route({
      method: "GET",
      path: "/assistant/settings",
      summary: "Where the language model is; never its key",
      tag,
      access: "connection.read",
      answer: settingsAnswer,
      handle: settings,
    }),
    route({
      method: "PUT",
      path: "/assistant/settings",
      summary: "Connect a language model that speaks `POST /chat/completions`",
      tag,
      access: "connection.write",
      body: settingsBody,
      answer: settingsAnswer,
      handle: async ({ actor, body: { version, key, purposeTokens: ofPurposes, ...rest } }) => {
        const over = modelPurposeNames.find((purpose) => (ofPurposes?.[purpose] ?? 0) > rest.dailyTokens);
        if (over !== undefined)
          throw invalid([
            { path: `purposeTokens.${over}`, message: `「${modelPurposes[over]}」的上限不能超过每日上限` },
          ]);
        if (rest.baseUrl !== "" && !/^https?:\/\/[^\s?#]+$/.test(rest.baseUrl))
          throw invalid([{ path: "baseUrl", message: "请填写完整网址，例如 https://api.deepseek.com/v1" }]);
        await db.transaction().execute(async (tx) => {
          const before = await readSetting(tx, modelSetting);
          const moved = before.value.baseUrl !== rest.baseUrl;
          // A key must not travel to another address than the one that it was entered for.
          const kept = moved ? null : before.value.keySealed;
          const keySealed = key === undefined ? kept : platform.cipher.seal(key);
          const value = {
            ...rest,
            purposeTokens: ofPurposes ?? before.value.purposeTokens,
            baseUrl: rest.baseUrl.replace(/\/+$/, ""),
            keySealed,
          };
          await writeSetting(tx, actor, modelSetting, value, version);
        });
        return settings();
      },
    }),
    route({
      method: "POST",
      path: "/assistant/test",
      summary: "Ask the model something small, to see that it answers",
      tag,
      access: "connection.write",
      answer: z.object({ model: z.string(), reply: z.string(), tookMs: z.int() }),
      handle: async ({ actor }) => {
        const begun = performance.now();
        const answer = await askModel(platform, model, {
          purpose: "test",
          actor,
          question: { system: '只输出 JSON：{"reply":"一句问候"}', user: "请用一句话问好。", maxTokens: 60 },
          schema: z.object({ reply: z.string().min(1).max(200) }),
          signal: AbortSignal.timeout(130_000),
        });
        return { model: answer.model, reply: answer.value.reply, tookMs: Math.round(performance.now() - begun) };
      },
    }),
    route({
      method: "GET",
      path: "/assistant/usage",
      summary: "What the model was used for in the last 30 days, and what failed",
      tag,
      access: "connection.read",
      answer: usageAnswer,
      handle: async () => usage(platform),
    }),
  ];
}

async function usage(platform: Platform): Promise<z.input<typeof usageAnswer>> {
  const { db, clock, config } = platform;
  const { value } = await readSetting(db, modelSetting);
  const zone = config.timeZone;
  const since = new Date(clock.now().getTime() - 30 * 86_400_000);
  const [today, days, refusals, verdicts] = await Promise.all([
    spentToday(platform, value),
    sql<{ day: string; purpose: string; calls: number; refused: number; tokens: number }>`
      select to_char(at at time zone ${zone}, 'YYYY-MM-DD') as day, purpose, count(*)::int as calls,
        count(*) filter (where outcome = 'refused')::int as refused, sum(input_tokens + output_tokens)::int as tokens
      from model_call where at > ${since} group by 1, 2 order by 1 desc, 2`.execute(db),
    sql<{ at: Date; purpose: string; cause: string }>`
      select at, purpose, cause from model_call where outcome = 'refused' and at > ${since} order by at desc, id desc limit 10`.execute(
      db,
    ),
    sql<{ right: number; wrong: number; written: number }>`
      select count(*) filter (where verdict = 'right')::int as "right", count(*) filter (where verdict = 'wrong')::int as wrong, count(*)::int as written
      from member_narrative`.execute(db),
  ]);
  return {
    today: {
      tokens: today.tokens,
      limit: value.dailyTokens,
      purposes: today.purposes.map((each) => ({ ...each, label: modelPurposes[each.purpose] })),
    },
    days: days.rows,
    refusals: refusals.rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    verdicts: verdicts.rows[0] ?? { right: 0, wrong: 0, written: 0 },
  };
}
