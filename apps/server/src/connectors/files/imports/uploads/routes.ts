import { z } from "zod";
import { invalid, Refusal } from "../../../../kernel/errors.ts";
import type { Actor } from "../../../../kernel/http/actor.ts";
import { type Route, route } from "../../../../kernel/http/route.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import { loadFile, scopeStoresOf, storesFor } from "../access.ts";
import { describeFile } from "../mapping/describe-file.ts";
import { importFields, importKindNames, importKinds, requiredFields } from "../mapping/fields.ts";
import { importPlanSchema } from "../mapping/plan.ts";
import { previewFile } from "../preview.ts";
import { findTemplateFor } from "../templates/store.ts";
import { storeUpload } from "./file-store.ts";

const fileSchema = z.object({ id: z.uuid(), name: z.string(), sizeBytes: z.int(), sha256: z.string() });

const previewSchema = z.object({
  format: z.enum(["delimited", "xlsx"]),
  encoding: z.enum(["utf-8", "gb18030", "utf-16le", "utf-16be"]).nullable(),
  delimiter: z.string().nullable(),
  sheets: z
    .array(z.string())
    .describe("XLSX: its sheets; the one that was read is `plan.sheet` when there are several"),
  kind: z.enum(importKindNames),
  fingerprint: z.string(),
  headers: z.array(z.string()),
  guesses: z.array(z.object({ field: z.string(), header: z.string(), confidence: z.number() })),
  template: z.object({ id: z.uuid(), name: z.string() }).nullable().describe("The saved mapping that was taken"),
  plan: importPlanSchema,
  planProblem: z.string().nullable().describe("Why the plan cannot be used yet, e.g. a required column is missing"),
  rows: z.array(
    z.object({
      line: z.int(),
      cells: z.array(z.string()),
      problem: z.object({ column: z.string().nullable(), reasonCode: z.string(), reason: z.string() }).nullable(),
    }),
  ),
  scanned: z.object({ rows: z.int(), accepted: z.int(), rejected: z.int(), complete: z.boolean() }).nullable(),
  problems: z.array(
    z.object({
      reasonCode: z.string(),
      reason: z.string(),
      column: z.string().nullable(),
      rows: z.int(),
      firstLine: z.int(),
    }),
  ),
});

const previewBody = z.object({
  kind: z.enum(importKindNames).optional().describe("Guessed from the headers when absent"),
  headerLine: z.int().min(1).max(100).optional(),
  sheet: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("XLSX: the sheet to look at; the first that has any rows when absent"),
  plan: importPlanSchema.optional().describe("The corrected mapping; guessed, or taken from a template, when absent"),
});

async function preview(
  platform: Platform,
  actor: Actor,
  id: string,
  body: z.output<typeof previewBody>,
): Promise<z.input<typeof previewSchema>> {
  const file = await loadFile(platform, actor, id);
  const described = await describeFile(file.path, platform.config.imports, {
    kind: body.plan?.kind ?? body.kind,
    headerLine: body.plan?.headerLine ?? body.headerLine,
    sheet: body.plan?.sheet ?? body.sheet,
  });
  const template = body.plan ? null : await findTemplateFor(platform.db, described.fingerprint, body.kind);
  const { headerLine, sheet } = described.plan;
  const plan = body.plan ?? (template ? { ...template.plan, headerLine, sheet } : described.plan);
  const answer = {
    format: described.shape.format,
    encoding: described.shape.encoding,
    delimiter: described.shape.delimiter,
    sheets: [...described.shape.sheets],
    kind: plan.kind,
    fingerprint: described.fingerprint,
    headers: [...described.headers],
    guesses: [...described.columns],
    template: template ? { id: template.id, name: template.name } : null,
    plan,
  };
  const scope = await scopeStoresOf(platform, actor);
  try {
    const found = await previewFile(
      platform,
      file.path,
      described,
      plan,
      await storesFor(platform, scope),
      scope !== null,
    );
    return {
      ...answer,
      planProblem: null,
      rows: found.rows.map((row) => ({ ...row, cells: [...row.cells] })),
      scanned: found.scanned,
      problems: [...found.problems],
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { title, errors } = error.details;
    return {
      ...answer,
      planProblem: errors?.map((one) => one.message).join("；") ?? title,
      rows: described.sample.map((record) => ({ line: record.line, cells: [...record.cells], problem: null })),
      scanned: null,
      problems: [],
    };
  }
}

/** Files on their way in. */
export function fileRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/imports/fields",
      summary: "What can be imported, and the fields of each kind",
      tag: "imports",
      access: "import.run",
      answer: z.object({
        kinds: z.array(
          z.object({
            kind: z.enum(importKindNames),
            label: z.string(),
            fields: z.array(z.object({ key: z.string(), label: z.string(), hint: z.string().nullable() })),
            required: z.array(z.array(z.string())).describe("Of each group at least one"),
          }),
        ),
      }),
      handle: async () => ({
        kinds: importKindNames.map((kind) => ({
          kind,
          label: importKinds[kind],
          fields: importFields[kind].map((field) => ({ key: field.key, label: field.label, hint: field.hint ?? null })),
          required: requiredFields[kind].map((group) => [...group]),
        })),
      }),
    }),
    route({
      method: "POST",
      path: "/imports/files",
      summary: "Hand a file in (multipart/form-data, field `file`); it is streamed to disk",
      tag: "imports",
      access: "import.run",
      raw: "multipart",
      status: 201,
      bodyLimit: 9 * 1024 ** 3,
      answer: fileSchema,
      handle: async ({ actor, request }) => {
        if (!request.isMultipart())
          throw invalid([{ path: "file", message: "请用 multipart/form-data 上传，字段名 file" }]);
        // A part that is not read to its end would hold the connection, so the limit is asked afterwards.
        const part = await request.file({ throwFileSizeLimit: false });
        if (!part) throw invalid([{ path: "file", message: "请选择要上传的文件" }]);
        const stored = await storeUpload(platform, part.filename, part.file, actor.id, () => part.file.truncated);
        return { id: stored.id, name: stored.name, sizeBytes: stored.sizeBytes, sha256: stored.sha256 };
      },
    }),
    route({
      method: "POST",
      path: "/imports/files/:id/preview",
      summary: "What a file holds, how it would be read, and the problems in its first rows; writes nothing",
      tag: "imports",
      access: "import.run",
      params: z.object({ id: z.uuid() }),
      body: previewBody,
      answer: previewSchema,
      handle: ({ actor, params, body }) => preview(platform, actor, params.id, body),
    }),
  ];
}
