import { Readable } from "node:stream";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { scopeCondition } from "../../organization/index.ts";
import { answerFeedback, markTold, requireFeedback, writeFeedback } from "./change-feedback.ts";
import {
  answerBody,
  countQuery,
  feedbackBody,
  feedbackParams,
  feedbackSchema,
  filterSchema,
  listQuery,
} from "./schemas.ts";
import { countFeedback, type FeedbackRow, listFeedback } from "./store.ts";

const tag = "feedback";
const exportRows = 1_000;

function present({ originNo: _origin, orgPath: _path, ...row }: FeedbackRow): z.input<typeof feedbackSchema> {
  return {
    ...row,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    toldAt: row.toldAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** What customers say of products, and what becomes of it (C2M, DT-23). */
export function feedbackRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const { timeZone } = platform.config;
  const scopeOf = (actor: Actor) => scopeCondition(actor, "f.store_no");

  async function* lines(actor: Actor, filter: z.output<typeof filterSchema>): AsyncGenerator<string> {
    for (let before: string | null = null; ; ) {
      const rows: FeedbackRow[] = await listFeedback(db, scopeOf(actor), filter, {
        timeZone,
        before,
        limit: exportRows,
      });
      if (rows.length > 0) yield `${rows.map((row) => JSON.stringify(present(row))).join("\n")}\n`;
      before = rows.at(-1)?.id ?? null;
      if (rows.length < exportRows) return;
    }
  }

  return [
    route({
      method: "GET",
      path: "/feedback",
      summary: "What customers said, the newest first",
      tag,
      access: "feedback.read",
      query: listQuery,
      answer: pageOf(feedbackSchema),
      handle: async ({ actor, query: { cursor, limit, ...filter } }) => {
        const key = decodeCursor(cursor, 1)?.[0] ?? null;
        const before = key === null ? null : String(key);
        const rows = await listFeedback(db, scopeOf(actor), filter, { timeZone, before, limit: limit + 1 });
        return toPage(rows, limit, (row) => [row.id], present);
      },
    }),
    route({
      method: "GET",
      path: "/feedback/counts",
      summary: "How much feedback there is by product, topic, stage, sentiment or month",
      tag,
      access: "feedback.read",
      query: countQuery,
      answer: z.object({
        items: z.array(
          z.object({
            key: z.string(),
            label: z.string(),
            items: z.number().int(),
            negative: z.number().int(),
            open: z.number().int(),
          }),
        ),
      }),
      handle: async ({ actor, query }) => ({ items: await countFeedback(db, scopeOf(actor), query, timeZone) }),
    }),
    route({
      method: "GET",
      path: "/feedback/export.jsonl",
      summary: "Feedback as JSON Lines, for product owners' own tools",
      tag,
      access: "feedback.answer",
      query: filterSchema,
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, query, reply }) => {
        await db.transaction().execute((tx) =>
          audit(tx, actor, {
            action: "feedback.exported",
            subject: { kind: "feedback", id: "export" },
            detail: { ...query },
          }),
        );
        await reply
          .header("content-type", "application/x-ndjson; charset=utf-8")
          .header("content-disposition", 'attachment; filename="feedback.jsonl"')
          .send(Readable.from(lines(actor, query)));
        return "";
      },
    }),
    route({
      method: "POST",
      path: "/feedback",
      summary: "Write down what a customer said of products",
      tag,
      access: "feedback.write",
      body: feedbackBody,
      answer: feedbackSchema,
      status: 201,
      handle: ({ actor, body }) =>
        db
          .transaction()
          .execute(async (tx) =>
            present(await requireFeedback(tx, actor, await writeFeedback(tx, actor, body, clock.now()))),
          ),
    }),
    route({
      method: "POST",
      path: "/feedback/:feedbackId/answer",
      summary: "Answer for the product: planned, done or declined, and why",
      tag,
      access: "feedback.answer",
      params: feedbackParams,
      body: answerBody,
      answer: feedbackSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          await answerFeedback(tx, actor, params.feedbackId, body, clock.now());
          return present(await requireFeedback(tx, actor, params.feedbackId));
        }),
    }),
    route({
      method: "POST",
      path: "/feedback/:feedbackId/told",
      summary: "Note that the customer was told what became of it",
      tag,
      access: "feedback.write",
      params: feedbackParams,
      answer: feedbackSchema,
      handle: ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          await markTold(tx, actor, params.feedbackId, clock.now());
          return present(await requireFeedback(tx, actor, params.feedbackId));
        }),
    }),
  ];
}
