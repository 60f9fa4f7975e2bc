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

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);

interface Side {
  counted: number | null;
  us: number | null;
  them: number | null;
  used: number | null;
  difference: number | null;
  differs: boolean;
}
interface Detail {
  id: string;
  version: number;
  state: string;
  figures: Record<string, number | boolean | null>;
  ledger: { measure: string; toUs: Side; toThem: Side }[];
  balance: { given: number; received: number; rate: number; due: number; uncertain: boolean; theyKept: number | null };
  channels: {
    no: number;
    form: string;
    flow: string;
    key: string;
    path: string | null;
    codeId: string | null;
    rests: boolean;
  }[];
  checklist: { code: string; phase: string; doneAt: string | null; doneBy: string | null }[];
  entries: { toldBy: string; teller: string; recordedBy: string; amount: number; measure: string }[];
  advice: { level: string; text: string }[];
  shares: { id: string; live: boolean; opened: number }[];
  coupons: { name: string }[];
  review: { verdict: string; figures: Record<string, unknown> } | null;
  code?: string;
  errors?: { path: string; message: string }[];
}

let chain: SmallChain;
let operator: TestPerson;
let south: TestPerson;
let manager: TestPerson;

const call = <Body = Detail>(method: string, path: string, body?: unknown, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
const days = { startsOn: "2026-06-15", endsOn: "2026-06-28" };
const exchange = [
  { flow: "to_us", measure: "clicks", amount: 200, says: "头条一次" },
  { flow: "to_them", measure: "clicks", amount: 100, says: "两次朋友圈" },
];

async function partner(brand: string, more: object = {}, who = operator): Promise<{ id: string; version: number }> {
  const made = await call<{ id: string; version: number }>(
    "POST",
    "/partners",
    { brand, industry: "apparel", ...more },
    who,
  );
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}
async function cooperation(partnerId: string, more: object = {}, who = operator): Promise<Detail> {
  const fields = {
    partnerId,
    kind: "account_swap",
    name: "六月互推",
    measure: "clicks",
    terms: exchange,
    ...days,
    ...more,
  };
  const made = await call("POST", "/cooperations", fields, who);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}
async function channel(id: string, body: object): Promise<Detail["channels"][number]> {
  const made = await call("POST", `/cooperations/${id}/channels`, { name: "推文", ...body });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const made_ = made.body.channels.toSorted((a, b) => b.no - a.no)[0];
  if (!made_) throw new Error("no channel");
  return made_;
}
const look = async (id: string) => (await call("GET", `/cooperations/${id}`)).body;
const ledgerOf = (detail: Detail, measure: string) => detail.ledger.find((row) => row.measure === measure);

async function open(path: string, visitors: number): Promise<void> {
  await Promise.all(
    Array.from({ length: visitors }, () =>
      fetch(`${server.url}${path}`, {
        redirect: "manual",
        headers: {
          "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50",
          cookie: `feilun_visitor=${randomUUID()}`,
        },
      }),
    ),
  );
}
const minutes = (count: number) => new Date(clock.now().getTime() + count * 60_000);
const phones = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => String(13_800_320_000 + from + index));

async function membersOf(list: readonly string[], storeNo: number) {
  const facts = await db.transaction().execute((tx) =>
    resolveMembers(
      tx,
      platform,
      list.map((value) => ({
        identifiers: [{ kind: "phone" as const, value }],
        occurredAt: clock.now(),
        source: "x",
        storeNo,
      })),
    ),
  );
  return facts.map(({ originNo, memberNo }) => ({ originNo: originNo as number, memberNo: memberNo as number }));
}
async function friends(list: readonly string[], at: Date, slug: string): Promise<void> {
  const members = await membersOf(list, chain.stores.N1.no);
  await db.transaction().execute((tx) =>
    appendEvents(
      tx,
      members.map((member, index) => ({
        source: "wecom",
        eventId: `friend-${list[index]}-${at.getTime()}`,
        type: "contact.added",
        ...member,
        occurredAt: at,
        storeNo: chain.stores.N1.no,
        channel: "wecom",
        properties: { guideCode: "G1", source: `fl-${slug}` },
      })),
      clock.now(),
    ),
  );
  await testing.passHorizon();
  await takeArrivals(platform);
}
async function order(list: readonly string[], at: Date, fen: number): Promise<void> {
  const members = await membersOf(list, chain.stores.N1.no);
  await db.transaction().execute((tx) =>
    upsertOrders(
      tx,
      platform,
      members.map((member, index) => ({
        source: "pos",
        orderCode: `${list[index]}-${at.getTime()}`,
        member,
        storeNo: chain.stores.N1.no,
        channel: "store",
        businessDay: at.toISOString().slice(0, 10),
        paidAt: at,
        lines: [{ sku: "SKU-1", name: "外套", quantity: 1, unitPriceLi: fen * 10, amountLi: fen * 10 }],
      })),
    ),
  );
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  south = await aPerson(testing, { roleCode: "region_manager", unitId: chain.south.id });
  manager = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.S1.id });
});

describe("exchange with another brand", () => {
  it("counts what the partner's people did with us, by the ways made for it, and what we sent the partner [CH-32]", async () => {
    const { id } = await cooperation((await partner("花样女装")).id);
    const unready = await call("POST", `/cooperations/${id}/state`, { to: "running", version: 1 });
    expect(unready.body.errors?.map(({ path }) => path)).toEqual(["channels"]);
    const page = await channel(id, { form: "short_link", url: "https://shop.example.com/joint" });
    const theirs = await channel(id, { form: "partner_link", name: "对方商城", url: "https://partner.example.com/" });
    const code = await channel(id, { form: "store_code", name: "到店", storeNo: chain.stores.N1.no });
    const mini = await channel(id, { form: "mini_program", name: "小程序", appId: "wx1", page: "pages/live" });
    expect([page.flow, theirs.flow, code.path?.slice(0, 3), mini.path]).toEqual(["to_us", "to_them", "/c/", null]);
    const started = await call("POST", `/cooperations/${id}/state`, { to: "running", version: 1 });
    expect(started.body.state).toBe("running");

    const old = phones(0, 1);
    await order(old, minutes(-60 * 24 * 40), 5_000);
    await open(page.path ?? "", 30);
    await open(theirs.path ?? "", 12);
    const came = phones(0, 10);
    await friends(came, minutes(1), code.path?.slice(3) ?? "");
    await order(came.slice(0, 6), minutes(10), 10_000);
    await order(came.slice(0, 2), minutes(60 * 24 * 40), 7_000);
    const { body } = await call<{ accepted: number }>("POST", "/events", {
      events: ["live.reserved", "page.viewed"].map((type) => ({
        eventId: `mini-${type}`,
        type,
        occurredAt: minutes(2).toISOString(),
        identifiers: [{ kind: "phone", value: phones(50, 1)[0] }],
        channel: "mini_program",
        properties:
          type === "page.viewed"
            ? { path: "pages/live", sourceCode: mini.key }
            : { liveCode: "L1", sourceCode: mini.key },
      })),
    });
    expect(body.accepted).toBe(2);
    await processInbox(platform);
    await testing.passHorizon();
    await takeContentTouches(platform);

    const detail = await look(id);
    expect(detail.figures).toMatchObject({
      friends: 10,
      arrivals: 10,
      known: 11,
      // One of them bought forty days before the partner led them to us.
      already: 1,
      buyers: 6,
      newBuyers: 5,
      salesFen: 60_000,
      value30Fen: 60_000,
      value90Fen: 74_000,
      reservations: 1,
      clicksOut: 12,
      mature30: false,
    });
    expect(ledgerOf(detail, "first_orders")?.toUs).toMatchObject({ counted: 5, used: 5 });
    expect(ledgerOf(detail, "friends")?.toThem.used ?? null).toBeNull();
    const list = await call<{ items: { id: string; figures: { friends: number } }[] }>(
      "GET",
      "/cooperations?state=running",
    );
    expect(list.body.items.find((row) => row.id === id)?.figures.friends).toBe(10);
    const people = await call<{
      items: { memberNo: number; name: string | null; orders: number }[];
      nextCursor: string | null;
    }>("GET", `/cooperations/${id}/people?stage=order&limit=4`);
    expect([people.body.items.length, people.body.nextCursor !== null]).toEqual([4, true]);
  });

  it("counts a person for the cooperation that led them last, and nobody twice [CH-32]", async () => {
    const first = await cooperation((await partner("甲品牌")).id);
    const second = await cooperation((await partner("乙品牌")).id);
    const a = await channel(first.id, { form: "store_code", storeNo: chain.stores.N1.no });
    const b = await channel(second.id, { form: "store_code", storeNo: chain.stores.N1.no });
    const both = phones(100, 4);
    await friends(both, minutes(1), a.path?.slice(3) ?? "");
    await friends(both.slice(0, 3), minutes(5), b.path?.slice(3) ?? "");
    await order(both, minutes(20), 1_000);
    const [one, two] = [await look(first.id), await look(second.id)];
    expect([one.figures.buyers, two.figures.buyers]).toEqual([1, 3]);
    expect([one.figures.salesFen, two.figures.salesFen]).toEqual([1_000, 3_000]);
  });

  it("counts our coupons that the partner hands out, a batch for one cooperation alone [CH-32]", async () => {
    const one = await cooperation((await partner("辛品牌")).id, { kind: "coupon_swap", measure: "coupons_used" });
    const two = await cooperation((await partner("壬品牌")).id);
    const { rows } = await sql<{ id: string }>`
      insert into coupon_batch (name, goods_name, merchant_id, app_id, off_fen, min_spend_fen, starts_at, ends_at, stock, per_person, state,
        platform_key, created_by, created_at)
      values ('满50减10', '全场', gen_random_uuid(), 'wx1', 1000, 5000, ${clock.now()}, ${minutes(60 * 24 * 30)}, 5, 1, 'live', 's-32', 't', ${clock.now()})
      returning id`.execute(db);
    const batchId = rows[0]?.id;
    const both = await Promise.all(
      [one, two].map(({ id }) => call("POST", `/cooperations/${id}/coupons`, { batchId })),
    );
    expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const { id } = [one, two][both.findIndex(({ status }) => status === 200)] ?? one;
    const members = await membersOf(phones(150, 3), chain.stores.N1.no);
    for (const [at, { originNo, memberNo }] of members.entries())
      await sql`insert into coupon (batch_id, request_key, app_id, openid, origin_no, member_no, via, state, code, claimed_at, valid_until,
        used_at, created_at)
        values (${batchId}, ${String(at)}, 'wx1', ${`o${at}`}, ${originNo}, ${memberNo}, 'scan', ${at === 0 ? "used" : "claimed"}, ${`c${at}`}, ${minutes(1)}, ${minutes(9_000)},
        ${at === 0 ? minutes(5) : null}, ${minutes(1)})`.execute(db);
    await order(phones(150, 1), minutes(5), 6_000);
    const detail = await look(id);
    expect(detail.figures).toMatchObject({ known: 3, couponsClaimed: 3, couponsUsed: 1, buyers: 1, visits: 0 });
    expect(ledgerOf(detail, "coupons_used")?.toUs).toMatchObject({ counted: 1 });
    expect(detail.coupons).toMatchObject([{ name: "满50减10", stock: 5, claimed: 3, used: 1 }]);
  });

  it("sets the partner's figures beside ours with who told them and when, and says who owes whom by what was agreed [CH-32]", async () => {
    const { id } = await cooperation((await partner("丙品牌")).id);
    const page = await channel(id, { form: "short_link", url: "https://shop.example.com/c" });
    const theirs = await channel(id, { form: "partner_link", url: "https://partner.example.com/c" });
    await open(page.path ?? "", 40);
    await open(theirs.path ?? "", 50);
    const tell = (body: object) => call("PUT", `/cooperations/${id}/entries`, body);
    const nobody = await tell({ toldBy: "them", csv: "2026-06-15,对方导给我方,点击,100" });
    expect(nobody.body.errors?.[0]?.path).toBe("teller");
    const wrong = await tell({
      toldBy: "them",
      teller: "小林",
      csv: "日期,方向,指标,数量\n2026-06-15,对方导给我方,点赞,5\n6月,来,点击,x",
    });
    expect(wrong.body.errors?.map(({ message }) => message.slice(0, 6))).toEqual(["第 2 行：", "第 3 行："]);
    const future = await tell({ toldBy: "them", teller: "小林", csv: "2026-06-20,来,点击,5" });
    expect(future.body.errors?.[0]?.message).toContain("还没有到");
    const told =
      '2026-06-15,对方导给我方,点击,"1,000"\n2026-06-15,对方导给我方,曝光,20000\n2026-06-15,我方导给对方,成交金额,88.50';
    await tell({ toldBy: "them", teller: "小林", csv: told });
    await tell({ toldBy: "them", teller: "小林", csv: "2026-06-15,来,点击,100" });
    const { body } = await tell({
      toldBy: "us",
      lines: [{ flow: "to_us", measure: "cost_fen", day: "2026-06-15", amount: 4_000 }],
    });
    expect(ledgerOf(body, "clicks")?.toUs).toMatchObject({
      counted: 40,
      them: 100,
      used: 40,
      difference: 60,
      differs: true,
    });
    expect(ledgerOf(body, "exposures")?.toUs).toMatchObject({ counted: null, them: 20_000, used: 20_000 });
    expect(ledgerOf(body, "sales_fen")?.toThem).toMatchObject({ them: 8_850, used: 8_850 });
    expect(body.entries.find(({ measure }) => measure === "clicks")).toMatchObject({
      toldBy: "them",
      teller: "小林",
      amount: 100,
    });
    // One click of ours is worth two of theirs: 50 given against 40 received leave 60.
    expect(body.balance).toMatchObject({ given: 50, received: 40, rate: 2, due: 60, uncertain: true, theyKept: 0.2 });
    expect(body.advice.map(({ text }) => text).join()).toContain("丙品牌还欠我方 60");
    expect(body.figures.costFen).toBe(4_000);
  });

  it("keeps the kind's checklist, ends with the codes at rest, and freezes the figures with the review, once [CH-32]", async () => {
    const { id, checklist } = await cooperation((await partner("丁品牌")).id, { kind: "flash_group" });
    expect(checklist.map(({ code }) => code)).toEqual(expect.arrayContaining(["rooms", "close", "settle"]));
    const ticked = await call("PUT", `/cooperations/${id}/checks`, { item: "rooms", done: true });
    expect(ticked.body.checklist.find(({ code }) => code === "rooms")?.doneBy).toBe(operator.actor.name);
    const strange = await call("PUT", `/cooperations/${id}/checks`, { item: "booking", done: true });
    expect(strange.body.errors?.[0]?.path).toBe("item");
    const code = await channel(id, { form: "store_code", storeNo: chain.stores.N1.no });
    await call("POST", `/cooperations/${id}/state`, { to: "running", version: 1 });
    await friends(phones(200, 2), minutes(1), code.path?.slice(3) ?? "");
    const early = await call("POST", `/cooperations/${id}/review`, {
      version: 2,
      verdict: "again",
      review: "群里气氛好，下次早点发券",
    });
    expect(early.body.code).toBe("wrong_state");
    const ended = await call("POST", `/cooperations/${id}/state`, { to: "ended", version: 2 });
    expect(ended.body.channels[0]?.rests).toBe(true);
    expect((await fetch(`${server.url}${code.path}`)).status).toBe(404);
    const review = { version: ended.body.version, verdict: "again", review: "群里气氛好，下次早点发券" };
    const twice = await Promise.all([1, 2].map(() => call("POST", `/cooperations/${id}/review`, review)));
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    await order(phones(200, 2), minutes(30), 2_500);
    const later = await look(id);
    expect([later.review?.figures.salesFen, later.figures.salesFen]).toEqual([0, 5_000]);
    const edit = await call("PUT", `/cooperations/${id}`, {
      version: later.version,
      name: "改",
      measure: "clicks",
      ...days,
    });
    expect(edit.body.code).toBe("cooperation_over");
  });

  it("keeps the contact sealed and shows it for a reason only; a region sees its own cooperations alone [CH-32]", async () => {
    const { id, version } = await partner("己品牌", {
      contact: { name: "王经理", phone: "13912345678", title: "市场" },
      contractTo: "2026-06-20",
    });
    const { rows } = await sql<{
      sealed: string;
    }>`select contact_sealed as sealed from partner where id = ${id}`.execute(db);
    expect(rows[0]?.sealed).not.toContain("1391234");
    const shown = await call<{ items: { id: string; contact: object; mayEdit: boolean }[] }>(
      "GET",
      "/partners",
      undefined,
      south,
    );
    expect(shown.body.items.find((row) => row.id === id)).toMatchObject({
      contact: { name: "王**", phone: "139****78" },
      mayEdit: false,
    });
    expect((await call("POST", `/partners/${id}/contact`, { reason: "谈续约" }, south)).status).toBe(403);
    const clear = await call<{ contact: { phone: string } }>("POST", `/partners/${id}/contact`, { reason: "谈续约" });
    expect(clear.body.contact.phone).toBe("13912345678");
    const { rows: trail } =
      await sql`select id from audit_log where action = 'partner.contact_read' and subject_id = ${id}`.execute(db);
    expect(trail.length).toBe(1);
    expect((await call("POST", "/partners", { brand: "己品牌", industry: "food" })).body.code).toBe("partner_exists");

    const own = await cooperation(id, {}, south);
    expect(own.advice.map(({ text }) => text).join()).toContain("合同 2026-06-20 到期");
    const central = await cooperation(id);
    expect((await call("GET", `/cooperations/${central.id}`, undefined, south)).status).toBe(404);
    const seen = await call<{ items: { id: string }[] }>("GET", "/cooperations", undefined, manager);
    expect(seen.body.items).toEqual([]);
    expect((await call("POST", "/cooperations", { partnerId: id, kind: "other" }, manager)).status).toBe(403);
    const busy = await call("PUT", `/partners/${id}`, { brand: "己品牌", industry: "food", version, archived: true });
    expect(busy.body.code).toBe("partner_busy");
    const wrong = await call("POST", "/cooperations", {
      ...{
        partnerId: id,
        kind: "other",
        name: "错",
        measure: "cost_fen",
        startsOn: "2026-06-20",
        endsOn: "2026-06-01",
      },
    });
    expect(wrong.body.errors?.map(({ path }) => path)).toEqual(["endsOn", "measure"]);
  });

  it("sets people whom partners led against those of other channels: who buys again, what each is worth, who stays [CH-32]", async () => {
    const { id } = await cooperation((await partner("庚品牌")).id, { startsOn: "2026-06-01", endsOn: "2026-06-30" });
    const code = await channel(id, { form: "store_code", storeNo: chain.stores.N2.no });
    const led = phones(400, 4);
    // A day on which nobody else of these tests buys.
    const later = (count: number) => minutes(60 * 24 * 2 + count);
    const from = later(0).toISOString().slice(0, 10);
    const before = await call<{ rows: { source: string; buyers: number }[] }>(
      "GET",
      `/partners/lasting-value?from=${from}&to=${from}`,
    );
    expect(before.body.rows).toEqual([]);
    await friends(led, later(1), code.path?.slice(3) ?? "");
    await order(led, later(10), 10_000);
    await order(led.slice(0, 1), later(60 * 24 * 10), 6_000);
    const others = phones(420, 2);
    await order(others, later(12), 3_000);
    await sql`update live_code_arrival set left_at = ${later(100)} where event_key in (
      select event_key from live_code_arrival where code_id = ${code.codeId} limit 1)`.execute(db);
    const { body } = await call<{ mature: boolean; rows: object[]; stays: object[] }>(
      "GET",
      `/partners/lasting-value?from=${from}&to=${from}`,
    );
    expect(body.mature).toBe(false);
    expect(body.rows).toMatchObject([
      { source: "partner", buyers: 4, repeatRate: 0.25, valueFen: 11_500 },
      { source: "store", buyers: 2, repeatRate: 0, valueFen: 3_000 },
    ]);
    expect(body.stays[0]).toMatchObject({ source: "partner", arrivals: 4, stayRate: 0.75 });
    const backwards = await call("GET", "/partners/lasting-value?from=2026-06-02&to=2026-06-01");
    expect(backwards.body.errors?.[0]?.path).toBe("from");
  });

  it("lets the partner read figures of its cooperation alone: nothing of a person, no small count, until the page ends [CH-32]", async () => {
    const { id } = await cooperation(
      (await partner("戊品牌", { contact: { name: "林小姐", phone: "13911112222" } })).id,
    );
    const code = await channel(id, { form: "store_code", storeNo: chain.stores.N1.no });
    await friends(phones(300, 3), minutes(1), code.path?.slice(3) ?? "");
    await order(phones(300, 3), minutes(3), 9_900);
    await call("PUT", `/cooperations/${id}/entries`, {
      toldBy: "us",
      lines: [{ flow: "to_them", measure: "exposures", day: "2026-06-15", amount: 3_000 }],
    });
    const share = await call<{ path: string; shareId: string }>("POST", `/cooperations/${id}/shares`, { days: 3 });
    expect(share.status).toBe(201);
    const read = () => fetch(`${server.url}${share.body.path}`);
    const page = await read();
    const text = await page.text();
    expect([page.status, page.headers.get("x-robots-tag")]).toEqual([200, "noindex, nofollow"]);
    expect(text).toContain("3,000");
    expect(text).toContain("少于 5");
    expect(text).not.toMatch(/99\.00|297|139111|林小姐|13800/);
    const json = await server.call<{ rows: { measure: string; toUs: number | null; toUsHidden: boolean }[] }>(
      "GET",
      share.body.path.replace("/p/", "/partner-pages/"),
      {},
    );
    expect(json.body.rows.filter(({ toUsHidden }) => toUsHidden).map(({ measure }) => measure)).toEqual(
      expect.arrayContaining(["friends", "first_orders", "sales_fen"]),
    );
    // Somebody more on the same day moves nothing on the page.
    await friends(phones(310, 4), minutes(5), code.path?.slice(3) ?? "");
    const same = await (await read()).text();
    expect(same).toBe(text.replaceAll(/nonce="[^"]+"/g, same.match(/nonce="[^"]+"/)?.[0] ?? ""));
    clock.advance({ days: 1 });
    expect(await (await read()).text()).toContain("<td>7</td>");
    const { rows } = await sql<{ shares: number }>`select count(*)::int as shares from cooperation_share
      where token_hash::text like ${`%${share.body.path.slice(3)}%`}`.execute(db);
    expect(rows[0]?.shares).toBe(0);
    const tomorrow = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
    const gone = await call("DELETE", `/cooperations/${id}/shares/${share.body.shareId}`, undefined, tomorrow);
    expect(gone.body.shares[0]?.live).toBe(false);
    expect((await read()).status).toBe(404);
    const short = await call<{ path: string }>("POST", `/cooperations/${id}/shares`, { days: 1 }, tomorrow);
    clock.advance({ days: 1 });
    expect((await fetch(`${server.url}${short.body.path}`)).status).toBe(404);
  });
});
