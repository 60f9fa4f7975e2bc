import { type Kysely, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import { containing } from "../../kernel/postgres/like.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../organization/index.ts";

/** From so many customers on a group is nearly full: its code opens the next one at 400 (AQ-19), WeCom holds 500. */
export const NEARLY_FULL = 360;

export interface GroupRow {
  readonly id: string;
  readonly chatKey: string;
  readonly name: string;
  readonly storeName: string | null;
  readonly ownerName: string | null;
  readonly ownerStatus: number;
  readonly customers: number;
  readonly joined: number;
  readonly gone: number;
  readonly running: number;
  readonly nearlyFull: boolean;
}

/** Groups in scope with who came and went in the last seven days, largest first. */
export async function listGroups(
  db: Kysely<DB>,
  actor: Actor,
  now: Date,
  wanted: { readonly search?: string | undefined },
  page: { readonly after: { readonly customers: number; readonly id: string } | null; readonly limit: number },
): Promise<GroupRow[]> {
  const since = new Date(now.getTime() - 7 * 86_400_000);
  const { rows } = await sql<GroupRow>`
    select g.id, g.chat_key as "chatKey", g.name, u.name as "storeName", s.name as "ownerName", g.owner_status as "ownerStatus",
      g.customer_count as customers, g.customer_count >= ${NEARLY_FULL} as "nearlyFull",
      (select count(*)::int from customer_group_member m where m.group_id = g.id and m.kind = 'customer' and m.joined_at >= ${since}) as joined,
      (select count(*)::int from customer_group_member m where m.group_id = g.id and m.kind = 'customer' and m.left_at >= ${since}) as gone,
      (select count(*)::int from group_activity_group x join group_activity a on a.id = x.activity_id and a.ended_at is null
        and a.drawn_at is null and a.starts_at <= ${now} and a.ends_at > ${now} where x.group_id = g.id) as running
    from customer_group g left join org_unit u on u.no = g.store_no left join staff s on s.id = g.owner_staff_id
    where g.dismissed_at is null and ${scopeCondition(actor, "g.store_no")}
      and (${wanted.search ?? null}::text is null or g.name ilike ${containing(wanted.search ?? "")})
      and (${page.after?.id ?? null}::uuid is null or (g.customer_count, g.id) < (${page.after?.customers ?? 0}::int, ${page.after?.id ?? null}::uuid))
    order by g.customer_count desc, g.id desc limit ${page.limit}`.execute(db);
  return rows;
}
