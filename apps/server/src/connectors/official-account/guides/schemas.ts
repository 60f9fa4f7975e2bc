import { z } from "zod";

const instant = z.iso.datetime({ offset: true });

export const followerSchema = z.object({
  openid: z.string(),
  memberNo: z.number().int().nullable(),
  name: z.string().nullable().describe("Masked"),
  guideId: z.uuid().nullable(),
  guideName: z.string().nullable(),
  storeNo: z.number().int().nullable(),
  storeName: z.string().nullable(),
  followedAt: instant.nullable(),
  spokenAt: instant.nullable().describe("When the follower last wrote"),
  freeUntil: instant.nullable().describe("Until when answers do not count; null: they count"),
  lastMessageAt: instant.nullable(),
});

export const messageSchema = z.object({
  id: z.uuid(),
  kind: z.enum(["text", "card"]),
  text: z.string(),
  url: z.string().nullable(),
  transport: z.enum(["service", "helper"]),
  at: instant,
  toldSentAt: instant.nullable(),
  guideName: z.string(),
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
});

export const writtenSchema = z.object({
  transport: z
    .enum(["service", "helper"])
    .describe("service: sent by us, free; helper: counted, the guide sends it in WeChat's own 导购助手"),
  creditsUsed: z.number().int(),
  creditsLeft: z.number().int(),
  messageIds: z.array(z.uuid()),
});

export const guideRowSchema = z.object({
  staffId: z.uuid(),
  name: z.string(),
  storeName: z.string().nullable(),
  followers: z.number().int(),
  left: z.number().int(),
  used: z.number().int(),
});
