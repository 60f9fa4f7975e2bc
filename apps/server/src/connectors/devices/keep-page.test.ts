import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { testServer } from "../../testing/server.ts";
import { createAccount } from "../wechat/index.ts";
import { aDeviceWorld, aTry } from "./devices.testing.ts";

const feilun = await testPlatform({ now: new Date().toISOString() });
const { platform } = feilun;
const { db } = platform;
const server = await testServer(feilun);
const sandbox = await testSandbox();
let world: Awaited<ReturnType<typeof aDeviceWorld>>;

const inWechat = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50";

/** A phone's browser: follows nothing by itself, keeps cookies. */
function aBrowser(agent = inWechat) {
  const jar = new Map<string, string>();
  const ask = async (address: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { "user-agent": agent, cookie, "content-type": "application/json" };
    const response = await fetch(new URL(address, server.url), { redirect: "manual", headers, ...init });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/);
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    return { status: response.status, location: response.headers.get("location") ?? "", text: await response.text() };
  };
  return {
    open: (address: string) => ask(address),
    keep: (address: string, consentVersion = 0) =>
      ask(address, { method: "POST", body: JSON.stringify({ consentVersion }) }),
    /** Scans as a person: WeChat's web view signs in on the way without asking. */
    async scan(address: string, person: string) {
      const asked = await ask(address);
      const { location } = await sandbox.act<{ location: string }>("oa.authorise", { person, url: asked.location });
      const back = await ask(location);
      return ask(back.location);
    },
  };
}

const aPersonOf = async (nickname: string) => (await sandbox.act<{ id: string }>("people.add", { nickname })).id;

beforeAll(async () => {
  world = await aDeviceWorld(feilun, server);
  const made = await sandbox.act<{ appid: string; secret: string }>("weixin.add_official_account", { name: "好物" });
  await db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("test"), {
      ...{ platform: "official_account", accountId: made.appid, name: "好物", baseUrl: sandbox.weixin },
      authorizeUrl: `${sandbox.weixin}/connect/oauth2/authorize`,
      secrets: { secret: made.secret },
    }),
  );
  await sql`insert into setting (key, value, version, updated_by)
    values ('instance.public_address', ${JSON.stringify({ url: server.url })}, 1, 'test')`.execute(db);
});

it("keeps a use for whoever scans the screen in WeChat and agrees, also somebody new; another one is told that it is taken [IN-17]", async () => {
  const { key } = await world.register("试妆镜");
  await world.send(key, [aTry("web", world.ago(2))]);
  const { url, consent } = await world.code(key, "web");
  const address = new URL(url ?? "").pathname;
  const plain = await aBrowser("Mozilla/5.0 (X11; Linux x86_64) Chrome/147.0").open(address);
  expect([plain.status, plain.text.includes("请用微信扫码")]).toEqual([200, true]);

  const browser = aBrowser();
  // Without the sign-in nothing can be kept.
  expect((await browser.keep(address)).status).toBe(403);
  const page = await browser.scan(address, await aPersonOf("新客"));
  expect([page.text.includes("丝绒口红"), page.text.includes(consent), page.text.includes("北一店")]).toEqual([
    true,
    true,
    true,
  ]);
  expect((await browser.keep(address, 9)).status).toBe(400);
  const [once, twice] = await Promise.all([browser.keep(address), browser.keep(address)]);
  expect([once.status, twice.status]).toEqual([200, 200]);
  expect((await browser.open(address)).text).toContain("已保存到你的会员资料");

  const { rows } = await sql<{ memberNo: number; by: string; openid: string | null }>`
    select member_no as "memberNo", identified_by as by from device_session where session_key = 'web'`.execute(db);
  expect(rows).toMatchObject([{ memberNo: expect.any(Number), by: "web" }]);
  const trials = await world.call<{ tastes: { value: string }[] }>(
    "GET",
    `/members/${rows[0]?.memberNo}/store-trials`,
    world.operator,
  );
  expect(trials.body.tastes).toMatchObject([{ value: "豆沙 04" }]);

  const second = aBrowser();
  const taken = await second.scan(address, await aPersonOf("后来的人"));
  expect([taken.status, taken.text.includes("已经保存到别人名下")]).toEqual([409, true]);
  expect((await second.keep(address)).status).toBe(409);
});

it("shows nothing for a code that was never given or has run out", async () => {
  const browser = aBrowser();
  expect((await browser.open(`/d/${"x".repeat(20)}`)).status).toBe(404);
  const { key } = await world.register("另一台");
  const { url } = await world.code(key, "gone");
  feilun.clock.advance({ minutes: 16 });
  const gone = await browser.open(new URL(url ?? "").pathname);
  expect([gone.status, gone.text.includes("这个码已经失效")]).toEqual([404, true]);
});
