import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertProducts } from "../../commerce/index.ts";
import { upsertMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { itemCode, readItemCode } from "./rules.ts";
import { tellScans } from "./tell-scans.ts";

interface Batch {
  readonly id: string;
  readonly no: number;
  readonly codes: number;
  readonly version: number;
  readonly code?: string;
  readonly errors?: { path: string }[];
}
interface Scan {
  readonly verdict: string;
  readonly scans: number;
  readonly people: number;
  readonly memberNo: number | null;
  readonly sku: string | null;
}
interface Row {
  readonly key: string;
  readonly name: string;
  readonly codes: number | null;
  readonly scanned: number;
  readonly scans: number;
  readonly first: number;
  readonly suspicious: number;
  readonly people: number;
  readonly members: number;
  readonly drifted: number;
}

const feilun = await testPlatform({ now: "2026-06-15T02:00:00Z" });
const { platform, clock } = feilun;
const { db } = platform;
const server = await testServer(feilun);
const chain = await aSmallChain(feilun);
let admin: TestPerson;
let key = "";
let link = "";
let tagNo = 0;

const call = <Body>(method: string, path: string, body?: object, cookie = admin.cookie) =>
  server.call<Body>(method, path, { cookie, ...(body && { body }) });
const scan = async (code: string, more: object = {}) => {
  const body = { scanKey: crypto.randomUUID(), code, at: clock.now().toISOString(), ...more };
  const answer = await server.call<Scan>("POST", "/item-codes/scans", {
    headers: { authorization: `Bearer ${key}` },
    body,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const open = (code: string, cookie = "", agent = "Mozilla/5.0 (iPhone) MicroMessenger/8.0") =>
  fetch(`${server.url}/i/${code}`, { headers: { "user-agent": agent, cookie }, redirect: "manual" });
const phone = (value: string) => ({ identifiers: [{ kind: "phone", value }] });
const csvOf = async (id: string) => {
  const answer = await fetch(`${server.url}/api/v1/item-code-batches/${id}/codes.csv`, {
    headers: { cookie: admin.cookie },
  });
  expect(answer.status).toBe(200);
  return (await answer.text())
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(","));
};

async function makeBatch(more: object = {}): Promise<Batch> {
  const { status, body } = await call<Batch>("POST", "/item-code-batches", {
    ...{ name: "六月瓶身码", sku: "D-1", lot: "L0601", producedOn: "2026-06-01", unitId: chain.north.id, codeId: link },
    ...{ codes: 5, tagNos: [tagNo] },
    ...more,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

beforeAll(async () => {
  admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
  await db.transaction().execute((tx) =>
    upsertProducts(tx, [
      { sku: "D-1", name: "桃子汽水" },
      { sku: "D-2", name: "梨子汽水" },
    ]),
  );
  await sql`insert into setting (key, value, version, updated_by) values ('instance.public_address', '{"url": "https://crm.example.com"}', 1, 'test')`.execute(
    db,
  );
  const made = await call<{ id: string }>("POST", "/live-codes", {
    kind: "link",
    name: "瓶身码去向",
    targetUrl: "https://shop.example.com/bottle",
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  link = made.body.id;
  const group = await call<{ id: string }>("POST", "/tag-groups", { family: "channel", name: "来源" });
  tagNo = (await call<{ tagNo: number }>("POST", "/tags", { groupId: group.body.id, name: "瓶身码" })).body.tagNo;
  const made2 = await call<{ key: string }>("POST", "/api-keys", {
    name: "扫码小程序",
    permissions: ["item_code.scan"],
    unitId: chain.hq.id,
  });
  key = made2.body.key;
});

describe("item codes", () => {
  it("are generated unguessable and alike every time they are downloaded, and name their piece alone [AQ-29]", async () => {
    const batch = await makeBatch({ codes: 20_000 });
    const codes = await csvOf(batch.id);
    expect(codes).toHaveLength(20_000);
    expect(new Set(codes.map(([, code]) => code)).size).toBe(20_000);
    expect(await csvOf(batch.id)).toEqual(codes);
    const [serial, code = "", url] = codes[19_999] ?? [];
    expect([serial, url]).toEqual(["20000", `https://crm.example.com/i/${code}`]);
    expect(readItemCode(platform.cipher, code.toUpperCase())).toEqual({ batchNo: batch.no, serial: 20_000 });
    const forged = code.slice(0, -1) + (code.endsWith("0") ? "1" : "0");
    expect(readItemCode(platform.cipher, forged)).toBeNull();
    // Signed, yet beyond what was made.
    expect((await scan(itemCode(platform.cipher, batch.no, 20_001))).verdict).toBe("unknown");
    const wrong = await call<Batch>("POST", "/item-code-batches", {
      ...{ name: "错", sku: "没有", unitId: chain.hq.id, codeId: link, codes: 1 },
    });
    expect(wrong.body.errors).toMatchObject([{ path: "sku" }]);
  });

  it("lead from the page to the live code, first once, then repeated, then suspicious, and forged ones nowhere [AQ-29]", async () => {
    const batch = await makeBatch();
    const code = itemCode(platform.cipher, batch.no, 1);
    expect(await (await open(code, "", "Mozilla/5.0 Googlebot/2.1")).text()).not.toContain("首次");
    const first = await open(code);
    const page = await first.text();
    expect(page).toContain("正品，首次扫码");
    expect(page).toContain("桃子汽水");
    const href = /href="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const visitor = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const on = await fetch(server.url + href, {
      headers: { cookie: visitor, "user-agent": "Mozilla/5.0" },
      redirect: "manual",
    });
    expect(on.headers.get("location")).toContain(`utm_source=item_code`);
    expect(on.headers.get("location")).toContain(`utm_content=batch-${batch.no}`);
    // Read again at once: the same scan.
    expect(await (await open(code, visitor)).text()).toContain("首次扫码");
    clock.advance({ minutes: 1 });
    expect(await (await open(code, visitor)).text()).toContain("第 2 次扫码");
    for (const _ of [3, 4]) expect(await (await open(code)).text()).toContain("正品");
    expect(await (await open(code)).text()).toContain("可能被复制");
    const forged = await open("00000000abcdefghjkmn");
    expect([forged.status, (await forged.text()).includes("没有查到")]).toEqual([404, true]);
    const { body } = await call<{ misses: number }>("GET", "/item-codes/figures?by=batch");
    expect(body.misses).toBeGreaterThan(0);
    await call("POST", `/item-code-batches/${batch.id}/state`, { stopped: true, version: batch.version });
    expect(await (await open(code)).text()).toContain("已停用");
  });

  it("make one first scan of many at once [AQ-29]", async () => {
    const batch = await makeBatch();
    const code = itemCode(platform.cipher, batch.no, 2);
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => scan(code, phone(`1390000100${index}`))));
    expect(answers.filter(({ verdict }) => verdict === "first")).toHaveLength(1);
    expect(answers.map(({ scans }) => scans).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("bring who scans into the OneID with source, tag and an event that a reward can hang on [AQ-29]", async () => {
    const batch = await makeBatch();
    const code = itemCode(platform.cipher, batch.no, 3);
    const report = {
      scanKey: "mp-1",
      code: `https://crm.example.com/i/${code}`,
      ...phone("13900002000"),
      storeCode: "N1",
    };
    const scanned = await scan(code, report);
    expect(scanned).toMatchObject({ verdict: "first", sku: "D-1", scans: 1 });
    expect(await scan(code, report)).toMatchObject({ verdict: "first", scans: 1, memberNo: scanned.memberNo });
    expect(await tellScans(platform)).toBeGreaterThan(0);
    expect(await tellScans(platform)).toBe(0);
    const { rows } = await sql<{ properties: object; source: string | null }>`
      select e.properties, m.first_source as source from event_log e join member m on m.member_no = e.member_no
      where e.type = 'code.scanned' and e.member_no = ${scanned.memberNo}`.execute(db);
    expect(rows).toEqual([
      {
        source: "item_code",
        properties: { codeKind: "item", codeValue: `${batch.no}-3`, sku: "D-1", verdict: "first" },
      },
    ]);
    const { rows: tags } = await sql<{
      no: number;
    }>`select tag_no as no from member_tag where member_no = ${scanned.memberNo}`.execute(db);
    expect(tags).toEqual([{ no: tagNo }]);
  });

  it("of an outside platform are imported as hashes, and its reported scans are judged alike [IN-18]", async () => {
    const batch = await makeBatch({ platform: "优码", name: "优码六月", codes: 0 });
    const upload = async (text: string) => {
      const answer = await fetch(`${server.url}/api/v1/item-code-batches/${batch.id}/codes`, {
        method: "POST",
        headers: { cookie: admin.cookie, "content-type": "text/plain" },
        body: text,
      });
      return (await answer.json()) as { taken: number; known: number; rejected: { line: number }[] };
    };
    expect(await upload("YM-0001-AAAA\nym-0002-bbbb\nkurz\n")).toEqual({
      taken: 2,
      known: 0,
      rejected: [{ line: 3, message: "码要有 8 到 200 个字符" }],
    });
    expect(await upload("YM-0002-BBBB\nYM-0003-CCCC")).toMatchObject({ taken: 1, known: 1 });
    const { rows } = await sql<{
      text: string;
    }>`select string_agg(c::text, ' ') as text from item_code_imported c`.execute(db);
    expect(rows[0]?.text.toLowerCase()).not.toContain("ym0001");
    expect(await scan("ym0001aaaa", { city: "成都市" })).toMatchObject({ verdict: "first", sku: "D-1" });
    expect(await scan("YM-0001-AAAA", { city: "成都市" })).toMatchObject({ verdict: "repeat", scans: 2 });
    expect((await scan("YM-9999-ZZZZ")).verdict).toBe("unknown");
    const { body } = await call<{ items: Row[] }>("GET", `/item-codes/figures?by=region&batchId=${batch.id}`);
    expect(body.items).toMatchObject([{ name: "成都市", scans: 2, first: 1 }]);
  });

  it("show demand per product and region, and goods that turned up outside the dealer's area; a region sees its own [DT-12]", async () => {
    const batch = await makeBatch({ sku: "D-2", name: "北方专供", codes: 10 });
    await db.transaction().execute((tx) =>
      upsertMembers(tx, platform, [
        {
          identifiers: [{ kind: "phone", value: "13900003001" }],
          storeNo: chain.stores.S1.no,
          registeredAt: clock.now(),
          source: "t",
          observedAt: clock.now(),
        },
      ]),
    );
    const at = (serial: number) => itemCode(platform.cipher, batch.no, serial);
    await scan(at(1), { ...phone("13900003000"), storeCode: "N1" });
    await scan(at(2), { ...phone("13900003000"), storeCode: "N2" });
    // Belongs to a store of the south, says the profile; and a scan in a store of the south.
    await scan(at(3), phone("13900003001"));
    await scan(at(4), { storeCode: "S2" });
    const figures = (by: string, cookie?: string) =>
      call<{ items: Row[] }>("GET", `/item-codes/figures?by=${by}&batchId=${batch.id}`, undefined, cookie);
    const { body: regions } = await figures("region");
    expect(
      regions.items.map(({ name, scans, people, members, drifted }) => ({ name, scans, people, members, drifted })),
    ).toEqual([
      { name: "北区", scans: 2, people: 1, members: 1, drifted: 0 },
      { name: "南区", scans: 2, people: 2, members: 1, drifted: 2 },
    ]);
    const { body: products } = await figures("product");
    expect(products.items).toMatchObject([
      { key: "D-2", name: "梨子汽水", codes: 10, scanned: 4, scans: 4, drifted: 2 },
    ]);
    const south = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.south.id });
    expect((await figures("region", south.cookie)).status).toBe(404);
    const own = await call<{ items: Row[] }>("GET", "/item-codes/figures?by=batch", undefined, south.cookie);
    expect([own.status, own.body.items]).toEqual([200, []]);
  });
});
