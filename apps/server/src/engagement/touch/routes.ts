import { z } from "zod";
import { findMember } from "../../customers/index.ts";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { audienceSchema, readAudience } from "../outbound/audience.ts";
import { outboundChannelNames } from "../outbound/channel.ts";
import { ENOUGH, ratesOf } from "./best-hours.ts";
import { countRefusals, weighTouches } from "./decide-touches.ts";
import { describeBudget } from "./describe-budget.ts";
import { advisedPolicy, policySchema, touchPolicySetting } from "./policy.ts";
import { isGoodHour } from "./rules.ts";
import { budgetSchema, hoursSchema, policyAnswer, refusalsSchema, simulationSchema } from "./schemas.ts";
import { refusalsByDay, resultsByHour } from "./store.ts";

const tag = "touch";
const policyBody = z.object({ value: policySchema, version: z.int().min(0) });

/** 触达策略: what every touch is held to, who could be reached now, who was left out and why, and at which hours messages do best. */
export function touchRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const { timeZone } = platform.config;
  const today = () => dayIn(timeZone, clock.now());
  return [
    route({
      method: "GET",
      path: "/touch-policy",
      summary:
        "Caps, quiet hours, good hours and the holdout that every touch is held to, and what is advised (CH-35, CH-36)",
      tag,
      access: "touch_policy.read",
      answer: policyAnswer,
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        return { ...(await readSetting(db, touchPolicySetting)), advised: advisedPolicy };
      },
    }),
    route({
      method: "PUT",
      path: "/touch-policy",
      summary: "Change what every touch is held to; messages that wait are held to it when they come due",
      tag,
      access: "touch_policy.write",
      body: policyBody,
      answer: policyAnswer,
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          requireWholeChain(actor);
          const written = await writeSetting(tx, actor, touchPolicySetting, body.value, body.version);
          return { ...written, advised: advisedPolicy };
        }),
    }),
    route({
      method: "POST",
      path: "/touch-policy/simulation",
      summary: "Who of an audience could be reached at a moment, and who not and why; changes nothing",
      tag,
      access: "touch_policy.read",
      body: z.object({
        channel: z.enum(outboundChannelNames),
        kind: z.enum(["marketing", "service", "transaction"]).default("marketing"),
        priority: z.int().min(0).max(100).default(50),
        audience: audienceSchema,
        at: z.iso.datetime({ offset: true }).optional(),
      }),
      answer: simulationSchema,
      handle: async ({ actor, body: { audience, at, ...touch } }) => {
        requireWholeChain(actor);
        const moment = at ? new Date(at) : clock.now();
        const members = await readAudience(db, audience);
        const { refused, sendAt } = await weighTouches(db, platform, { ...touch, at: moment }, members);
        const { value: policy } = await readSetting(db, touchPolicySetting);
        return {
          members: members.length,
          reachable: members.length - refused.size,
          refusals: countRefusals(refused),
          sendAt: sendAt.toISOString(),
          isGoodHour: isGoodHour(policy.windows, sendAt, timeZone),
        };
      },
    }),
    route({
      method: "GET",
      path: "/touch-refusals",
      summary: "People left out by the policy, by day and reason",
      tag,
      access: "touch_policy.read",
      query: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
      answer: refusalsSchema,
      handle: async ({ actor, query: { days } }) => {
        requireWholeChain(actor);
        const range = { from: addDays(today(), 1 - days), to: today() };
        return { ...range, items: await refusalsByDay(db, { ...range, timeZone }) };
      },
    }),
    route({
      method: "GET",
      path: "/touch-hours",
      summary: "What came of messages within 24 hours, by the hour at which they reached people",
      tag,
      access: "touch_policy.read",
      query: z.object({
        days: z.coerce.number().int().min(7).max(366).default(90),
        channel: z.enum(outboundChannelNames).optional(),
      }),
      answer: hoursSchema,
      handle: async ({ actor, query: { days, channel = null } }) => {
        requireWholeChain(actor);
        const since = instantOf(timeZone, addDays(today(), -days));
        return { enough: ENOUGH, items: ratesOf(await resultsByHour(db, { since, timeZone, channel })) };
      },
    }),
    route({
      method: "GET",
      path: "/members/:memberNo/touches",
      summary: "What is left of a member's budget of touches, and what was last meant for them",
      tag,
      access: "member.read",
      params: z.object({ memberNo: z.coerce.number().int().min(1) }),
      answer: budgetSchema,
      handle: async ({ actor, params }) => {
        const { memberNo } = await findMember(db, actor, params.memberNo);
        return describeBudget(db, platform, memberNo);
      },
    }),
  ];
}
