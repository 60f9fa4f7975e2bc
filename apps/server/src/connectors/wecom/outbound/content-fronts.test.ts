import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount } from "../../wechat/index.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);
const phone = { "user-agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50" };
let operator: TestPerson;
let regional: TestPerson;
let accountId: string;
let pieceId: string;

interface Variant {
  id: string;
  front: string;
  version: number;
  state: string;
  outboundId: string | null;
  linkPath: string | null;
  advice: string[];
  copies: { front: string; percent: number }[];
  reached: number | null;
  visitors: number;
}
interface Piece {
  id: string;
  version: number;
  variants: Variant[];
  missing: { front: string }[];
  comparison: { best: string; weaker: string[]; text: string } | null;
}
interface Failed {
  code: string;
  errors: { path: string; message: string }[];
}

const ask = <Body = Failed>(method: string, path: string, body?: object, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, ...(body && { body }) });
const piece = async () => (await ask<Piece>("GET", `/content-pieces/${pieceId}`)).body;
const of = async (front: string) => {
  const found = (await piece()).variants.find((each) => each.front === front);
  if (!found) throw new Error(`nothing is written for ${front}`);
  return found;
};
const write = <Body = Piece>(front: string, body: string, more: object = {}) =>
  ask<Body>("PUT", `/content-pieces/${pieceId}/variants/${front}`, { body, version: 0, ...more });
const story = "端午前试了三款粽子，最后留下一款咸蛋黄的：皮薄、米糯，蒸二十分钟刚好。";
const targetOf = async () =>
  (
    await sql<{ url: string }>`select c.target_url as url from content_variant v join content_link l on l.no = v.link_no
      join live_code c on c.id = l.code_id where v.piece_id = ${pieceId} group by 1`.execute(db)
  ).rows.map(({ url }) => url);

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  await sql`update role set permissions = permissions || '{content.read}'::text[] where code = 'region_manager'`.execute(
    db,
  );
  regional = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
  const account = await db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("test"), {
      platform: "wecom",
      accountId: "ww0000000000000001",
      agentId: "1000002",
      name: "测试企业",
      baseUrl: "http://127.0.0.1:9",
      secrets: { secret: "s" },
    }),
  );
  accountId = account.id;
  const made = await ask<Piece>("POST", "/content-pieces", {
    title: "端午粽子",
    theme: "节日",
    facts: "咸蛋黄肉粽，蒸二十分钟，6 月 10 日到货",
    targetUrl: "https://shop.example.com/zongzi",
  });
  expect(made.status).toBe(201);
  pieceId = made.body.id;
});

it("holds every front to its own format, and names what a front still lacks [CH-40]", async () => {
  expect((await piece()).missing).toHaveLength(8);
  const long = await write<Failed>("subscription", "到货：咸蛋黄肉粽今天上午已经到店了欢迎大家来选购");
  expect([long.status, long.body.errors[0]?.path]).toEqual([400, "body"]);
  expect((await write<Failed>("article", story)).body.errors[0]).toMatchObject({ path: "headline" });
  expect((await write("moment", story)).status).toBe(200);
  // Eleven in the morning at the brand: no good hour, and nobody is spoken to.
  await write("one_to_one", "粽子到货，蒸二十分钟刚好", { plannedAt: "2026-06-16T11:00:00+08:00" });
  const personal = await of("one_to_one");
  expect(personal).toMatchObject({ state: "planned", linkPath: expect.stringMatching(/^\/s\//) });
  expect(personal.advice).toEqual([expect.stringContaining("没有称呼对方"), expect.stringContaining("计划 11 点发出")]);
  expect((await piece()).missing.map(({ front }) => front)).not.toContain("moment");
  const { body } = await ask<{ items: { front: string; state: string }[] }>(
    "GET",
    "/content-schedule?from=2026-06-16&to=2026-06-16",
  );
  expect(body.items).toMatchObject([{ front: "one_to_one", state: "planned" }]);
});

it("says when one front's text was copied to another, before and after it is saved [CH-40]", async () => {
  const check = (text: string) =>
    ask<{ copies: Variant["copies"]; advice: string[] }>("POST", `/content-pieces/${pieceId}/variants/group/check`, {
      body: text,
    });
  expect((await check(`${story}快来！`)).body.copies).toMatchObject([{ front: "moment" }]);
  const own = "群里的朋友：咸蛋黄肉粽只在群里留 50 份，想要的接龙「粽子+份数」，周五下班来取？";
  expect((await check(own)).body).toMatchObject({ copies: [], advice: [] });
  const copied = (await write("group", story)).body.variants;
  expect(copied.map(({ front, copies }) => [front, copies.map((each) => [each.front, each.percent])])).toEqual([
    ["moment", [["group", 100]]],
    ["one_to_one", []],
    ["group", [["moment", 100]]],
  ]);
  expect((await write<Failed>("group", own)).body.code).toBe("content_changed");
  await write("group", own, { version: 1 });
  const { body } = await ask<{ items: { fronts: { copied: boolean }[]; missing: number }[] }>("GET", "/content-pieces");
  expect(body.items).toMatchObject([{ missing: 5, fronts: [{ copied: false }, { copied: false }, { copied: false }] }]);
});

it("lets all links follow where a piece leads, each front by its own", async () => {
  const { version } = await piece();
  const draft = { title: "端午粽子", version, targetUrl: "https://shop.example.com/new" };
  expect((await ask("PUT", `/content-pieces/${pieceId}`, draft)).status).toBe(200);
  expect(await targetOf()).toEqual(["https://shop.example.com/new"]);
  expect(new Set((await piece()).variants.map(({ linkPath }) => linkPath)).size).toBe(3);
  const gone = await ask("PUT", `/content-pieces/${pieceId}`, { ...draft, version: version + 1, targetUrl: null });
  expect(gone.body.errors[0]).toMatchObject({ path: "targetUrl" });
  const wrong = await ask("POST", "/content-pieces", { title: "没有的货", skus: ["no-such"] });
  expect(wrong.body.errors[0]).toMatchObject({ path: "skus.0" });
});

it("hands variants over, keeps them as they went, and sets the fronts' real results side by side [CH-40]", async () => {
  const [moment, group] = [await of("moment"), await of("group")];
  for (const [variant, channel, more] of [
    [moment, "wecom_moment", { moment: { senders: ["LiLei"] } }],
    [group, "wecom_group", {}],
  ] as const) {
    const sent = await ask<{ ids: string[] }>("POST", "/outbound", {
      businessKey: `content:${variant.id}`,
      channel,
      accountId,
      title: "端午粽子",
      ...(channel === "wecom_group" && { senderKey: "LiLei", targetKeys: ["chat-1"] }),
      content: { text: story, ...more },
    });
    expect(sent.status).toBe(202);
    expect(await of(variant.front)).toMatchObject({ state: "out", outboundId: sent.body.ids[0] });
    // As the platform would tell of 200 people.
    await sql`insert into outbound_delivery (outbound_id, target_key, outcome)
      select ${sent.body.ids[0]}::uuid, 'person' || n, 'sent' from generate_series(1, 200) n`.execute(db);
  }
  expect((await write<Failed>("group", "换个说法", { version: group.version })).body.code).toBe("content_out");
  expect((await ask("DELETE", `/content-pieces/${pieceId}/variants/group`)).body.code).toBe("content_out");
  expect((await piece()).comparison).toBeNull();

  for (let each = 0; each < 12; each++)
    await fetch(`${server.url}${group.linkPath}`, { headers: phone, redirect: "manual" });
  await fetch(`${server.url}${moment.linkPath}`, { headers: phone, redirect: "manual" });
  clock.advance({ minutes: 1 });
  const after = await piece();
  expect(after.variants.map(({ front, reached, visitors }) => [front, reached, visitors])).toEqual([
    ["moment", 200, 1],
    ["one_to_one", null, 0],
    ["group", 200, 12],
  ]);
  expect(after.comparison).toMatchObject({ best: "group", weaker: ["moment"] });
  expect(after.comparison?.text).toContain("客户群 6.0%");

  // Fronts that people publish themselves: not in the future, and only a video is a work.
  await write("note", "送礼不出错的一款粽子", { headline: "端午送什么" });
  const placement = { at: "2026-06-15T03:00:00Z", address: "https://mp.weixin.qq.com/s/zongzi" };
  const place = (body: object) =>
    ask<Piece & Failed>("PUT", `/content-pieces/${pieceId}/variants/note/placement`, body);
  expect((await place({ ...placement, at: "2026-07-01T00:00:00Z" })).body.errors[0]).toMatchObject({ path: "at" });
  expect((await place({ ...placement, workId: pieceId })).body.errors[0]).toMatchObject({ path: "workId" });
  expect((await place(placement)).status).toBe(200);
  expect(await of("note")).toMatchObject({ state: "out", reached: null });
});

it("keeps content the chain's, and puts pieces away without losing what went out", async () => {
  expect((await ask("GET", `/content-pieces/${pieceId}`, undefined, regional)).status).toBe(403);
  expect((await ask("GET", "/content-fronts", undefined, regional)).status).toBe(200);
  expect((await ask("DELETE", `/content-pieces/${pieceId}`)).status).toBe(204);
  expect((await ask("GET", `/content-pieces/${pieceId}`)).status).toBe(404);
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from content_variant where link_no is not null`.execute(db);
  expect(rows[0]?.n).toBe(4);
});
