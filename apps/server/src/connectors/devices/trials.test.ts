import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { recordConsent } from "../../customers/index.ts";
import { aPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { aDeviceWorld, aTry } from "./devices.testing.ts";

const feilun = await testPlatform();
const { clock, platform } = feilun;
const { db } = platform;
const server = await testServer(feilun);
let world: Awaited<ReturnType<typeof aDeviceWorld>>;

interface Trials {
  readonly withheld: boolean;
  readonly tastes: {
    label: string;
    value: string;
    level: string;
    confidence: number;
    times: number;
    expiresAt: string;
  }[];
  readonly notBought: { sku: string; name: string; times: number; pictures: number; attributes: { value: string }[] }[];
  readonly uses: { deviceName: string; goods: string[]; pictures: number }[];
}
interface Overview {
  readonly total: { sessions: number; identified: number; triers: number; buyers: number };
}
const trials = async (memberNo: number, who = world.north) =>
  (await world.call<Trials>("GET", `/members/${memberNo}/store-trials`, who)).body;
const history = async (memberNo: number) =>
  (
    await sql<{ type: string; properties: object; channel: string }>`
      select type, properties, channel from event_log where member_no = ${memberNo} and source = 'device' order by occurred_at, type desc`.execute(
      db,
    )
  ).rows;

beforeAll(async () => {
  world = await aDeviceWorld(feilun, server);
});

describe("a use of a device", () => {
  it("is nobody's until the customer keeps it, with consent, by the code on the screen; then all of it is theirs [IN-17]", async () => {
    const { key } = await world.register("试妆镜甲");
    const memberNo = await world.visitor("a1");
    await world.send(key, [
      aTry("use", world.ago(5)),
      { ...aTry("use", world.ago(4)), type: "looked", sku: "L2", attributes: undefined },
    ]);
    expect(await history(memberNo)).toEqual([]);
    const { token, consent } = await world.code(key, "use");
    const shown = await world.look(token);
    expect(shown.body).toMatchObject({ kept: false, storeName: "北一店", goods: ["水光唇釉", "丝绒口红"], consent });
    const stale = await world.keep(token, "a1", 7);
    expect([stale.status, stale.body.errors?.[0]?.path]).toEqual([400, "consentVersion"]);
    expect((await world.keep(token, "unknown")).status).toBe(404);
    expect((await world.keep(token, "a1")).body).toMatchObject({ kept: true });
    expect(await history(memberNo)).toMatchObject([
      { type: "store.visited", properties: { means: "device" }, channel: "store" },
      {
        type: "device.tried",
        properties: { deviceKind: "虚拟试妆镜", productName: "丝绒口红", attributes: { shade: "豆沙 04" } },
      },
      { type: "product.viewed", properties: { sku: "L2" } },
    ]);
    const { rows } =
      await sql`select purpose, granted, text_version from consent_record where member_no = ${memberNo}`.execute(db);
    expect(rows).toEqual([{ purpose: "profiling", granted: true, text_version: "device-0" }]);
    // What comes after goes the same way, once; by the same person again it is the same.
    const after = [aTry("use", world.ago(0), { sku: "L2" })];
    await world.send(key, after);
    await world.send(key, after);
    expect((await world.keep(token, "a1")).status).toBe(200);
    expect((await history(memberNo)).map(({ type }) => type)).toEqual([
      "store.visited",
      "device.tried",
      "product.viewed",
      "device.tried",
    ]);
    // The next customer under the same number is not taken for this one.
    clock.advance({ minutes: 40 });
    const next = await world.send(key, [aTry("use", world.ago(0))]);
    expect(next.body).toMatchObject({ accepted: 0, errors: [{ path: "sessionId" }] });
  });

  it("is had by one of those who scan it at once, and by nobody after the code has run out [IN-17]", async () => {
    const { key } = await world.register("试妆镜乙");
    await Promise.all([world.visitor("b1"), world.visitor("b2")]);
    await world.send(key, [aTry("both", world.ago(1))]);
    const { token } = await world.code(key, "both");
    const scans = await Promise.all([world.keep(token, "b1"), world.keep(token, "b2")]);
    expect(scans.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(scans.find(({ status }) => status === 409)?.body.code).toBe("device_session_taken");
    const old = await world.code(key, "later");
    const renewed = await world.code(key, "later");
    expect((await world.look(old.token)).body.code).toBe("device_code_ended");
    clock.advance({ minutes: 16 });
    expect((await world.keep(renewed.token, "b1")).body.code).toBe("device_code_ended");
    const counter = await world.register("客流计", "counter");
    expect(
      (await world.withKey<{ code: string }>(counter.key, "/device-reports/codes", { sessionId: "x" })).body.code,
    ).toBe("device_without_sessions");
  });
});

describe("what was tried", () => {
  it("becomes tastes that say how sure they are and expire, on the profile [DT-11]", async () => {
    const { key } = await world.register("试妆镜丙");
    const memberNo = await world.visitor("c1");
    await world.send(key, [
      aTry("t", world.ago(9), { seconds: 45, pictureMade: true }),
      aTry("t", world.ago(8), { seconds: 60 }),
      aTry("t", world.ago(7), { seconds: 30, sku: "L2" }),
      aTry("t", world.ago(6), { attributes: { shade: "正红 01", finish: "哑光" } }),
    ]);
    await world.keep((await world.code(key, "t")).token, "c1");
    const { tastes, uses } = await trials(memberNo);
    // Seven of eight for the one shade: 7/8 of it, times 8/(8+2).
    expect(tastes).toMatchObject([
      { label: "色号", value: "豆沙 04", level: "firm", confidence: 70, times: 3 },
      { label: "色号", value: "正红 01", level: "faint", confidence: 10, times: 1 },
      { label: "质地", value: "哑光", level: "likely", confidence: 33, times: 1 },
    ]);
    expect(uses).toMatchObject([{ deviceName: "试妆镜丙", goods: ["丝绒口红", "水光唇釉"], pictures: 1 }]);
    // Known to those who see the customer, and to nobody else.
    expect((await world.call("GET", `/members/${memberNo}/store-trials`, world.south)).status).toBe(404);
    clock.advance({ days: 181 });
    const later = await aPerson(feilun, { roleCode: "hq_operator", unitId: world.chain.hq.id });
    expect((await trials(memberNo, later)).tastes).toEqual([]);
    clock.advance({ days: -181 });
  });

  it("leaves what was not bought as goods to recommend; buying takes them off, refusing profiling hides all [DT-11]", async () => {
    const { key } = await world.register("试妆镜丁");
    const memberNo = await world.visitor("d1");
    await world.send(key, [aTry("n", world.ago(3), { pictureMade: true }), aTry("n", world.ago(2), { sku: "L2" })]);
    await world.keep((await world.code(key, "n")).token, "d1");
    const skus = async () => (await trials(memberNo)).notBought.map(({ sku }) => sku);
    expect(await skus()).toEqual(["L1", "L2"]);
    const follow = async (who = world.north) =>
      (
        await world.call<{ items: { memberNo: number; sku: string; memberName: string }[] }>(
          "GET",
          "/device-trials?limit=50",
          who,
        )
      ).body.items
        .filter((row) => row.memberNo === memberNo)
        .map(({ sku }) => sku);
    expect(await follow()).toEqual(["L2", "L1"]);
    expect(await follow(world.south)).toEqual([]);
    await world.buys(memberNo, "L1");
    expect([await skus(), await follow()]).toEqual([["L2"], ["L2"]]);
    clock.advance({ minutes: 1 });
    await recordConsent(db, [
      {
        ...{ originNo: memberNo, memberNo, purpose: "profiling", channel: "any", granted: false },
        ...{ at: clock.now(), source: "phone", by: "客服" },
      },
    ]);
    expect(await trials(memberNo)).toEqual({ withheld: true, tastes: [], notBought: [], uses: [] });
    expect(await follow()).toEqual([]);
  });

  it("pages through the list of people to speak to without losing or doubling anybody [DT-11]", async () => {
    const { key } = await world.register("试妆镜己");
    for (const openid of ["p1", "p2", "p3"]) {
      await world.visitor(openid);
      await world.send(key, [aTry(openid, world.ago(1)), aTry(openid, world.ago(1), { sku: "L2" })]);
      await world.keep((await world.code(key, openid)).token, openid);
    }
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: { items: { memberNo: number; sku: string }[]; nextCursor: string | null } = (
        await world.call<never>("GET", `/device-trials?limit=2${cursor && `&cursor=${cursor}`}`, world.operator)
      ).body;
      seen.push(...page.items.map(({ memberNo, sku }) => `${memberNo} ${sku}`));
      cursor = page.nextCursor;
    }
    const all = await world.call<{ items: unknown[] }>("GET", "/device-trials?limit=200", world.operator);
    expect(seen).toHaveLength(all.body.items.length);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe("the figures and the person", () => {
  it("count uses, kept ones and those who bought within 14 days, people once though they used two devices [IN-17]", async () => {
    const [first, second] = [
      await world.register("甲屏", "makeup_mirror", world.chain.stores.N2.no),
      await world.register("乙屏", "makeup_mirror", world.chain.stores.N2.no),
    ];
    const [buyer, other] = [await world.visitor("e1"), await world.visitor("e2")];
    for (const [device, session, openid] of [
      [first, "1", "e1"],
      [second, "2", "e1"],
      [first, "3", "e2"],
    ] as const) {
      await world.send(device.key, [aTry(session, world.ago(1))]);
      await world.keep((await world.code(device.key, session)).token, openid);
    }
    await world.send(first.key, [aTry("nobody", world.ago(1))]);
    await world.buys(buyer, "L1");
    clock.advance({ days: 15 });
    await world.buys(other, "L1");
    const person = await aPerson(feilun, { roleCode: "analyst", unitId: world.chain.hq.id });
    const of = async (query: string) =>
      (await world.call<Overview>("GET", `/devices/overview?${query}`, person)).body.total;
    expect(await of(`storeNo=${world.chain.stores.N2.no}`)).toMatchObject({
      sessions: 4,
      identified: 3,
      triers: 2,
      buyers: 1,
    });
    const southern = await aPerson(feilun, { roleCode: "store_manager", unitId: world.chain.stores.S1.id });
    expect((await world.call<Overview>("GET", "/devices/overview", southern)).body.total).toMatchObject({
      sessions: 0,
      triers: 0,
    });
    clock.advance({ days: -15 });
  });

  it("follow a merge, and an erasure leaves the try as nobody's and the code leads to it no more [IN-17] [DT-11]", async () => {
    const { id, key } = await world.register("试妆镜戊");
    const [one, two] = [await world.visitor("f1"), await world.visitor("f2")];
    await world.send(key, [aTry("m", world.ago(1), { seconds: 30, pictureMade: true })]);
    const { token } = await world.code(key, "m");
    await world.keep(token, "f2");
    const merged = await world.call<object>("POST", "/identity/merges", world.admin, {
      memberNos: [one, two],
      note: "同一个人",
    });
    expect(merged.status, JSON.stringify(merged.body)).toBeLessThan(300);
    const whole = await trials(one);
    expect(whole.tastes).toMatchObject([{ value: "豆沙 04", level: "firm" }]);
    expect(whole.uses).toHaveLength(1);
    const officer = await aPerson(feilun, { roleCode: "compliance_officer", unitId: world.chain.hq.id });
    const ask = <Body>(path: string, body: object) => world.call<Body>("POST", path, officer, body);
    const asked = await ask<{ id: string; confirmation: string }>(`/members/${one}/erasure-requests`, {
      receivedVia: "store",
      note: "请删除",
    });
    await ask(`/erasure-requests/${asked.body.id}/review`, { decision: "approve", note: "已核对身份" });
    const { confirmation } = asked.body;
    expect((await ask(`/erasure-requests/${asked.body.id}/execute`, { confirmation })).status).toBe(200);
    const { rows } =
      await sql`select s.member_no, s.token_hash from device_session s join store_device d on d.no = s.device_no where d.id = ${id}`.execute(
        db,
      );
    expect(rows).toEqual([{ member_no: null, token_hash: null }]);
    expect((await sql`select from member_taste where member_no in (${one}, ${two})`.execute(db)).rows).toEqual([]);
    expect((await world.look(token)).body.code).toBe("device_code_ended");
  });
});
