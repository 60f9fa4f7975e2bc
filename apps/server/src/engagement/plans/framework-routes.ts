import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { distilFramework } from "./distil.ts";
import { createFramework, editFramework, listFrameworks, requireFramework } from "./frameworks.ts";
import { historyHeaders } from "./history-rows.ts";
import { importHistory, type ReadSheet } from "./import-history.ts";
import { distilAnswer, distilBody, frameworkBody, frameworkParams, frameworkSchema } from "./schemas.ts";

const tag = "campaign plans";
const mostRows = 20_001;

/** Frameworks, and the past campaigns that they are distilled from (CP-02, DT-15). */
export function frameworkRoutes(platform: Platform, readSheet: ReadSheet): Route[] {
  const { db } = platform;
  const present = (row: Awaited<ReturnType<typeof requireFramework>>): z.input<typeof frameworkSchema> => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
  });
  return [
    route({
      method: "GET",
      path: "/campaign-frameworks",
      summary: "Frameworks, the newest first, with what came of their plans",
      tag,
      access: "plan.write",
      answer: z.object({ items: z.array(frameworkSchema) }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        return { items: (await listFrameworks(db)).map(present) };
      },
    }),
    route({
      method: "POST",
      path: "/campaign-frameworks",
      summary: "Make a framework: slots, who fills them, what is locked",
      tag,
      access: "plan.write",
      body: frameworkBody,
      status: 201,
      answer: frameworkSchema,
      handle: ({ actor, body }) =>
        db
          .transaction()
          .execute(async (tx) => present(await requireFramework(tx, await createFramework(tx, actor, body)))),
    }),
    route({
      method: "PUT",
      path: "/campaign-frameworks/:frameworkId",
      summary: "Change a framework; plans made from it stay as they are",
      tag,
      access: "plan.write",
      params: frameworkParams,
      body: frameworkBody.extend({ version: z.int().min(1) }),
      answer: frameworkSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          await editFramework(tx, actor, params.frameworkId, body);
          return present(await requireFramework(tx, params.frameworkId));
        }),
    }),
    route({
      method: "POST",
      path: "/campaign-frameworks/distil",
      summary:
        "What ended campaigns show: which items and offers worked at which level and format, and slots after them",
      tag,
      access: "plan.write",
      body: distilBody,
      answer: distilAnswer,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return distilFramework(db, body.planIds);
      },
    }),
    route({
      method: "GET",
      path: "/campaign-history/headers",
      summary: "The columns of a table of past campaigns, a row per item",
      tag,
      access: "plan.write",
      answer: z.object({ headers: z.array(z.string()) }),
      handle: async () => ({ headers: historyHeaders }),
    }),
    route({
      method: "POST",
      path: "/campaign-history",
      summary:
        "Take past campaigns from an uploaded table (POST /imports/files), all or nothing; they are measured in the background",
      tag,
      access: "plan.write",
      body: z.object({ fileId: z.uuid() }),
      status: 202,
      answer: z.object({ planIds: z.array(z.uuid()) }),
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const records = await readSheet(actor, body.fileId, mostRows);
        return db.transaction().execute(async (tx) => ({ planIds: await importHistory(platform, tx, actor, records) }));
      },
    }),
  ];
}
