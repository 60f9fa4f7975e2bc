import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount } from "../../wechat/index.ts";
import { aCodeWorld, type CodeAnswer, phone, type ShownAnswer } from "./codes.testing.ts";

const testing = await testPlatform({ now: new Date().toISOString() });
const { platform } = testing;
const server = await testServer(testing);
const sandbox = await testSandbox();
let world: Awaited<ReturnType<typeof aCodeWorld>>;
let code: CodeAnswer;
let friend: string;

/** A phone's browser: follows nothing by itself, keeps cookies. */
function aBrowser(agent = phone) {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return {
    jar,
    async open(address: string) {
      const response = await fetch(new URL(address, server.url), {
        redirect: "manual",
        headers: { "user-agent": agent, cookie: cookie() },
      });
      for (const line of response.headers.getSetCookie()) {
        const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/);
        if (value) jar.set(name, value);
        else jar.delete(name);
      }
      return { status: response.status, location: response.headers.get("location") ?? "" };
    },
    show: async () =>
      (await server.call<ShownAnswer>("POST", `/code-pages/${code.slug}/show`, { cookie: cookie(), body: {} })).body
        .shown,
  };
}

/** Opens the code and signs in on the way as the person, as WeChat's web view does without asking. */
async function visit(browser: ReturnType<typeof aBrowser>, person: string) {
  const asked = await browser.open(`/c/${code.slug}?utm_source=poster`);
  const { location } = await sandbox.act<{ location: string }>("oa.authorise", { person, url: asked.location });
  const back = await browser.open(location);
  return { asked, back, page: await browser.open(back.location) };
}

beforeAll(async () => {
  world = await aCodeWorld(testing, server, sandbox);
  friend = await world.person("老客户");
  await sandbox.act("wecom.add_friend", { person: friend, userid: "HanMei" });
  await world.sync();
  const made = await sandbox.act<{ appid: string; secret: string }>("weixin.add_official_account", { name: "好物" });
  await platform.db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("test"), {
      platform: "official_account",
      accountId: made.appid,
      name: "好物",
      baseUrl: sandbox.weixin,
      authorizeUrl: `${sandbox.weixin}/connect/oauth2/authorize`,
      secrets: { secret: made.secret },
    }),
  );
  await sql`insert into setting (key, value, version, updated_by)
    values ('instance.public_address', ${JSON.stringify({ url: server.url })}, 1, 'test')`.execute(platform.db);
  const guides = [await world.staffId("李雷"), await world.staffId("韩梅")].map((staffId) => ({ staffId }));
  code = await world.ask<CodeAnswer>("POST", "/live-codes", { kind: "staff", name: "收银台", entry: "page", guides });
  await world.refresh();
});

it("recognises a known customer who opens a code inside WeChat, silently, and shows their own guide", async () => {
  // The pages disagree whether the silent sign-in tells the unionid (wechat-api.md §1): without it only followers are known, by openid.
  await sandbox.act("weixin.set", { unionidWithBaseScope: true });
  for (let i = 0; i < 3; i++) {
    const browser = aBrowser();
    const { asked, back, page } = await visit(browser, friend);
    expect([asked.status, new URL(asked.location).searchParams.get("scope")]).toEqual([302, "snsapi_base"]);
    expect(back.location).toBe(`/c/${code.slug}?utm_source=poster&asked=1`);
    expect(page.status).toBe(200);
    expect(await browser.show()).toMatchObject({ guideName: "韩梅", by: "own" });
    // Known from now on: no second round through the sign-in.
    expect((await browser.open(`/c/${code.slug}`)).status).toBe(200);
  }
});

it("serves a stranger, a forged code and another browser like anybody, and asks nobody twice", async () => {
  await sandbox.act("weixin.set", { unionidWithBaseScope: false });
  const unseen = aBrowser();
  await visit(unseen, friend);
  expect((await unseen.show())?.by).toBe("turn");

  const stranger = aBrowser();
  const { page } = await visit(stranger, await world.person("路人"));
  expect(page.status).toBe(200);
  expect((await stranger.show())?.by).toBe("turn");

  const forger = aBrowser();
  const { location } = await forger.open(`/c/${code.slug}`);
  const state = new URL(location).searchParams.get("state");
  const back = await forger.open(`/c/${code.slug}?code=made-up&state=${state}`);
  expect((await forger.open(back.location)).status).toBe(200);
  expect(forger.jar.has("feilun_known")).toBe(false);
  // A code that came by another's nonce is not even looked at.
  const thief = aBrowser();
  const stolen = await sandbox.act<{ location: string }>("oa.authorise", { person: friend, url: location });
  expect((await thief.open(stolen.location)).location).toContain("/connect/oauth2/authorize");
  expect(thief.jar.has("feilun_known")).toBe(false);

  const desktop = aBrowser("Mozilla/5.0 (X11; Linux x86_64) Chrome/147.0");
  expect((await desktop.open(`/c/${code.slug}`)).status).toBe(200);
});
