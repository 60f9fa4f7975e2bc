import { type RawBuilder, type SqlBool, sql } from "kysely";

/** Columns of notice that say whom it reaches, as SQL: of a row `n`, or of a draft. */
export interface ReachColumns {
  readonly unitIds: RawBuilder<unknown>;
  readonly roleCodes: RawBuilder<unknown>;
  readonly postIds: RawBuilder<unknown>;
  /** The day on which posts count. */
  readonly day: RawBuilder<unknown>;
}

/** The reach of the notice `n`: as of today while it is open, as of its last day once closed. */
export function reachOfNotice(today: string): ReachColumns {
  return {
    unitIds: sql`n.unit_ids`,
    roleCodes: sql`n.role_codes`,
    postIds: sql`n.post_ids`,
    day: sql`coalesce(n.closed_on, ${today}::date)`,
  };
}

/**
 * SQL for `from`: the posts that a notice reaches, as staff_post `p`, staff `s`, org_unit `u`. Follow it with `and …`.
 * Whoever takes up such a post later is reached as well, whoever leaves is no longer counted.
 */
export function reachedPosts(reach: ReachColumns): RawBuilder<unknown> {
  return sql`staff_post p join staff s on s.id = p.staff_id join org_unit u on u.id = p.org_unit_id
    where ${isReached(reach)}`;
}

function isReached({ unitIds, roleCodes, postIds, day }: ReachColumns): RawBuilder<SqlBool> {
  return sql<SqlBool>`p.days @> ${day} and (s.status = 'active' or s.left_on >= ${day})
    and (p.id = any(${postIds}) or (${roleCodes} = '{}' or p.role_code = any(${roleCodes}))
      and u.path <@ any(array(select t.path from org_unit t where t.id = any(${unitIds}))))`;
}

/** SQL: what staff `s` has done with notice `n` whose newest material version is `material`. */
export const receiptOf = sql`lateral (
  select max(c.version) as last_read, max(c.version) filter (where c.confirmed_at is not null) as last_confirmed,
    max(c.confirmed_at) as confirmed_at, max(c.read_at) as read_at
  from notice_receipt c where c.notice_id = n.id and c.staff_id = s.id)`;

/** SQL: the newest version `v` of notice `n`, with `material`, the newest version that has to be confirmed anew. */
export const newestVersion = sql`lateral (
  select v.*, (select max(m.version) from notice_version m where m.notice_id = n.id and (m.material or m.version = 1)) as material_version
  from notice_version v where v.notice_id = n.id order by v.version desc limit 1)`;
