import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../commerce/index.ts";
import { resolveMembers } from "../../customers/index.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { testServer } from "../../testing/server.ts";
import { officialAccountCallbacks } from "../official-account/index.ts";
import type { WechatAccount } from "../wechat/index.ts";
import { callbackWorker, weixinConnector } from "../weixin/weixin.testing.ts";

const testing = await testPlatform({ now: new Date().toISOString() });
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const weixin = weixinConnector(platform, server, sandbox);
const { work } = callbackWorker(platform, officialAccountCallbacks);
let official: WechatAccount;
let mini: WechatAccount;
let admin: TestPerson;
let storeNo: number;

const aPersonNamed = async (nickname: string) => (await sandbox.act<{ id: string }>("people.add", { nickname })).id;

/** Enters the mini program; the store is the one whose code was scanned. */
async function enter(person: string, storeCode?: string): Promise<{ memberNo: number; isNew: boolean }> {
  const { code } = await sandbox.act<{ code: string }>("mini.login", { appid: mini.accountId, person });
  const answer = await server.call<{ memberNo: number; isNew: boolean }>("POST", "/mini-program/sessions", {
    cookie: admin.cookie,
    body: { appId: mini.accountId, code, ...(storeCode && { storeCode }) },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

/** Follows the account and waits until that is known here. */
async function follow(person: string, scene?: string): Promise<{ memberNo: number; scene: string | null }> {
  const { openid } = await sandbox.act<{ openid: string }>("oa.follow", {
    appid: official.accountId,
    person,
    ...(scene && { scene }),
  });
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
    await work();
    const { rows } = await sql<{ memberNo: number; scene: string | null }>`
      select member_no as "memberNo", subscribe_scene as scene from official_follower where openid = ${openid}`.execute(
      db,
    );
    if (rows[0] && (scene === undefined || rows[0].scene === scene)) return rows[0];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("nobody follows");
}

/** What happened to the person, in the order in which it became known: the platform tells whole seconds only. */
const story = async (memberNo: number) =>
  (
    await sql<{ type: string }>`
      select type from event_log where member_no = ${memberNo} and type in ('account.followed', 'member.signed_in', 'order.paid')
      order by seq`.execute(db)
  ).rows.map(({ type }) => type);

async function buy(member: { originNo: number; memberNo: number }, orderCode: string, channel: string) {
  const now = platform.clock.now();
  await db.transaction().execute((tx) =>
    upsertOrders(tx, platform, [
      {
        source: channel === "store" ? "pos" : "mall",
        orderCode,
        member,
        storeNo,
        channel,
        paidAt: now,
        businessDay: dayIn(platform.config.timeZone, now),
        lines: [{ sku: "tea", name: "新茶", quantity: 1, unitPriceLi: 30_000, amountLi: 30_000 }],
      },
    ]),
  );
}

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  storeNo = chain.stores.N1.no;
  admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  official = await weixin.add("official_account", "好物");
  mini = await weixin.add("mini_program", "好物商城");
});

describe("linking the account and the mini program in either order [CH-39]", () => {
  it("knows who follows first and then enters the mini program as one person", async () => {
    const person = await aPersonNamed("先关注");
    const followed = await follow(person);
    const entered = await enter(person);
    expect(entered).toMatchObject({ memberNo: followed.memberNo, isNew: false });
    expect(await story(entered.memberNo)).toEqual(["account.followed", "member.signed_in"]);
  });

  it("knows who enters the mini program first and then follows as one person", async () => {
    const person = await aPersonNamed("先进小程序");
    const entered = await enter(person);
    expect(entered.isNew).toBe(true);
    expect(await follow(person)).toMatchObject({ memberNo: entered.memberNo });
    expect(await story(entered.memberNo)).toEqual(["member.signed_in", "account.followed"]);
  });

  it("keeps an offline payment with whoever follows on the page after it", async () => {
    const person = await aPersonNamed("支付后关注");
    // The till knows the payer by the openid that the payment named.
    const { openid } = await sandbox.act<{ openid: string }>("oa.follow", { appid: official.accountId, person });
    await sandbox.act("oa.unfollow", { appid: official.accountId, person });
    const [payer] = await db.transaction().execute((tx) =>
      resolveMembers(tx, platform, [
        {
          identifiers: [{ kind: "openid", scope: official.accountId, value: openid }],
          occurredAt: platform.clock.now(),
          source: "pos",
          storeNo,
        },
      ]),
    );
    if (payer?.originNo == null || payer.memberNo == null) throw new Error("no payer");
    await buy({ originNo: payer.originNo, memberNo: payer.memberNo }, "P1", "store");
    const followed = await follow(person, "ADD_SCENE_PAID");
    expect(followed).toEqual({ memberNo: payer.memberNo, scene: "ADD_SCENE_PAID" });
    const { rows } = await sql<{ orders: number }>`
      select count(*)::int as orders from sales_order where member_no = ${followed.memberNo}`.execute(db);
    expect(rows[0]?.orders).toBe(1);
  });

  it("takes a purchase by a scanned store code to the person and the store, whether they follow before or after", async () => {
    const person = await aPersonNamed("到店扫码购");
    const entered = await enter(person, "N1");
    const { rows } = await sql<{ originNo: number; store: number }>`
      select origin_no as "originNo", (select store_no from member where member_no = u.member_no) as store
      from mini_program_user u where member_no = ${entered.memberNo}`.execute(db);
    expect(rows[0]?.store).toBe(storeNo);
    await buy({ originNo: rows[0]?.originNo ?? 0, memberNo: entered.memberNo }, "M1", "mini_program");
    expect((await follow(person)).memberNo).toBe(entered.memberNo);
    expect(await story(entered.memberNo)).toEqual(
      expect.arrayContaining(["member.signed_in", "order.paid", "account.followed"]),
    );
  });
});
