import { type Kysely, sql } from "kysely";
import { notFound } from "../../../kernel/errors.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import type { Purpose } from "../purposes/rules.ts";
import type { NoteAngle, NoteTrade } from "./rules.ts";

export interface NoteRow {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly pictures: readonly string[];
  readonly purpose: Purpose;
  readonly angle: NoteAngle;
  readonly trade: NoteTrade | null;
  readonly linkNo: number | null;
  readonly linkKey: string | null;
  readonly codeMediaId: string | null;
  readonly draftMediaId: string | null;
  readonly publishId: string | null;
  readonly handingSince: Date | null;
  readonly failure: string | null;
  /** `publish_status` of the platform; null = not handed over, or not decided. */
  readonly status: number | null;
  readonly urls: readonly string[];
  readonly submittedAt: Date | null;
  readonly reads: number;
  readonly shares: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
}

const columns = sql`n.id, n.title, n.body, n.pictures, n.purpose, n.angle, n.trade, n.link_no as "linkNo", l.key as "linkKey",
  n.code_media_id as "codeMediaId", n.draft_media_id as "draftMediaId", n.publish_id as "publishId", n.handing_since as "handingSince",
  n.failure, p.status, coalesce(p.urls, '{}') as urls, p.submitted_at as "submittedAt", coalesce(r.reads, 0)::int as reads,
  coalesce(r.shares, 0)::int as shares, n.version, n.created_at as "createdAt", n.created_by as "createdBy"`;
const tables = sql`official_note n left join content_link l on l.no = n.link_no
  left join official_publication p on p.wechat_account_id = n.wechat_account_id and p.publish_id = n.publish_id
  left join lateral (select sum(d.read_users) as reads, sum(d.share_users) as shares from official_article_day d
    where d.wechat_account_id = n.wechat_account_id and d.msgid = p.msg_data_id || '_1') r on true`;

/** Notes of an account, newest first. */
export async function listNotes(
  db: Kysely<DB>,
  accountId: string,
  page: { readonly before: string | null; readonly limit: number },
): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    select ${columns} from ${tables}
    where n.wechat_account_id = ${accountId} and (${page.before}::uuid is null or n.id < ${page.before}::uuid)
    order by n.id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadNote(db: Kysely<DB>, accountId: string, id: string): Promise<NoteRow> {
  const { rows } = await sql<NoteRow>`
    select ${columns} from ${tables} where n.wechat_account_id = ${accountId} and n.id = ${id}`.execute(db);
  if (!rows[0]) throw notFound("这篇短图文");
  return rows[0];
}

/** Notes that were published in an account's weeks, by the week's Monday. */
export async function publishedPerWeek(
  db: Kysely<DB>,
  accountId: string,
  how: { readonly timeZone: string; readonly start: Date; readonly end: Date },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ week: string; notes: number }>`
    select to_char(date_trunc('week', p.submitted_at at time zone ${how.timeZone}), 'YYYY-MM-DD') as week, count(*)::int as notes
    from official_note n join official_publication p on p.wechat_account_id = n.wechat_account_id and p.publish_id = n.publish_id
    where n.wechat_account_id = ${accountId} and p.status = 0 and p.submitted_at >= ${how.start} and p.submitted_at < ${how.end}
    group by 1`.execute(db);
  return new Map(rows.map(({ week, notes }) => [week, notes]));
}

/** The links of an account's notes. */
export async function noteLinks(db: Kysely<DB>, accountId: string): Promise<number[]> {
  const { rows } = await sql<{ no: number }>`
    select link_no as no from official_note where wechat_account_id = ${accountId} and link_no is not null`.execute(db);
  return rows.map(({ no }) => no);
}
