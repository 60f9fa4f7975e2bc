import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { createGroup, createTag, upsertMembers } from "../../customers/index.ts";
import { addDays, daysBetween } from "../../kernel/calendar.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { buildRfmSnapshot } from "../rfm/build-snapshot.ts";
import { loadEvents, loadMembers, loadOrders } from "../testing/load-facts.ts";
import { evaluateTiers } from "../tiers/evaluate-tiers.ts";
import { type Condition, tagRuleSchema } from "./condition.ts";
import { diffSorted } from "./diff-sorted.ts";
import { membersOfRule } from "./find-members.ts";
import { refreshRuleTag } from "./refresh-tag.ts";
import { dueTagRules } from "./store.ts";

const today = "2026-06-15";
const ago = (days: number) => addDays(today, -days);

describe("conditions of rule tags", async () => {
  const { platform } = await testPlatform({ now: `${today}T04:00:00Z` });
  // 40 members whose orders and events follow from their number, so that the expectation can be worked out without the engine.
  const members = Array.from({ length: 40 }, (_, index) => {
    const memberNo = index + 1;
    const orders = Array.from({ length: memberNo % 5 }, (_order, n) => ({
      memberNo,
      day: ago((memberNo * 7 + n * 31) % 200),
      amountLi: (((memberNo * 13 + n * 17) % 50) + 1) * 10_000,
      channel: n % 2 === 0 ? "store" : "mini_program",
      gift: n === 1 && memberNo % 2 === 0,
      coupons: (memberNo + n) % 3 === 0 ? ["C"] : [],
      lines: [{ sku: `SKU${(memberNo + n) % 4}`, quantity: 1, amountLi: 1_000 }],
    }));
    const received = Array.from({ length: memberNo % 3 }, (_gift, n) => ({ day: ago(memberNo + n * 40) }));
    const events = Array.from({ length: memberNo % 7 }, (_event, n) => ({
      memberNo,
      type: "product.viewed",
      day: ago(n * 9),
    }));
    return {
      memberNo,
      orders,
      events,
      received,
      registered: ago(memberNo * 3),
      city: memberNo % 2 === 0 ? "杭州市" : "",
      channel: memberNo % 3 === 0 ? "wecom" : "store",
    };
  });
  type Member = (typeof members)[number];

  beforeAll(async () => {
    await loadMembers(
      platform.clickhouse,
      members.map((member) => ({ ...member, registeredAt: `${member.registered} 02:00:00` })),
    );
    await loadOrders(
      platform.clickhouse,
      members.flatMap((member) => member.orders),
    );
    await loadEvents(
      platform.clickhouse,
      members.flatMap((member) => member.events.map((event) => ({ ...event, at: `${event.day} 05:00:00` }))),
    );
    await platform.clickhouse.insert(
      "gift_fact (order_id, version, origin_no, member_no, given_at, business_day)",
      members.flatMap(({ memberNo, received }) =>
        received.map(({ day }, index) => ({
          order_id: memberNo * 10 + index,
          version: 1,
          origin_no: memberNo,
          member_no: memberNo,
          given_at: `${day} 02:00:00`,
          business_day: day,
        })),
      ),
    );
    await evaluateTiers(platform, "full");
    await buildRfmSnapshot(platform, today);
  });

  const inDays = <Row extends { day: string }>(rows: readonly Row[], days?: number) =>
    rows.filter((row) => days === undefined || daysBetween(row.day, today) < days);
  const spend = (orders: readonly { amountLi: number }[]) =>
    orders.reduce((sum, order) => sum + order.amountLi, 0) / 10;
  const away = (member: Member) => Math.min(...member.orders.map((order) => daysBetween(order.day, today)));

  const cases: readonly (readonly [string, readonly Condition[], (member: Member) => boolean])[] = [
    [
      "recency",
      [{ kind: "recency", days: { min: 10, max: 60 } }],
      (m) => m.orders.length > 0 && away(m) >= 10 && away(m) <= 60,
    ],
    [
      "orders in a window, none included",
      [{ kind: "orders", count: { max: 0 }, days: 90 }],
      (m) => inDays(m.orders, 90).length === 0,
    ],
    ["orders ever", [{ kind: "orders", count: { min: 2 } }], (m) => m.orders.length >= 2],
    ["spend", [{ kind: "spend", fen: { min: 20_000 }, days: 120 }], (m) => spend(inDays(m.orders, 120)) >= 20_000],
    [
      "average order",
      [{ kind: "average_order", fen: { min: 25_000, max: 40_000 } }],
      (m) =>
        m.orders.length > 0 &&
        spend(m.orders) / m.orders.length >= 25_000 &&
        spend(m.orders) / m.orders.length <= 40_000,
    ],
    [
      "goods bought",
      [{ kind: "bought_sku", skus: ["SKU1", "o'brien\\"], days: 100 }],
      (m) => inDays(m.orders, 100).some((order) => order.lines.some((line) => line.sku === "SKU1")),
    ],
    [
      "coupon share",
      [{ kind: "coupon_share", share: { min: 0.5 } }],
      (m) =>
        m.orders.length > 0 && m.orders.filter((order) => order.coupons.length > 0).length / m.orders.length >= 0.5,
    ],
    [
      "gifts sent",
      [{ kind: "sent_gift", count: { min: 1 }, days: 90 }],
      (m) => inDays(m.orders, 90).some((order) => order.gift),
    ],
    [
      "gifts received in a window, and no order [ID-11]",
      [
        { kind: "received_gift", count: { min: 2 }, days: 60 },
        { kind: "orders", count: { max: 0 } },
      ],
      (m) => inDays(m.received, 60).length >= 2 && m.orders.length === 0,
    ],
    [
      "order channel",
      [{ kind: "order_channel", channels: ["mini_program"], days: 60 }],
      (m) => inDays(m.orders, 60).some((order) => order.channel === "mini_program"),
    ],
    ["member channel", [{ kind: "member_channel", channels: ["wecom"] }], (m) => m.channel === "wecom"],
    ["city", [{ kind: "city", cities: ["杭州市"] }], (m) => m.city === "杭州市"],
    [
      "registered days",
      [{ kind: "registered", days: { min: 30, max: 60 } }],
      (m) => daysBetween(m.registered, today) >= 30 && daysBetween(m.registered, today) <= 60,
    ],
    [
      "registered on",
      [{ kind: "registered_on", from: ago(30), to: ago(10) }],
      (m) => m.registered >= ago(30) && m.registered < ago(10),
    ],
    [
      "event counts",
      [{ kind: "events", types: ["product.viewed"], count: { min: 3 }, days: 28 }],
      (m) => inDays(m.events, 28).length >= 3,
    ],
    [
      "several, all of them",
      [
        { kind: "orders", count: { min: 1 }, days: 120 },
        { kind: "events", types: ["product.viewed"], count: { min: 1 } },
        { kind: "member_channel", channels: ["store"] },
      ],
      (m) => inDays(m.orders, 120).length >= 1 && m.events.length > 0 && m.channel === "store",
    ],
  ];

  async function found(conditions: readonly Condition[]): Promise<number[]> {
    const all: number[] = [];
    for await (const batch of membersOfRule(platform, tagRuleSchema.parse({ conditions }))) all.push(...batch);
    return all;
  }

  it.each(cases)("selects by %s as a row-by-row look would [DT-05]", async (_name, conditions, holds) => {
    const expected = members.filter(holds).map((member) => member.memberNo);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(members.length);
    expect(await found(conditions)).toEqual(expected);
  });

  it("selects by tier, life cycle, rhythm and RFM group as those stand", async () => {
    const state = await platform.clickhouse.rows<{
      member_no: number;
      tier: string;
      life_cycle: string;
      rhythm: string;
    }>("select * from member_state final order by member_no");
    const of = (holds: (row: (typeof state)[number]) => boolean) => state.filter(holds).map((row) => row.member_no);
    expect(await found([{ kind: "tier", tiers: ["silent", "general"] }])).toEqual(
      of((row) => row.tier === "silent" || row.tier === "general"),
    );
    expect(await found([{ kind: "life_cycle", stages: ["active"] }])).toEqual(of((row) => row.life_cycle === "active"));
    expect(await found([{ kind: "rhythm", stages: ["silent"] }])).toEqual(of((row) => row.rhythm === "silent"));
    const scored = await platform.clickhouse.rows<{ member_no: number }>(
      "select member_no from member_rfm where rfm_group = 7 order by member_no",
    );
    expect(scored.length).toBeGreaterThan(0);
    expect(await found([{ kind: "rfm_group", groups: ["important_value"] }])).toEqual(
      scored.map((row) => row.member_no),
    );
  });
});

describe("rule tags", async () => {
  const feilun = await testPlatform({ now: `${today}T04:00:00Z` });
  const { platform } = feilun;
  const server = await testServer(feilun);
  let chain: SmallChain;
  let operator: TestPerson;
  let manager: TestPerson;
  let tagNo: number;
  let manualTagNo: number;
  let numbers: number[];

  const carriers = async () => {
    const { rows } = await sql<{
      member_no: number;
      source: string;
    }>`select member_no, source from member_tag where tag_no = ${tagNo} order by member_no`.execute(platform.db);
    return rows.map((row) => [row.member_no, row.source]);
  };
  const refresh = async () => {
    const [due] = await dueTagRules(platform.db, tagNo);
    return due ? refreshRuleTag(platform, due) : null;
  };
  const rule = { conditions: [{ kind: "orders", count: { min: 2 }, days: 90 }] };

  beforeAll(async () => {
    chain = await aSmallChain(feilun);
    operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    manager = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    const resolved = await platform.db.transaction().execute(async (tx) => {
      const group = await createGroup(tx, { family: "consumption", name: "消费习惯" });
      tagNo = (
        await createTag(tx, { groupId: group.id, name: "常客", kind: "rule", madeByKind: "company", by: "test" })
      ).tagNo;
      manualTagNo = (
        await createTag(tx, { groupId: group.id, name: "老板朋友", kind: "manual", madeByKind: "company", by: "test" })
      ).tagNo;
      return upsertMembers(
        tx,
        platform,
        [chain.stores.N1.no, chain.stores.N1.no, chain.stores.S1.no].map((storeNo, index) => ({
          identifiers: [{ kind: "phone" as const, value: `1391111000${index}` }],
          attributes: { name: "王小明" },
          registeredAt: new Date("2026-01-01T00:00:00Z"),
          storeNo,
          source: "test",
          observedAt: new Date("2026-01-01T00:00:00Z"),
        })),
      );
    });
    numbers = resolved.map((each) => each.memberNo as number);
    await feilun.deliver();
    await loadOrders(
      platform.clickhouse,
      [numbers[0], numbers[0], numbers[1], numbers[2], numbers[2]].map((memberNo, index) => ({
        memberNo,
        day: ago(index + 1),
        amountLi: 1_000,
      })),
    );
  });

  it("previews a rule within the caller's scope, masked", async () => {
    const preview = async (who: TestPerson) =>
      (
        await server.call<{ members: number; ofMembers: number; sample: { name: string }[] }>(
          "POST",
          "/insight/tag-rules/preview",
          { cookie: who.cookie, body: { rule } },
        )
      ).body;
    expect(await preview(operator)).toMatchObject({
      members: 2,
      ofMembers: 3,
      sample: [{ name: "王**" }, { name: "王**" }],
    });
    expect(await preview(manager)).toMatchObject({ members: 1, ofMembers: 2 });
  });

  it("refuses a rule on a tag that people set, an empty rule, and whoever may not", async () => {
    const put = (who: TestPerson, no: number, body: object) =>
      server.call<{ code: string }>("PUT", `/tags/${no}/rule`, { cookie: who.cookie, body });
    expect((await put(operator, manualTagNo, { rule })).body.code).toBe("not_a_rule_tag");
    expect((await put(operator, tagNo, { rule: { conditions: [] } })).status).toBe(400);
    expect((await put(operator, tagNo, { rule: { conditions: [{ kind: "orders", count: {} }] } })).status).toBe(400);
    expect((await put(manager, tagNo, { rule })).status).toBe(403);
    expect((await server.call("GET", `/tags/${manualTagNo}/rule`, { cookie: operator.cookie })).status).toBe(404);
  });

  it("gives and takes a tag as the rule says, at every refresh, and says when it was [DT-05]", async () => {
    const put = await server.call<{ refreshedAt: string | null }>("PUT", `/tags/${tagNo}/rule`, {
      cookie: operator.cookie,
      body: { rule },
    });
    expect([put.status, put.body.refreshedAt]).toEqual([200, null]);
    expect(await refresh()).toEqual({ added: 2, removed: 0, members: 2 });
    expect(await carriers()).toEqual([
      [numbers[0], "rule"],
      [numbers[2], "rule"],
    ]);
    expect(await refresh()).toEqual({ added: 0, removed: 0, members: 2 });
    await loadOrders(platform.clickhouse, [{ memberNo: numbers[1], day: today, amountLi: 1_000 }]);
    const shown = await server.call<{ members: number; refreshedAt: string | null }>("GET", `/tags/${tagNo}/rule`, {
      cookie: operator.cookie,
    });
    expect(shown.body).toMatchObject({ members: 2, failure: null });
    expect(shown.body.refreshedAt).not.toBeNull();
    // 84 days later every order is still within 90 days; three days on, the two of the last member are not.
    feilun.clock.advance({ days: 84 });
    await loadOrders(platform.clickhouse, [{ memberNo: numbers[1], day: "2026-09-01", amountLi: 1_000 }]);
    expect(await refresh()).toEqual({ added: 1, removed: 0, members: 3 });
    feilun.clock.advance({ days: 3 });
    expect(await refresh()).toEqual({ added: 0, removed: 1, members: 2 });
  });
});

describe("diffSorted", () => {
  it("tells what to add and what to remove", () => {
    expect(diffSorted([1, 2, 5], [2, 3, 5, 9])).toEqual({ added: [3, 9], removed: [1] });
    expect(diffSorted([], [1])).toEqual({ added: [1], removed: [] });
    expect(diffSorted([1], [])).toEqual({ added: [], removed: [1] });
  });
});
