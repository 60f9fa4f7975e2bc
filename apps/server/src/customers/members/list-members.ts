import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, toPage } from "../../kernel/http/cursor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { storeNosInScope } from "../../organization/index.ts";
import { groupBy } from "../group-by.ts";
import { maskName, maskPhone } from "./mask.ts";
import type { Relation } from "./relation.ts";
import { readSearch } from "./search-query.ts";

export interface MemberFilter {
  /** Name or part of it, phone or its last four digits, card number, member number. */
  readonly q?: string;
  readonly tagNos?: readonly number[];
  readonly storeNo?: number;
  readonly guideId?: string;
  readonly tier?: string;
  readonly channel?: string;
  readonly relation?: Relation;
  readonly gender?: "male" | "female";
  /** Half-open range. */
  readonly registeredFrom?: Date;
  readonly registeredTo?: Date;
  readonly cursor?: string;
  readonly limit: number;
}

interface Row {
  readonly memberNo: number;
  readonly nameSealed: string | null;
  readonly phoneSealed: string | null;
  readonly gender: string | null;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly guideId: string | null;
  readonly guideName: string | null;
  readonly channel: string | null;
  readonly relation: Relation;
  readonly tier: string | null;
  readonly registeredAt: Date | null;
  readonly firstSeenAt: Date;
}

/** One page of the members that the actor may see, newest number first, personal data masked. */
export async function listMembers(platform: Platform, actor: Actor, filter: MemberFilter) {
  const { db, cipher } = platform;
  const scope = await storeNosInScope(platform, actor);
  const stores =
    filter.storeNo === undefined ? scope : scope === "all" || scope.includes(filter.storeNo) ? [filter.storeNo] : [];
  const search = filter.q === undefined ? null : await readSearch(db, cipher, filter.q);
  if (stores.length === 0 || (search && "memberNos" in search && search.memberNos.length === 0))
    return { items: [], nextCursor: null };

  const before = decodeCursor(filter.cursor, 1)?.[0];
  const conditions: RawBuilder<unknown>[] = [sql`m.status = 'active'`];
  if (before !== undefined && before !== null) conditions.push(sql`m.member_no < ${Number(before)}`);
  if (search && "memberNos" in search) {
    conditions.push(
      sql`m.member_no in (select owner_no from member where member_no = any(${search.memberNos}::int[]))`,
    );
  }
  if (search && "tokens" in search) conditions.push(sql`m.search_tokens @> ${search.tokens}::int[]`);
  for (const tagNo of filter.tagNos ?? []) {
    conditions.push(sql`exists (select from member_tag t where t.tag_no = ${tagNo} and t.member_no = m.member_no)`);
  }
  if (filter.guideId !== undefined) conditions.push(sql`m.guide_id = ${filter.guideId}::uuid`);
  if (filter.tier !== undefined) conditions.push(sql`m.tier = ${filter.tier}`);
  if (filter.channel !== undefined) conditions.push(sql`m.channel = ${filter.channel}`);
  if (filter.relation !== undefined) conditions.push(sql`m.relation = ${filter.relation}`);
  if (filter.gender !== undefined) conditions.push(sql`m.gender = ${filter.gender}`);
  if (filter.registeredFrom) conditions.push(sql`m.registered_at >= ${filter.registeredFrom}`);
  if (filter.registeredTo) conditions.push(sql`m.registered_at < ${filter.registeredTo}`);

  const picked = pick(
    sql.join(conditions, sql` and `),
    stores,
    search !== null || filter.guideId !== undefined,
    filter.limit + 1,
  );
  const { rows } = await sql<Row>`
    select m.member_no as "memberNo", m.name_sealed as "nameSealed", p.value_sealed as "phoneSealed", m.gender, m.store_no as "storeNo",
      u.name as "storeName", m.guide_id as "guideId", g.name as "guideName", m.channel, m.relation, m.tier, m.registered_at as "registeredAt",
      m.first_seen_at as "firstSeenAt"
    from (${picked}) page(member_no) join member m using (member_no)
    left join org_unit u on u.no = m.store_no left join staff g on g.id = m.guide_id
    left join lateral (select value_sealed from identifier i where i.member_no = m.member_no and kind = 'phone' order by first_seen_at, value_index limit 1) p on true
    order by m.member_no desc`.execute(db);
  const tags = await tagsOf(
    db,
    rows.slice(0, filter.limit).map((row) => row.memberNo),
  );
  return toPage(
    rows,
    filter.limit,
    (row) => [row.memberNo],
    ({ nameSealed, phoneSealed, registeredAt, firstSeenAt, ...row }) => ({
      ...row,
      name: nameSealed === null ? null : maskName(cipher.open(nameSealed)),
      phone: phoneSealed === null ? null : maskPhone(cipher.open(phoneSealed)),
      registeredAt: registeredAt?.toISOString() ?? null,
      firstSeenAt: firstSeenAt.toISOString(),
      tags: tags.get(row.memberNo) ?? [],
    }),
  );
}

/**
 * The numbers of one page. With something selective to search by, PostgreSQL chooses the index by its statistics. Otherwise, for a
 * part of the chain, the newest members of each store are taken in turn and merged: a walk over all members in search of one
 * store's would be long when numbers and stores go together, as after an import sorted by store.
 */
function pick(
  where: RawBuilder<SqlBool | unknown>,
  stores: "all" | readonly number[],
  selective: boolean,
  limit: number,
): RawBuilder<unknown> {
  if (stores === "all")
    return sql`select m.member_no from member m where ${where} order by m.member_no desc limit ${limit}`;
  if (selective) {
    return sql`select m.member_no from member m where ${where} and m.store_no = any(${stores}::int[]) order by m.member_no desc limit ${limit}`;
  }
  return sql`select n.member_no from unnest(${stores}::int[]) s(no) cross join lateral (
    select m.member_no from member m where ${where} and m.store_no = s.no order by m.member_no desc limit ${limit}) n
    order by n.member_no desc limit ${limit}`;
}

async function tagsOf(
  tx: Kysely<DB>,
  memberNos: readonly number[],
): Promise<Map<number, { tagNo: number; name: string }[]>> {
  const { rows } = await sql<{ memberNo: number; tagNo: number; name: string }>`
    select distinct t.member_no as "memberNo", t.tag_no as "tagNo", g.name from member_tag t join tag g using (tag_no)
    where t.member_no = any(${memberNos}::int[]) and g.archived_at is null order by 1, 2`.execute(tx);
  return new Map(
    [...groupBy(rows, (row) => row.memberNo)].map(([memberNo, list]) => [
      memberNo,
      list.map(({ tagNo, name }) => ({ tagNo, name })),
    ]),
  );
}
