import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";
import type { UnitKind } from "../tree/rules.ts";
import { newestVersion, reachedPosts, reachOfNotice, receiptOf } from "./reach.ts";

export const noticeKinds = ["activity", "goods", "service", "other"] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export const feedbackKinds = ["out_of_stock", "script", "price", "customer_reaction", "other"] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

export type Attachment =
  | { readonly kind: "link"; readonly title: string; readonly url: string }
  | { readonly kind: "text"; readonly title: string; readonly text: string };

export interface NoticeVersion {
  readonly version: number;
  readonly title: string;
  readonly body: string;
  readonly attachments: readonly Attachment[];
  readonly material: boolean;
  readonly note: string;
  readonly publishedAt: Date;
  readonly publishedBy: string;
}

export interface Tally {
  /** People reached, in the asker's scope; of them: how many have read and confirmed what is in force. */
  readonly reached: number;
  readonly read: number;
  readonly confirmed: number;
  /** Feedback from the scope, and how much of it has neither a reply nor a revision. */
  readonly feedback: number;
  readonly openFeedback: number;
}

export interface Notice extends NoticeVersion, Tally {
  readonly id: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly kind: NoticeKind;
  readonly unitIds: readonly string[];
  readonly unitNames: readonly string[];
  readonly roleCodes: readonly string[];
  readonly roleNames: readonly string[];
  readonly postIds: readonly string[];
  readonly materialVersion: number;
  readonly confirmBy: Date | null;
  readonly closedAt: Date | null;
  readonly closingNote: string | null;
  readonly createdAt: Date;
}

const versionColumns = sql`v.version, v.title, v.body, v.attachments, v.material, v.note,
  v.published_at as "publishedAt", v.published_by as "publishedBy"`;

const noticeColumns = sql`n.id, o.name as "unitName", o.path::text as "unitPath", n.kind, n.unit_ids as "unitIds", n.role_codes as "roleCodes",
  n.post_ids as "postIds", v.material_version as "materialVersion", n.confirm_by as "confirmBy", n.closed_at as "closedAt",
  n.closing_note as "closingNote", n.created_at as "createdAt",
  array(select r.name from role r where r.code = any(n.role_codes) order by r.sort_order) as "roleNames",
  array(select t.name from org_unit t where t.id = any(n.unit_ids) order by t.path) as "unitNames"`;

/** SQL: people of the posts `p` that count, by what they have done with version `v`. */
const tallyColumns = sql`count(distinct s.id)::int as reached,
  count(distinct s.id) filter (where c.last_read >= v.material_version)::int as read,
  count(distinct s.id) filter (where c.last_confirmed >= v.material_version)::int as confirmed`;

/** Notices that reach, or were issued, in the actor's scope, with their figures there; open ones first, the newest first. */
export async function listNotices(
  db: Db | Tx,
  actor: Actor,
  today: string,
  page: {
    readonly before: { readonly closed: boolean; readonly at: string; readonly id: string } | null;
    readonly limit: number;
  },
  which: RawBuilder<SqlBool> = sql<SqlBool>`true`,
): Promise<Notice[]> {
  const after = page.before
    ? sql<SqlBool>`((n.closed_at is null) = ${!page.before.closed} and (n.created_at, n.id) < (${page.before.at}::timestamptz, ${page.before.id}::uuid)
        or ${!page.before.closed} and n.closed_at is not null)`
    : sql<SqlBool>`true`;
  const { rows } = await sql<Notice>`
    select ${noticeColumns}, ${versionColumns}, tally.*, feedback.*
    from notice n join org_unit o on o.id = n.org_unit_id cross join ${newestVersion} v
    cross join lateral (select ${tallyColumns} from ${withReceipts(reachedPosts(reachOfNotice(today)), actor)}) tally
    cross join lateral (select count(*)::int as feedback,
        count(*) filter (where f.replied_at is null and f.taken_up_in is null)::int as "openFeedback"
      from notice_feedback f join org_unit u on u.id = f.org_unit_id where f.notice_id = n.id and ${unitCondition(actor, "u.path")}) feedback
    where ${which} and ${after} and (tally.reached > 0 or ${unitCondition(actor, "o.path")})
    order by n.closed_at is not null, n.created_at desc, n.id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** SQL for `from`: reached posts in scope, each with what its holder has done, as `c`. */
function withReceipts(posts: RawBuilder<unknown>, actor: Actor): RawBuilder<unknown> {
  return sql`(select s.id, s.name, s.code, p.role_code, u.id as unit_id, u.path from ${posts} and ${unitCondition(actor, "u.path")}) s
    left join ${receiptOf} c on true`;
}

export async function findNotice(db: Db | Tx, actor: Actor, today: string, id: string): Promise<Notice | null> {
  return (await listNotices(db, actor, today, { before: null, limit: 1 }, sql<SqlBool>`n.id = ${id}`))[0] ?? null;
}

export async function listVersions(db: Db, id: string): Promise<NoticeVersion[]> {
  const { rows } = await sql<NoticeVersion>`select ${versionColumns} from notice_version v
    where v.notice_id = ${id} order by v.version desc`.execute(db);
  return rows;
}

export interface UnitTally extends Tally {
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: UnitKind;
}

/** How far a notice has come: one row per unit directly below `parentId`, as far as it reaches there. */
export async function tallyBelow(
  db: Db,
  actor: Actor,
  today: string,
  id: string,
  parentId: string,
): Promise<UnitTally[]> {
  const { rows } = await sql<UnitTally>`
    select k.id as "unitId", k.name as "unitName", k.kind as "unitKind", tally.*,
      (select count(*)::int from notice_feedback f join org_unit u on u.id = f.org_unit_id where f.notice_id = n.id and u.path <@ k.path) as feedback,
      (select count(*)::int from notice_feedback f join org_unit u on u.id = f.org_unit_id
        where f.notice_id = n.id and u.path <@ k.path and f.replied_at is null and f.taken_up_in is null) as "openFeedback"
    from notice n cross join ${newestVersion} v join org_unit k on k.parent_id = ${parentId}
    cross join lateral (select ${tallyColumns} from ${withReceipts(reachedPosts(reachOfNotice(today)), actor)} where s.path <@ k.path) tally
    where n.id = ${id} and tally.reached > 0 order by k.path`.execute(db);
  return rows;
}

export interface Reader {
  readonly staffId: string;
  readonly staffName: string;
  readonly roleName: string;
  readonly unitName: string;
  readonly read: boolean;
  readonly confirmed: boolean;
  readonly confirmedAt: Date | null;
}

/** The people whom a notice reaches at or below a unit, those who have done least first; at most `limit`. */
export async function listReaders(
  db: Db,
  actor: Actor,
  today: string,
  id: string,
  unitPath: string,
  limit: number,
): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select distinct on (confirmed, read, s.code, s.id) s.id as "staffId", s.name as "staffName", r.name as "roleName", k.name as "unitName",
      coalesce(s.last_read >= v.material_version, false) as read, coalesce(s.last_confirmed >= v.material_version, false) as confirmed,
      case when s.last_confirmed >= v.material_version then s.confirmed_at end as "confirmedAt"
    from notice n cross join ${newestVersion} v
    cross join lateral (select s.*, c.last_read, c.last_confirmed, c.confirmed_at
      from ${withReceipts(reachedPosts(reachOfNotice(today)), actor)} where s.path <@ ${unitPath}::ltree) s
    join role r on r.code = s.role_code join org_unit k on k.id = s.unit_id
    where n.id = ${id} order by confirmed, read, s.code, s.id limit ${limit}`.execute(db);
  return rows;
}

export interface Feedback {
  readonly id: string;
  readonly version: number;
  readonly kind: FeedbackKind;
  readonly body: string;
  readonly at: Date;
  readonly staffId: string;
  readonly staffName: string;
  readonly unitName: string;
  readonly reply: string | null;
  readonly repliedAt: Date | null;
  readonly repliedBy: string | null;
  readonly takenUpIn: number | null;
}

const feedbackColumns = sql`f.id, f.version, f.kind, f.body, f.at, f.staff_id as "staffId", s.name as "staffName", u.name as "unitName",
  f.reply, f.replied_at as "repliedAt", f.replied_by as "repliedBy", f.taken_up_in as "takenUpIn"`;

/** Feedback from the actor's scope, what is open first, at most 500. */
export async function listFeedback(db: Db | Tx, actor: Actor, noticeId: string): Promise<Feedback[]> {
  const { rows } = await sql<Feedback>`select ${feedbackColumns}
    from notice_feedback f join staff s on s.id = f.staff_id join org_unit u on u.id = f.org_unit_id
    where f.notice_id = ${noticeId} and ${unitCondition(actor, "u.path")}
    order by f.replied_at is not null or f.taken_up_in is not null, f.at desc limit 500`.execute(db);
  return rows;
}

/** What one person said about a notice. */
export async function listOwnFeedback(db: Db, staffId: string, noticeId: string): Promise<Feedback[]> {
  const { rows } = await sql<Feedback>`select ${feedbackColumns}
    from notice_feedback f join staff s on s.id = f.staff_id join org_unit u on u.id = f.org_unit_id
    where f.notice_id = ${noticeId} and f.staff_id::text = ${staffId} order by f.at desc`.execute(db);
  return rows;
}
