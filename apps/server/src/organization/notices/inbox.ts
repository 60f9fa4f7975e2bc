import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { newestVersion, reachedPosts, reachOfNotice, receiptOf } from "./reach.ts";
import { type ReaderState, readerState } from "./rules.ts";
import type { Attachment, NoticeKind } from "./store.ts";

/** A notice as somebody whom it reaches has it before them. */
export interface ReceivedNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly unitName: string;
  /** Where the reader's post is. */
  readonly postUnitId: string;
  readonly postUnitPath: string;
  readonly version: number;
  readonly materialVersion: number;
  readonly title: string;
  readonly body: string;
  readonly attachments: readonly Attachment[];
  readonly note: string;
  readonly publishedAt: Date;
  readonly publishedBy: string;
  readonly confirmBy: Date | null;
  readonly closedAt: Date | null;
  readonly closingNote: string | null;
  readonly lastRead: number | null;
  readonly lastConfirmed: number | null;
  readonly confirmedAt: Date | null;
  readonly state: ReaderState;
}

/** The notices that reach the actor by a post of today, open ones first, the newest first; at most 200. */
export async function listReceived(
  db: Db | Tx,
  actor: Actor,
  today: string,
  which: RawBuilder<SqlBool> = sql<SqlBool>`true`,
): Promise<ReceivedNotice[]> {
  if (actor.kind !== "staff") return [];
  const { rows } = await sql<Omit<ReceivedNotice, "state">>`
    select n.id, n.kind, o.name as "unitName", s.unit_id as "postUnitId", s.path::text as "postUnitPath", v.version,
      v.material_version as "materialVersion", v.title, v.body, v.attachments, v.note, v.published_at as "publishedAt",
      v.published_by as "publishedBy", n.confirm_by as "confirmBy", n.closed_at as "closedAt", n.closing_note as "closingNote",
      c.last_read as "lastRead", c.last_confirmed as "lastConfirmed", c.confirmed_at as "confirmedAt"
    from notice n join org_unit o on o.id = n.org_unit_id cross join ${newestVersion} v
    cross join lateral (select s.id, u.id as unit_id, u.path from ${reachedPosts(reachOfNotice(today))}
      and p.staff_id = ${actor.id}::uuid order by u.path limit 1) s
    left join ${receiptOf} c on true
    where ${which} order by n.closed_at is not null, v.published_at desc, n.id limit 200`.execute(db);
  return rows.map((row) => ({ ...row, state: stateOf(row) }));
}

function stateOf(row: Omit<ReceivedNotice, "state">): ReaderState {
  if (row.closedAt !== null) return "done";
  return readerState({
    version: row.version,
    material: row.materialVersion,
    needsConfirmation: row.confirmBy !== null,
    lastRead: row.lastRead,
    lastConfirmed: row.lastConfirmed,
  });
}

export async function findReceived(
  db: Db | Tx,
  actor: Actor,
  today: string,
  id: string,
): Promise<ReceivedNotice | null> {
  return (await listReceived(db, actor, today, sql<SqlBool>`n.id = ${id}`))[0] ?? null;
}

/** The text that the reader knew: the version they confirmed, or else read, last. */
export async function knownText(
  db: Db,
  noticeId: string,
  version: number,
): Promise<{ readonly title: string; readonly body: string } | null> {
  const { rows } = await sql<{ title: string; body: string }>`select title, body from notice_version
    where notice_id = ${noticeId} and version = ${version}`.execute(db);
  return rows[0] ?? null;
}
