import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../kernel/calendar.ts";
import { testPlatform } from "../../testing/platform.ts";
import { wholeChain } from "../shared/slice.ts";
import { loadEvents, loadOrders } from "../testing/load-facts.ts";
import { compileRules } from "./compile/compile-rules.ts";
import type { CompileContext } from "./compile/context.ts";
import { compiledParams } from "./compile/context-of.ts";
import { holds, type OracleMember, type OracleWorld } from "./oracle.testing.ts";
import { type Rule, segmentRuleSchema } from "./rule/rule.ts";

const today = "2026-03-02";
const ago = (days: number) => addDays(today, -days);
const north = "00000000-0000-7000-8000-000000000001";
const south = "00000000-0000-7000-8000-000000000002";

/** Two buckets of members whose deeds follow from their number. */
const members = [
  ...Array.from({ length: 60 }, (_, at) => at + 1),
  ...Array.from({ length: 30 }, (_, at) => 1_048_570 + at),
].map(
  (memberNo, at): OracleMember => ({
    memberNo,
    gender: ["female", "male", ""][at % 3] as string,
    city: ["杭州市", "上海市", "", "广州市"][at % 4] as string,
    storeNo: [1, 2, 3, 0][at % 4] as number,
    birthday: [302, 228, 229, 301, 1231, 0, 315][at % 7] as number,
    registered: at % 5 === 0 ? null : ago((at * 11) % 500),
    orders: Array.from({ length: at % 6 }, (_, n) => ({
      day: ago((at * 7 + n * 23) % 150),
      amountFen: ((at * 13 + n * 17) % 40) * 1_000 + 500,
      items: 1 + ((at + n) % 3),
      channel: n % 2 === 0 ? "store" : "mini_program",
      skus: [`T${(at + n) % 4}`, `T${(at * n) % 5}`],
    })),
    events: Array.from({ length: at % 9 }, (_, n) => ({
      type: ["message.opened", "product.viewed", "cart.added"][(at + n * 2) % 3] as string,
      at: `${ago((at * 5 + n * 4) % 40)} ${String((at * 7 + n * 5) % 24).padStart(2, "0")}:${String((at + n * 7) % 60).padStart(2, "0")}:00`,
      properties: (at + n) % 3 === 1 ? { sku: `T${n % 4}` } : {},
    })),
    tags: [11, 12, 13].filter((tag) => (at + 1) % (tag - 9) === 0),
  }),
);

const range = fc.oneof(
  fc.record({ min: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ max: fc.integer({ min: 0, max: 3 }) }),
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
    .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
);
const daysRange = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 90 }))
  .map(([min, more]) => ({ min, max: min + more }));
const moneyRange = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
  .map(([a, b]) => ({ min: a * 1_000, max: (a + b) * 1_000 }));
const moment = fc.oneof(
  fc.integer({ min: -3, max: 120 }).map((daysAgo) => ({ daysAgo })),
  fc.integer({ min: 0, max: 120 }).map(ago),
);
const window = fc.oneof(
  fc.record({ from: moment }),
  fc.record({ to: moment }),
  fc.record({ from: moment, to: moment }),
);
const known = fc.constant({ known: true as const });
const anniversary = fc
  .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 20 }))
  .map(([fromDays, more]) => ({ anniversary: { fromDays, toDays: fromDays + more } }));
const oneOf = (...values: string[]) => fc.subarray(values, { minLength: 1 }).map((list) => ({ in: list }));
const attribute = fc.oneof(
  fc.record({ field: fc.constant("gender"), test: fc.oneof(oneOf("female", "male"), known) }),
  fc.record({ field: fc.constant("city"), test: fc.oneof(oneOf("杭州市", "广州市"), known) }),
  fc.record({ field: fc.constant("birthday"), test: fc.oneof(anniversary, known) }),
  fc.record({
    field: fc.constant("registered"),
    test: fc.oneof(
      window.map((within) => ({ within })),
      anniversary,
      known,
    ),
  }),
);
const purchase = fc.record(
  {
    of: fc.constant("purchase"),
    where: fc.array(
      fc.oneof(
        fc.record({ property: fc.constant("channel"), test: oneOf("store", "mini_program") }),
        fc.record({ property: fc.constant("sku"), test: oneOf("T0", "T1", "T4") }),
        fc.record({ property: fc.constant("amountFen"), test: moneyRange.map((between) => ({ between })) }),
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ["of"] },
);
const event = fc.oneof(
  fc.record({ of: fc.constantFrom("message.opened", "product.viewed", "cart.added") }),
  fc.record({
    of: fc.constant("product.viewed"),
    where: fc.tuple(fc.record({ property: fc.constant("sku"), test: fc.oneof(oneOf("T0", "T2"), known) })),
  }),
);
const withWindow = <Shape extends object>(base: fc.Arbitrary<Shape>) =>
  fc
    .tuple(base, fc.option(window, { nil: undefined }))
    .map(([shape, chosen]) => (chosen ? { ...shape, window: chosen } : shape));
const behaviour = fc.oneof(
  withWindow(
    fc
      .tuple(fc.oneof(purchase, event), fc.constantFrom("count", "days"), range)
      .map(([of, measure, bounds]) => ({ ...of, measure, range: bounds })),
  ),
  withWindow(
    fc
      .tuple(fc.oneof(purchase, event), fc.constantFrom("first", "last"), daysRange)
      .map(([of, measure, bounds]) => ({ ...of, measure, range: bounds })),
  ),
  withWindow(
    fc
      .tuple(purchase, fc.constantFrom({ sum: "amountFen" }, { average: "amountFen" }), moneyRange)
      .map(([of, measure, bounds]) => ({ ...of, measure, range: bounds })),
  ),
  withWindow(fc.tuple(purchase, range).map(([of, bounds]) => ({ ...of, measure: { distinct: "sku" }, range: bounds }))),
);
const sequence = fc
  .tuple(
    fc.array(event, { minLength: 1, maxLength: 3 }),
    fc.option(event, { nil: undefined }),
    fc.integer({ min: 1, max: 20 }),
  )
  .filter(([steps, without]) => steps.length > 1 || without !== undefined)
  .map(([steps, without, withinDays]) => ({ steps, withinDays, ...(without ? { without } : {}) }));
const leaf = fc.oneof(
  attribute.map((one) => ({ kind: "attribute", ...one })),
  fc.record({
    kind: fc.constant("tag"),
    tags: fc.subarray([11, 12, 13, 99], { minLength: 1 }),
    match: fc.constantFrom("any", "all"),
  }),
  fc.record({ kind: fc.constant("unit"), units: fc.subarray([north, south], { minLength: 1 }) }),
  behaviour.map((one) => ({ kind: "behaviour", ...one })),
  fc
    .tuple(fc.oneof(purchase, event), fc.integer({ min: 1, max: 4 }), window)
    .map(([of, nth, when]) => ({ kind: "nth", ...of, nth, window: when })),
  withWindow(sequence).map((one) => ({ kind: "sequence", ...one })),
  fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 40 }))
    .map(([fromPercent, more]) => ({ kind: "sample", salt: "测试", fromPercent, toPercent: fromPercent + more })),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({ kind: fc.constantFrom("all", "any"), of: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant("not"), of: tie("tree") }),
  ),
}));
const rules = fc.array(
  tree.map((root) => segmentRuleSchema.parse({ version: 1, root }).root),
  { minLength: 1, maxLength: 8 },
);

describe("rules over members", async () => {
  const { platform } = await testPlatform({ now: `${today}T06:30:00Z` });
  const { clickhouse } = platform;
  const storesOf = new Map([
    [north, [1, 2]],
    [south, [3]],
  ]);
  const world: OracleWorld = { today, now: platform.clock.now().getTime(), storesOf };
  const context: CompileContext = { day: today, scope: wholeChain, storesOf, versionOf: new Map() };

  beforeAll(async () => {
    await clickhouse.insert(
      "member_fact (member_no, owner_no, version, is_deleted, first_seen_at, registered_at, store_no, channel, relation, gender, birth_month_day, city)",
      members.map((member) => ({
        member_no: member.memberNo,
        owner_no: member.memberNo,
        version: 1,
        is_deleted: 0,
        first_seen_at: "2020-01-01 00:00:00",
        registered_at: member.registered === null ? null : `${member.registered} 04:00:00`,
        store_no: member.storeNo,
        channel: "store",
        relation: "member",
        gender: member.gender,
        birth_month_day: member.birthday,
        city: member.city,
      })),
    );
    await loadOrders(
      clickhouse,
      members.flatMap((member) =>
        member.orders.map((order) => ({
          memberNo: member.memberNo,
          day: order.day,
          amountLi: order.amountFen * 10,
          items: order.items,
          channel: order.channel,
          lines: order.skus.map((sku) => ({ sku, quantity: 1, amountLi: 10 })),
        })),
      ),
    );
    await loadEvents(
      clickhouse,
      members.flatMap((member) => member.events.map((each) => ({ memberNo: member.memberNo, ...each }))),
    );
    await clickhouse.insert(
      "tag_fact (tag_no, member_no, version, is_deleted)",
      members.flatMap((member) => [
        ...member.tags.map((tag) => ({ tag_no: tag, member_no: member.memberNo, version: 2, is_deleted: 0 })),
        // Had it once: must not count.
        { tag_no: 99, member_no: member.memberNo, version: 1, is_deleted: 0 },
        { tag_no: 99, member_no: member.memberNo, version: 2, is_deleted: 1 },
      ]),
    );
  });

  async function found(wanted: readonly Rule[]): Promise<number[][]> {
    const rows = await clickhouse.rows<{ found: number[][] }>(
      `select [${wanted.map((_, at) => `bitmapToArray(r${at})`).join(", ")}] as found from (${compileRules(wanted, context)})`,
      compiledParams(platform, context),
    );
    return wanted.map((_, at) => rows.flatMap((row) => row.found[at] ?? []).sort((a, b) => a - b));
  }

  it("finds exactly the members that the words of a rule describe, whatever the rule", {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(rules, async (wanted) => {
        const expected = wanted.map((rule) =>
          members.filter((member) => holds(member, rule, world)).map((member) => member.memberNo),
        );
        expect(await found(wanted)).toEqual(expected);
      }),
      { numRuns: Number(process.env.RULE_RUNS ?? 60) },
    );
  });
});
