import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadHeadquarters, loadUnit, seesWholeChain } from "../../organization/index.ts";
import type { AccountDraft, accountEdit } from "./schemas.ts";
import { loadAccount } from "./store.ts";

/** Who owns what is entered: the unit named, headquarters for who sees the whole chain. @throws Refusal `invalid_input`, `not_found` */
export async function ownerOf(tx: Tx, actor: Actor, unitId: string | null): Promise<{ id: string; path: string }> {
  if (unitId !== null) return loadUnit(tx, actor, unitId);
  if (seesWholeChain(actor)) return loadHeadquarters(tx);
  throw invalid([{ path: "unitId", message: "请选择属于哪个组织" }]);
}

async function requireFreeName(tx: Tx, platform: string, name: string, own: string | null): Promise<void> {
  const { rows } = await sql`
    select from outside_account where platform = ${platform} and name = ${name} and id is distinct from ${own}::uuid`.execute(
    tx,
  );
  if (rows.length > 0) throw invalid([{ path: "name", message: "这个平台已有同名账号" }]);
}

/** Enters an account on a platform. @throws Refusal `invalid_input`, `not_found` */
export async function addAccount(tx: Tx, { clock }: Platform, actor: Actor, draft: AccountDraft): Promise<string> {
  const unit = await ownerOf(tx, actor, draft.unitId);
  await requireFreeName(tx, draft.platform, draft.name, null);
  const { rows } = await sql<{ id: string }>`
    insert into outside_account (platform, name, org_unit_id, note, order_sources, created_at, created_by)
    values (${draft.platform}, ${draft.name}, ${unit.id}, ${draft.note}, ${draft.orderSources}::text[], ${clock.now()}, ${actor.name})
    on conflict (platform, name) do nothing returning id`.execute(tx);
  const id = rows[0]?.id;
  if (!id) throw invalid([{ path: "name", message: "这个平台已有同名账号" }]);
  await audit(tx, actor, {
    action: "outside_account.created",
    subject: { kind: "outside_account", id },
    orgPath: unit.path,
    detail: { after: draft },
  });
  return id;
}

/** @throws Refusal `invalid_input`, `not_found`, `outside_account_changed` */
export async function editAccount(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, ...edit }: z.output<typeof accountEdit>,
): Promise<void> {
  const before = await loadAccount(tx, actor, id);
  const unit = edit.unitId === null ? { id: before.unitId, path: before.path } : await loadUnit(tx, actor, edit.unitId);
  await requireFreeName(tx, before.platform, edit.name, id);
  const { rows } = await sql`
    update outside_account set name = ${edit.name}, org_unit_id = ${unit.id}, note = ${edit.note}, order_sources = ${edit.orderSources}::text[],
      version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx);
  if (rows.length === 0) throw conflict("outside_account_changed", "这个账号刚被其他人修改过，请刷新后再改");
  const { name, note, orderSources, unitName } = before;
  await audit(tx, actor, {
    action: "outside_account.changed",
    subject: { kind: "outside_account", id },
    orgPath: unit.path,
    detail: { before: { name, note, orderSources, unitName }, after: edit },
  });
}
