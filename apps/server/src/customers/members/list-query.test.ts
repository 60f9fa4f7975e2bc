import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { encodeCursor } from "../../kernel/http/cursor.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import type { ListKind } from "./list-plan.ts";
import { orderOf, pageOfNumbers } from "./list-query.ts";
import { readSearch } from "./search-query.ts";
import { upsertMembers } from "./upsert-members.ts";

const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = feilun;
const { db } = platform;
const server = await testServer(feilun);
let people: { who: TestPerson; sees: (index: number) => boolean }[];
let members: number[];
/** Carried by every second member, every third, and everybody. */
let tags: { no: number; every: number }[];

let storeNos: number[];

beforeAll(async () => {
  const chain = await aSmallChain(feilun);
  storeNos = [chain.stores.N1.no, chain.stores.S1.no, chain.stores.S2.no];
  people = [
    { who: await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id }), sees: () => true },
    { who: await aPerson(feilun, { roleCode: "region_manager", unitId: chain.south.id }), sees: (i) => i % 3 !== 0 },
    { who: await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.S2.id }), sees: (i) => i % 3 === 2 },
  ];
  const registered = (i: number) => new Date(Date.UTC(2026, 4, 1 + ((i * 11) % 40)));
  const resolved = await db.transaction().execute((tx) =>
    upsertMembers(
      tx,
      platform,
      Array.from({ length: 40 }, (_, i) => ({
        identifiers: [{ kind: "phone" as const, value: `139222200${String(i).padStart(2, "0")}` }],
        attributes: { name: i % 4 === 0 ? "张伟" : "李娜" },
        registeredAt: registered(i),
        storeNo: storeNos[i % 3],
        channel: i % 20 === 0 ? "wecom" : "store",
        source: "test",
        observedAt: registered(i),
      })),
    ),
  );
  members = resolved.map(({ memberNo }) => memberNo as number);
  await sql`update member set tier = 'low' where member_no = any(${members.filter((_, i) => i % 5 === 0)}::int[])`.execute(
    db,
  );
  const group = await sql<{
    id: string;
  }>`insert into tag_group (family, name) values ('activity', '测试') returning id`.execute(db);
  tags = [];
  for (const every of [2, 3, 1]) {
    const made = await sql<{ no: number }>`insert into tag (group_id, name, made_by_kind, pinyin, initials, created_by)
      values (${group.rows[0]?.id}, ${`每${every}`}, 'company', 'mei', 'm', 'test') returning tag_no as no`.execute(db);
    const no = made.rows[0]?.no ?? 0;
    tags.push({ no, every });
    const carriers = members.filter((_, i) => i % every === 0);
    await sql`insert into member_tag (origin_no, member_no, tag_no, source, set_by)
      select no, no, ${no}, 'bulk', 'test' from unnest(${carriers}::int[]) no`.execute(db);
  }
});

async function listed(who: TestPerson, query: string): Promise<number[]> {
  const found: number[] = [];
  for (let cursor = ""; ; ) {
    const { status, body } = await server.call<{ items: { memberNo: number }[]; nextCursor: string | null }>(
      "GET",
      `/members?limit=7&${query}${cursor}`,
      { cookie: who.cookie },
    );
    expect(status).toBe(200);
    found.push(...body.items.map(({ memberNo }) => memberNo));
    if (body.nextCursor === null) return found;
    cursor = `&cursor=${body.nextCursor}`;
  }
}

describe("members by tags", () => {
  // The size decides which way the list is found, never what is found.
  it.each([0, 10_000_000])("are the same whether their tags have %i carriers", async (size) => {
    await sql`update tag set member_count = ${size}`.execute(db);
    for (const { who, sees } of people) {
      for (const chosen of [[0], [1], [2], [0, 1], [2, 1, 0]].map((list) =>
        list.map((at) => tags[at] as (typeof tags)[number]),
      )) {
        const carries = (i: number) => chosen.every(({ every }) => i % every === 0);
        const expected = (further: (i: number) => boolean) =>
          members.filter((_, i) => sees(i) && carries(i) && further(i)).sort((a, b) => b - a);
        const query = `tags=${chosen.map(({ no }) => no).join(",")}`;
        expect(await listed(who, query)).toEqual(expected(() => true));
        expect(await listed(who, `${query}&q=${encodeURIComponent("张")}`)).toEqual(expected((i) => i % 4 === 0));
        const lately = await listed(who, `${query}&registeredFrom=2026-05-20T00:00:00Z`);
        expect(lately.sort((a, b) => b - a)).toEqual(expected((i) => (i * 11) % 40 >= 19));
      }
    }
  });
});

describe("a page of members", () => {
  const kinds: readonly ListKind[] = ["stores", "tier", "tags"];
  const ways: (readonly ListKind[] | null)[] = [
    null,
    ...Array.from({ length: 8 }, (_, bits) => kinds.filter((_, at) => (bits >> at) & 1)),
  ];

  it("is the same along every list, given up early or not", async () => {
    const tagNos = [tags[0]?.no ?? 0, tags[2]?.no ?? 0];
    for (const stores of ["all", [storeNos[1] ?? 0], storeNos.slice(1)] as const) {
      for (const q of [null, "张"]) {
        const search = q === null ? null : await readSearch(db, platform.cipher, q);
        const expected = members
          .filter((_, i) => i % 10 === 0 && i % 20 !== 0 && (q === null || i % 4 === 0))
          .filter((no) => stores === "all" || stores.includes(storeNos[members.indexOf(no) % 3] ?? 0))
          .sort((a, b) => b - a);
        for (const along of ways) {
          for (const atMost of [1, 2, 1_000]) {
            const found: number[] = [];
            for (let cursor: string | undefined; ; ) {
              const filter = { tagNos, tier: "low", channel: "store", limit: 2, cursor };
              const order = orderOf(filter, search);
              const page = await pageOfNumbers(db, platform.cipher, filter, search, stores, order, () =>
                along === null ? null : { along, atMost },
              );
              const { rows } = await sql<{ no: number }>`select * from (${page}) page(no)`.execute(db);
              found.push(...rows.slice(0, 2).map(({ no }) => no));
              if (rows.length <= 2) break;
              cursor = encodeCursor([found.at(-1) as number]);
            }
            expect(
              found.toSorted((a, b) => b - a),
              `${stores} ${q} ${along} ${atMost}`,
            ).toEqual(expected);
          }
        }
      }
    }
  });
});
