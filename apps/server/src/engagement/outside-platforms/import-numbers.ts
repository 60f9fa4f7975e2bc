import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, type FieldProblem, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { codesOf } from "../codes/vocabulary.ts";
import { columnsAt, countOf, openExport, type SheetRecord, wallClockOf } from "../export-cells.ts";
import { loadAccount } from "./store.ts";
import type { PlacementForm } from "./vocabulary.ts";

export const importFields = {
  key: "作品 ID 或链接",
  title: "标题",
  publishedAt: "发布时间",
  form: "体裁",
  creator: "作者 / 达人",
  views: "观看（播放、阅读）量",
  likes: "点赞量",
  saves: "收藏量",
  comments: "评论量",
  shares: "分享量",
} as const;
export type ImportField = keyof typeof importFields;
export const importFieldCodes = codesOf(importFields);
export const importBody = z.object({
  accountId: z.uuid(),
  fileId: z.uuid().describe("Of POST /imports/files"),
  columns: z
    .partialRecord(z.enum(importFieldCodes), z.string().min(1).max(100))
    .default({})
    .describe("Headers by field where they are not recognised"),
  day: z.iso.date().optional().describe("As of the end of which day the totals are; today unless said"),
});
type Columns = z.output<typeof importBody>["columns"];

/** Headers that exports of the platforms were seen to have; nobody documents them, so others can be said by hand. */
const known: Readonly<Record<ImportField, readonly string[]>> = {
  key: ["作品ID", "作品id", "视频ID", "笔记ID", "笔记id", "稿件ID", "BV号", "作品链接", "笔记链接", "视频链接", "id"],
  title: ["笔记标题", "作品名称", "作品标题", "视频标题", "稿件标题", "标题", "名称", "title"],
  publishedAt: ["首次发布时间", "发布时间", "发表时间", "投稿时间", "发布日期"],
  form: ["体裁", "笔记类型", "作品类型", "类型"],
  creator: ["作者", "达人", "达人昵称", "博主", "UP主", "博主昵称"],
  views: ["观看量", "播放量", "阅读量", "曝光", "观看", "播放", "浏览量", "views"],
  likes: ["点赞", "点赞量", "点赞数", "likes"],
  saves: ["收藏", "收藏量", "收藏数", "saves"],
  comments: ["评论", "评论量", "评论数", "弹幕和评论", "comments"],
  shares: ["分享", "分享量", "分享数", "转发", "转发量", "shares"],
};
const required: readonly ImportField[] = ["title", "publishedAt"];
const counts = ["views", "likes", "saves", "comments", "shares"] as const;

export interface ImportedNumbers {
  readonly workKey: string;
  readonly title: string;
  /** Wall clock of the shop's zone. */
  readonly publishedAt: string;
  readonly form: PlacementForm;
  readonly creator: string;
  readonly counts: Readonly<Record<(typeof counts)[number], number | null>>;
}

export const columnsOf = (headers: readonly string[], said: Columns) => columnsAt(headers, said, known);

function formOf(text: string): PlacementForm {
  if (/直播/.test(text)) return "live";
  if (/图|笔记|文/.test(text) && !/视频/.test(text)) return "note";
  return /长/.test(text) ? "long_video" : "short_video";
}

/** What a table says of each work, and what is wrong with the others; a work that stands twice is taken as its last line says. */
export function readNumbers(
  records: readonly SheetRecord[],
  said: Columns,
): { readonly works: ImportedNumbers[]; readonly problems: FieldProblem[] } {
  const at = columnsOf(records[0]?.cells ?? [], said);
  const missing = required.filter((field) => at[field] === undefined);
  const { lines, problems } = openExport(records, at, importFields, missing);
  const works = new Map<string, ImportedNumbers>();
  for (const { cell, refuse } of lines) {
    const [title, publishedAt] = [cell("title").slice(0, 200), wallClockOf(cell("publishedAt"))];
    const read = counts.map((field) => [field, countOf(cell(field))] as const);
    if (title === "") refuse("title", "是空的");
    if (publishedAt === null) refuse("publishedAt", "不是时间，例如 2026-03-01 10:00");
    for (const [field, count] of read) if (count === undefined) refuse(field, `「${cell(field)}」不是数`);
    if (publishedAt === null || title === "") continue;
    const workKey = cell("key").slice(0, 100) || `${publishedAt} ${title.slice(0, 60)}`;
    works.set(workKey, {
      workKey,
      title,
      publishedAt,
      form: formOf(cell("form")),
      creator: cell("creator").slice(0, 60),
      counts: Object.fromEntries(read.map(([field, count]) => [field, count ?? null])) as ImportedNumbers["counts"],
    });
  }
  return { works: [...works.values()], problems };
}

/** Rows of one table. */
export const MOST_ROWS = 20_000;

/**
 * Takes a platform's export into one account, all or nothing: the totals of works that are entered (by their id, else by title and day
 * of publishing), and works that are new. @throws Refusal naming the lines that cannot be taken
 */
export async function importNumbers(
  tx: Tx,
  { clock, config }: Platform,
  actor: Actor,
  { accountId, columns, day }: z.output<typeof importBody>,
  records: readonly SheetRecord[],
): Promise<{ readonly added: number; readonly updated: number }> {
  const account = await loadAccount(tx, actor, accountId);
  if (records.length > MOST_ROWS + 1) throw conflict("too_many_rows", `一次最多导入 ${MOST_ROWS} 行，请分成几个文件`);
  const { works, problems } = readNumbers(records, columns);
  if (problems.length > 0) throw invalid(problems.slice(0, 50), `有 ${problems.length} 处不能导入，改好后重新上传`);
  if (works.length === 0) throw invalid([{ path: "fileId", message: "表里没有作品，请从第 2 行起填写" }]);
  const [now, { timeZone }] = [clock.now(), config];
  const asOf = day ?? dayIn(timeZone, now);
  if (asOf > dayIn(timeZone, now)) throw invalid([{ path: "day", message: "数据日期不能晚于今天" }]);
  const rows = JSON.stringify(works.map(({ counts: totals, ...work }) => ({ ...work, ...totals })));
  const sheet = sql`jsonb_to_recordset(${rows}::jsonb) as n("workKey" text, title text, "publishedAt" timestamp, form text, creator text,
    views bigint, likes bigint, saves bigint, comments bigint, shares bigint)`;
  // Two files at once for one account wait for each other.
  await sql`select from outside_account where no = ${account.no} for update`.execute(tx);
  // A work that was entered by hand without its id is known by title and day.
  const { rows: named } = await sql<{ no: number }>`
    update outside_placement p set work_key = n."workKey", version = p.version + 1 from ${sheet}
    where p.account_no = ${account.no} and p.work_key is null and p.title = n.title
      and (p.published_at at time zone ${timeZone})::date = n."publishedAt"::date
      and not exists (select from outside_placement o where o.account_no = p.account_no and o.work_key = n."workKey")
      and p.no = (select min(s.no) from outside_placement s where s.account_no = p.account_no and s.work_key is null and s.title = n.title
        and (s.published_at at time zone ${timeZone})::date = n."publishedAt"::date)
    returning p.no`.execute(tx);
  const { rows: added } = await sql<{ no: number }>`
    insert into outside_placement (account_no, form, title, creator, planned_on, state, published_at, work_key, source, created_at, created_by)
    select ${account.no}::int, n.form, n.title, n.creator, n."publishedAt"::date, 'published', n."publishedAt" at time zone ${timeZone},
      n."workKey", 'import', ${now}::timestamptz, ${actor.name} from ${sheet}
    on conflict (account_no, work_key) do nothing returning no`.execute(tx);
  await sql`
    insert into outside_figure as f (placement_no, day, views, likes, saves, comments, shares, source, recorded_at, recorded_by)
    select p.no, ${asOf}::date, n.views, n.likes, n.saves, n.comments, n.shares, 'import', ${now}::timestamptz, ${actor.name}
    from ${sheet} join outside_placement p on p.account_no = ${account.no} and p.work_key = n."workKey"
    on conflict (placement_no, day) do update set views = coalesce(excluded.views, f.views), likes = coalesce(excluded.likes, f.likes),
      saves = coalesce(excluded.saves, f.saves), comments = coalesce(excluded.comments, f.comments),
      shares = coalesce(excluded.shares, f.shares), source = excluded.source, recorded_at = excluded.recorded_at,
      recorded_by = excluded.recorded_by`.execute(tx);
  const outcome = { added: added.length, updated: works.length - added.length };
  await audit(tx, actor, {
    action: "outside_account.numbers_imported",
    subject: { kind: "outside_account", id: accountId },
    orgPath: account.path,
    detail: { ...outcome, named: named.length, day: asOf },
  });
  return outcome;
}
