import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { requireWholeChain } from "../scope/rules.ts";
import type { Service, WarehouseMode } from "./vocabulary.ts";

export interface StoreFormat {
  readonly code: string;
  readonly name: string;
  readonly warehouseMode: WarehouseMode;
  readonly services: Service[];
  readonly builtin: boolean;
}

const columns = sql`code, name, warehouse_mode as "warehouseMode", services, builtin`;

const refusals = {
  store_format_pkey: () => conflict("code_taken", "这个店型编码已被使用"),
  store_format_name_key: () => conflict("name_taken", "已有同名的店型"),
};

export async function listFormats(db: Db): Promise<StoreFormat[]> {
  const { rows } = await sql<StoreFormat>`select ${columns} from store_format order by sort_order, code`.execute(db);
  return rows;
}

/** Adds a format of the chain's own (OR-02). */
export async function createFormat(tx: Tx, actor: Actor, format: Omit<StoreFormat, "builtin">): Promise<StoreFormat> {
  requireWholeChain(actor);
  const { rows } = await refuseOn(refusals, () =>
    sql<StoreFormat>`insert into store_format (code, name, warehouse_mode, services)
      values (${format.code}, ${format.name}, ${format.warehouseMode}, ${format.services}::text[]) returning ${columns}`.execute(
      tx,
    ),
  );
  await audit(tx, actor, {
    action: "store_format.created",
    subject: { kind: "store_format", id: format.code },
    detail: { after: format },
  });
  return rows[0] as StoreFormat;
}

/** Changes a format; stores that exist keep what they have. */
export async function editFormat(
  tx: Tx,
  actor: Actor,
  code: string,
  change: Partial<Omit<StoreFormat, "code" | "builtin">>,
): Promise<StoreFormat> {
  requireWholeChain(actor);
  const { rows: found } =
    await sql<StoreFormat>`select ${columns} from store_format where code = ${code} for update`.execute(tx);
  const before = found[0];
  if (!before) throw notFound("店型");
  const { rows } = await refuseOn(refusals, () =>
    sql<StoreFormat>`update store_format set name = ${change.name ?? before.name}, warehouse_mode = ${change.warehouseMode ?? before.warehouseMode},
      services = ${change.services ?? before.services}::text[] where code = ${code} returning ${columns}`.execute(tx),
  );
  const after = rows[0] as StoreFormat;
  await audit(tx, actor, {
    action: "store_format.edited",
    subject: { kind: "store_format", id: code },
    detail: { before, after },
  });
  return after;
}
