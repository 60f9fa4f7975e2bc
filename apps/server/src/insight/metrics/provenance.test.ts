import { beforeAll, describe, expect, it } from "vitest";
import { upsertMembers } from "../../customers/index.ts";
import { processInbox } from "../../events/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadOrders } from "../testing/load-facts.ts";

interface Answer {
  total: Record<string, { value: number | null }>;
  rows: { key: string; values: Record<string, { value: number | null }> }[];
}

const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = feilun;
const server = await testServer(feilun);
let chain: SmallChain;
let admin: TestPerson;

async function ask(query: string): Promise<Answer> {
  const { status, body } = await server.call<Answer>("GET", `/metrics/query?${query}`, { cookie: admin.cookie });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const totals = ({ total }: Answer) => Object.fromEntries(Object.entries(total).map(([id, { value }]) => [id, value]));

async function send(eventId: string, occurredAt: string, identifiers: object[]) {
  const { body } = await server.call("POST", "/events", {
    cookie: admin.cookie,
    body: { events: [{ eventId, type: "content.viewed", occurredAt, identifiers, properties: { contentCode: "a" } }] },
  });
  expect(body).toMatchObject({ accepted: 1 });
  await processInbox(platform);
}

async function lookup(kind: string, value: string, scope?: string) {
  const { body } = await server.call<{ memberNo?: number | null }>("POST", "/identity/lookup", {
    cookie: admin.cookie,
    body: { kind, value, ...(scope ? { scope } : {}) },
  });
  return body;
}

const douyin = { kind: "platform_id", scope: "douyin", value: "dy-1001" };
const xiaohongshu = { kind: "platform_id", scope: "xiaohongshu", value: "xhs-2002" };
const phone = { kind: "phone", value: "13611110009" };

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
  const person = (index: number, channel: string, more: { kind: "unionid"; value: string }[] = []) => ({
    identifiers: [{ kind: "phone" as const, value: `1361111000${index}` }, ...more],
    registeredAt: new Date("2026-05-10T04:00:00Z"),
    storeNo: chain.stores.N1.no,
    channel,
    source: "test",
    observedAt: new Date("2026-05-10T04:00:00Z"),
  });
  const resolved = await platform.db
    .transaction()
    .execute((tx) =>
      upsertMembers(tx, platform, [
        person(0, "store"),
        person(1, "store", [{ kind: "unionid", value: "oDigital" }]),
        person(2, "mini_program"),
      ]),
    );
  const [offline, wechat] = resolved.map(({ memberNo }) => memberNo) as [number, number];
  await loadOrders(platform.clickhouse, [
    { memberNo: offline, day: "2026-06-02", amountLi: 300_000 },
    { memberNo: wechat, day: "2026-06-02", amountLi: 100_000 },
    { day: "2026-06-02", amountLi: 600_000 },
  ]);
  await feilun.deliver();
});

describe("digital members", () => {
  it("are a share of members and of sales [DT-20]", async () => {
    const answer = await ask(
      "metrics=digitalMemberShare,digitalMemberSalesShare,digitalMemberShareOfSales&from=2026-06-01&to=2026-07-01",
    );
    expect(totals(answer)).toEqual({
      digitalMemberShare: 2 / 3,
      digitalMemberSalesShare: 0.25,
      digitalMemberShareOfSales: 0.1,
    });
    const months = await ask("metrics=digitalMemberShare&from=2026-04-01&to=2026-06-01&by=month");
    expect(months.rows.map((row) => row.values.digitalMemberShare?.value)).toEqual([null, 2 / 3]);
  });
});

describe("people from other platforms", () => {
  it("are found by their account there, and become one with their phone [ID-10]", async () => {
    await send("dy", "2026-06-03T04:00:00Z", [douyin]);
    await send("xhs", "2026-06-04T04:00:00Z", [xiaohongshu]);
    const stranger = await lookup("platform_id", douyin.value, douyin.scope);
    const other = await lookup("platform_id", xiaohongshu.value, xiaohongshu.scope);
    expect(stranger.memberNo).toBeGreaterThan(0);
    expect(other.memberNo).not.toBe(stranger.memberNo);
    // The same number on another platform is somebody else's.
    expect((await lookup("platform_id", douyin.value, xiaohongshu.scope)).memberNo ?? null).toBeNull();
    await send("dy-phone", "2026-06-05T04:00:00Z", [douyin, phone]);
    await send("xhs-phone", "2026-06-06T04:00:00Z", [xiaohongshu, phone]);
    const joined = await lookup("phone", phone.value);
    expect(await lookup("platform_id", douyin.value, douyin.scope)).toEqual(joined);
    expect(await lookup("platform_id", xiaohongshu.value, xiaohongshu.scope)).toEqual(joined);
    const { body } = await server.call<{ items: { summary: string }[] }>(
      "GET",
      `/members/${joined.memberNo}/timeline`,
      {
        cookie: admin.cookie,
      },
    );
    expect(body.items).toHaveLength(4);
  });

  it("are counted as a share of new customers; who was known before is not one of them [ID-10]", async () => {
    // Known by phone since May; links an account now.
    await send("late", "2026-06-07T04:00:00Z", [
      { kind: "phone", value: "13611110000" },
      { kind: "platform_id", scope: "douyin", value: "dy-3003" },
    ]);
    await send("wx", "2026-06-08T04:00:00Z", [{ kind: "unionid", value: "oNew" }]);
    await feilun.deliver();
    const june = await ask("metrics=externalAcquisitionShare,newCustomers&from=2026-06-01&to=2026-07-01");
    expect(totals(june)).toEqual({ externalAcquisitionShare: 0.5, newCustomers: 2 });
    const may = await ask("metrics=externalAcquisitionShare&from=2026-05-01&to=2026-06-01");
    expect(totals(may)).toEqual({ externalAcquisitionShare: 0 });
  });
});
