import { z } from "zod";

const instant = z.iso.datetime({ offset: true });
const ref = z.string().regex(/^[0-9a-f]{24}$/, "不是飞轮给的 ref");

/** What a service tells of a message: in its callbacks and when it is asked. */
export const toldSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("receipt"),
    messageId: z.uuid(),
    ref,
    state: z.enum(["delivered", "failed", "blocked"]),
    at: instant,
    code: z.string().max(40).optional().describe("The carrier's code"),
    reason: z.string().max(200).optional(),
  }),
  z.object({ type: z.literal("reply"), phone: z.string().max(20), text: z.string().max(500), at: instant }),
  z.object({
    type: z.literal("attempt"),
    messageId: z.uuid(),
    ref,
    attempt: z.int().min(1).max(20),
    line: z.string().max(30).default(""),
    startedAt: instant,
    outcome: z.enum(["answered", "no_answer", "busy", "off", "refused", "invalid"]),
    seconds: z.int().min(0).max(86_400).default(0),
    intent: z.enum(["A", "B", "C", "D", "E"]).nullable().default(null),
    wantsPerson: z.boolean().default(false),
    said: z.string().max(2_000).nullable().default(null),
    last: z.boolean().default(true),
  }),
  z.object({
    type: z.literal("objection"),
    kind: z.enum(["stop", "complaint"]),
    messageId: z.uuid().nullable().default(null),
    ref: ref.optional(),
    phone: z.string().max(20).optional(),
    line: z.string().max(30).default(""),
    at: instant,
  }),
]);
export type Told = z.output<typeof toldSchema>;

export const callbackSchema = z.object({ events: z.array(toldSchema).min(1).max(1_000) });
