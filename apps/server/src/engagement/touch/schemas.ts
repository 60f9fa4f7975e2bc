import { z } from "zod";
import { outboundChannelNames } from "../outbound/channel.ts";
import { capSchema, policySchema } from "./policy.ts";
import { touchKindNames, touchRefusalNames } from "./refusals.ts";

const instant = z.iso.datetime({ offset: true });
const people = z.number().int();
const rate = z.number().nullable().describe("Share of those reached; null: too few to say");

export const policyAnswer = z.object({
  value: policySchema,
  version: z.number().int(),
  advised: policySchema.describe("A careful start"),
});

export const simulationSchema = z.object({
  members: people.describe("Members of the audience"),
  reachable: people.describe("Those whom the policy lets through, whether or not they have an address on the channel"),
  refusals: z.record(z.string(), people).describe("The others, by reason"),
  sendAt: instant.describe("When it would go"),
  isGoodHour: z.boolean(),
});

export const refusalsSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  items: z.array(z.object({ day: z.iso.date(), reason: z.enum(touchRefusalNames), people })),
});

export const hoursSchema = z.object({
  enough: people.describe("Below so many people an hour has no rates"),
  items: z.array(
    z.object({
      hour: z.number().int().min(0).max(23),
      isWeekend: z.boolean(),
      sent: people,
      clicked: people,
      replied: people,
      bought: people,
      clickRate: rate,
      replyRate: rate,
      purchaseRate: rate,
    }),
  ),
});

export const budgetSchema = z.object({
  heldOut: z.boolean().describe("Belongs to those who get no marketing, to compare with"),
  caps: z.array(capSchema.extend({ used: people })),
  touches: z.array(
    z.object({
      outboundId: z.uuid(),
      title: z.string(),
      channel: z.enum(outboundChannelNames),
      kind: z.enum(touchKindNames),
      outcome: z.string(),
      reason: z.string().nullable(),
      at: instant,
    }),
  ),
});
