import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { loadCode, type Tx } from "./store.ts";

/** Lets one code of the actor's scope rest, or takes it up again. @throws Refusal `not_found`, `code_archived` */
export async function pauseCode(tx: Tx, platform: Platform, actor: Actor, id: string, paused: boolean): Promise<void> {
  const code = await loadCode(tx, actor, id);
  if (code.archivedAt) throw conflict("code_archived", "这个活码已停用，不能再暂停或恢复");
  await pauseCodes(tx, platform, actor, [id], paused);
}

/**
 * Lets codes rest, or takes them up again, set-based: while one rests its address says so, and its ways leave the platform. What is
 * printed is the address, which stays valid. Archived ones stay as they are.
 *
 * @returns how many changed
 */
export async function pauseCodes(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  ids: readonly string[],
  paused: boolean,
): Promise<number> {
  const { rows } = await sql<{ id: string; name: string; path: string }>`
    update live_code c set paused_at = ${paused ? platform.clock.now() : null}::timestamptz, version = c.version + 1 from org_unit u
    where c.id = any(${[...ids]}::uuid[]) and c.archived_at is null and (c.paused_at is not null) <> ${paused} and u.id = c.org_unit_id
    returning c.id, c.name, u.path::text as path`.execute(tx);
  if (rows.length === 0) return 0;
  if (paused)
    await sql`update live_code_way set unwanted = true, next_try_at = '-infinity'
      where code_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx);
  await audit(
    tx,
    actor,
    rows.map(({ id, name, path }) => ({
      action: paused ? "live_code.paused" : "live_code.resumed",
      subject: { kind: "live_code", id },
      orgPath: path,
      detail: { name },
    })),
  );
  await platform.jobs.enqueue(tx, "engagement.refresh_codes", {}, { key: "engagement.refresh_codes.now" });
  return rows.length;
}
