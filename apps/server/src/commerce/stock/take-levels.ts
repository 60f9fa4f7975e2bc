import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadUnit, unitCondition } from "../../organization/index.ts";
import { refuseFuture } from "./rules.ts";

export interface Level {
  readonly sku: string;
  readonly quantity: number;
  readonly changedAt: Date;
}

export interface TakenLevels {
  readonly written: number;
  /** Already as told, or told of a later moment before: a late or doubled message. */
  readonly superseded: number;
}

/** Opens a place or renames it; the unit is what it serves. */
export async function savePlace(
  tx: Tx,
  actor: Actor,
  place: { readonly code: string; readonly name: string; readonly unitId: string },
): Promise<void> {
  const unit = await loadUnit(tx, actor, place.unitId);
  const { rows } = await sql<{ no: number }>`
    insert into stock_place as p (code, name, unit_no, created_by) values (${place.code}, ${place.name}, ${unit.no}, ${actor.name})
    on conflict (code) do update set name = excluded.name, unit_no = excluded.unit_no
      where exists (select from org_unit u where u.no = p.unit_no and ${unitCondition(actor, "u.path")})
    returning no`.execute(tx);
  if (!rows[0]) throw invalid([{ path: "code", message: "这个编码已被你数据范围以外的仓使用，请换一个" }]);
  await audit(tx, actor, {
    action: "stock_place.saved",
    subject: { kind: "stock_place", id: place.code },
    orgPath: unit.path,
    detail: { name: place.name, unit: unit.name },
  });
}

/** The place's number, its row locked: messages about one place follow each other. @throws Refusal `not_found` */
async function heardOf(tx: Tx, actor: Actor, code: string, now: Date): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    update stock_place p set heard_at = greatest(p.heard_at, ${now}::timestamptz) from org_unit u
    where p.code = ${code} and u.no = p.unit_no and ${unitCondition(actor, "u.path")} returning p.no`.execute(tx);
  const no = rows[0]?.no;
  if (no === undefined) throw notFound(`编码为 ${code} 的仓`);
  return no;
}

/** Takes over what a system says of one place. One statement, idempotent: the later moment wins whatever the order of arrival. */
export async function takeLevels(
  tx: Tx,
  actor: Actor,
  placeCode: string,
  levels: readonly Level[],
  now: Date,
): Promise<TakenLevels> {
  refuseFuture(
    levels.map(({ changedAt }, index) => ({ path: `levels.${index}.changedAt`, at: changedAt })),
    now,
  );
  const placeNo = await heardOf(tx, actor, placeCode, now);
  const { rows } = await sql<{ written: number }>`
    with told as (
      select distinct on (r.sku) r.* from json_to_recordset(${JSON.stringify(levels)}::json) as r (sku text, quantity int, "changedAt" timestamptz)
      order by r.sku, r."changedAt" desc
    ), written as (
      insert into stock_level as l (place_no, sku, quantity, changed_at) select ${placeNo}, sku, quantity, "changedAt" from told order by sku
      on conflict (place_no, sku) do update set quantity = excluded.quantity, changed_at = excluded.changed_at
        where excluded.changed_at > l.changed_at
      returning 1)
    select count(*)::int as written from written`.execute(tx);
  const written = rows[0]?.written ?? 0;
  return { written, superseded: levels.length - written };
}

/** Ends a full count: what the place was not told to hold at that moment or later, it holds none of. */
export async function closeCount(tx: Tx, actor: Actor, placeCode: string, asOf: Date, now: Date): Promise<number> {
  refuseFuture([{ path: "asOf", at: asOf }], now);
  const placeNo = await heardOf(tx, actor, placeCode, now);
  const { rows } = await sql<{ emptied: number }>`
    with gone as (update stock_level set quantity = 0, changed_at = ${asOf}
      where place_no = ${placeNo} and changed_at < ${asOf} and quantity > 0 returning 1)
    select count(*)::int as emptied from gone`.execute(tx);
  const emptied = rows[0]?.emptied ?? 0;
  await audit(tx, actor, {
    action: "stock.counted",
    subject: { kind: "stock_place", id: placeCode },
    detail: { emptied, asOf: asOf.toISOString() },
  });
  return emptied;
}
