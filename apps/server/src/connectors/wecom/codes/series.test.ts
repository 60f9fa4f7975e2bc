import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../../commerce/index.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { aCodeWorld, type CodeAnswer } from "./codes.testing.ts";

const test = await testPlatform({ now: new Date().toISOString() });
const { platform, clock } = test;
const server = await testServer(test);
const sandbox = await testSandbox();
let world: Awaited<ReturnType<typeof aCodeWorld>>;

interface Page {
  readonly items: readonly CodeAnswer[];
}

const fetchFile = async (path: string) => {
  const response = await fetch(`${server.url}/api/v1${path}`, { headers: { cookie: world.operator.cookie } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
};
const day = (add: number) => new Date(clock.now().getTime() + add * 86_400_000).toISOString().slice(0, 10);
const period = `from=${day(-2)}&to=${day(2)}`;

beforeAll(async () => {
  world = await aCodeWorld(test, server, sandbox);
  await world.sync();
  await world.listen();
});

describe("codes for a whole chain at once [AQ-05]", () => {
  const body = { series: "秋季台卡", kind: "store", name: "{门店}台卡", material: "table_card" };

  it("makes one per store, the second time only what is missing, and lays them in the background", async () => {
    const first = await world.ask("POST", "/live-codes/series", { ...body, unitId: world.chain.hq.id });
    expect(first).toEqual({ total: 4, created: 4 });
    expect(await world.ask("POST", "/live-codes/series", { ...body, unitId: world.chain.hq.id })).toEqual({
      total: 4,
      created: 0,
    });
    await world.refresh();
    const { items } = await world.ask<{ items: object[] }>("GET", "/live-codes/series");
    // The fourth store has nobody on WeCom.
    expect(items).toEqual([expect.objectContaining({ series: "秋季台卡", codes: 4, live: 3, failed: 0 })]);
  });

  it("prints them as one PDF and as a zip of pictures [CH-26][CH-27]", async () => {
    expect((await fetchFile("/live-codes/posters?series=秋季台卡&template=table_card")).status).toBe(409);
    await sql`insert into setting (key, value, version, updated_by)
      values ('instance.public_address', '{"url": "https://crm.example.com"}', 1, 'test')`.execute(platform.db);
    const pdf = await fetchFile("/live-codes/posters?series=秋季台卡&template=table_card");
    expect(pdf.status).toBe(200);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.bytes.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(4);
    const zip = await fetchFile("/live-codes/posters?series=秋季台卡&template=parcel_card&format=zip");
    expect(zip.bytes.subarray(0, 2).toString()).toBe("PK");
    expect(zip.bytes.toString("latin1").match(/\x89PNG/g)).toHaveLength(4);
  });
});

describe("short links [AQ-01]", () => {
  it("CASE-10 carries UTM parameters on and counts people, not robots, previews or repeats", async () => {
    const link = await world.ask<CodeAnswer>("POST", "/live-codes", {
      kind: "link",
      name: "直购广告",
      channel: "mini_program",
      material: "ad",
      targetUrl: "https://shop.example.com/buy?sku=1&utm_medium=own",
      utm: { source: "moments_ad", medium: "cpm" },
    });
    const opened = await world.open(`${link.path}?utm_campaign=plan-a&i=DEALER-7`);
    expect(opened.status).toBe(302);
    expect(Object.fromEntries(new URL(opened.location ?? "").searchParams)).toEqual({
      sku: "1",
      utm_medium: "own",
      utm_source: "moments_ad",
      utm_campaign: "plan-a",
      i: "DEALER-7",
      fl_code: link.slug,
    });
    await world.open(link.path, { feilun_visitor: opened.visitor });
    await world.open(link.path, {}, "Mozilla/5.0 (compatible; Baiduspider/2.0)");
    await world.open(link.path, {}, "Mozilla/5.0 WeChatShareExtensionExt");
    await world.open(link.path);
    const { current } = await world.ask<{ current: object }>("GET", `/live-codes/${link.id}/statistics?${period}`);
    expect(current).toMatchObject({ scans: 2, visitors: 2 });
    const ignored = await world.rows<{ ignored: string }>(
      sql`select ignored from live_code_visit where code_id = ${link.id} and ignored is not null order by id`,
    );
    expect(ignored.map((row) => row.ignored)).toEqual(["repeated", "crawler", "preview"]);
    const report = await world.ask<{ rows: { label: string; scans: number }[] }>(
      "GET",
      `/live-codes/report?${period}&by=utm`,
    );
    expect(Object.fromEntries(report.rows.map(({ label, scans }) => [label, scans]))).toEqual({
      "moments_ad / cpm": 1,
      "moments_ad / cpm / plan-a": 1,
    });
  });
});

describe("what a code brings [AQ-18][AQ-30]", () => {
  it("credits first orders and net sales within the window to the code they came by", async () => {
    const { items } = await world.ask<Page>("GET", "/live-codes?series=秋季台卡&q=北二店");
    const code = items[0];
    const person = await world.person("小明");
    await sandbox.act("wecom.scan_contact_way", { person, code: code?.qrUrl });
    await world.work(1);
    await world.refresh();
    const [member] = await world.rows<{ originNo: number; memberNo: number }>(
      sql`select origin_no as "originNo", member_no as "memberNo" from live_code_arrival where code_id = ${code?.id}`,
    );
    if (!member) throw new Error("nobody arrived");
    const order = (orderCode: string, days: number, amountLi: number) => ({
      source: "pos",
      orderCode,
      member,
      storeNo: world.chain.stores.N2.no,
      channel: "store",
      businessDay: day(days),
      paidAt: new Date(clock.now().getTime() + days * 86_400_000 + 60_000),
      lines: [{ sku: "A", name: "茶", quantity: 1, unitPriceLi: amountLi, amountLi }],
    });
    await platform.db
      .transaction()
      .execute((tx) =>
        upsertOrders(tx, platform, [order("A1", 1, 10_000), order("A2", 3, 5_000), order("A3", 40, 9_000)]),
      );
    const statistics = await world.ask<{ current: object; previous: object }>(
      "GET",
      `/live-codes/${code?.id}/statistics?${period}`,
    );
    expect(statistics.current).toMatchObject({ contacts: 1, lost: 0, buyers: 1, firstOrders: 1, salesFen: 1_500 });
    expect(statistics.previous).toMatchObject({ contacts: 0, buyers: 0, salesFen: 0 });
  });
});
