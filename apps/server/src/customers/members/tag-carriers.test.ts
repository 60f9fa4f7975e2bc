import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { upsertMembers } from "./upsert-members.ts";

const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = feilun;
const { db } = platform;
const server = await testServer(feilun);
let people: { who: TestPerson; sees: (index: number) => boolean }[];
let members: number[];
/** Carried by every second member, every third, and everybody. */
let tags: { no: number; every: number }[];

beforeAll(async () => {
  const chain = await aSmallChain(feilun);
  const stores = [chain.stores.N1.no, chain.stores.S1.no, chain.stores.S2.no];
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
        storeNo: stores[i % 3],
        channel: "store",
        source: "test",
        observedAt: registered(i),
      })),
    ),
  );
  members = resolved.map(({ memberNo }) => memberNo as number);
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
  it.each([0, 1_000, 100_000, 10_000_000])("are the same whether their tags have %i carriers", async (size) => {
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
