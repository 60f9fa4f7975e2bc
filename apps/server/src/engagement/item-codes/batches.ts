import { Readable } from "node:stream";
import { sql } from "kysely";
import { requireTags } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { containing } from "../../kernel/postgres/like.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { loadUnit, unitCondition } from "../../organization/index.ts";
import { loadCode } from "../codes/store.ts";
import { importedHash, itemCode, largestBatch, normaliseCode } from "./rules.ts";

export interface Batch {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly source: "generated" | "imported";
  readonly platform: string;
  readonly sku: string;
  readonly productName: string;
  readonly lot: string;
  readonly producedOn: string | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly codeId: string;
  readonly codeName: string;
  readonly tagNos: number[];
  readonly codes: number;
  readonly stoppedAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
}

const columns = sql`b.no, b.id, b.name, b.source, b.platform, b.sku, p.name as "productName", b.lot, b.produced_on::text as "producedOn", u.id as "unitId", u.name as "unitName",
  b.code_id as "codeId", c.name as "codeName", b.tag_nos as "tagNos", b.codes, b.stopped_at as "stoppedAt", b.version, b.created_at as "createdAt", b.created_by as "createdBy"`;
const tables = sql`item_code_batch b join product p on p.sku = b.sku join org_unit u on u.id = b.org_unit_id join live_code c on c.id = b.code_id`;

/** Batches in scope, the newest first. */
export async function listBatches(
  db: Db,
  actor: Actor,
  page: { before: number | null; limit: number; q?: string | undefined },
): Promise<Batch[]> {
  const like = containing(page.q ?? "");
  const { rows } = await sql<Batch>`select ${columns} from ${tables}
    where ${unitCondition(actor, "u.path")} and (${page.before}::int is null or b.no < ${page.before}::int)
      and (${page.q ?? null}::text is null or b.name ilike ${like} or b.lot ilike ${like} or b.sku = ${page.q ?? ""} or p.name ilike ${like})
    order by b.no desc limit ${page.limit}`.execute(db);
  return rows;
}

/** @throws Refusal not_found */
export async function loadBatch(db: Db | Tx, actor: Actor, id: string): Promise<Batch> {
  const { rows } =
    await sql<Batch>`select ${columns} from ${tables} where b.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(
      db,
    );
  if (!rows[0]) throw notFound("这批码");
  return rows[0];
}

export interface BatchDraft {
  readonly name: string;
  readonly sku: string;
  readonly lot: string;
  readonly producedOn: string | null;
  readonly unitId: string;
  readonly codeId: string;
  readonly tagNos: readonly number[];
  readonly codes: number;
  /** The outside platform whose codes are imported; "" = generated here. */
  readonly platform: string;
}

/** Makes a batch for one product and lot. Its codes exist at once, or come by `importCodes`. @throws Refusal naming the field */
export async function createBatch({ clock }: Platform, tx: Tx, actor: Actor, draft: BatchDraft): Promise<string> {
  const unit = await loadUnit(tx, actor, draft.unitId);
  const code = await loadCode(tx, actor, draft.codeId);
  if (code.archivedAt !== null) throw invalid([{ path: "codeId", message: "这个活码已停用，请换一个" }]);
  await requireTags(tx, draft.tagNos);
  const { rows: products } = await sql`select sku from product where sku = ${draft.sku}`.execute(tx);
  if (products.length === 0) throw invalid([{ path: "sku", message: "没有这个商品编码，请先在商品里建档" }]);
  const isImported = draft.platform !== "";
  if (!isImported && draft.codes < 1) throw invalid([{ path: "codes", message: "请填写要生成多少个码" }]);
  const { rows } = await sql<{ id: string }>`
    insert into item_code_batch (name, source, platform, sku, lot, produced_on, org_unit_id, code_id, tag_nos, codes, created_at, created_by)
    values (${draft.name}, ${isImported ? "imported" : "generated"}, ${draft.platform}, ${draft.sku}, ${draft.lot}, ${draft.producedOn}, ${unit.id}, ${code.id},
      ${draft.tagNos}::int[], ${isImported ? 0 : draft.codes}, ${clock.now()}, ${actor.name}) returning id`.execute(tx);
  const id = rows[0]?.id ?? "";
  await audit(tx, actor, {
    action: "item_code_batch.created",
    subject: { kind: "item_code_batch", id },
    orgPath: unit.path,
    detail: { after: { ...draft, unitName: unit.name } },
  });
  return id;
}

/** Takes a batch out of use or back: stopped, its scans say that the code is not in use. @throws Refusal batch_changed */
export async function setStopped(
  { clock }: Platform,
  tx: Tx,
  actor: Actor,
  id: string,
  stopped: boolean,
  version: number,
): Promise<void> {
  const batch = await loadBatch(tx, actor, id);
  const { numAffectedRows } =
    await sql`update item_code_batch set stopped_at = ${stopped ? clock.now() : null}, version = version + 1
    where no = ${batch.no} and version = ${version}`.execute(tx);
  if (!numAffectedRows) throw conflict("batch_changed", "这批码刚被其他人改过，请刷新后再改");
  await audit(tx, actor, {
    action: stopped ? "item_code_batch.stopped" : "item_code_batch.resumed",
    subject: { kind: "item_code_batch", id },
    detail: { name: batch.name },
  });
}

export const mostCodesPerImport = 50_000;

/** Adds codes of an outside platform, kept as hashes; those that are known already are counted and left. Set-based. */
export async function importCodes(
  { cipher }: Platform,
  tx: Tx,
  actor: Actor,
  id: string,
  text: string,
): Promise<{ taken: number; known: number; rejected: { line: number; message: string }[] }> {
  const batch = await loadBatch(tx, actor, id);
  if (batch.source !== "imported")
    throw conflict("batch_generated", "这批码是飞轮生成的，不能再导入", "请新建一批「外部平台的码」");
  const lines = text.split(/\r?\n/);
  const rejected: { line: number; message: string }[] = [];
  const hashes = new Set<string>();
  lines.forEach((line, index) => {
    const code = normaliseCode(line);
    if (code === "") return;
    if (code.length < 8 || code.length > 200) rejected.push({ line: index + 1, message: "码要有 8 到 200 个字符" });
    else hashes.add(importedHash(cipher, code));
  });
  if (hashes.size > mostCodesPerImport)
    throw invalid([{ path: "body", message: `一次最多 ${mostCodesPerImport} 个码，请分几次导入` }]);
  const { rows: locked } = await sql<{
    codes: number;
  }>`select codes from item_code_batch where no = ${batch.no} for update`.execute(tx);
  const before = locked[0]?.codes ?? 0;
  if (before + hashes.size > largestBatch)
    throw invalid([{ path: "body", message: "一批最多 100 万个码，请另建一批" }]);
  const { rows } = await sql`
    insert into item_code_imported (code_hash, batch_no, serial)
    select h::uuid, ${batch.no}, ${before} + row_number() over (order by i) from unnest(${[...hashes]}::text[]) with ordinality n(h, i)
    where not exists (select from item_code_imported k where k.code_hash = h::uuid)
    on conflict do nothing returning serial`.execute(tx);
  await sql`update item_code_batch set codes = ${before + rows.length} where no = ${batch.no}`.execute(tx);
  await audit(tx, actor, {
    action: "item_code_batch.imported",
    subject: { kind: "item_code_batch", id },
    detail: { name: batch.name, taken: rows.length, known: hashes.size - rows.length },
  });
  return { taken: rows.length, known: hashes.size - rows.length, rejected: rejected.slice(0, 100) };
}

const linesPerChunk = 2_000;

/** All codes of a generated batch as CSV, made while they are read: serial, code, address. @throws Refusal public_address_missing */
export async function codesCsv({ db, cipher }: Platform, tx: Tx, actor: Actor, id: string): Promise<Readable> {
  const batch = await loadBatch(tx, actor, id);
  if (batch.source !== "generated") throw conflict("batch_imported", "外部平台的码只存了指纹，不能再导出");
  const host = await publicAddress(db);
  if (host === null)
    throw conflict(
      "public_address_missing",
      "还没有填写飞轮的公网地址，码印出去打不开",
      "请先到「平台接入」填写公网地址",
    );
  await audit(tx, actor, {
    action: "item_code_batch.downloaded",
    subject: { kind: "item_code_batch", id },
    detail: { name: batch.name, codes: batch.codes },
  });
  function* lines() {
    yield "\uFEFF序号,码,网址\r\n";
    for (let from = 1; from <= batch.codes; from += linesPerChunk) {
      let chunk = "";
      for (let serial = from; serial < from + linesPerChunk && serial <= batch.codes; serial++) {
        const code = itemCode(cipher, batch.no, serial);
        chunk += `${serial},${code},${host}/i/${code}\r\n`;
      }
      yield chunk;
    }
  }
  return Readable.from(lines(), { objectMode: false });
}
