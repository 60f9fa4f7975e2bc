export { type ImportKind, importFields, importKindNames, importKinds } from "./imports/mapping/fields.ts";
export type { ImportPlan } from "./imports/mapping/plan.ts";
export { readUploadedRows } from "./imports/reading/read-rows.ts";
export { executeRun } from "./imports/runs/execute-run.ts";
export type { RunReport } from "./imports/runs/present-run.ts";
export { type ImportRequest, runImport } from "./imports/runs/run-import.ts";
export { createRecordSplitter } from "./imports/table/split-records.ts";
export { filesWing } from "./wing.ts";
