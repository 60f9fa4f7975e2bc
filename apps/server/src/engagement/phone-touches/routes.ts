import { z } from "zod";
import { identifierKeyOf, maskName, normaliseIdentifier } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { invalid, notFound } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { changeSettingRoute, readSettingRoute, requireWholeChain } from "../../organization/index.ts";
import { windowSchema } from "../touch/policy.ts";
import { blockNumbers, type blockSources, unblockNumber } from "./blocks.ts";
import { blockCounts, callHours, lineFigures, templateFigures } from "./figures.ts";
import { finishFollowUp, listFollowUps } from "./follow-ups.ts";
import { bestCallingWindows, leastAttempts, smsParts, variablesOf, writeSms } from "./rules.ts";
import { phoneTouchSetting } from "./settings.ts";
import {
  listTemplates,
  type PhoneTemplate,
  requireTemplate,
  saveTemplate,
  steerTemplate,
  templateBody,
} from "./templates.ts";

const tag = "phone-touches";
const read = "phone_touch.read";
const write = "phone_touch.write";
const templateParams = z.object({ phoneTemplateId: z.uuid() });
const channel = z.enum(["sms", "ai_call"]);
const figures = z.object({
  addressed: z.int(),
  reached: z.int(),
  failed: z.int(),
  complaints: z.int(),
  stopped: z.int().describe("Asked for no more within a day of it"),
});
const templateSchema = templateBody.extend({
  id: z.uuid(),
  variables: z.array(z.string()),
  example: z.string().describe("As it arrives, with its variables unfilled"),
  parts: z.int().describe("Parts that a text message is charged as, before its variables are filled"),
  pausedAt: z.iso.datetime().nullable(),
  pausedWhy: z.string().nullable(),
  version: z.int(),
  figures: figures.nullable().describe("Of the last 30 days; null = nothing was sent"),
});

const example = (template: PhoneTemplate) => (template.kind === "sms" ? writeSms(template, {}) : template.text);
const none = { addressed: 0, reached: 0, failed: 0, complaints: 0, stopped: 0 };

/** 短信与外呼: what may be sent and said, when, to whom not, and what came of it (CH-25). */
export function phoneTouchRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const daysAgo = (days: number) => new Date(clock.now().getTime() - days * 86_400_000);
  const setting = { path: "/phone-touches/settings", tag };

  async function present(templates: readonly PhoneTemplate[]): Promise<z.input<typeof templateSchema>[]> {
    const counted = new Map((await templateFigures(db, daysAgo(30))).map((row) => [row.templateId, row]));
    return templates.map((template) => {
      const own = counted.get(template.id);
      return {
        ...template,
        pausedAt: template.pausedAt?.toISOString() ?? null,
        variables: variablesOf(template.text),
        example: example(template),
        parts: smsParts(example(template)),
        figures: own ? { ...none, ...own } : null,
      };
    });
  }
  const one = async (id: string) =>
    (await present([await requireTemplate(db, id)]))[0] as z.input<typeof templateSchema>;
  const keyOf = (phone: string) => {
    const normal = normaliseIdentifier("phone", phone);
    if (normal === null) throw invalid([{ path: "phone", message: "不是有效的手机号" }]);
    return identifierKeyOf(platform, "phone", normal);
  };

  return [
    readSettingRoute(platform, phoneTouchSetting, {
      ...setting,
      summary: "Hours, redialling, complaints, prices",
      access: read,
    }),
    changeSettingRoute(platform, phoneTouchSetting, { ...setting, summary: "Change them", access: write }),
    route({
      method: "GET",
      path: "/phone-templates",
      summary: "Templates of text messages and scripts of calls, with what came of them in the last 30 days",
      tag,
      access: read,
      answer: z.object({ items: z.array(templateSchema) }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        return { items: await present(await listTemplates(db)) };
      },
    }),
    route({
      method: "POST",
      path: "/phone-templates",
      summary: "Enter a template that the service approved",
      tag,
      access: write,
      status: 201,
      body: templateBody,
      answer: templateSchema,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return one(await db.transaction().execute((tx) => saveTemplate(tx, platform, actor, body)));
      },
    }),
    route({
      method: "PUT",
      path: "/phone-templates/:phoneTemplateId",
      summary: "Change a template",
      tag,
      access: write,
      params: templateParams,
      body: templateBody.extend({ version: z.int().min(1) }),
      answer: templateSchema,
      handle: async ({ actor, params: { phoneTemplateId: templateId }, body: { version, ...draft } }) => {
        requireWholeChain(actor);
        await requireTemplate(db, templateId);
        await db.transaction().execute((tx) => saveTemplate(tx, platform, actor, draft, { id: templateId, version }));
        return one(templateId);
      },
    }),
    route({
      method: "POST",
      path: "/phone-templates/:phoneTemplateId/state",
      summary: "Pause a template, resume it, or take it out of use",
      tag,
      access: write,
      params: templateParams,
      body: z.object({ to: z.enum(["pause", "resume", "archive"]) }),
      answer: z.object({ done: z.literal(true) }),
      handle: async ({ actor, params: { phoneTemplateId: templateId }, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute((tx) => steerTemplate(tx, platform, actor, templateId, body.to));
        return { done: true as const };
      },
    }),
    route({
      method: "GET",
      path: "/phone-touches/figures",
      summary: "When people answer, how lines do, and who is left alone",
      tag,
      access: read,
      query: z.object({ days: z.coerce.number().int().min(7).max(365).default(90) }),
      answer: z.object({
        hours: z.array(
          z.object({ weekday: z.int().describe("1 = Monday"), hour: z.int(), attempts: z.int(), answered: z.int() }),
        ),
        leastAttempts: z.int().describe("Below so many a rate says nothing"),
        best: z.array(windowSchema).nullable().describe("Hours above the average; null = too few calls yet"),
        lines: z.array(z.object({ line: z.string(), attempts: z.int(), answered: z.int(), complaints: z.int() })),
        blocks: z.array(
          z.object({ channel, source: z.enum(["asked", "complained", "service", "hand"]), numbers: z.int() }),
        ),
      }),
      handle: async ({ actor, query: { days } }) => {
        requireWholeChain(actor);
        const since = daysAgo(days);
        const { value } = await readSetting(db, phoneTouchSetting);
        const [hours, lines, blocks] = await Promise.all([
          callHours(db, since),
          lineFigures(db, since),
          blockCounts(db, clock.now()),
        ]);
        return {
          hours,
          leastAttempts,
          best: bestCallingWindows(hours, value.callingWindows),
          lines,
          blocks: blocks.map((row) => ({ ...row, source: row.source as keyof typeof blockSources })),
        };
      },
    }),
    route({
      method: "POST",
      path: "/phone-blocks",
      summary: "Leave a number alone",
      tag,
      access: write,
      body: z.object({
        phone: z.string().trim().min(5).max(20),
        channels: z.array(channel).min(1),
        reason: z.string().trim().min(2, "请写明原因").max(100),
      }),
      answer: z.object({ blocked: z.int() }),
      handle: async ({ actor, body: { phone, channels, reason } }) => {
        requireWholeChain(actor);
        const numberKey = keyOf(phone);
        const row = { numberKey, source: "hand" as const, reason, at: clock.now(), until: null, by: actor.name };
        return db.transaction().execute(async (tx) => {
          const blocked = await blockNumbers(
            tx,
            channels.map((each) => ({ ...row, channel: each })),
          );
          const detail = { channels, reason };
          await audit(tx, actor, { action: "phone.blocked", subject: { kind: "phone_number", id: numberKey }, detail });
          return { blocked };
        });
      },
    }),
    route({
      method: "POST",
      path: "/phone-blocks/remove",
      summary: "Take a number off the list, for a reason; consent that was withdrawn stays withdrawn",
      tag,
      access: write,
      body: z.object({
        phone: z.string().trim().min(5).max(20),
        channel,
        reason: z.string().trim().min(2, "请写明原因").max(100),
      }),
      answer: z.object({ done: z.literal(true) }),
      handle: async ({ actor, body: { phone, channel: by, reason } }) => {
        requireWholeChain(actor);
        const numberKey = keyOf(phone);
        await db.transaction().execute(async (tx) => {
          if (!(await unblockNumber(tx, numberKey, by))) throw notFound("这个号码的免打扰记录");
          const detail = { channel: by, reason };
          await audit(tx, actor, {
            action: "phone.unblocked",
            subject: { kind: "phone_number", id: numberKey },
            detail,
          });
        });
        return { done: true as const };
      },
    }),
    route({
      method: "GET",
      path: "/call-follow-ups",
      summary: "Customers who want to hear from somebody after a call, one's own first",
      tag,
      access: "phone_touch.follow",
      answer: z.object({
        items: z.array(
          z.object({
            outboundId: z.uuid(),
            numberKey: z.uuid(),
            attempt: z.int(),
            memberNo: z.int(),
            name: z.string().nullable().describe("Masked"),
            storeName: z.string().nullable(),
            guideName: z.string().nullable(),
            title: z.string(),
            at: z.iso.datetime(),
            intent: z.string().nullable(),
            wantsPerson: z.boolean(),
            said: z.string().nullable(),
          }),
        ),
      }),
      handle: async ({ actor }) => ({
        items: (await listFollowUps(db, actor, 200)).map(({ nameSealed, saidSealed, at, ...row }) => ({
          ...row,
          name: nameSealed === null ? null : maskName(platform.cipher.open(nameSealed)),
          said: saidSealed === null ? null : platform.cipher.open(saidSealed),
          at: at.toISOString(),
        })),
      }),
    }),
    route({
      method: "POST",
      path: "/call-follow-ups/done",
      summary: "Say what came of ringing somebody back",
      tag,
      access: "phone_touch.follow",
      body: z.object({
        outboundId: z.uuid(),
        numberKey: z.uuid(),
        attempt: z.int().min(1),
        note: z.string().trim().min(1, "请写一句结果").max(300),
      }),
      answer: z.object({ done: z.literal(true) }),
      handle: async ({ actor, body }) => {
        await db.transaction().execute((tx) => finishFollowUp(tx, platform, actor, body));
        return { done: true as const };
      },
    }),
  ];
}
