import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { outboundChannelNames } from "./channel.ts";
import { contentSchema } from "./content.ts";
import { outcomes, states } from "./rules.ts";

const stateNames = Object.keys(states) as [keyof typeof states, ...(keyof typeof states)[]];
const outcomeNames = Object.keys(outcomes) as [keyof typeof outcomes, ...(keyof typeof outcomes)[]];

export const outboundParams = z.object({ outboundId: z.uuid() });
export const outboundListQuery = pageQuery.extend({
  channel: z.enum(outboundChannelNames).optional(),
  state: z.enum(stateNames).optional(),
});
export const deliveryQuery = pageQuery.extend({ outcome: z.enum(outcomeNames).optional() });

export const outboundBody = z.object({
  businessKey: z.string().min(1).max(200).describe("Names the message for good: the same key again sends nothing"),
  channel: z.enum(outboundChannelNames),
  accountId: z.uuid(),
  title: z.string().trim().min(1).max(100),
  content: contentSchema,
  senderKey: z.string().max(64).optional(),
  memberNos: z.array(z.int().min(1)).max(100_000).default([]),
  targetKeys: z.array(z.string().min(1).max(128)).max(10_000).default([]).describe("chat_id, userid or openid"),
});

const instant = z.iso.datetime({ offset: true });

export const outboundSchema = z.object({
  id: z.uuid(),
  businessKey: z.string(),
  part: z.number().int(),
  channel: z.enum(outboundChannelNames),
  accountId: z.uuid(),
  title: z.string(),
  content: contentSchema,
  senderKey: z.string(),
  state: z.enum(stateNames),
  platformKey: z.string().nullable(),
  handedAt: instant.nullable(),
  tries: z.number().int(),
  reminders: z.number().int(),
  errcode: z.number().int().nullable(),
  reason: z.string().nullable(),
  remedy: z.string().nullable(),
  createdAt: instant,
  createdBy: z.string(),
  settledAt: instant.nullable(),
  outcomes: z.record(z.string(), z.number().int()),
});

export const senderSchema = z.object({ senderKey: z.string(), confirmedAt: instant.nullable() });
export const deliverySchema = z.object({
  targetKey: z.string(),
  memberNo: z.number().int().nullable(),
  senderKey: z.string().nullable(),
  outcome: z.enum(outcomeNames),
  reason: z.string().nullable(),
  at: instant.nullable(),
});
