import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { z } from "zod";
import { assertPeriod, sliceFor } from "../../insight/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { addDays } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { type Sheet, type SheetFile, sheetOf, writeSheet } from "../../kernel/sheets/sheet-file.ts";
import { allCredits, dimensionFigures } from "./figures.ts";
import { dimensions, evidences, subjectKinds } from "./rules.ts";
import type { exportQuery } from "./schemas.ts";
import { subjectKey, subjectNames } from "./subjects.ts";

type Wanted = z.output<typeof exportQuery>;

/** Credits that a file holds at most; a longer list says so in its mark. */
export const mostCredits = 50_000;

const yuan = (fen: number) => fen / 100;
const money = "#,##0.00";

export interface AttributionFile extends SheetFile {
  readonly name: string;
}

/** 业绩归因 as a file: who is credited with what, or order by order; marked with who took it out, and audited. @throws Refusal */
export async function exportFigures(platform: Platform, actor: Actor, wanted: Wanted): Promise<AttributionFile> {
  const { dimension, from, to, orgUnitId, format, content } = wanted;
  assertPeriod(from, to, 732);
  const slice = await sliceFor(platform, actor, { ...(orgUnitId !== undefined && { orgUnitId }) });
  const period = { from, to };
  const number = randomBytes(4).toString("hex").toUpperCase();
  const { sheet, isCut } =
    content === "subjects"
      ? await subjectSheet(platform, await dimensionFigures(platform, slice, dimension, period, mostCredits))
      : await orderSheet(platform, await allCredits(platform, slice, dimension, period, mostCredits + 1));
  const day = addDays(to, -1);
  const where = await unitName(platform, orgUnitId);
  const mark = [
    `飞轮 业绩归因 · ${dimensions[dimension]} · ${from} 至 ${day} · ${where}`,
    `导出人 ${actor.name} · ${stamp(platform)} · 编号 ${number} · 仅限内部使用${isCut ? ` · 只含最近 ${mostCredits} 行，请缩短时间分次导出` : ""}`,
  ];
  const file = await writeSheet(format, mark, sheet);
  await platform.db.transaction().execute((tx) =>
    audit(tx, actor, {
      action: "attribution.exported",
      subject: { kind: "attribution", id: number },
      orgPath: slice.root ?? null,
      detail: { dimension, from, to, content, format, rows: sheet.cells.length, unit: where },
    }),
  );
  return { ...file, name: `attribution-${dimension}-${content}-${from}-${day}.${format}` };
}

function stamp({ clock, config: { timeZone } }: Platform): string {
  return new Intl.DateTimeFormat("zh-CN", { timeZone, dateStyle: "short", timeStyle: "short" }).format(clock.now());
}

async function unitName({ db }: Platform, orgUnitId: string | undefined): Promise<string> {
  if (orgUnitId === undefined) return "数据范围内全部门店";
  const { rows } = await sql<{ name: string }>`select name from org_unit where id = ${orgUnitId}::uuid`.execute(db);
  return rows[0]?.name ?? "";
}

interface Written {
  readonly sheet: Sheet;
  readonly isCut: boolean;
}

/** Subjects with what they are credited, and what is credited to nobody as the last line: the column adds up to all sales. */
async function subjectSheet(
  platform: Platform,
  { subjects, total, credited }: Awaited<ReturnType<typeof dimensionFigures>>,
): Promise<Written> {
  const names = await subjectNames(platform, subjects);
  const rows = [
    ...subjects.map((each) => ({
      ...each,
      name: names.get(subjectKey(each)) ?? each.subject,
      kind: subjectKinds[each.subjectKind],
    })),
    {
      name: "未归因",
      kind: "",
      orders: total.orders - credited.orders,
      grossFen: total.grossFen - credited.grossFen,
      netFen: total.netFen - credited.netFen,
    },
  ];
  const sheet = sheetOf(
    "归属汇总",
    [
      { title: "归属", width: 28, value: ({ name }) => name },
      { title: "类型", value: ({ kind }) => kind },
      { title: "订单数", value: ({ orders }) => orders },
      { title: "退款前（元）", numberFormat: money, value: ({ grossFen }) => yuan(grossFen) },
      { title: "退款（元）", numberFormat: money, value: ({ grossFen, netFen }) => yuan(grossFen - netFen) },
      { title: "净销售额（元）", numberFormat: money, value: ({ netFen }) => yuan(netFen) },
      {
        title: "占全部净销售额",
        numberFormat: "0.0%",
        value: ({ netFen }) => (total.netFen === 0 ? null : Math.round((netFen / total.netFen) * 1e4) / 1e4),
      },
    ],
    rows,
  );
  return { sheet, isCut: false };
}

/** One line per credit: an order that several share stands there several times, and its parts add up. */
async function orderSheet(platform: Platform, found: Awaited<ReturnType<typeof allCredits>>): Promise<Written> {
  const credits = found.slice(0, mostCredits);
  const names = await subjectNames(platform, credits);
  const { rows: orders } = await sql<{ id: number; code: string; store: string | null }>`
    select o.id, o.order_code as code, u.name as store from sales_order o left join org_unit u on u.no = o.store_no
    where o.id = any(${[...new Set(credits.map(({ orderId }) => orderId))]}::bigint[])`.execute(platform.db);
  const orderOf = new Map(orders.map((order) => [order.id, order]));
  const sheet = sheetOf(
    "订单明细",
    [
      { title: "订单号", width: 22, value: ({ orderId }) => orderOf.get(orderId)?.code ?? "" },
      { title: "营业日", value: ({ day }) => day },
      { title: "门店", width: 24, value: ({ orderId }) => orderOf.get(orderId)?.store ?? "" },
      { title: "归属", width: 28, value: (row) => names.get(subjectKey(row)) ?? row.subject },
      { title: "类型", value: ({ subjectKind }) => subjectKinds[subjectKind] },
      { title: "依据", width: 20, value: ({ evidence }) => evidences[evidence].label },
      { title: "分得比例", numberFormat: "0.0%", value: ({ share }) => share },
      { title: "退款前（元）", numberFormat: money, value: ({ grossFen }) => yuan(grossFen) },
      { title: "净销售额（元）", numberFormat: money, value: ({ netFen }) => yuan(netFen) },
    ],
    credits,
  );
  return { sheet, isCut: found.length > mostCredits };
}
