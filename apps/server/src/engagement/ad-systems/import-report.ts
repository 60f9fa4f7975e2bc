import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, type FieldProblem, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { dayOf, fenOf } from "../ad-plans/rules.ts";
import { codesOf } from "../codes/vocabulary.ts";
import { columnsAt, countOf, openExport, type SheetRecord } from "../export-cells.ts";
import { matchReport } from "./match-report.ts";
import { loadAccount } from "./store.ts";

export const importFields = {
  day: "日期",
  campaign: "计划名称",
  ad: "广告名称",
  adKey: "广告 ID",
  cost: "花费（元）",
  impressions: "曝光量",
  clicks: "点击量",
  conversions: "目标转化量",
} as const;
export type ImportField = keyof typeof importFields;
export const importFieldCodes = codesOf(importFields);
export const importBody = z.object({
  fileId: z.uuid().describe("Of POST /imports/files"),
  columns: z
    .partialRecord(z.enum(importFieldCodes), z.string().min(1).max(100))
    .default({})
    .describe("Headers by field where they are not recognised"),
});
type Columns = z.output<typeof importBody>["columns"];

/** Headers that exports were seen to have; nobody documents them, so others can be said by hand. */
const known: Readonly<Record<ImportField, readonly string[]>> = {
  day: ["日期", "时间", "date", "数据日期"],
  campaign: ["推广计划名称", "计划名称", "推广计划", "营销单元名称", "campaign_name"],
  ad: ["广告名称", "广告", "创意名称", "adgroup_name"],
  adKey: ["广告ID", "广告id", "广告 ID", "adgroup_id", "计划ID", "推广计划ID", "营销单元ID"],
  cost: ["花费", "花费(元)", "花费（元）", "消耗", "消耗(元)", "cost"],
  impressions: ["曝光量", "曝光次数", "曝光", "view_count"],
  clicks: ["点击量", "点击次数", "点击", "valid_click_count"],
  conversions: ["目标转化量", "转化目标量", "转化量", "conversions_count"],
};
const required: readonly ImportField[] = ["day", "cost"];

export interface ReportLine {
  readonly day: string;
  readonly campaign: string;
  readonly ad: string;
  readonly adKey: string;
  readonly costFen: number;
  readonly impressions: number | null;
  readonly clicks: number | null;
  readonly conversions: number | null;
}

/** Rows of one table. */
export const MOST_ROWS = 50_000;
export const columnsOf = (headers: readonly string[], said: Columns) => columnsAt(headers, said, known);

const plus = (a: number | null, b: number | null) => (a === null && b === null ? null : (a ?? 0) + (b ?? 0));

/** What an export says of each ad and day, and what is wrong with the others; rows of one ad and day (by hour, by place) are summed. */
export function readReport(
  records: readonly SheetRecord[],
  said: Columns,
  today: string,
): { readonly lines: ReportLine[]; readonly problems: FieldProblem[] } {
  const at = columnsOf(records[0]?.cells ?? [], said);
  const missing = required.filter((field) => at[field] === undefined);
  if (at.adKey === undefined && at.ad === undefined && at.campaign === undefined) missing.push("ad");
  const opened = openExport(records, at, importFields, missing);
  const { problems } = opened;
  const lines = new Map<string, ReportLine>();
  for (const { cell, cells, refuse } of opened.lines) {
    // Exports end with a line of totals.
    if (/^(合计|总计|汇总|total)/i.test(cell("day") || (cells[0] ?? "").trim())) continue;
    const day = dayOf(cell("day").slice(0, 10));
    const costFen = fenOf(cell("cost"));
    const counts = (["impressions", "clicks", "conversions"] as const).map(
      (field) => [field, countOf(cell(field))] as const,
    );
    if (day === null) refuse("day", `「${cell("day")}」不是日期，应像 2026-06-01`);
    else if (day > today) refuse("day", `${day} 还没到`);
    if (costFen === null) refuse("cost", `「${cell("cost")}」不是金额，应是元，最多两位小数`);
    for (const [field, count] of counts) if (count === undefined) refuse(field, `「${cell(field)}」不是数`);
    const [campaign, ad] = [cell("campaign").slice(0, 200), cell("ad").slice(0, 200)];
    const adKey = cell("adKey").slice(0, 100) || `${campaign}/${ad}`.slice(0, 100);
    if (adKey === "/") refuse("ad", "是空的，认不出是哪个广告");
    if (day === null || costFen === null || adKey === "/") continue;
    const key = `${day} ${adKey}`;
    const before = lines.get(key);
    const [impressions, clicks, conversions] = counts.map(([, count]) => count ?? null);
    lines.set(key, {
      ...{ day, campaign, ad, adKey },
      costFen: costFen + (before?.costFen ?? 0),
      impressions: plus(impressions ?? null, before?.impressions ?? null),
      clicks: plus(clicks ?? null, before?.clicks ?? null),
      conversions: plus(conversions ?? null, before?.conversions ?? null),
    });
  }
  return { lines: [...lines.values()], problems };
}

/**
 * Takes an account's own report, all or nothing: rows of the file's days replace those that were there, so that a corrected export
 * corrects. Costs flow to the plans that are matched. @throws Refusal naming the lines that cannot be taken
 */
export async function importReport(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  columns: Columns,
  records: readonly SheetRecord[],
): Promise<{ readonly days: number; readonly ads: number; readonly costFen: number; readonly openCostFen: number }> {
  const account = await loadAccount(tx, actor, id);
  if (records.length > MOST_ROWS + 1)
    throw conflict("too_many_rows", `一次最多导入 ${MOST_ROWS} 行，请按月份分成几个文件`);
  const { clock, config } = platform;
  const { lines, problems } = readReport(records, columns, dayIn(config.timeZone, clock.now()));
  if (problems.length > 0) throw invalid(problems.slice(0, 50), `有 ${problems.length} 处不能导入，改好后重新上传`);
  if (lines.length === 0) throw invalid([{ path: "fileId", message: "表里没有花费，请从第 2 行起填写" }]);
  // Two files at once for one account wait for each other.
  await sql`select from ad_account where no = ${account.no} for update`.execute(tx);
  const days = [...new Set(lines.map(({ day }) => day))];
  await sql`delete from ad_report where account_no = ${account.no} and day = any(${days}::date[])`.execute(tx);
  await sql`
    insert into ad_report (account_no, day, ad_key, campaign, ad, cost_fen, impressions, clicks, conversions, imported_at, imported_by)
    select ${account.no}::int, n.day, n."adKey", n.campaign, n.ad, n."costFen", n.impressions, n.clicks, n.conversions,
      ${clock.now()}::timestamptz, ${actor.name}
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as n(day date, "adKey" text, campaign text, ad text, "costFen" bigint,
      impressions bigint, clicks bigint, conversions bigint)`.execute(tx);
  await matchReport(tx, platform, account.no, actor.name);
  const { rows } = await sql<{ open: number }>`select coalesce(sum(cost_fen), 0)::bigint as open from ad_report
    where account_no = ${account.no} and day = any(${days}::date[]) and plan_no is null`.execute(tx);
  const outcome = {
    days: days.length,
    ads: new Set(lines.map(({ adKey }) => adKey)).size,
    costFen: lines.reduce((sum, { costFen }) => sum + costFen, 0),
    openCostFen: rows[0]?.open ?? 0,
  };
  await audit(tx, actor, {
    action: "ad_account.report_imported",
    subject: { kind: "ad_account", id },
    orgPath: account.path,
    detail: { ...outcome },
  });
  return outcome;
}
