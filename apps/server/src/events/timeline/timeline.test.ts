import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { type TestPlatform, testPlatform } from "../../testing/platform.ts";
import { type TestServer, testServer } from "../../testing/server.ts";
import { processInbox } from "../processing/process-inbox.ts";
import { hidePersonalData } from "./present.ts";

interface Entry {
  type: string;
  label: string;
  summary: string;
  occurredAt: string;
  storeName: string | null;
  channelLabel: string | null;
}

let test: TestPlatform;
let server: TestServer;
let chain: SmallChain;
let admin: TestPerson;
beforeAll(async () => {
  test = await testPlatform();
  server = await testServer(test);
  chain = await aSmallChain(test);
  admin = await aPerson(test, { roleCode: "admin", unitId: chain.hq.id });
});

async function send(
  unionid: string,
  ...events: { type: string; day: string; [field: string]: unknown }[]
): Promise<number> {
  const { status, body } = await server.call("POST", "/events", {
    cookie: admin.cookie,
    body: {
      events: events.map(({ day, ...event }, i) => ({
        eventId: `${unionid}-${day}-${event.type}-${i}`,
        occurredAt: `${day}T10:00:00+08:00`,
        identifiers: [{ kind: "unionid", value: unionid }],
        ...event,
      })),
    },
  });
  expect({ status, body }).toMatchObject({ status: 202, body: { rejected: 0 } });
  await processInbox(test.platform);
  const { rows } = await sql<{
    no: number;
  }>`select member_no as no from event_log where event_id like ${`${unionid}-%`} limit 1`.execute(test.platform.db);
  const [row] = rows;
  if (!row) throw new Error("the events did not reach the log");
  return row.no;
}

async function timeline(memberNo: number, query = "", person = admin) {
  return server.call<{ items: Entry[]; nextCursor: string | null }>("GET", `/members/${memberNo}/timeline${query}`, {
    cookie: person.cookie,
  });
}

describe("a member's time line", () => {
  it("shows behaviour from every front, the latest first, in operators' words [DT-02] [ID-07]", async () => {
    const member = await send(
      "oTimeline1",
      {
        type: "product.viewed",
        day: "2026-06-03",
        channel: "mini_program",
        properties: { sku: "T1", productName: "高山乌龙", priceFen: 12_800 },
      },
      {
        type: "code.scanned",
        day: "2026-06-01",
        storeCode: "N1",
        channel: "store",
        properties: { codeKind: "scan_and_go" },
      },
      {
        type: "message.clicked",
        day: "2026-06-05",
        channel: "wecom",
        properties: { messageId: "m1", title: "端午到店礼" },
      },
      { type: "conversation.started", day: "2026-06-06", channel: "wecom", properties: { topic: "售后" } },
      {
        type: "order.paid",
        day: "2026-06-04",
        storeCode: "S1",
        channel: "store",
        properties: { orderCode: "A100", amountFen: 25_600, items: 2 },
      },
      {
        type: "product.shared",
        day: "2026-06-02",
        channel: "mini_program",
        properties: { sku: "T1", productName: "高山乌龙", target: "group" },
      },
      {
        type: "service.recorded",
        day: "2026-06-07",
        storeCode: "N2",
        channel: "store",
        properties: { serviceKind: "验光", nextVisitDay: "2026-12-07" },
      },
    );
    const { status, body } = await timeline(member);
    expect(status).toBe(200);
    expect(
      body.items.map(({ label, summary, storeName, channelLabel }) => [label, summary, storeName, channelLabel]),
    ).toEqual([
      ["服务记录", "验光 · 下次 2026-12-07", "北二店", "门店"],
      ["主动咨询", "售后", null, "企业微信"],
      ["点击消息", "端午到店礼", null, "企业微信"],
      ["支付订单", "订单 A100 · ¥256.00 · 2 件", "南一店", "门店"],
      ["浏览商品", "高山乌龙 · ¥128.00", null, "小程序"],
      ["分享商品", "高山乌龙 · 到群", null, "小程序"],
      ["扫码", "扫码购", "北一店", "门店"],
    ]);
    const browsing = await timeline(member, "?group=browsing");
    expect(browsing.body.items.map((item) => item.type)).toEqual(["product.viewed", "product.shared"]);
  });

  it("pages without gap or repetition, even among events of one instant", async () => {
    const member = await send(
      "oTimeline2",
      ...Array.from({ length: 7 }, (_, i) => ({
        type: "page.viewed",
        day: "2026-06-01",
        properties: { path: `/${i}` },
      })),
    );
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body }: { body: { items: Entry[]; nextCursor: string | null } } = await timeline(
        member,
        `?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map((item) => item.summary));
      cursor = body.nextCursor;
    }
    expect(seen.sort()).toEqual(["/0", "/1", "/2", "/3", "/4", "/5", "/6"]);
  });

  it("is hidden from those who may not see the member, as if there were none [OR-05]", async () => {
    const member = await send("oTimeline3", {
      type: "store.visited",
      day: "2026-06-01",
      storeCode: "N1",
      channel: "store",
    });
    await sql`update member set store_no = ${chain.stores.N1.no} where member_no = ${member}`.execute(test.platform.db);
    const near = await aPerson(test, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    const far = await aPerson(test, { roleCode: "store_manager", unitId: chain.stores.S1.id });
    expect(await timeline(member, "", near)).toMatchObject({ status: 200, body: { items: [{ label: "到店" }] } });
    const hidden = await timeline(member, "", far);
    const missing = await timeline(2_000_000, "", far);
    expect(hidden.status).toBe(404);
    expect({ ...(hidden.body as object), requestId: "" }).toEqual({ ...(missing.body as object), requestId: "" });
  });

  it("never shows phone numbers, e-mail addresses or ID numbers that slipped into a text", async () => {
    const member = await send("oTimeline4", {
      type: "search.performed",
      day: "2026-06-01",
      properties: { keyword: "13712345679 li@example.com" },
    });
    expect((await timeline(member)).body.items[0]?.summary).toBe("“137****5679 ***@***”");
    expect(hidePersonalData("身份证 110101199003071234，订单 20260601137123456791")).toBe(
      "身份证 ******************，订单 20260601137123456791",
    );
  });
});

describe("a member's preferences", () => {
  it("are read from browsing, and likes from sharing [DT-10]", async () => {
    const viewed = (day: string, sku: string, productName: string, categoryCode: string) => ({
      type: "product.viewed",
      day,
      properties: { sku, productName, categoryCode },
    });
    const member = await send(
      "oPrefers",
      viewed("2026-06-01", "TEA1", "高山乌龙（旧名）", "tea"),
      viewed("2026-06-05", "TEA1", "高山乌龙", "tea"),
      viewed("2026-06-06", "TEA2", "正山小种", "tea"),
      viewed("2026-06-07", "CUP1", "盖碗", "ware"),
      { type: "cart.added", day: "2026-06-08", properties: { sku: "CUP1", categoryCode: "ware" } },
      viewed("2026-01-01", "OLD1", "去年的礼盒", "gift"),
      { type: "product.shared", day: "2026-06-09", properties: { sku: "TEA2", productName: "正山小种" } },
      { type: "content.shared", day: "2026-06-10", properties: { contentCode: "A7", title: "怎样泡好一壶茶" } },
    );
    const { body } = await server.call("GET", `/members/${member}/preferences`, { cookie: admin.cookie });
    expect(body).toMatchObject({
      browsing: {
        products: [
          { code: "CUP1", name: "盖碗", times: 2 },
          { code: "TEA1", name: "高山乌龙", times: 2, lastAt: "2026-06-05T02:00:00.000Z" },
          { code: "TEA2", times: 1 },
        ],
        categories: [
          { code: "tea", times: 3 },
          { code: "ware", times: 2 },
        ],
      },
      sharing: { products: [{ code: "TEA2", times: 1 }], contents: [{ code: "A7", name: "怎样泡好一壶茶", times: 1 }] },
    });
    const far = await aPerson(test, { roleCode: "store_manager", unitId: chain.stores.S1.id });
    expect((await server.call("GET", `/members/${member}/preferences`, { cookie: far.cookie })).status).toBe(404);
  });
});
