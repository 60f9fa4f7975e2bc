import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../commerce/index.ts";
import { resolveMembers } from "../../customers/index.ts";
import { appendEvents, processInbox } from "../../events/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { takeArrivals } from "../codes/take-arrivals.ts";
import { takeContentTouches } from "../content-links/take-touches.ts";
import { nextStep } from "./rules.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);
let chain: SmallChain;
let operator: TestPerson;
let north: TestPerson;

interface Figures {
  readonly visitors: number;
  readonly views: number | null;
  readonly costFen: number;
  readonly next: { readonly text: string };
  readonly [key: string]: unknown;
}
interface Placement {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly state: string;
  readonly linkPath: string | null;
  readonly risks: { readonly level: string; readonly text: string }[];
  readonly riskTaken: { readonly by: string; readonly reason: string; readonly risks: string[] } | null;
  readonly figures: Figures;
}
interface Failed {
  readonly code: string;
  readonly title: string;
  readonly errors: { readonly path: string; readonly message: string }[];
}
const ask = <Body = Failed>(method: string, path: string, body?: object, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
async function ok<Body>(method: string, path: string, body?: object): Promise<Body> {
  const answer = await ask<Body>(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}
const account = (name: string, platformCode: string, more: object = {}) =>
  ok<{ id: string; version: number }>("POST", "/outside-accounts", { name, platform: platformCode, ...more });
const draft = (accountId: string, more: object = {}) => ({
  accountId,
  form: "note",
  title: "五分钟收纳一间厨房",
  plannedOn: "2026-06-10",
  ...more,
});
const plan = (accountId: string, more: object = {}) =>
  ok<Placement>("POST", "/outside-placements", draft(accountId, more));
const publish = (placement: Placement, more: object = {}) =>
  ok<Placement>("POST", `/outside-placements/${placement.id}/publish`, { version: placement.version, ...more });
const shortLink = { way: "short_link", target: { way: "web", url: "https://shop.example.com/kitchen" } };
const phones = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => String(13_700_020_000 + from + at));
const minutes = (count: number) => new Date(clock.now().getTime() + count * 60_000);

const membersOf = (numbers: readonly string[], storeNo?: number) =>
  db.transaction().execute(async (tx) => {
    const found = await resolveMembers(
      tx,
      platform,
      numbers.map((value) => ({
        identifiers: [{ kind: "phone" as const, value }],
        occurredAt: clock.now(),
        source: "test",
        ...(storeNo === undefined ? {} : { storeNo }),
      })),
    );
    return found.map(({ originNo, memberNo }) => ({ originNo: originNo as number, memberNo: memberNo as number }));
  });
async function order(source: string, numbers: readonly string[], paidAt: Date, fen: number): Promise<void> {
  const members = await membersOf(numbers);
  await db.transaction().execute((tx) =>
    upsertOrders(
      tx,
      platform,
      members.map((member, at) => ({
        source,
        orderCode: `${source}-${numbers[at]}-${paidAt.getTime()}`,
        member,
        storeNo: null,
        channel: "ecommerce",
        businessDay: paidAt.toISOString().slice(0, 10),
        paidAt,
        lines: [{ sku: "SKU-1", name: "收纳盒", quantity: 1, unitPriceLi: fen * 10, amountLi: fen * 10 }],
      })),
    ),
  );
}
/** Strangers who open a link on their phones. */
async function open(path: string, visitors: number): Promise<void> {
  for (let at = 0; at < visitors; at += 1)
    await fetch(`${server.url}${path}`, {
      redirect: "manual",
      headers: {
        "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50",
        cookie: `feilun_visitor=${randomUUID()}`,
      },
    });
}
async function report(type: string, numbers: readonly string[], at: Date, properties: object): Promise<void> {
  const events = numbers.map((value) => ({
    eventId: `${type}-${value}-${at.getTime()}`,
    type,
    occurredAt: at.toISOString(),
    identifiers: [{ kind: "phone", value }],
    channel: "mini_program",
    properties,
  }));
  await ok("POST", "/events", { events });
  await processInbox(platform);
  await testing.passHorizon();
  await takeContentTouches(platform);
}
beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  north = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
  await sql`insert into product (sku, name) values ('SKU-1', '收纳盒') on conflict do nothing`.execute(db);
});

describe("what to do next", () => {
  it("weighs what buyers bring, newcomers apart, and says where people are lost", () => {
    const figures = { hasWay: true, hasLink: true, views: 5_000, costFen: 1_000, visitors: 50, kept: 9, buyers: 4 };
    const judged = (more: object) =>
      nextStep({ ...figures, paysBack: null, paysBackNew: null, isMature: false, ...more });
    expect(judged({ paysBack: true, paysBackNew: true }).level).toBe("good");
    expect(judged({ paysBack: true, paysBackNew: false }).text).toContain("先压成本");
    expect(judged({ paysBack: false, isMature: true })).toMatchObject({ level: "warn" });
    expect(judged({ visitors: 0, kept: 0, buyers: 0 }).text).toContain("有人看没人来");
    expect(judged({ kept: 0, buyers: 0 }).text).toContain("有人来没人留");
  });
});

describe("before publishing", () => {
  it("warns of ways and words that the platform punishes, asks for a reason, and keeps who gave it [CH-33]", async () => {
    const douyin = await account("官方抖音号", "douyin");
    const risks = async (body: object) =>
      (await ok<{ risks: { level: string; text: string }[] }>("POST", "/outside-platforms/check", body)).risks;
    const found = await risks({
      platform: "douyin",
      form: "short_video",
      way: "content_code",
      title: "想要链接的加 V",
      body: "电话 13800001111，wxpay 不算",
    });
    expect(found.filter(({ level }) => level === "forbidden").map(({ text }) => text)).toEqual([
      expect.stringContaining("二维码"),
      expect.stringMatching(/「加v」/),
      expect.stringContaining("手机号"),
    ]);
    expect(found.some(({ text }) => text.includes("「wx」"))).toBe(false);
    // What lies in the parcel is not on the platform's page: its words are nobody's business there.
    const card = { platform: "douyin", form: "parcel_card", way: "parcel_card", title: "扫码加微信领券" };
    expect((await risks(card)).filter(({ level }) => level !== "hint")).toEqual([]);

    const placement = await plan(douyin.id, { form: "short_video", title: "微信找我", lead: shortLink });
    const refused = await ask("POST", `/outside-placements/${placement.id}/publish`, { version: placement.version });
    expect([refused.status, refused.body.errors[0]?.path]).toEqual([400, "riskReason"]);
    expect(refused.body.title).toContain("「微信」");
    const published = await publish(placement, {
      riskReason: "活动页已报备",
      address: "https://www.douyin.com/video/1",
    });
    expect(published.riskTaken).toMatchObject({ by: operator.actor.name, reason: "活动页已报备" });
    expect(published.riskTaken?.risks).toHaveLength(2);
    expect((await ask("POST", `/outside-placements/${placement.id}/publish`, { version: 2 })).body.code).toBe(
      "outside_placement_published",
    );
    // The link of what stands outside stays; what was only planned may go, with its link.
    const edit = { form: "short_video", title: "改", plannedOn: "2026-06-10", version: published.version };
    const moved = await ask("PUT", `/outside-placements/${placement.id}`, { ...edit, lead: null });
    expect(moved.body.errors[0]?.path).toBe("lead");
    expect((await ask("DELETE", `/outside-placements/${placement.id}`)).status).toBe(409);
    const mistake = await plan(douyin.id, { form: "short_video", lead: shortLink });
    expect((await ask("DELETE", `/outside-placements/${mistake.id}`)).status).toBe(200);
    const { rows } =
      await sql`select from live_code where slug = ${mistake.linkPath?.slice(3)} and archived_at is null`.execute(db);
    expect(rows).toEqual([]);
    const { rows: trail } = await sql<{ action: string }>`
      select action from audit_log where subject_id = ${placement.id} order by id`.execute(db);
    expect(trail.map(({ action }) => action)).toEqual(["outside_placement.created", "outside_placement.published"]);
  });

  it("goes by the rules that headquarters changed, and says when nobody checked them for long", async () => {
    const { value, version } = await ok<{
      value: {
        rules: { platform: string; way: string; verdict: string; why: string }[];
        words: object[];
        checkedOn: string | null;
      };
      version: number;
    }>("GET", "/outside-platforms/rules");
    const rules = value.rules.map((rule) =>
      rule.platform === "bilibili" && rule.way === "short_link" ? { ...rule, verdict: "forbidden", why: "改了" } : rule,
    );
    const changed = { value: { ...value, rules, checkedOn: "2026-06-01" }, version };
    expect((await ask("PUT", "/outside-platforms/rules", changed, north)).status).toBe(403);
    await ok("PUT", "/outside-platforms/rules", changed);
    const body = { platform: "bilibili", form: "long_video", way: "short_link", title: "教程" };
    const { risks } = await ok<{ risks: object[] }>("POST", "/outside-platforms/check", body);
    expect(risks).toEqual([{ level: "forbidden", text: "B 站上「短链接」：改了" }]);
    await ok("PUT", "/outside-platforms/rules", { value: { ...changed.value, checkedOn: "2025-11-27" }, version: 1 });
    const later = await ok<{ risks: { text: string }[] }>("POST", "/outside-platforms/check", body);
    expect(later.risks[1]?.text).toContain("200 天没有核对");
  });
});

describe("the way back", () => {
  it("from views through visits, friends and members to first orders and 90-day value, with the cost of each, per platform, form and creator, and who had bought on the platform before [CH-33]", async () => {
    const shop = await account("天猫旗舰店", "taobao", { orderSources: ["tmall"] });
    const red = await account("小红书官方号", "xiaohongshu");
    const code = await ok<{ id: string; slug: string; state: string }>("POST", "/live-codes", {
      kind: "store",
      name: "天猫包裹卡",
      material: "parcel_card",
      entry: "page",
      sameGuide: false,
      storeNo: chain.stores.N1.no,
    });
    const card = await publish(
      await plan(shop.id, {
        form: "parcel_card",
        title: "六月包裹卡",
        lead: { way: "parcel_card", target: { way: "code", codeId: code.id } },
      }),
    );
    const note = await publish(
      await plan(red.id, { creator: "收纳师小满", creatorTier: "middle", skus: ["SKU-1"], lead: shortLink }),
      { riskReason: "链接放在店铺页", publishedAt: "2026-06-10T02:00:00Z" },
    );

    // Parcel card: eight scan and become friends; six of them had bought at the shop before, two buy here.
    const buyers = phones(0, 8);
    await order("tmall", buyers.slice(0, 6), minutes(-60 * 24 * 30), 5_000);
    const members = await membersOf(buyers, chain.stores.N1.no);
    await db.transaction().execute((tx) =>
      appendEvents(
        tx,
        members.map(({ originNo, memberNo }, at) => ({
          source: "wecom",
          eventId: `card-${at}`,
          type: "contact.added" as const,
          originNo,
          memberNo,
          occurredAt: minutes(5),
          storeNo: chain.stores.N1.no,
          channel: "wecom",
          properties: { guideCode: "G1", source: code.state },
        })),
        clock.now(),
      ),
    );
    await testing.passHorizon();
    await takeArrivals(platform);
    await order("mini", buyers.slice(0, 2), minutes(60), 9_000);
    // Note: twenty strangers open it, ten are known in the mini program, four register, one buys for the first time, and again.
    await open(note.linkPath as string, 20);
    const readers = phones(100, 10);
    await report("page.viewed", readers, minutes(1), { path: "/k", sourceCode: note.linkPath?.slice(3) });
    await report("member.registered", readers.slice(0, 4), minutes(2), {});
    await order("mini", readers.slice(0, 1), minutes(60), 12_000);
    await order("mini", readers.slice(0, 1), minutes(60 * 24 * 3), 8_000);

    const costs = `/outside-placements/${note.id}/costs`;
    await ok("PUT", costs, { kind: "creator", lines: [{ day: "2026-06-10", amountFen: 15_000 }] });
    await ok("PUT", costs, { kind: "boost", csv: "日期,花费\n2026-06-11,30\n2026-06-12,20" });
    await ok("PUT", costs, { kind: "boost", csv: "2026-06-12,20.00" });
    await ok("PUT", `/outside-placements/${card.id}/costs`, {
      kind: "goods",
      lines: [{ day: "2026-06-15", amountFen: 800 }],
    });
    const total = (day: string, views: number, likes: number) => ({
      day,
      views,
      likes,
      saves: 0,
      comments: 0,
      shares: 0,
    });
    await ok("PUT", `/outside-placements/${note.id}/figures`, {
      lines: [total("2026-06-11", 4_000, 100), total("2026-06-14", 10_000, 400)],
    });

    const { figures } = await ok<Placement>("GET", `/outside-placements/${note.id}`);
    expect(figures).toMatchObject({
      views: 10_000,
      likes: 400,
      interactionRate: 0.04,
      costFen: 20_000,
      viewCostFen: 2_000,
      visitors: 20,
      visitorCostFen: 1_000,
      known: 10,
      registered: 4,
      registeredCostFen: 5_000,
      friends: 0,
      friendCostFen: null,
      buyers: 1,
      newBuyers: 1,
      newBuyerCostFen: 20_000,
      orders: 2,
      salesFen: 20_000,
      valueFen: 20_000,
      repeatBuyers: 1,
      boughtThereShare: null,
      paysBack: false,
    });
    expect(figures.next.text).toContain("还没回本");

    const compare = async (query: string) =>
      (
        await ok<{ items: { key: string; label: string; placements: number; figures: Figures }[] }>(
          "GET",
          `/outside-platforms/comparison?${query}`,
        )
      ).items;
    const platforms = await compare("by=platform&from=2026-06-01&to=2026-06-15");
    expect(platforms.map(({ label, figures: { visitors, costFen } }) => [label, visitors, costFen])).toEqual([
      ["小红书", 20, 20_000],
      ["淘宝 / 天猫", 8, 800],
      ["抖音", 0, 0],
    ]);
    expect(platforms[1]?.figures).toMatchObject({
      known: 8,
      friends: 8,
      friendCostFen: 100,
      buyers: 2,
      newBuyers: 0,
      boughtThere: 6,
      boughtThereShare: 0.75,
      paysBack: true,
      next: { level: "none", text: expect.stringContaining("没带来首购") },
    });
    // A period takes what the totals grew by in it, and the costs of its days.
    const [later] = await compare("by=creator&from=2026-06-12&to=2026-06-15");
    expect([later?.label, later?.figures.views, later?.figures.costFen]).toEqual([
      "收纳师小满（腰部达人）",
      6_000,
      2_000,
    ]);
    expect((await compare("by=form&from=2026-06-01&to=2026-06-15")).map(({ key }) => key)).toEqual([
      "note",
      "parcel_card",
      "short_video",
    ]);
    expect((await ask("GET", "/outside-platforms/comparison?from=2026-06-02&to=2026-06-01")).body.errors[0]?.path).toBe(
      "to",
    );

    // The people behind the figure, for who may see them.
    const people = (who?: TestPerson) =>
      ask<{ items: { memberNo: number; boughtThere: boolean; orders: number; phone: string }[] }>(
        "GET",
        `/outside-placements/${card.id}/people`,
        undefined,
        who,
      );
    const { items } = (await people()).body;
    expect(items).toHaveLength(8);
    expect(items.filter(({ boughtThere }) => boughtThere)).toHaveLength(6);
    expect(items.filter(({ orders }) => orders > 0)).toHaveLength(2);
    expect(items[0]?.phone).toContain("****");
    const paged = await ok<{ items: object[]; nextCursor: string }>(
      "GET",
      `/outside-placements/${card.id}/people?limit=5`,
    );
    const rest = await ok<{ items: object[] }>(
      "GET",
      `/outside-placements/${card.id}/people?cursor=${paged.nextCursor}`,
    );
    expect([paged.items.length, rest.items.length]).toEqual([5, 3]);
    expect((await people(north)).status).toBe(404);
  });

  it("counts works of 视频号 beside the other platforms", async () => {
    const video = await ok<{ id: string }>("POST", "/video-accounts", { name: "好物视频号" });
    const work = await ok<{ id: string }>("POST", "/video-works", {
      accountId: video.id,
      title: "群里转发的一条",
      publishedAt: "2026-06-10T02:00:00Z",
    });
    const led = await ok<{ linkPath: string }>("PUT", `/video-works/${work.id}/lead`, {
      lead: { to: "article", url: "https://example.com/a" },
    });
    await open(led.linkPath, 3);
    const { items } = await ok<{ items: { key: string; label: string; figures: Figures }[] }>(
      "GET",
      "/outside-platforms/comparison?from=2026-06-01&to=2026-06-15",
    );
    expect(items.find(({ key }) => key === "video_channel")).toMatchObject({
      label: "视频号",
      figures: { visitors: 3 },
    });
  });
});
