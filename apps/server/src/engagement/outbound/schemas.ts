import { z } from "zod";
import { pageQuery } from "../../kernel/http/cursor.ts";
import { touchKindNames } from "../touch/refusals.ts";
import { audienceSchema, MOST_MEMBERS } from "./audience.ts";
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

/** Whom a message is for. */
export const addresseesBody = z.object({
  channel: z.enum(outboundChannelNames),
  accountId: z.uuid(),
  senderKey: z.string().max(64).optional(),
  memberNos: z.array(z.int().min(1)).max(MOST_MEMBERS).default([]),
  audience: audienceSchema
    .optional()
    .describe("Members by condition, besides those named; who withdrew consent is left out"),
  kind: z.enum(["marketing", "service", "transaction"]).default("marketing").describe("What it wants of people"),
  priority: z.int().min(0).max(100).default(50).describe("Of two that want the same person, the higher one goes"),
  targetKeys: z.array(z.string().min(1).max(128)).max(10_000).default([]).describe("chat_id, userid or openid"),
});
export const reachSchema = z.object({
  reachable: z.number().int().describe("People, groups or staff that the message goes to"),
  withoutAddress: z.number().int().describe("Members who cannot be reached on this channel"),
  refused: z.number().int().describe("Members whom the touch policy keeps it from"),
  refusals: z.record(z.string(), z.number().int()).describe("Those, by reason"),
  sendAt: z.iso.datetime({ offset: true }).nullable().describe("Put off until quiet hours end; null: at once"),
  parts: z.number().int().describe("How many tasks the platform gets"),
});

export const outboundBody = addresseesBody.extend({
  businessKey: z.string().min(1).max(200).describe("Names the message for good: the same key again sends nothing"),
  title: z.string().trim().min(1).max(100),
  content: contentSchema,
});

export const choicesQuery = z.object({ channel: z.enum(outboundChannelNames), accountId: z.uuid().optional() });
export const choicesSchema = z.object({
  accounts: z.array(z.object({ id: z.uuid(), name: z.string() })),
  staff: z.array(
    z.object({ key: z.string(), name: z.string(), storeName: z.string().nullable(), customers: z.number().int() }),
  ),
  groups: z.array(z.object({ key: z.string(), name: z.string(), ownerKey: z.string(), customers: z.number().int() })),
  tags: z.array(z.object({ id: z.string(), name: z.string(), groupName: z.string() })),
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
  kind: z.enum(touchKindNames),
  priority: z.number().int(),
  sendAt: instant.describe("When it is to reach people; later than now: put off by quiet hours"),
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

export const senderSchema = z.object({
  senderKey: z.string(),
  name: z.string().nullable(),
  confirmedAt: instant.nullable(),
  sent: z.number().int().describe("Whom the message reached through this sender"),
});
export const deliverySchema = z.object({
  targetKey: z.string(),
  name: z.string().nullable().describe("A member's name is masked"),
  memberNo: z.number().int().nullable(),
  senderKey: z.string().nullable(),
  outcome: z.enum(outcomeNames),
  reason: z.string().nullable(),
  at: instant.nullable(),
});
