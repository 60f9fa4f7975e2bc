import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../commerce/index.ts";
import { upsertMembers } from "../../customers/index.ts";
import { appendEvents, type EventDraft, refreshRelations } from "../../events/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

const feilun = await testPlatform();
const { platform } = feilun;
const server = await testServer(feilun);

let chain: SmallChain;
let operator: TestPerson;
let northern: number;
let southern: number;
let silent: number;

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  const observedAt = new Date("2026-03-02T04:00:00Z");
  await platform.db.transaction().execute(async (tx) => {
    const made = await upsertMembers(
      tx,
      platform,
      (["N1", "S1", "N1"] as const).map((store, index) => ({
        identifiers: [{ kind: "phone" as const, value: `1381234000${index}` }],
        registeredAt: observedAt,
        storeNo: chain.stores[store].no,
        consents: index === 2 ? [] : [{ purpose: "profiling" as const, channel: "any" as const, granted: true }],
        source: "pos",
        observedAt,
      })),
    );
    [northern, southern, silent] = made.map((each) => each.memberNo as number) as [number, number, number];
    const member = { originNo: northern, memberNo: northern };
    const draft = (type: EventDraft["type"], at: string, properties: object = {}) =>
      ({ source: "t", eventId: `${type}${at}`, type, ...member, occurredAt: new Date(at), properties }) as EventDraft;
    await appendEvents(tx, [
      draft("contact.added", "2026-03-01T04:00:00Z"),
      draft("message.sent", "2026-03-05T04:00:00Z"),
      draft("message.replied", "2026-03-05T05:00:00Z"),
      // The first of April already, in the shop's time zone.
      draft("member.referred", "2026-03-31T17:00:00Z"),
      draft("member.cancelled", "2026-04-09T04:00:00Z"),
    ]);
    await upsertOrders(tx, platform, [
      {
        source: "pos",
        orderCode: "R-1",
        member,
        storeNo: chain.stores.N1.no,
        channel: "store",
        businessDay: "2026-03-06",
        paidAt: new Date("2026-03-06T04:00:00Z"),
        lines: [{ sku: "SKU-1", name: "茶", quantity: 2, unitPriceLi: 10_000, amountLi: 20_000 }],
      },
    ]);
  });
  await feilun.passHorizon();
  await refreshRelations(platform);
  await feilun.deliver();
});

interface Shown {
  schema: string;
  memberNo: number;
  relation: { state: string };
  allowedPurposes: string[];
  months: object[];
  totals: object;
}

describe("a long-term relation record", () => {
  it("holds states, tenure and months of everything between customer and brand [DT-24]", async () => {
    const { status, body } = await server.call<Shown>("GET", `/members/${northern}/relation-record`, {
      cookie: operator.cookie,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      schema: "feilun.relation-record",
      version: 1,
      memberNo: northern,
      relation: { state: "contact" },
      tenure: { days: 105, activeMonths: 2 },
      allowedPurposes: ["profiling"],
      totals: { purchases: 1, amountFen: 2000, items: 2, messages: 1, replies: 1, referrals: 1 },
      months: [
        { month: "2026-03", purchases: 1, replies: 1, referrals: 0 },
        { month: "2026-04", purchases: 0, replies: 0, referrals: 1 },
      ],
    });
  });

  it("goes out as JSON Lines for a rule, within scope and consent, with reason and trail [DT-24]", async () => {
    const take = async (who: TestPerson, body: object) => {
      const answer = await fetch(`${server.url}/api/v1/relation-records/export`, {
        method: "POST",
        headers: { cookie: who.cookie, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.text() };
    };
    const nosOf = (text: string) =>
      text.split("\n").flatMap((line) => (line === "" ? [] : [(JSON.parse(line) as Shown).memberNo]));
    expect((await take(operator, {})).status).toBe(400);
    expect(nosOf((await take(operator, { reason: "训练推荐模型" })).body)).toEqual([northern, southern]);
    const all = await take(operator, { reason: "内部核对", onlyProfilingConsent: false });
    expect(nosOf(all.body)).toEqual([northern, southern, silent]);
    const rule = { conditions: [{ kind: "orders", count: { min: 1 } }] };
    expect(nosOf((await take(operator, { reason: "买过的人", rule })).body)).toEqual([northern]);
    const guide = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.N1.id });
    expect((await take(guide, { reason: "想看看" })).status).toBe(403);
    const { rows } = await sql<{ action: string; members: string | null; reason: string | null }>`
      select action, detail->>'members' as members, detail->>'reason' as reason from audit_log where subject_kind = 'relation_record' order by id`.execute(
      platform.db,
    );
    expect(rows.slice(-2)).toEqual([
      { action: "relation_record.exported", members: null, reason: "买过的人" },
      { action: "relation_record.export_finished", members: "1", reason: null },
    ]);
  });

  it("counts who moved forward and who was lost in a period [ID-05]", async () => {
    const ask = (extra: string) =>
      server.call<{
        rows: { key: string; values: Record<string, { value: number }> }[];
        total: Record<string, { value: number }>;
      }>("GET", `/metrics/query?metrics=relationsForward,relationsBack&from=2026-03-01&to=2026-05-01${extra}`, {
        cookie: operator.cookie,
      });
    const { body } = await ask("&by=month");
    expect(
      body.rows.map(({ key, values }) => [key, values.relationsForward?.value, values.relationsBack?.value]),
    ).toEqual([
      ["2026-03-01", 4, 0],
      ["2026-04-01", 0, 1],
    ]);
    const south = await ask(`&orgUnitId=${chain.south.id}`);
    expect([south.body.total.relationsForward?.value, south.body.total.relationsBack?.value]).toEqual([1, 0]);
  });
});
