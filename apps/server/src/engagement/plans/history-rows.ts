import type { FieldProblem } from "../../kernel/errors.ts";
import type { Slot } from "./rules.ts";
import { type OfferKind, offerKinds } from "./vocabulary.ts";

export interface SheetRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** One item of a past campaign, as a table has it. */
export interface HistoryRow {
  readonly line: number;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly theme: string;
  /** Null = the whole chain. */
  readonly region: string | null;
  /** Null = every format. */
  readonly format: string | null;
  readonly sku: string | null;
  readonly offerKind: OfferKind;
  readonly priceLi: number | null;
  readonly offer: string;
}

/** A past campaign's page: who had put the items there. */
export const historySlots: readonly Slot[] = [
  { code: "main", name: "总部主推", openTo: [], lockedFields: ["item", "price", "presence"], most: 200 },
  { code: "region", name: "区域特色", openTo: ["region"], lockedFields: [], most: 200 },
  { code: "format", name: "业态专享", openTo: ["format"], lockedFields: [], most: 200 },
];

export function slotOfPlace({ region, format }: Pick<HistoryRow, "region" | "format">): string {
  if (format !== null) return "format";
  return region === null ? "main" : "region";
}

const columns = {
  name: ["活动名称", "活动", "name"],
  startsOn: ["开始日期", "开始", "startsOn"],
  endsOn: ["结束日期", "结束", "endsOn"],
  theme: ["主题", "活动主题", "theme"],
  region: ["区域", "region"],
  format: ["店型", "业态", "format"],
  sku: ["商品编码", "sku", "SKU"],
  offerKind: ["优惠方式", "offerKind"],
  price: ["活动价", "活动价（元）", "price"],
  offer: ["优惠说明", "offer"],
} as const;
type Column = keyof typeof columns;
const required: readonly Column[] = ["name", "startsOn", "endsOn"];

/** The headers of a table to fill in. */
export const historyHeaders = Object.values(columns).map(([header]) => header);

/** `2025-6-1`, `2025/06/01` or `20250601` as a day; null when there is no such day. */
function dayOf(text: string): string | null {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T].*)?$/.exec(text);
  if (!match) return null;
  const day = `${match[1]}-${match[2]?.padStart(2, "0")}-${match[3]?.padStart(2, "0")}`;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : day;
}

function offerKindOf(text: string): OfferKind | null {
  if (text === "") return "none";
  const kinds = Object.entries(offerKinds) as [OfferKind, string][];
  return kinds.find(([kind, word]) => kind === text || word === text || word.startsWith(text))?.[0] ?? null;
}

/** Rows of a table whose first row names its columns, and what is wrong with the others. */
export function takeRows(records: readonly SheetRecord[]): { rows: HistoryRow[]; problems: FieldProblem[] } {
  const [head, ...body] = records;
  const headers = head?.cells.map((cell) => cell.trim()) ?? [];
  const at = (column: Column) => headers.findIndex((header) => (columns[column] as readonly string[]).includes(header));
  const missing = required.filter((column) => at(column) < 0);
  if (missing.length > 0)
    return {
      rows: [],
      problems: missing.map((column) => ({ path: "line.1", message: `第 1 行缺少「${columns[column][0]}」这一列` })),
    };
  const problems: FieldProblem[] = [];
  const rows = body.flatMap(({ line, cells }): HistoryRow[] => {
    const cell = (column: Column) => cells[at(column)]?.trim() ?? "";
    if (cells.every((text) => text.trim() === "")) return [];
    const wrong = (column: Column, message: string) =>
      problems.push({ path: `line.${line}`, message: `第 ${line} 行「${columns[column][0]}」${message}` });
    const before = problems.length;
    const name = cell("name");
    if (name === "" || name.length > 60) wrong("name", "要填 1 到 60 个字");
    const startsOn = dayOf(cell("startsOn"));
    const endsOn = dayOf(cell("endsOn"));
    if (startsOn === null) wrong("startsOn", "不是日期，例如 2025-06-01");
    if (endsOn === null) wrong("endsOn", "不是日期，例如 2025-06-30");
    if (startsOn !== null && endsOn !== null && endsOn < startsOn) wrong("endsOn", "早于开始日期");
    const offerKind = offerKindOf(cell("offerKind"));
    if (offerKind === null) wrong("offerKind", `可填：${Object.values(offerKinds).join("、")}`);
    const price = cell("price").replace(/[¥￥,元]/g, "");
    if (price !== "" && !/^\d{1,8}(\.\d{1,3})?$/.test(price)) wrong("price", "不是金额，例如 19.9");
    const sku = cell("sku") || null;
    const offer = cell("offer").slice(0, 100);
    if (sku === null && offer === "") wrong("sku", "为空时要填优惠说明");
    if (problems.length > before || startsOn === null || endsOn === null || offerKind === null) return [];
    return [
      {
        line,
        name,
        startsOn,
        endsOn,
        theme: cell("theme").slice(0, 100),
        region: cell("region") || null,
        format: cell("format") || null,
        sku,
        offerKind,
        priceLi: price === "" ? null : Math.round(Number(price) * 1_000),
        offer,
      },
    ];
  });
  if (rows.length === 0 && problems.length === 0)
    problems.push({ path: "line.2", message: "表里没有活动，请从第 2 行起填写" });
  return { rows, problems };
}
