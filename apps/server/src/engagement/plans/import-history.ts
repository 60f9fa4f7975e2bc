import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, type FieldProblem, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { groupBy } from "../group-by.ts";
import { type HistoryRow, historySlots, type SheetRecord, slotOfPlace, takeRows } from "./history-rows.ts";
import { loadProducts } from "./store.ts";

/** Reads the rows of an uploaded table; the connector for files gives it. */
export type ReadSheet = (actor: Actor, fileId: string, most: number) => Promise<readonly SheetRecord[]>;

const mostRows = 20_000;
const mostProblems = 50;

interface Named {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

async function namesOf(tx: Tx) {
  const { rows: units } =
    await sql<Named>`select id, code, name from org_unit where kind in ('region', 'dealer')`.execute(tx);
  const { rows: formats } = await sql<Named>`select code as id, code, name from store_format`.execute(tx);
  const { rows: top } = await sql<{ id: string }>`select id from org_unit where kind = 'headquarters'`.execute(tx);
  const find = (list: readonly Named[], said: string) =>
    list.filter(({ code, name }) => code === said || name === said);
  return {
    region: (said: string) => find(units, said),
    format: (said: string) => find(formats, said),
    top: top[0]?.id ?? "",
  };
}

/**
 * Takes past campaigns from a table, a row per item, all or nothing; each becomes an ended plan whose stores and sales are worked
 * out by a job (DT-15). Returns the plans' ids.
 *
 * @throws Refusal naming the lines that cannot be taken
 */
export async function importHistory(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  records: readonly SheetRecord[],
): Promise<string[]> {
  requireWholeChain(actor);
  const { rows, problems } = takeRows(records.slice(0, mostRows + 1));
  if (records.length > mostRows) throw conflict("too_many_rows", `一次最多导入 ${mostRows} 行，请分成几个文件`);
  const names = await namesOf(tx);
  const products = await loadProducts(
    tx,
    rows.flatMap(({ sku }) => sku ?? []),
  );
  const found: FieldProblem[] = [...problems];
  const refuse = (line: number, message: string) =>
    found.push({ path: `line.${line}`, message: `第 ${line} 行：${message}` });
  for (const row of rows) {
    if (row.region !== null && names.region(row.region).length !== 1)
      refuse(row.line, `没有（或不止一个）叫「${row.region}」的区域，请填组织架构里的区域名称或编码`);
    if (row.format !== null && names.format(row.format).length !== 1) refuse(row.line, `没有叫「${row.format}」的店型`);
    if (row.sku !== null && !products.has(row.sku)) refuse(row.line, `没有编码为 ${row.sku} 的商品，请先导入商品档案`);
  }
  const byName = groupBy(rows, ({ name }) => name);
  for (const [name, own] of byName) {
    const [first] = own as [HistoryRow];
    for (const row of own)
      if (row.startsOn !== first.startsOn || row.endsOn !== first.endsOn)
        refuse(row.line, `「${name}」的开始、结束日期与第 ${first.line} 行不同，同一个活动要一致`);
  }
  const { rows: taken } = await sql<{ name: string }>`
    select name from campaign_plan where name = any(${[...byName.keys()]}::text[])`.execute(tx);
  for (const { name } of taken) refuse(byName.get(name)?.[0]?.line ?? 0, `已有名为「${name}」的活动方案，不会重复导入`);
  if (found.length > 0) throw invalid(found.slice(0, mostProblems), `有 ${found.length} 处不能导入，改好后重新上传`);

  const plans = [...byName].map(([name, [first]]) => ({
    name,
    theme: first?.theme || name,
    starts_on: first?.startsOn,
    ends_on: first?.endsOn,
  }));
  const { rows: made } = await sql<{ id: string; name: string }>`
    insert into campaign_plan (name, theme, starts_on, ends_on, slots, state, source, created_by)
    select r.name, r.theme, r.starts_on, r.ends_on, ${JSON.stringify(historySlots)}::jsonb, 'ended', 'history', ${actor.name}
    from json_to_recordset(${JSON.stringify(plans)}::json) as r (name text, theme text, starts_on date, ends_on date)
    returning id, name`.execute(tx);
  const idOf = new Map(made.map(({ id, name }) => [name, id]));
  const lines = rows.map((row) => ({
    plan_id: idOf.get(row.name),
    unit_id: row.region === null ? names.top : names.region(row.region)[0]?.id,
    format: row.format === null ? null : names.format(row.format)[0]?.id,
    slot: slotOfPlace(row),
    sku: row.sku,
    title: row.sku === null ? row.offer : products.get(row.sku)?.name,
    price_li: row.priceLi,
    offer_kind: row.offerKind,
    offer: row.offer,
  }));
  await sql`
    insert into campaign_line (plan_id, unit_id, format, slot, sku, title, price_li, offer_kind, offer, made_by)
    select r.*, ${actor.name} from json_to_recordset(${JSON.stringify(lines)}::json)
      as r (plan_id uuid, unit_id uuid, format text, slot text, sku text, title text, price_li bigint, offer_kind text, offer text)`.execute(
    tx,
  );
  for (const { id } of made) await platform.jobs.enqueue(tx, "engagement.measure_plan", { planId: id });
  await audit(
    tx,
    actor,
    made.map(({ id, name }) => ({
      action: "campaign_plan.imported",
      subject: { kind: "campaign_plan", id },
      detail: { name, lines: byName.get(name)?.length ?? 0 },
    })),
  );
  return made.map(({ id }) => id);
}
