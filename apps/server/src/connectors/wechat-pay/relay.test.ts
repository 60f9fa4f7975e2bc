import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import { lookAfterPackets } from "../../commerce/index.ts";
import { runRelays } from "../../engagement/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { publicAddressSetting } from "../../kernel/public-address.ts";
import { writeSetting } from "../../kernel/settings.ts";
import { aPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { testServer } from "../../testing/server.ts";
import { createAccount } from "../wechat/index.ts";
import { aCodeWorld, type CodeAnswer } from "../wecom/codes/codes.testing.ts";
import { codeWelcome } from "../wecom/codes/compose-welcome.ts";
import { sendWelcomes } from "../wecom/welcome/send-welcomes.ts";
import { wechatPackets } from "./index.ts";

const test = await testPlatform({ now: new Date().toISOString() });
const { platform } = test;
const server = await testServer(test);
const sandbox = await testSandbox();
const never = new AbortController().signal;
const actor = systemActor("test");
let world: Awaited<ReturnType<typeof aCodeWorld>>;
let admin: { readonly cookie: string };
let appId: string;
let merchantId: string;
let mchid: string;

beforeAll(async () => {
  world = await aCodeWorld(test, server, sandbox);
  await sandbox.act("wecom.open_group", { owner: "LiLei", name: "接力群" });
  await world.sync();
  await world.listen();
  admin = await aPerson(test, { roleCode: "admin", unitId: world.chain.hq.id });
  const mini = await sandbox.act<{ appid: string; secret: string }>("weixin.add_mini_program", { name: "红包" });
  appId = mini.appid;
  const made = await sandbox.act<
    Record<"mchid" | "apiV3Key" | "privateKey" | "serialNo" | "platformPublicKey" | "platformSerial", string>
  >("pay.add_merchant", { name: "飞轮", appids: [appId], balance: 100_000 });
  mchid = made.mchid;
  merchantId = await platform.db.transaction().execute(async (tx) => {
    await writeSetting(tx, actor, publicAddressSetting, { url: server.url }, 0);
    await createAccount(platform, tx, actor, {
      platform: "mini_program",
      accountId: appId,
      name: "红包",
      baseUrl: sandbox.weixin,
      secrets: { secret: mini.secret },
    });
    const account = await createAccount(platform, tx, actor, {
      platform: "wechat_pay",
      accountId: mchid,
      name: "飞轮",
      baseUrl: sandbox.pay,
      secrets: {
        secret: made.apiV3Key,
        merchantKey: made.privateKey,
        merchantSerial: made.serialNo,
        platformKey: made.platformPublicKey,
        platformSerial: made.platformSerial,
      },
    });
    return account.id;
  });
});

const ask = async <Body>(path: string, body: object) => {
  const answer = await server.call<Body>("POST", path, { cookie: admin.cookie, body });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
};

interface Taken {
  readonly inviteKey: string;
  readonly packets: readonly {
    readonly reason: string;
    readonly state: string;
    readonly amountFen: number;
    readonly package: string;
  }[];
}

it("runs from the greeting to a packet, an invitation, the group and the next packet, without anybody's hand [AQ-15]", async () => {
  const friendCode = await world.ask<CodeAnswer>("POST", "/live-codes", {
    kind: "store",
    name: "接力加好友",
    storeNo: world.chain.stores.N1.no,
    welcome: "我是{导购}，点小程序“红包”领见面礼，再邀请好友、进群还有",
  });
  const [room] = await world.rows<{ key: string }>(sql`select chat_key as key from customer_group`);
  const groupCode = await world.ask<CodeAnswer>("POST", "/live-codes", {
    kind: "group",
    name: "接力进群",
    roomKeys: [room?.key ?? ""],
    unitId: world.chain.hq.id,
  });
  await world.refresh();
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const campaign = await ask<{ id: string; no: number }>("/red-packet-campaigns", {
    name: "红包接力",
    merchantId,
    appId,
    reward: "邀请新客",
    remark: "恭喜发财",
    minFen: 30,
    maxFen: 90,
    budgetFen: 1_000,
    perPerson: 3,
    perPersonDay: 3,
    startsAt: at(-1),
    endsAt: at(48),
    codeId: friendCode.id,
    groupCodeId: groupCode.id,
  });
  const qrOf = async ({ id }: CodeAnswer) => (await world.ask<CodeAnswer>("GET", `/live-codes/${id}`)).qrUrl;
  const open = async (person: string, inviteKey?: string) => {
    const { code } = await sandbox.act<{ code: string }>("mini.login", { appid: appId, person });
    const { openid } = await ask<{ openid: string }>("/mini-program/sessions", { appId, code });
    if (inviteKey) await ask("/red-packets/invites", { campaignNo: campaign.no, openid, inviteKey });
    return { openid, ...(await ask<Taken>("/red-packets/claims", { campaignNo: campaign.no, openid })) };
  };
  const add = async (person: string) => {
    await sandbox.act("wecom.scan_contact_way", { person, code: await qrOf(friendCode) });
    await world.work(1);
    await sendWelcomes(platform, codeWelcome, never);
    await world.refresh();
    await runRelays(platform);
  };

  // A new friend is greeted by itself and gets a packet of chance.
  const first = await world.person("甲");
  await add(first);
  expect(await world.rows(sql`select outcome from wecom_welcome`)).toEqual([{ outcome: "sent" }]);
  const one = await open(first);
  expect(one.packets).toMatchObject([{ reason: "friend", state: "waiting" }]);
  expect(one.packets[0]?.amountFen).toBeGreaterThanOrEqual(30);
  await sandbox.act("pay.confirm_transfer", { person: first, package: one.packets[0]?.package });
  // Its notice is lost.
  await sandbox.act("faults.add", { platform: "pay", path: "callback", what: { kind: "drop" }, times: 1 });
  await sandbox.act("clock.advance", { ms: 3_000 });

  // Their friend comes by their card and becomes a friend of the company: both have a packet.
  const second = await world.person("乙");
  expect((await open(second, one.inviteKey)).packets).toEqual([]);
  await add(second);
  expect((await open(second)).packets).toMatchObject([{ reason: "friend" }]);
  await sandbox.act("wecom.scan_join_way", { person: first, code: await qrOf(groupCode) });
  await world.work(1);
  await world.refresh();
  // A process that dies between deed and packet, and one that repeats it, come to the same.
  await Promise.all([runRelays(platform), runRelays(platform)]);
  expect(await runRelays(platform)).toBe(0);
  const again = (await open(first)).packets.map(({ reason }) => reason).toSorted();
  expect(again).toEqual(["group", "invite"]);

  // Anti-cheat: not oneself, not twice by the same friend, no more than three per person.
  const own = await server.call<{ code: string }>("POST", "/red-packets/invites", {
    cookie: admin.cookie,
    body: { campaignNo: campaign.no, openid: one.openid, inviteKey: one.inviteKey },
  });
  expect([own.status, own.body.code]).toEqual([409, "red_packet_own_invite"]);
  const third = await world.person("丙");
  await open(third, one.inviteKey);
  await add(third);
  const reasons = await world.rows(
    sql`select reason, count(*)::int as n from red_packet where campaign_id = ${campaign.id} group by 1 order by 1`,
  );
  expect(reasons).toEqual([
    { reason: "friend", n: 3 },
    { reason: "group", n: 1 },
    { reason: "invite", n: 1 },
  ]);

  // What was taken is paid once, by what the platform says when it is asked.
  await sql`update red_packet set next_try_at = now()`.execute(platform.db);
  await lookAfterPackets(platform, wechatPackets(platform), never);
  const [paid] = await world.rows<{ n: number; fen: number }>(
    sql`select count(*)::int as n, sum(amount_fen)::int as fen from red_packet where state = 'paid'`,
  );
  expect(paid?.n).toBe(1);
  const { available } = await sandbox.act<{ available: number }>("pay.merchant", { mchid });
  const [asked] = await world.rows<{ fen: number }>(
    sql`select coalesce(sum(amount_fen), 0)::int as fen from red_packet where state in ('paid', 'waiting')`,
  );
  expect(100_000 - available).toBe(asked?.fen);
});
