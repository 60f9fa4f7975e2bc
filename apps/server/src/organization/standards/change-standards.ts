import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, type FieldProblem, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { requireWholeChain } from "../scope/rules.ts";
import { loadUnit } from "../tree/store.ts";
import {
  findStandard,
  insertReceipt,
  insertStandard,
  insertVersion,
  listReceipts,
  type Standard,
  type StandardKind,
  type StandardScope,
  type VersionFields,
} from "./store.ts";

/** Publishes the first version of a standard; returns its id. */
export async function publishStandard(
  tx: Tx,
  actor: Actor,
  kind: StandardKind,
  fields: VersionFields,
  at: Date,
): Promise<string> {
  requireWholeChain(actor);
  await checkScope(tx, fields);
  const id = await insertStandard(tx, kind, at);
  await insertVersion(tx, id, 1, fields, at, actor.name);
  await audit(tx, actor, {
    action: "standard.published",
    subject: { kind: "standard", id },
    detail: { kind, version: 1, title: fields.title, validFrom: fields.validFrom },
  });
  return id;
}

/** Publishes the next version: every store that it binds has to take note again. */
export async function publishVersion(
  tx: Tx,
  actor: Actor,
  id: string,
  fields: VersionFields,
  basedOn: number,
  at: Date,
): Promise<void> {
  requireWholeChain(actor);
  await checkScope(tx, fields);
  const standard = await lockStandard(tx, actor, id);
  if (standard.version !== basedOn)
    throw conflict(
      "standard_changed",
      `${standard.publishedBy}刚刚发布了第 ${standard.version} 版，请刷新后在新版上修改`,
    );
  await insertVersion(tx, id, standard.version + 1, fields, at, actor.name);
  await audit(tx, actor, {
    action: "standard.published",
    subject: { kind: "standard", id },
    detail: { version: standard.version + 1, title: fields.title, validFrom: fields.validFrom, note: fields.note },
  });
}

/** Takes a standard out of force, with the reason; its versions and receipts stay readable. */
export async function withdrawStandard(tx: Tx, actor: Actor, id: string, reason: string, at: Date): Promise<void> {
  requireWholeChain(actor);
  await lockStandard(tx, actor, id);
  await sql`update standard set withdrawn_at = ${at}, withdrawn_by = ${actor.name}, withdrawn_reason = ${reason} where id = ${id}`.execute(
    tx,
  );
  await audit(tx, actor, { action: "standard.withdrawn", subject: { kind: "standard", id }, detail: { reason } });
}

/**
 * A store takes note of the newest version; again is no error.
 *
 * @throws Refusal `standard_changed` when a newer version is out, `standard_not_for_store` when it does not bind the store
 */
export async function acknowledge(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: { readonly orgUnitId: string; readonly version: number },
  at: Date,
): Promise<void> {
  const standard = await lockStandard(tx, actor, id);
  const store = await loadUnit(tx, actor, wanted.orgUnitId, "store");
  if (standard.version !== wanted.version)
    throw conflict("standard_changed", `已有第 ${standard.version} 版，请阅读新版后签收`);
  const bound = await listReceipts(tx, actor, id, standard.version);
  if (!bound.some((each) => each.unitId === store.id))
    throw conflict("standard_not_for_store", `这项标准不适用于「${store.name}」，不需要签收`);
  if (!(await insertReceipt(tx, id, standard.version, store.id, at, actor.name))) return;
  await audit(tx, actor, {
    action: "standard.acknowledged",
    subject: { kind: "standard", id },
    orgPath: store.path,
    detail: { version: standard.version, store: store.name },
  });
}

/** The standard, held so that no other version comes in between. */
async function lockStandard(tx: Tx, actor: Actor, id: string): Promise<Standard> {
  await sql`select from standard where id = ${id} for update`.execute(tx);
  const standard = await findStandard(tx, actor, id);
  if (standard === null) throw notFound("标准");
  if (standard.withdrawnAt !== null) throw conflict("standard_withdrawn", "这项标准已经停用");
  return standard;
}

async function checkScope(tx: Tx, scope: StandardScope): Promise<void> {
  const { rows } = await sql<{ formats: string[]; units: string[] }>`select
    array(select f from unnest(${scope.formats}::text[]) f where f not in (select code from store_format)) as formats,
    array(select u::text from unnest(${scope.unitIds}::uuid[]) u where u not in (select id from org_unit where kind <> 'store')) as units`.execute(
    tx,
  );
  const problems: FieldProblem[] = [];
  if (rows[0]?.formats.length) problems.push({ path: "formats", message: `没有店型 ${rows[0].formats.join("、")}` });
  if (rows[0]?.units.length) problems.push({ path: "unitIds", message: "适用范围里有不存在的区域，请重新选择" });
  if (problems.length > 0) throw invalid(problems);
}
