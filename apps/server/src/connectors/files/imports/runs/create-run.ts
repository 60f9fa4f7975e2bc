import { audit } from "../../../../kernel/audit/audit.ts";
import { forbidden } from "../../../../kernel/errors.ts";
import type { Actor } from "../../../../kernel/http/actor.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import { seesWholeChain } from "../../../../organization/index.ts";
import { scopeStoresOf } from "../access.ts";
import { importKinds } from "../mapping/fields.ts";
import { type ImportPlan, resolveColumns } from "../mapping/plan.ts";
import type { StoredFile } from "../uploads/file-store.ts";
import { enqueueRun } from "./enqueue-run.ts";
import { insertRun } from "./store.ts";

/**
 * Makes a run, to be executed in the background or by the caller. Its reach is the actor's: rows of other stores are rejected.
 *
 * @throws Refusal when the plan does not fit the file, or the actor may not import this kind of thing.
 */
export async function createRun(
  platform: Platform,
  actor: Actor,
  file: StoredFile,
  plan: ImportPlan,
  headers: readonly string[],
  options: { readonly background: boolean },
): Promise<{ no: number; id: string }> {
  resolveColumns(plan, headers);
  // Products are the chain's, events may belong to any store: both are headquarters' to import.
  if ((plan.kind === "products" || plan.kind === "events") && !seesWholeChain(actor))
    throw forbidden(`只有总部可以导入${importKinds[plan.kind]}`);
  const scopeStores = await scopeStoresOf(platform, actor);
  return platform.db.transaction().execute(async (tx) => {
    const run = await insertRun(tx, {
      kind: plan.kind,
      fileId: file.id,
      plan,
      scopeStores,
      createdBy: actor.id,
      createdByName: actor.name,
      at: platform.clock.now(),
    });
    await audit(tx, actor, {
      action: "import.started",
      subject: { kind: "import_run", id: run.id },
      detail: { kind: plan.kind, file: file.name, sha256: file.sha256, source: plan.options.source },
    });
    if (options.background) await enqueueRun(tx, platform, run.no);
    return run;
  });
}
