import { type Kysely, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import { toPage } from "../../kernel/http/cursor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { storeNosInScope } from "../../organization/index.ts";
import { groupBy } from "../group-by.ts";
import type { MemberFilter } from "./list-conditions.ts";
import { orderOf, pageOfNumbers } from "./list-query.ts";
import { maskName, maskPhone } from "./mask.ts";
import type { Relation } from "./relation.ts";
import { readSearch } from "./search-query.ts";

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
  if (stores.length === 0) return { items: [], nextCursor: null };
  const search = filter.q === undefined ? null : await readSearch(db, cipher, filter.q);
  if (search && "memberNos" in search && search.memberNos.length === 0) return { items: [], nextCursor: null };
  const order = orderOf(filter, search);
  const page = await pageOfNumbers(db, cipher, filter, search, stores, order);
  const { rows } = await sql<Row>`
    select m.member_no as "memberNo", m.name_sealed as "nameSealed", p.value_sealed as "phoneSealed", m.gender, m.store_no as "storeNo",
      u.name as "storeName", m.guide_id as "guideId", g.name as "guideName", m.channel, m.relation, m.tier, m.registered_at as "registeredAt",
      m.first_seen_at as "firstSeenAt"
    from (${page}) page(member_no) join member m using (member_no)
    left join org_unit u on u.no = m.store_no left join staff g on g.id = m.guide_id
    left join lateral (select value_sealed from identifier i where i.member_no = m.member_no and kind = 'phone' order by first_seen_at, value_index limit 1) p on true
    order by ${order.by}`.execute(db);
  const tags = await tagsOf(
    db,
    rows.slice(0, filter.limit).map((row) => row.memberNo),
  );
  return toPage(rows, filter.limit, order.keyOf, ({ nameSealed, phoneSealed, registeredAt, firstSeenAt, ...row }) => ({
    ...row,
    name: nameSealed === null ? null : maskName(cipher.open(nameSealed)),
    phone: phoneSealed === null ? null : maskPhone(cipher.open(phoneSealed)),
    registeredAt: registeredAt?.toISOString() ?? null,
    firstSeenAt: firstSeenAt.toISOString(),
    tags: tags.get(row.memberNo) ?? [],
  }));
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
