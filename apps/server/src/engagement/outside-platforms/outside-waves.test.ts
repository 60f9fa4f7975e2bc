import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const server = await testServer(testing);
let chain: SmallChain;
let operator: TestPerson;
let north: TestPerson;

interface Placement {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly figures: { readonly views: number | null; readonly next: { readonly text: string } };
}
interface Failed {
  readonly code: string;
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
async function upload(text: string): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([text]), "笔记数据.csv");
  const response = await fetch(`${server.url}/api/v1/imports/files`, {
    method: "POST",
    body: form,
    headers: { cookie: operator.cookie },
  });
  return ((await response.json()) as { id: string }).id;
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  north = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
  await sql`insert into product (sku, name) values ('SKU-1', '收纳盒') on conflict do nothing`.execute(
    testing.platform.db,
  );
});

describe("a platform's export", () => {
  it("gives totals to works that are entered, enters new ones, all or nothing, and two at once count nothing twice [CH-33]", async () => {
    const bili = await account("B 站官方号", "bilibili");
    const known = await publish(
      await plan(bili.id, { form: "long_video", title: "厨房改造全记录", lead: { way: "brand_word" } }),
      { publishedAt: "2026-06-10T02:00:00Z" },
    );
    expect(known.figures.next.text).toContain("搜索上升");
    const bad = await upload("稿件标题,投稿时间,播放量\n,2026-06-10,1\n好,不是时间,2\n好,2026-06-10,很多");
    const refused = await ask("POST", "/outside-placements/import", { accountId: bili.id, fileId: bad });
    expect(refused.body.errors.map(({ path }) => path)).toEqual(["line.2", "line.3", "line.4"]);

    const fileId = await upload(
      "BV号,稿件标题,投稿时间,播放量,点赞,收藏\nBV1,厨房改造全记录,2026-06-10 10:00,1.2万,300,90\nBV2,收纳盒测评,2026-06-11 09:00,800,20,3",
    );
    const preview = await ok<{ works: number; fields: { field: string; header: string | null }[] }>(
      "POST",
      "/outside-placements/import-preview",
      { accountId: bili.id, fileId },
    );
    expect(preview.works).toBe(2);
    expect(preview.fields.find(({ field }) => field === "comments")?.header).toBeNull();
    const both = await Promise.all(
      [0, 1].map(() =>
        ok<{ added: number; updated: number }>("POST", "/outside-placements/import", { accountId: bili.id, fileId }),
      ),
    );
    expect(both.map(({ added }) => added).sort()).toEqual([0, 1]);
    const { items } = await ok<{ items: (Placement & { workKey: string; form: string })[] }>(
      "GET",
      "/outside-placements?platform=bilibili",
    );
    expect(items.map(({ workKey, figures }) => [workKey, figures.views])).toEqual([
      ["BV2", 800],
      ["BV1", 12_000],
    ]);
    expect(items.find(({ workKey }) => workKey === "BV1")?.id).toBe(known.id);
    expect(items.find(({ workKey }) => workKey === "BV2")?.figures.next.text).toContain("没有引导方式");
  });
});

describe("a seeding wave", () => {
  it("holds goods, creators and days together, and says by how much searches rose [CH-33]", async () => {
    const red = await account("种草小红书号", "xiaohongshu");
    const wave = await ok<{ id: string; version: number }>("POST", "/outside-waves", {
      name: "收纳季",
      skus: ["SKU-1"],
      words: ["禾光收纳"],
      startsOn: "2026-06-08",
      endsOn: "2026-06-12",
    });
    for (const creator of ["小满", "阿木"])
      await publish(
        await plan(red.id, { creator, waveId: wave.id, lead: { way: "brand_word" }, title: `测评 ${creator}` }),
      );
    const path = `/outside-waves/${wave.id}/searches`;
    const refused = await ask("PUT", path, {
      platform: "微信指数",
      csv: "2026-06-01,别的词,3\n6月1日,禾光收纳,3\n2026-06-01,禾光收纳,多",
    });
    expect(refused.body.errors.map(({ message }) => message.slice(0, 5))).toEqual(["第 1 行", "第 2 行", "第 3 行"]);
    const csv = [
      "日期,词,次数",
      "2026-05-20,禾光收纳,9000",
      "2026-06-05,禾光收纳,100",
      "2026-06-07,禾光收纳,100",
      "2026-06-09,禾光收纳,150",
      "2026-06-12,禾光收纳,250",
      "2026-06-14,禾光收纳,180",
    ].join("\n");
    const told = await ok<{ creators: number; published: number; rises: object[]; searches: object[] }>("PUT", path, {
      platform: "微信指数",
      csv,
    });
    expect(told).toMatchObject({
      creators: 2,
      published: 2,
      rises: [{ platform: "微信指数", word: "禾光收纳", before: 100, during: 200, after: 180, rise: 1 }],
    });
    expect(told.searches).toHaveLength(6);
    const edit = { name: "收纳季", startsOn: "2026-06-08", endsOn: "2026-06-01", version: wave.version };
    expect((await ask("PUT", `/outside-waves/${wave.id}`, edit)).body.errors[0]?.path).toBe("endsOn");
    const unknown = await ask("POST", "/outside-waves", {
      name: "错",
      skus: ["NO"],
      startsOn: "2026-06-08",
      endsOn: "2026-06-08",
    });
    expect(unknown.body.errors[0]?.message).toContain("NO");
  });
});

describe("scope", () => {
  it("keeps accounts, placements and waves to their part of the chain", async () => {
    const southern = await account("南区抖音号", "douyin", { unitId: chain.south.id });
    const placement = await plan(southern.id);
    expect((await ask("GET", `/outside-placements/${placement.id}`, undefined, north)).status).toBe(404);
    expect((await ask("POST", "/outside-placements", draft(southern.id), north)).status).toBe(404);
    const theirs = await ask<{ id: string }>(
      "POST",
      "/outside-accounts",
      { name: "北区号", platform: "douyin", unitId: chain.north.id },
      north,
    );
    expect(theirs.status).toBe(201);
    await ask("POST", "/outside-placements", draft(theirs.body.id, { title: "北区一条" }), north);
    const list = await ask<{ items: Placement[] }>("GET", "/outside-placements", undefined, north);
    expect(list.body.items.map(({ title }) => title)).toEqual(["北区一条"]);
    const compared = await ask<{ items: object[] }>("GET", "/outside-platforms/comparison", undefined, north);
    expect(compared.body.items).toEqual([]);
    const twice = await ask("POST", "/outside-accounts", { name: "南区抖音号", platform: "douyin" });
    expect(twice.body.errors[0]?.path).toBe("name");
    const stale = { name: "改名", version: 9 };
    expect((await ask("PUT", `/outside-accounts/${southern.id}`, stale)).body.code).toBe("outside_account_changed");
    const noTarget = await ask("POST", "/outside-placements", draft(southern.id, { lead: { way: "short_link" } }));
    expect(noTarget.body.errors[0]?.path).toBe("lead.target");
  });
});
