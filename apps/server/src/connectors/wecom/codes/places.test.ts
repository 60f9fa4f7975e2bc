import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { aCodeWorld, type CodeAnswer, type ShownAnswer } from "./codes.testing.ts";

const test = await testPlatform({ now: new Date().toISOString() });
const server = await testServer(test);
const sandbox = await testSandbox();
let world: Awaited<ReturnType<typeof aCodeWorld>>;
let code: CodeAnswer;
let tagNo: number;

interface Offer {
  readonly stores: readonly {
    readonly storeNo: number;
    readonly name: string;
    readonly metres: number;
    readonly receives: boolean;
  }[];
  readonly cities: readonly { readonly city: string; readonly stores: number }[];
}

beforeAll(async () => {
  world = await aCodeWorld(test, server, sandbox);
  const open = async (owner: string, name: string) =>
    (await sandbox.act<{ chatId: string }>("wecom.open_group", { owner, name })).chatId;
  const a = await open("LiLei", "北一店福利群1");
  await open("WangWu", "北二店福利群1");
  await open("ZhaoLiu", "南一店福利群1");
  for (let n = 0; n < 398; n++)
    await sandbox.act("wecom.invite_to_group", { chatId: a, person: await world.person(`客${n}`), invitor: "LiLei" });
  await world.sync();
  await world.listen();
  const [group] = await world.rows<{ id: string }>(
    sql`insert into tag_group (family, name) values ('identity', '来源') returning id`,
  );
  const tag = await world.ask<{ tagNo: number }>("POST", "/tags", { groupId: group?.id, name: "门店活码入群" });
  tagNo = tag.tagNo;
  code = await world.ask<CodeAnswer>("POST", "/live-codes", {
    kind: "place",
    name: "全城福利群",
    shows: "group",
    material: "poster",
    campaign: "夏日",
    roomLimit: 400,
    roomName: "福利群",
    tagNos: [tagNo],
  });
  await world.refresh();
});

const join = async (nickname: string, qrUrl: string | undefined) => {
  const person = await world.person(nickname);
  const joined = await sandbox.act<{ chatId: string; name: string }>("wecom.scan_join_way", {
    person,
    code: qrUrl,
    roomAt: 400,
  });
  return { person, ...joined };
};
const inNorth1 = { latitude: 39.0815, longitude: 117.2 };

describe("CASE-01 one code for the city leads to the nearest store's group", () => {
  let first: { chatId: string };

  it("lays one way per store with groups, and shows the nearest store by true distance [AQ-02][OR-13]", async () => {
    const described = await world.ask<CodeAnswer>("GET", `/live-codes/${code.id}`);
    expect(described.wayList.map((way) => [way.storeNo, way.state]).sort()).toEqual(
      [world.chain.stores.N1.no, world.chain.stores.N2.no, world.chain.stores.S1.no].sort().map((no) => [no, "live"]),
    );
    const page = await world.open(described.path);
    expect(page.status).toBe(200);
    const offer = await page.tell<Offer>("stores", inNorth1);
    expect(offer.stores[0]).toMatchObject({ storeNo: world.chain.stores.N1.no, receives: true });
    expect(offer.stores[0]?.metres).toBe(167);
    // What a browser measures (WGS-84) lies some hundred metres off what the map shows.
    const measured = await page.tell<Offer>("stores", { ...inNorth1, datum: "wgs84" });
    expect(measured.stores[0]?.metres).toBeGreaterThan(300);
    const { shown } = await page.tell<ShownAnswer>("show", {
      storeNo: world.chain.stores.N1.no,
      by: "nearest",
      metres: 167,
    });
    first = await join("U1", shown?.qrUrl);
    await world.work(1);
  });

  it("opens the next group behind the same code at 400 [AQ-03][CM-13]", async () => {
    const page = await world.open(`/c/${code.slug}`);
    const { shown } = await page.tell<ShownAnswer>("show", {
      storeNo: world.chain.stores.N1.no,
      by: "nearest",
      metres: 200,
    });
    const second = await join("U2", shown?.qrUrl);
    expect(second.chatId).not.toBe(first.chatId);
    await world.work(2);
    await world.refresh();
    const { wayList } = await world.ask<CodeAnswer>("GET", `/live-codes/${code.id}`);
    const north = wayList.find((way) => way.storeNo === world.chain.stores.N1.no);
    expect(north?.targets).toEqual([second.name]);
    expect(north?.state).toBe("live");
  });

  it("lets the customer refuse the location, pick a city and another store; they belong to that store [AQ-02]", async () => {
    const page = await world.open(`/c/${code.slug}?utm_source=dm&utm_medium=leaflet`);
    const { cities } = await page.tell<Offer>("stores", {});
    expect(cities.map(({ city }) => city)).toContain("广州市");
    const { stores } = await page.tell<Offer>("stores", { city: "广州" });
    expect(stores.map(({ name }) => name)).toEqual(["南一店"]);
    const { shown } = await page.tell<ShownAnswer>("show", { storeNo: stores[0]?.storeNo, by: "picked" });
    expect(shown).toMatchObject({ storeName: "南一店", by: "picked" });
    await join("U3", shown?.qrUrl);
    await world.work(1);
    await world.refresh();
    const arrived = await world.rows<{
      store: string;
      kind: string;
      first: boolean;
      bound: string;
      tagged: boolean;
      scanned: number;
    }>(sql`
      select u.name as store, a.kind, a.first, b.name as bound,
        exists (select from member_tag t where t.member_no = a.member_no and t.tag_no = ${tagNo}) as tagged,
        (select count(*)::int from event_log e where e.type = 'code.scanned' and e.member_no = a.member_no) as scanned
      from live_code_arrival a join org_unit u on u.no = a.store_no join member m on m.member_no = a.member_no left join org_unit b on b.no = m.store_no
      order by a.arrived_at, u.name desc`);
    expect(arrived).toHaveLength(3);
    expect(arrived.map(({ store }) => store).sort()).toEqual(["北一店", "北一店", "南一店"]);
    for (const each of arrived)
      expect(each).toMatchObject({ kind: "group", first: true, bound: each.store, tagged: true, scanned: 1 });
  });

  it("leads a returning visitor and a known customer to their store's group without asking", async () => {
    const first = await world.open(`/c/${code.slug}`);
    expect(await first.tell("show", {})).toEqual({ shown: null, nothing: "" });
    await first.tell("show", { storeNo: world.chain.stores.S1.no, by: "picked" });
    const again = await world.open(`/c/${code.slug}`, { feilun_visitor: first.visitor });
    expect((await again.tell<ShownAnswer>("show", {})).shown).toMatchObject({ storeName: "南一店", by: "again" });
    const [member] = await world.rows<{ no: number }>(
      sql`select member_no as no from member where store_no = ${world.chain.stores.N1.no} limit 1`,
    );
    const known = await world.open(`/c/${code.slug}`, { feilun_known: test.platform.cipher.seal(String(member?.no)) });
    expect((await known.tell<ShownAnswer>("show", {})).shown).toMatchObject({ storeName: "北一店", by: "own" });
  });

  it("says so at a store without anybody, and offers no store outside the code's region", async () => {
    const page = await world.open(`/c/${code.slug}`);
    const answer = await page.tell<ShownAnswer>("show", { storeNo: world.chain.stores.S2.no, by: "picked" });
    expect(answer.shown).toBeNull();
    expect(answer.nothing).toContain("其他门店");
    const northern = await world.ask<CodeAnswer>("POST", "/live-codes", {
      kind: "place",
      name: "北区福利群",
      unitId: world.chain.north.id,
    });
    await world.refresh();
    const north = await world.open(`/c/${northern.slug}`);
    const { stores } = await north.tell<Offer>("stores", { latitude: 23.13, longitude: 113.26 });
    expect(stores.map(({ name }) => name).sort()).toEqual(["北一店", "北二店"]);
    expect(await north.tell("show", { storeNo: world.chain.stores.S1.no })).toMatchObject({ code: "not_found" });
  });

  it("counts openings, joins and who left, and rates the source by speed and quality [AQ-18][AQ-26][AQ-30]", async () => {
    const [left] = await world.rows<{ person_key: string; chat_key: string }>(sql`
      select m.person_key, g.chat_key from customer_group_member m join customer_group g on g.id = m.group_id
      where m.source_state = ${code.state} order by m.joined_at limit 1`);
    await sandbox.act("wecom.leave_group", { chatId: left?.chat_key, id: left?.person_key });
    await world.work(1);
    await world.refresh();
    const day = (add: number) => new Date(test.clock.now().getTime() + add * 86_400_000).toISOString().slice(0, 10);
    const period = `from=${day(-2)}&to=${day(2)}`;
    const statistics = await world.ask<{ current: object; carriers: object[] }>(
      "GET",
      `/live-codes/${code.id}/statistics?${period}`,
    );
    expect(statistics.current).toMatchObject({ visitors: 6, groupJoins: 3, groupLeft: 1, contacts: 0, newMembers: 3 });
    expect(statistics.carriers).toHaveLength(3);
    const report = await world.ask<{ rows: { key: string; label: string; stayRate: number; share: number }[] }>(
      "GET",
      `/live-codes/report?${period}&by=source`,
    );
    expect(report.rows.slice(0, 1)).toEqual([
      expect.objectContaining({ key: "material", label: "物料扫码", groupJoins: 3, share: 1, stayRate: 2 / 3 }),
    ]);
  });
});
