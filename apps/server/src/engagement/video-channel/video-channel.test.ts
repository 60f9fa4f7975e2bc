import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { topicsIn } from "./import-rules.ts";

const testing = await testPlatform({ now: "2026-06-17T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);
const phone = { "user-agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50" };
interface Work {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly plays: number | null;
  readonly topics: string[];
  readonly theme: string | null;
  readonly leadsTo: string | null;
  readonly linkPath: string | null;
  readonly visits: number;
  readonly friends: number;
}
interface Failed {
  readonly code: string;
  readonly errors: { readonly path: string; readonly message: string }[];
}
let chain: SmallChain;
let operator: TestPerson;
let regional: TestPerson;
let accountId: string;

const ask = <Body = Failed>(method: string, path: string, body?: object, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
const works = async () => (await ask<{ items: Work[] }>("GET", `/video-works?accountId=${accountId}`)).body.items;

async function upload(text: string): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([text]), "作品数据.csv");
  const response = await fetch(`${server.url}/api/v1/imports/files`, {
    method: "POST",
    body: form,
    headers: { cookie: operator.cookie },
  });
  return ((await response.json()) as { id: string }).id;
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  await sql`update role set permissions = permissions || '{content.read}'::text[] where code = 'region_manager'`.execute(
    db,
  );
  regional = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
  const made = await ask<{ id: string }>("POST", "/video-accounts", {
    name: "好物视频号",
    tone: "给上班族看的十分钟下午茶",
    themes: ["product", "brand"],
    titleMark: "【好物】",
    topics: ["门店好物"],
  });
  accountId = made.body.id;
});

describe("works of a video channel", () => {
  it("come from the platform's export by recognised or named columns, all or nothing, and a second export adds figures only [CH-16]", async () => {
    const bad = await upload("视频描述,发布时间,播放量\n【好物】一条,不是时间,12\n【好物】两条,2026-06-02 10:00,很多");
    const refused = await ask("POST", "/video-works/import", { accountId, fileId: bad });
    expect([refused.status, refused.body.errors.map(({ message }) => message)]).toEqual([
      400,
      ["第 2 行「发布时间」不是时间，例如 2026-03-01 10:00", "第 3 行「播放（浏览）量」「很多」不是数"],
    ]);
    const odd = await upload('内容,何时,看过\n【好物】一条 #门店好物,2026-06-02 10:00,"1,200"');
    const preview = await ask<{ works: number; problems: string[] }>("POST", "/video-works/import-preview", {
      accountId,
      fileId: odd,
    });
    expect(preview.body).toMatchObject({
      works: 0,
      problems: [expect.stringContaining("标题或描述"), expect.anything()],
    });

    const days = [
      "2026-05-19",
      "2026-05-21",
      "2026-05-23",
      "2026-05-26",
      "2026-05-28",
      "2026-05-30",
      "2026-06-02",
      "2026-06-03",
      "2026-06-05",
    ];
    const rows = days.map(
      (day, index) => `id${index},【好物】第 ${index} 条 #门店好物,${day} 10:00:00,${100 + index},1.2万`,
    );
    const csv = `视频ID,视频描述,发布时间,播放量,喜欢\n${rows.join("\n")}`;
    const first = await ask("POST", "/video-works/import", { accountId, fileId: await upload(csv) });
    expect(first.body).toEqual({ added: 9, updated: 0 });
    const [newest] = await works();
    await ask("PUT", `/video-works/${newest?.id}`, {
      title: newest?.title,
      publishedAt: "2026-06-05T02:00:00Z",
      theme: "product",
      coverMarked: true,
      version: newest?.version,
    });
    const more = await upload(csv.replace("108,", "9000,"));
    expect((await ask("POST", "/video-works/import", { accountId, fileId: more })).body).toEqual({
      added: 0,
      updated: 9,
    });
    expect((await works())[0]).toMatchObject({ plays: 9_000, theme: "product", topics: ["门店好物"] });
    expect(topicsIn("上新啦 #新品 #门店好物！快来#新品")).toEqual(["新品", "门店好物"]);
  });

  it("lead to friends, a shop or an article by a link of their own, and show who came and bought [CH-16]", async () => {
    const [work, other] = await works();
    const led = await ask<Work>("PUT", `/video-works/${work?.id}/lead`, {
      lead: { to: "shop", url: "https://shop.example.com/p/1" },
    });
    expect(led.body).toMatchObject({ leadsTo: "shop", linkPath: expect.stringMatching(/^\/s\//) });
    const link = led.body.linkPath ?? "";
    const visit = await fetch(`${server.url}${link}`, { headers: phone, redirect: "manual" });
    expect(visit.status).toBe(302);
    const slug = link.slice(3);
    expect((await works())[0]).toMatchObject({ visits: 1, friends: 0 });
    expect(slug).toMatch(/^[a-z0-9]{8}$/);

    const { rows: codes } = await sql<{ id: string }>`
      insert into live_code (slug, state, kind, name, org_unit_id, channel, material, created_at, created_by)
      values ('staff001', 'fl-staff001', 'staff', '导购码', ${chain.hq.id}, 'wecom', 'other', now(), 'test'),
        ('group001', 'fl-group001', 'group', '福利群', ${chain.hq.id}, 'wecom', 'other', now(), 'test') returning id`.execute(
      db,
    );
    const [staff, group] = codes.map(({ id }) => id);
    const wrong = await ask("PUT", `/video-works/${other?.id}/lead`, { lead: { to: "friend", codeId: group } });
    expect([wrong.status, wrong.body.errors[0]?.path]).toEqual([400, "codeId"]);
    await ask("PUT", `/video-works/${other?.id}/lead`, { lead: { to: "friend", codeId: staff } });
    const twice = await ask("PUT", `/video-works/${work?.id}/lead`, { lead: { to: "friend", codeId: staff } });
    expect(twice.body.errors[0]?.message).toContain("请为每个内容单独建一个活码");
    await sql`insert into live_code_arrival (event_key, code_id, kind, origin_no, member_no, arrived_at, first)
      values (gen_random_uuid(), ${staff}, 'contact', 1, 1, ${clock.now()}, true)`.execute(db);
    expect((await works())[1]).toMatchObject({ leadsTo: "friend", friends: 1 });
  });

  it("hold to what the platform takes: an hour of video, nine pictures [CH-16]", async () => {
    const at = { accountId, title: "太长", publishedAt: "2026-06-08T10:00:00+08:00" };
    const long = await ask("POST", "/video-works", { ...at, seconds: 3_601 });
    const many = await ask("POST", "/video-works", { ...at, kind: "pictures", pictures: 10 });
    expect([long.body.errors[0]?.message, many.body.errors[0]?.message]).toEqual(["视频最长 1 小时", "最多 9 张图片"]);
  });

  it("are seen only where their account belongs", async () => {
    expect((await ask<{ items: object[] }>("GET", "/video-accounts", undefined, regional)).body.items).toEqual([]);
    expect((await ask("GET", `/video-works?accountId=${accountId}`, undefined, regional)).status).toBe(404);
  });
});

describe("the four keys", () => {
  interface Keys {
    readonly keys: {
      readonly key: string;
      readonly state: string;
      readonly findings: { text: string; good: boolean }[];
    }[];
    readonly weeks: { readonly week: string; readonly works: number; readonly isComplete: boolean }[];
  }
  it("are judged by what was really published: three posts a week pass, unmarked covers and unsaid themes do not [CH-17]", async () => {
    const { body } = await ask<Keys>("GET", `/video-accounts/${accountId}/keys`);
    expect(body.weeks).toEqual([
      { week: "2026-05-18", works: 3, isComplete: true },
      { week: "2026-05-25", works: 3, isComplete: true },
      { week: "2026-06-01", works: 3, isComplete: true },
      { week: "2026-06-08", works: 0, isComplete: true },
      { week: "2026-06-15", works: 0, isComplete: false },
    ]);
    expect(body.keys.map(({ key, state }) => [key, state])).toEqual([
      ["positioning", "weak"],
      ["style", "weak"],
      ["content", "weak"],
      ["frequency", "good"],
    ]);
    const style = body.keys.find(({ key }) => key === "style");
    expect(style?.findings.map(({ good }) => good)).toEqual([true, true, false]);

    for (const work of await works())
      await ask("PUT", `/video-works/${work.id}`, {
        title: work.title,
        topics: work.topics,
        publishedAt: (work as unknown as { publishedAt: string }).publishedAt,
        theme: work.title.includes("第 1") ? "brand" : "product",
        coverMarked: true,
        version: work.version,
      });
    for (const work of (await works()).slice(2))
      await ask("PUT", `/video-works/${work.id}/lead`, {
        lead: { to: "article", url: "https://mp.weixin.qq.com/s/a" },
      });
    const after = await ask<Keys>("GET", `/video-accounts/${accountId}/keys`);
    expect(after.body.keys.map(({ state }) => state)).toEqual(["good", "good", "good", "good"]);
  });
});

describe("search words and brand zones", () => {
  it("show whether a zone takes reservations or is live, and what came through its link [CH-31]", async () => {
    const now = clock.now().getTime();
    const hours = (by: number) => new Date(now + by * 3_600_000).toISOString();
    const zone = {
      kind: "brand_zone",
      word: "好物",
      zoneClass: "A",
      liveTitle: "周年庆",
      liveFrom: hours(2),
      liveUntil: hours(4),
    };
    const made = await ask<{ id: string; state: string; version: number }>("POST", "/search-words", zone);
    expect([made.status, made.body.state]).toEqual([201, "reserving"]);
    const led = await ask<{ linkPath: string }>("PUT", `/search-words/${made.body.id}/lead`, {
      target: { way: "web", url: "https://shop.example.com/live" },
    });
    await fetch(`${server.url}${led.body.linkPath}`, { headers: phone, redirect: "manual" });
    clock.advance({ hours: 3 });
    interface Words {
      readonly items: { readonly word: string; readonly state: string; readonly visits: number }[];
      readonly reach: object;
    }
    const listed = await ask<Words>("GET", "/search-words");
    expect(listed.body.items).toEqual([expect.objectContaining({ word: "好物", state: "live", visits: 1 })]);
    const problems = await ask("POST", "/search-words", { kind: "topic", word: "#好物", zoneClass: "A" });
    expect(problems.body.errors.map(({ path }) => path)).toEqual(["kind", "word"]);
    expect((await ask("POST", "/search-words", zone)).body.errors[0]?.path).toBe("word");
  });

  it("lead one address of a zone to the reservation, into the live show, and back, each counted; topics beside it [IN-08]", async () => {
    const now = clock.now().getTime();
    const hours = (by: number) => new Date(now + by * 3_600_000).toISOString();
    const zone = {
      kind: "brand_zone",
      word: "好物专区",
      zoneClass: "A",
      liveTitle: "周年庆",
      liveFrom: hours(1),
      liveUntil: hours(2),
    };
    interface Zone {
      readonly id: string;
      readonly word: string;
      readonly zonePath: string;
      readonly leads: readonly { readonly state: string; readonly linkPath: string; readonly visits: number }[];
    }
    const { id } = (await ask<Zone>("POST", "/search-words", zone)).body;
    const lead = (state: string, url: string | null) =>
      ask<Zone>("PUT", `/search-words/${id}/lead`, { state, target: url && { way: "web", url } });
    await lead("plain", "https://shop.example.com/home");
    await lead("reserving", "https://shop.example.com/book");
    const { zonePath, leads } = (await lead("live", "https://shop.example.com/room")).body;
    expect(leads.map(({ state }) => state)).toEqual(["plain", "reserving", "live"]);
    /** Opens the zone's address as a phone does; answers where it ends. */
    const open = async () => {
      const first = await fetch(`${server.url}${zonePath}`, { headers: phone, redirect: "manual" });
      expect([first.status, first.headers.get("cache-control")]).toEqual([302, "no-store"]);
      const next = await fetch(`${server.url}${first.headers.get("location")}`, { headers: phone, redirect: "manual" });
      return new URL(next.headers.get("location") ?? "http://nowhere").pathname;
    };
    expect(await open()).toBe("/book");
    clock.advance({ minutes: 90 });
    expect([await open(), await open()]).toEqual(["/room", "/room"]);
    clock.advance({ hours: 1 });
    expect(await open()).toBe("/home");
    const { items } = (await ask<{ items: Zone[] }>("GET", "/search-words")).body;
    const shown = items.find((item) => item.id === id);
    expect(shown?.leads.map(({ state }) => state)).toEqual(["plain", "reserving", "live"]);
    expect(shown?.leads.every(({ visits }) => visits > 0)).toBe(true);
    await lead("live", null);
    const topic = await ask<Zone>("POST", "/search-words", { kind: "topic", word: "周年庆好物" });
    const refused = await ask("PUT", `/search-words/${topic.body.id}/lead`, { state: "live", target: null });
    expect(refused.body.errors[0]?.path).toBe("state");
    expect((await fetch(`${server.url}/zone/${topic.body.id}`, { redirect: "manual" })).status).toBe(404);
  });
});
