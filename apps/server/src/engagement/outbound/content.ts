import { z } from "zod";

const mediaId = z.string().min(1).max(256);
const url = z.string().url().max(2048);

/** What goes with a text; media ids are the platform's own (valid for three days there). */
export const attachmentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("image"), mediaId }),
  z.object({
    kind: z.literal("link"),
    title: z.string().min(1).max(64),
    url,
    description: z.string().max(250).optional(),
    pictureUrl: url.optional(),
    /** Moments: the cover, uploaded for moments. */
    coverMediaId: mediaId.optional(),
  }),
  z.object({
    kind: z.literal("mini_program"),
    title: z.string().min(1).max(20),
    appId: z.string().min(1).max(64),
    page: z.string().min(1).max(1024),
    coverMediaId: mediaId,
  }),
  z.object({ kind: z.literal("video"), mediaId }),
  z.object({ kind: z.literal("file"), mediaId }),
]);

/** A message of the product, whatever the channel; a channel says what it cannot carry. */
export const contentSchema = z.object({
  text: z.string().trim().max(4000).optional(),
  attachments: z.array(attachmentSchema).max(9).optional(),
  /** WeCom mass message: the sender may leave customers out. */
  allowSelect: z.boolean().optional(),
  /** Moments: who posts, and which customers see it (company tag ids). Neither: everybody, public. */
  moment: z
    .object({
      senders: z.array(z.string().min(1)).max(100_000).optional(),
      tagIds: z.array(z.string().min(1)).max(100).optional(),
    })
    .optional(),
  /** Template and subscription messages: which, with what, and where a tap leads. */
  template: z
    .object({
      id: z.string().min(1).max(64),
      data: z.record(z.string().min(1).max(32), z.string().min(1).max(200)),
      url: url.optional(),
      miniProgram: z.object({ appId: z.string().min(1), page: z.string().max(1024).optional() }).optional(),
    })
    .optional(),
});

export type OutboundContent = z.infer<typeof contentSchema>;
export type OutboundAttachment = z.infer<typeof attachmentSchema>;
