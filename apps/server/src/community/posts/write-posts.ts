import { type Kysely, sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

export const postKinds = { welcome: "欢迎新人", opening: "活动开始", reminder: "提醒", winners: "中奖名单" } as const;
export type PostKind = keyof typeof postKinds;

interface Post {
  readonly activityId: string | null;
  readonly kind: PostKind;
  readonly text: string;
  readonly dueAt: Date;
  readonly staleAt: Date;
}

/** Enters what should stand in groups, once a group and occasion. Set-based. */
export async function writePosts(tx: Tx, groupIds: readonly string[], post: Post): Promise<void> {
  const { activityId, kind, text, dueAt, staleAt } = post;
  await sql`
    insert into group_post (group_id, activity_id, kind, business_key, text, due_at, stale_at)
    select distinct g, ${activityId}::uuid, ${kind}, ${`${kind}:${activityId ?? ""}:`} || g, ${text}, ${dueAt}::timestamptz, ${staleAt}::timestamptz
    from unnest(${[...groupIds]}::uuid[]) g on conflict (business_key) do nothing`.execute(tx);
}

/** How newcomers are greeted, and within which time it is still a greeting. */
export interface Welcome {
  readonly text: string;
  readonly withinMinutes: number;
}

/**
 * Greets who joined lately: one text a group and spell of joining, so that a rush does not become a flood. The platform's own group welcome
 * needs a template; this is for helpers and keepers where there is none.
 */
export async function writeWelcomes(db: Kysely<DB>, { text, withinMinutes }: Welcome, now: Date): Promise<number> {
  const { rows } = await sql`
    insert into group_post (group_id, activity_id, kind, business_key, text, due_at, stale_at)
    select g.id, null, 'welcome', 'welcome:' || g.id || ':' || floor(extract(epoch from max(m.joined_at)) / ${withinMinutes * 60})::bigint, ${text},
      ${now}::timestamptz, ${now}::timestamptz + make_interval(mins => ${withinMinutes}::int)
    from customer_group g join customer_group_member m on m.group_id = g.id and m.kind = 'customer' and m.left_at is null
    where g.dismissed_at is null and m.joined_at > ${now}::timestamptz - make_interval(mins => ${withinMinutes}::int)
      and not exists (select from group_post p where p.group_id = g.id and p.kind = 'welcome'
        and p.due_at > ${now}::timestamptz - make_interval(mins => ${withinMinutes}::int))
    group by g.id on conflict (business_key) do nothing returning id`.execute(db);
  return rows.length;
}
