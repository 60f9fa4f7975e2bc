import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { SheetRecord } from "../export-cells.ts";
import { takeWorks } from "./import-rules.ts";
import type { ImportMapping } from "./schemas.ts";
import { loadVideoAccount } from "./store.ts";

/** Reads the rows of an uploaded table; the connector for files gives it. */
export type ReadSheet = (actor: Actor, fileId: string, most: number) => Promise<readonly SheetRecord[]>;

/** Rows of one table. */
export const MOST_ROWS = 20_000;
const MOST_PROBLEMS = 50;

/**
 * Takes an export of 视频号助手, all or nothing: new works are entered, known ones get the export's figures; what people said of a work
 * stays. @throws Refusal naming the lines that cannot be taken
 */
export async function importWorks(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  accountId: string,
  records: readonly SheetRecord[],
  columns: ImportMapping,
): Promise<{ readonly added: number; readonly updated: number }> {
  const { path } = await loadVideoAccount(tx, actor, accountId);
  if (records.length > MOST_ROWS + 1) throw conflict("too_many_rows", `一次最多导入 ${MOST_ROWS} 行，请分成几个文件`);
  const { works, problems } = takeWorks(records, columns);
  if (problems.length > 0)
    throw invalid(problems.slice(0, MOST_PROBLEMS), `有 ${problems.length} 处不能导入，改好后重新上传`);
  if (works.length === 0) throw invalid([{ path: "fileId", message: "表里没有作品，请从第 2 行起填写" }]);
  const now = platform.clock.now();
  const rows = works.map(({ counts, line: _, ...work }) => ({ ...work, ...counts }));
  const { rows: written } = await sql<{ added: boolean }>`
    insert into video_work as w (account_id, work_key, kind, title, topics, published_at, plays, likes, comments, shares, favourites, follows,
      figures_at, source, created_at, created_by)
    select ${accountId}::uuid, n."workKey", n.kind, n.title, n.topics, n."publishedAt"::timestamp at time zone ${platform.config.timeZone},
      n.plays, n.likes, n.comments, n.shares, n.favourites, n.follows, ${now}, 'import', ${now}, ${actor.name}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n("workKey" text, kind text, title text, topics text[], "publishedAt" text,
      plays bigint, likes bigint, comments bigint, shares bigint, favourites bigint, follows bigint)
    on conflict (account_id, work_key) do update set title = excluded.title, published_at = excluded.published_at,
      topics = case when cardinality(excluded.topics) > 0 then excluded.topics else w.topics end,
      plays = coalesce(excluded.plays, w.plays), likes = coalesce(excluded.likes, w.likes), comments = coalesce(excluded.comments, w.comments),
      shares = coalesce(excluded.shares, w.shares), favourites = coalesce(excluded.favourites, w.favourites),
      follows = coalesce(excluded.follows, w.follows), figures_at = excluded.figures_at, version = w.version + 1
    returning xmax = 0 as added`.execute(tx);
  const added = written.filter((row) => row.added).length;
  const outcome = { added, updated: written.length - added };
  await audit(tx, actor, {
    action: "video_work.imported",
    subject: { kind: "video_account", id: accountId },
    orgPath: path,
    detail: outcome,
  });
  return outcome;
}
