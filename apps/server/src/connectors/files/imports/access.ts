import { sql } from "kysely";
import { notFound, Refusal } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { seesWholeChain, storeNosInScope } from "../../../organization/index.ts";
import { findRun, type RunRow } from "./runs/store.ts";
import { contentPath, findFile, type StoredFile } from "./uploads/file-store.ts";

/** Whether the actor may see what somebody else handed in: files hold data of the whole chain, so only headquarters may. */
function maySee(actor: Actor, createdBy: string): boolean {
  return seesWholeChain(actor) || createdBy === actor.id;
}

/** @throws Refusal not_found, or file_gone when its content was removed */
export async function loadFile(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<StoredFile & { readonly path: string }> {
  const file = await findFile(platform, id);
  if (!file || !maySee(actor, file.createdBy)) throw notFound("这个文件");
  if (file.removedAt) throw new Refusal({ code: "file_gone", status: 410, title: "文件内容已清除，请重新上传" });
  return { ...file, path: contentPath(platform, file.location) };
}

/** @throws Refusal not_found */
export async function loadRun(platform: Platform, actor: Actor, id: string): Promise<RunRow> {
  const run = await findRun(platform.db, { id });
  if (!run || !maySee(actor, run.createdBy)) throw notFound("这次导入");
  return run;
}

/** The stores that the actor may write to: number by code; `required` when rows must name one of them. */
export async function storesFor(platform: Platform, scope: readonly number[] | null): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; no: number }>`select code, no from org_unit where kind = 'store'
    ${scope === null ? sql`` : sql`and no = any(${[...scope]}::int[])`}`.execute(platform.db);
  return new Map(rows.map((row) => [row.code, row.no]));
}

/** Store numbers that the actor may write to; null = all. */
export async function scopeStoresOf(platform: Platform, actor: Actor): Promise<readonly number[] | null> {
  const stores = await storeNosInScope(platform, actor);
  return stores === "all" ? null : stores;
}
