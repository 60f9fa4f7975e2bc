import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";

/** Whether a table has rows: a step of the demo that was done is not done again. */
export async function hasRows(platform: Platform, table: string): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`select exists (select from ${sql.table(table)}) as any`.execute(
    platform.db,
  );
  return rows[0]?.any === true;
}

export interface DemoUnit {
  readonly id: string;
  readonly no: number;
}

/** A unit by its code, or else by its name; null when there is none. */
export async function findUnit(platform: Platform, codeOrName: string): Promise<DemoUnit | null> {
  const { rows } = await sql<DemoUnit>`select id, no from org_unit where code = ${codeOrName} or name = ${codeOrName}
    order by (code = ${codeOrName}) desc, path limit 1`.execute(platform.db);
  return rows[0] ?? null;
}

export async function unitOf(platform: Platform, codeOrName: string): Promise<DemoUnit> {
  const unit = await findUnit(platform, codeOrName);
  if (!unit) throw new Error(`the demo has no unit ${codeOrName}`);
  return unit;
}

/** Customers of a store, the longest known first. */
export async function membersOf(platform: Platform, storeNo: number, count: number, skip = 0): Promise<number[]> {
  const { rows } = await sql<{ no: number }>`select member_no as no from member
    where store_no = ${storeNo} and status = 'active' order by member_no limit ${count} offset ${skip}`.execute(
    platform.db,
  );
  return rows.map((row) => row.no);
}

/** The best sold goods of the last 60 days. */
export async function bestSellers(platform: Platform, count: number): Promise<{ sku: string; name: string }[]> {
  const { rows } = await sql<{ sku: string; name: string }>`
    select p.sku, p.name from product p join (
      select line ->> 0 as sku, count(*) as sold from sales_order o, json_array_elements(o.lines) line
      where o.business_day > current_date - 60 group by 1) s on s.sku = p.sku
    where p.sku ~ '^\\d{5}' order by s.sold desc, p.sku limit ${count}`.execute(platform.db);
  return rows;
}

/** Staff numbers of people who work below a unit of this name. */
export async function staffBelow(platform: Platform, name: string, count: number): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select distinct s.code from org_unit above join org_unit u on u.path <@ above.path
    join staff_post p on p.org_unit_id = u.id join staff s on s.id = p.staff_id and s.login is null
    where above.name = ${name} and u.kind = 'store' order by s.code limit ${count}`.execute(platform.db);
  return rows.map((row) => row.code);
}
