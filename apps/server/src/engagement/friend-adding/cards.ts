import { type Kysely, type RawBuilder, sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition } from "../../organization/index.ts";
import type { Friendships } from "./port.ts";
import { type By, groupColumns } from "./store.ts";

/** What a complete personal card has (AQ-16). */
export const cardParts = ["photo", "name", "position", "store", "greeting"] as const;
export type CardPart = (typeof cardParts)[number];

/**
 * SQL: `staff_id`, and each part as a boolean; `photo` is null where neither the platform nor a person has told. A name is real when it is
 * the one on our staff list and no number stands in it.
 */
export function guideCards({ cards }: Friendships): RawBuilder<unknown> {
  return sql`(
    select c.staff_id, coalesce(k.photo_real, c.has_photo) as photo, (c.name = s.name or c.alias = s.name) and s.name !~ '[0-9]' as name,
      c.position <> '' as position, c.in_store or c.company <> '' as store, c.greets as greeting, k.checked_by, k.checked_at
    from ${cards} c join staff s on s.id = c.staff_id and s.status = 'active' left join guide_card_check k on k.staff_id = c.staff_id)`;
}

/** SQL: whether card `c` is complete; null = it hangs on the photo, of which nobody has told. */
export const isComplete = sql`case when c.name and c.position and c.store and c.greeting then c.photo else false end`;

export interface GuideCard {
  readonly staffId: string;
  readonly guideName: string;
  readonly storeName: string;
  readonly complete: boolean | null;
  /** Null: nobody has told. */
  readonly photo: boolean | null;
  readonly missing: CardPart[];
  readonly checkedBy: string | null;
  readonly checkedAt: Date | null;
}

/** SQL: cards `c` of guides `s` with their store `u` of today, in scope. */
function cardsInScope(friendships: Friendships, actor: Actor, today: string): RawBuilder<unknown> {
  return sql`${guideCards(friendships)} c join staff s on s.id = c.staff_id
    cross join lateral (select u.* from staff_post p join role r on r.code = p.role_code and r.permissions && '{*,friend_adding.work}'::text[]
      join org_unit u on u.id = p.org_unit_id and u.kind = 'store' where p.staff_id = s.id and p.days @> ${today}::date
      order by (p.kind = 'regular') desc, u.no limit 1) u
    join org_unit r on r.path = subpath(u.path, 0, 2) where ${unitCondition(actor, "u.path")}`;
}

/** Guides whose cards are incomplete or not judged, those with most missing first. */
export async function listCards(
  db: Kysely<DB>,
  friendships: Friendships,
  actor: Actor,
  today: string,
): Promise<GuideCard[]> {
  const { rows } = await sql<GuideCard>`
    select s.id as "staffId", s.name as "guideName", u.name as "storeName", ${isComplete} as complete, c.photo, array_remove(array[
        case when c.photo is not true then 'photo' end, case when not c.name then 'name' end, case when not c.position then 'position' end,
        case when not c.store then 'store' end, case when not c.greeting then 'greeting' end], null) as missing,
      c.checked_by as "checkedBy", c.checked_at as "checkedAt"
    from ${cardsInScope(friendships, actor, today)} and ${isComplete} is not true
    order by cardinality(array_remove(array[c.name, c.position, c.store, c.greeting], true)) desc, u.name, s.name limit 500`.execute(
    db,
  );
  return rows;
}

export interface CardShare {
  readonly key: string;
  readonly name: string;
  readonly guides: number;
  readonly complete: number;
  readonly unknown: number;
}

/** How many guides have a complete card, by region or store, the fewest first. */
export async function tallyCards(
  db: Kysely<DB>,
  friendships: Friendships,
  actor: Actor,
  today: string,
  by: Exclude<By, "guide">,
): Promise<CardShare[]> {
  const { key, name } = groupColumns(by);
  const { rows } = await sql<CardShare>`
    select ${key} as key, ${name} as name, count(*)::int as guides, (count(*) filter (where ${isComplete}))::int as complete,
      (count(*) filter (where (${isComplete}) is null))::int as unknown
    from ${cardsInScope(friendships, actor, today)} group by 1, 2
    order by (count(*) filter (where ${isComplete}))::float8 / count(*), 2 limit 500`.execute(db);
  return rows;
}

/** A person looked at the guide's photo where the platform does not tell of it. @throws Refusal not_found */
export async function checkPhoto(
  tx: Tx,
  friendships: Friendships,
  actor: Actor,
  staffId: string,
  photoReal: boolean,
  moment: { readonly now: Date; readonly today: string },
): Promise<void> {
  const { rows } = await sql<{ path: string }>`
    select u.path::text as path from ${cardsInScope(friendships, actor, moment.today)} and s.id = ${staffId}::uuid`.execute(
    tx,
  );
  if (!rows[0]) throw notFound("这位导购的名片");
  await sql`insert into guide_card_check (staff_id, photo_real, checked_by, checked_at) values (${staffId}::uuid, ${photoReal}, ${actor.name}, ${moment.now})
    on conflict (staff_id) do update set photo_real = excluded.photo_real, checked_by = excluded.checked_by, checked_at = excluded.checked_at`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "guide_card.photo_checked",
    subject: { kind: "staff", id: staffId },
    orgPath: rows[0].path,
    detail: { photoReal },
  });
}
