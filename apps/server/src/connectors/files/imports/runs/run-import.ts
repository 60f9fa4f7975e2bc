import { systemActor } from "../../../../kernel/audit/audit.ts";
import { Refusal } from "../../../../kernel/errors.ts";
import type { Actor } from "../../../../kernel/http/actor.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import { describeFile } from "../mapping/describe-file.ts";
import type { ImportKind } from "../mapping/fields.ts";
import { type ImportPlan, importPlanSchema } from "../mapping/plan.ts";
import { findTemplateByName, findTemplateFor } from "../templates/store.ts";
import { registerLocalFile } from "../uploads/file-store.ts";
import { createRun } from "./create-run.ts";
import { executeRun } from "./execute-run.ts";
import { presentRun, type RunReport } from "./present-run.ts";

export interface ImportRequest {
  readonly kind: ImportKind;
  /** A file on this machine; it is read where it lies. */
  readonly path: string;
  /** XLSX: the sheet to read; absent = the first that has any rows. */
  readonly sheet?: string;
  /** Name of a saved mapping. Without one, the last mapping saved for the same headers, else a guess. */
  readonly template?: string;
  /** Field → header; an empty header takes a guessed column away. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly constants?: ImportPlan["constants"];
  readonly options?: Partial<ImportPlan["options"]>;
  readonly actor?: Actor;
}

async function planOf(
  platform: Platform,
  request: ImportRequest,
  described: Awaited<ReturnType<typeof describeFile>>,
): Promise<ImportPlan> {
  const named =
    request.template === undefined ? null : await findTemplateByName(platform.db, request.template, request.kind);
  if (request.template !== undefined && !named) {
    throw new Refusal({ code: "template_not_found", status: 404, title: `没有名为“${request.template}”的导入模板` });
  }
  const base =
    named?.plan ?? (await findTemplateFor(platform.db, described.fingerprint, request.kind))?.plan ?? described.plan;
  const columns = Object.fromEntries(
    Object.entries({ ...base.columns, ...request.columns }).filter(([, header]) => header !== ""),
  );
  return importPlanSchema.parse({
    ...base,
    sheet: described.plan.sheet,
    headerLine: described.headerLine,
    columns,
    constants: { ...base.constants, ...request.constants },
    options: { ...base.options, ...(columns.order_code ? { orderPerCustomerDay: false } : {}), ...request.options },
  });
}

/**
 * Imports a file and waits for it: the CLI's way. An import that is interrupted goes on in the next `feilun start`.
 *
 * @throws Refusal when the file or the mapping cannot be used; problems with rows are in the report.
 */
export async function runImport(
  platform: Platform,
  request: ImportRequest,
  options: { readonly onProgress?: (report: RunReport) => void; readonly signal?: AbortSignal } = {},
): Promise<RunReport> {
  const actor = request.actor ?? systemActor("cli");
  const described = await describeFile(request.path, platform.config.imports, {
    kind: request.kind,
    sheet: request.sheet,
  });
  const plan = await planOf(platform, request, described);
  const file = await registerLocalFile(platform, request.path, actor.id);
  const { no } = await createRun(platform, actor, file, plan, described.headers, { background: false });
  const run = await executeRun(platform, no, {
    signal: options.signal,
    onProgress: (row) => options.onProgress?.(presentRun(row, new Date())),
  });
  if (run.status === "failed")
    throw new Refusal({ code: run.failureCode ?? "import_failed", status: 422, title: run.failure ?? "导入失败" });
  return presentRun(run, new Date());
}
