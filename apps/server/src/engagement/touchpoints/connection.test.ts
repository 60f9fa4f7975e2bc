import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertProducts } from "../../commerce/index.ts";
import { upsertMembers } from "../../customers/index.ts";
import { evaluateTiers } from "../../insight/index.ts";
import { loadEvents, loadOrders } from "../../insight/testing/load-facts.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { type ConnectionRules, connectionSetting } from "./connection-rules.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = testing;
const server = await testServer(testing);

interface Overview {
  members: number;
  behind: number;
  costFen: number;
  strengths: {
    code: string;
    recommended: number;
    reached: number;
    costFen: number;
    costNowFen: number;
    actual: { code: string; people: number }[];
  }[];
}
interface Member {
  memberNo: number;
  recommended: string;
  actual: string;
  reasons: string[];
  phone: string | null;
}

let chain: SmallChain;
let operator: TestPerson;
let manager: TestPerson;
let people: number[];

const get = async <Body>(path: string, who = operator) => {
  const { status, body } = await server.call<Body>("GET", path, { cookie: who.cookie });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const rules: ConnectionRules = {
  strong: { tiers: [], rfmGroups: [], yearSpendFen: 500_000, yearOrders: null, categories: ["护肤"] },
  medium: { tiers: ["new"], rfmGroups: [], yearSpendFen: null, yearOrders: 2, categories: [] },
  prices: connectionSetting.initial.prices,
};

beforeAll(async () => {
  chain = await aSmallChain(testing);
  const { N1, S1 } = chain.stores;
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  manager = await aPerson(testing, { roleCode: "store_manager", unitId: N1.id });
  const resolved = await platform.db.transaction().execute(async (tx) => {
    await upsertProducts(tx, [{ sku: "CREAM", name: "面霜", category: "护肤" }]);
    return upsertMembers(
      tx,
      platform,
      Array.from({ length: 8 }, (_, index) => ({
        identifiers: [{ kind: "phone" as const, value: `1391111000${index}` }],
        registeredAt: new Date(index === 5 ? "2026-06-12T04:00:00Z" : "2025-01-01T00:00:00Z"),
        storeNo: index < 6 ? N1.no : S1.no,
        source: "test",
        observedAt: new Date("2026-06-13T00:00:00Z"),
      })),
    );
  });
  people = resolved.map(({ memberNo }) => memberNo as number);
  await testing.deliver();
  const [rich, creamy, twice, once, silent, , south] = people as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const order = (memberNo: number, day: string, amountLi: number, sku = "OTHER") => ({
    memberNo,
    storeNo: N1.no,
    day,
    amountLi,
    lines: [{ sku, quantity: 1, amountLi }],
  });
  await loadOrders(platform.clickhouse, [
    order(rich, "2026-03-01", 6_000_000),
    order(creamy, "2026-05-01", 300_000, "CREAM"),
    order(twice, "2026-02-01", 100_000),
    order(twice, "2026-04-01", 100_000),
    order(once, "2026-04-01", 100_000),
    // Longer ago than a year.
    order(silent, "2024-04-01", 9_000_000),
    order(south, "2026-03-01", 8_000_000),
  ]);
  const event = (memberNo: number, type: string, day: string, properties: object) => ({
    memberNo,
    type,
    at: `${day} 04:00:00`,
    properties,
  });
  await loadEvents(platform.clickhouse, [
    event(rich, "account.followed", "2026-05-01", { accountCode: "gh" }),
    event(creamy, "contact.added", "2026-05-01", { guideCode: "G1" }),
    event(twice, "group.joined", "2026-05-01", { groupCode: "R1" }),
    event(twice, "group.left", "2026-05-20", { groupCode: "R1" }),
    event(once, "group.joined", "2026-05-01", { groupCode: "R1" }),
    event(south, "contact.added", "2026-05-01", { guideCode: "G2" }),
  ]);
  await evaluateTiers(platform, "incremental");
  const before = await server.call<{ version: number }>("GET", "/connection-strength/rules", {
    cookie: operator.cookie,
  });
  const saved = await server.call("PUT", "/connection-strength/rules", {
    cookie: operator.cookie,
    body: { value: rules, version: before.body.version },
  });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
});

describe("strength of connection", () => {
  it("is recommended by value, tier and product class, explained per member by the same rules [CH-02]", async () => {
    const { items } = await get<{ items: Member[] }>("/connection-strength/members?behind=false&limit=50");
    const of = (memberNo: number | undefined) => items.find((item) => item.memberNo === memberNo);
    const [rich, creamy, twice, once, silent, fresh, south] = people;
    expect(
      [rich, creamy, twice, once, silent, fresh, south].map((each) => [of(each)?.recommended, of(each)?.actual]),
    ).toEqual([
      ["strong", "weak"],
      ["strong", "strong"],
      ["medium", "none"],
      ["weak", "medium"],
      ["weak", "none"],
      ["medium", "none"],
      ["strong", "strong"],
    ]);
    expect(of(rich)?.reasons).toEqual(["近一年消费 ¥6,000，达到 ¥5,000"]);
    expect(of(creamy)?.reasons).toEqual(["近一年买过需要讲解的品类（护肤）"]);
    expect(of(twice)?.reasons).toEqual(["近一年买过 2 次，达到 2 次"]);
    expect(of(fresh)?.reasons).toEqual(["分层是「新用户」"]);
    // What the query recommends is what the explanation says, for each of them.
    for (const strength of ["strong", "medium", "weak"]) {
      const asked = await get<{ items: Member[] }>(`/connection-strength/members?behind=false&recommended=${strength}`);
      expect(asked.items.map(({ recommended }) => recommended)).toEqual(asked.items.map(() => strength));
    }
    expect(await get<Member>(`/connection-strength/members/${twice}`)).toMatchObject({
      recommended: "medium",
      actual: "none",
    });
  });

  it("counts who is connected more weakly than recommended, with what a month costs, in scope only [CH-02]", async () => {
    const all = await get<Overview>("/connection-strength");
    expect(all).toMatchObject({ members: 8, behind: 5 });
    const { prices } = rules;
    expect(all.strengths.map(({ code, recommended, reached }) => [code, recommended, reached])).toEqual([
      ["strong", 3, 2],
      ["medium", 2, 0],
      ["weak", 3, 1],
    ]);
    expect(all.strengths[0]).toMatchObject({
      costFen: 3 * prices.strong.costFen * prices.strong.contactsPerMonth,
      costNowFen: 2 * prices.strong.costFen * prices.strong.contactsPerMonth,
    });
    expect(await get<Overview>("/connection-strength", manager)).toMatchObject({ members: 6, behind: 4 });
    const { items } = await get<{ items: Member[] }>("/connection-strength/members", manager);
    const [rich, , twice, , silent, fresh] = people;
    expect(items.map(({ memberNo }) => memberNo)).toEqual([rich, twice, silent, fresh]);
    expect(items[0]?.phone).toMatch(/\*/);
    const pages = await get<{ items: Member[]; nextCursor: string }>("/connection-strength/members?limit=1", manager);
    const next = await get<{ items: Member[] }>(
      `/connection-strength/members?limit=1&cursor=${pages.nextCursor}`,
      manager,
    );
    expect(next.items[0]?.memberNo).toBe(twice);
    const foreign = await server.call("GET", `/connection-strength/members/${people[6]}`, { cookie: manager.cookie });
    expect(foreign.status).toBe(404);
    const byStore = await server.call("PUT", "/connection-strength/rules", {
      cookie: manager.cookie,
      body: { value: rules, version: 1 },
    });
    expect(byStore.status).toBe(403);
  });
});

describe("a touchpoint that messages realise", () => {
  it("counts whom they reached, and is linked by headquarters only [CH-01]", async () => {
    const [rich, creamy, twice] = people;
    const { rows } = await sql<{ id: string }>`
      with o as (insert into outbound (business_key, channel, account_id, title, content, state, created_by)
        values ('autumn', 'wecom_mass', uuidv7(), '秋季群发', '{}', 'settled', 'test') returning id)
      insert into outbound_delivery (outbound_id, target_key, origin_no, member_no, outcome, at)
      select o.id, 'w' || no, no, no, case no when ${twice}::int then 'not_friend' else 'sent' end, '2026-06-14T04:00:00Z'
      from o, unnest(${[rich, creamy, twice]}::int[]) no returning outbound_id as id`.execute(platform.db);
    const body = {
      name: "导购群发",
      kind: "guide_message",
      landing: "mini_program",
      means: "outbound",
      outboundIds: [rows[0]?.id],
    };
    const byStore = await server.call<{ errors: { path: string }[] }>("POST", "/touchpoints", {
      cookie: manager.cookie,
      body,
    });
    expect([byStore.status, byStore.body.errors[0]?.path]).toEqual([400, "outboundIds"]);
    const made = await server.call<{ id: string; outbounds: object[]; figures: object }>("POST", "/touchpoints", {
      cookie: operator.cookie,
      body,
    });
    expect(made.body).toMatchObject({ outbounds: [{ title: "秋季群发" }], figures: { scans: 0, visitors: 2 } });
  });
});
