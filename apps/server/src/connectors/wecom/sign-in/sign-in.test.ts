import { signJsTicket } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { createStaff } from "../../../organization/index.ts";
import { aSmallChain } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount, type WechatAccount } from "../../wechat/index.ts";

const testing = await testPlatform();
const { platform, clock } = testing;
const server = await testServer(testing);
const sandbox = await testSandbox();
let account: WechatAccount;
let agentId: string;
let staffId: string;

const inWecom = { "user-agent": "Mozilla/5.0 wxwork/4.1 MicroMessenger/7.0" };

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  agentId = app.agentId;
  account = await platform.db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("test"), {
      platform: "wecom",
      accountId: app.corpId,
      agentId,
      name: "测试企业",
      baseUrl: sandbox.wecom,
      authorizeUrl: `${sandbox.wecom}/connect/oauth2/authorize`,
      scanUrl: `${sandbox.wecom}/wwlogin/sso/login`,
      secrets: { secret: app.secret },
    }),
  );
  await sandbox.act("wecom.hire", { userid: "LiLei", name: "李雷", departments: [1] });
  await sandbox.act("wecom.hire", { userid: "HanMeimei", name: "韩梅梅", departments: [1] });
  staffId = await platform.db.transaction().execute((tx) =>
    createStaff(tx, systemActor("test"), {
      code: "A1",
      name: "李雷",
      login: "lilei",
      password: "first password",
      posts: [{ roleCode: "guide", unitId: chain.stores.N1.id, kind: "regular", fromDay: "2026-01-01" }],
    }),
  );
  await sql`
    insert into wecom_member (corp_id, userid, name, status, staff_id, matched_by) values
    (${account.accountId}, 'LiLei', '李雷', 1, ${staffId}, 'code'), (${account.accountId}, 'HanMeimei', '韩梅梅', 1, null, null)`.execute(
    platform.db,
  );
});
beforeEach(() => sandbox.act("faults.clear"));

/** The name in the list of people on the sandbox's sign-in page leads on with a code. */
async function agree(page: string, who: string): Promise<string> {
  const html = await (await fetch(page)).text();
  const [, query] = new RegExp(`href="\\?([^"]+)">[^<]*${who}`).exec(html) ?? [];
  if (!query) throw new Error(`nobody on the page is ${who}`);
  const url = new URL(page);
  const plain = query.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  const answer = await fetch(`${url.origin}${url.pathname}?${plain}`, { redirect: "manual" });
  return answer.headers.get("location") ?? "";
}

const visit = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers, redirect: "manual" });
const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");

async function start(query = "", headers: Record<string, string> = inWecom) {
  const answer = await visit(`${server.url}/api/v1/sign-in/wecom/start${query}`, headers);
  return { page: answer.headers.get("location") ?? "", cookie: cookiesOf(answer).join("; ") };
}

async function signIn(who: string, query = "", headers = inWecom) {
  const { page, cookie } = await start(query, headers);
  return visit(await agree(page, who), { cookie });
}

const me = (answer: Response) =>
  server.call<{ name: string; mustChangePassword: boolean }>("GET", "/me", { cookie: cookiesOf(answer).join("; ") });

describe("signing in with WeCom [IN-01]", () => {
  it("leads a member through WeCom's page into their own session and back to where they were", async () => {
    const answer = await signIn("LiLei", "?next=/members/7");
    expect(answer.headers.get("location")).toBe("/members/7");
    expect((await me(answer)).body).toMatchObject({ name: "李雷", mustChangePassword: false });
    const { rows } = await sql<{ detail: object }>`
      select detail from audit_log where action = 'staff.signed_in' order by at desc limit 1`.execute(platform.db);
    expect(rows[0]?.detail).toMatchObject({ method: "wecom" });
  });

  it("asks for a change of the first password only who came with it", async () => {
    await sql`update staff set must_change_password = true where id = ${staffId}`.execute(platform.db);
    const byWecom = cookiesOf(await signIn("LiLei")).join("; ");
    expect((await server.call("GET", "/me/sessions", { cookie: byWecom })).status).toBe(200);
    const byPassword = await server.call<{ mustChangePassword: boolean }>("POST", "/sign-in", {
      body: { login: "lilei", password: "first password" },
    });
    expect(byPassword.body.mustChangePassword).toBe(true);
    const cookie = byPassword.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect((await server.call<{ mustChangePassword: boolean }>("GET", "/me", { cookie })).body.mustChangePassword).toBe(
      true,
    );
  });

  it("shows the page for scanning to other browsers", async () => {
    const { page } = await start("", { "user-agent": "Mozilla/5.0 Chrome/140" });
    expect(new URL(page).pathname).toBe("/wwlogin/sso/login");
    expect((await me(await signIn("LiLei", "", { "user-agent": "Mozilla/5.0" }))).status).toBe(200);
  });

  it("takes a code only in the browser that asked for it, and once", async () => {
    const { page, cookie } = await start();
    const back = await agree(page, "LiLei");
    const elsewhere = await visit(back);
    expect(elsewhere.headers.get("location")).toBe("/sign-in?problem=wecom_state_lost");
    const other = await start();
    const foreign = await visit(back, { cookie: other.cookie });
    expect(foreign.headers.get("location")).toContain("wecom_state_lost");
    expect((await me(await visit(back, { cookie }))).status).toBe(200);
    expect((await visit(back, { cookie })).headers.get("location")).toContain("problem=wecom_code_refused");
  });

  it("ends an attempt that takes longer than ten minutes", async () => {
    const { page, cookie } = await start();
    const back = await agree(page, "LiLei");
    clock.advance({ minutes: 11 });
    expect((await visit(back, { cookie })).headers.get("location")).toContain("wecom_state_lost");
  });

  it("never leads to another site afterwards", async () => {
    for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example"])
      expect((await signIn("LiLei", `?next=${encodeURIComponent(next)}`)).headers.get("location")).toBe("/");
  });

  it("tells members who stand for no staff, people who are no members, and those who left", async () => {
    const problem = async (who: string) => (await signIn(who)).headers.get("location");
    expect(await problem("HanMeimei")).toBe("/sign-in?problem=wecom_not_mapped");
    await sandbox.act("people.add", { nickname: "路人甲" });
    expect(await problem("路人甲")).toBe("/sign-in?problem=wecom_not_member");
    await sql`update staff set status = 'left', left_on = '2026-06-01' where id = ${staffId}`.execute(platform.db);
    expect(await problem("LiLei")).toBe("/sign-in?problem=staff_inactive");
    await sql`update staff set status = 'active', left_on = null where id = ${staffId}`.execute(platform.db);
  });

  it("tells when WeCom refuses", async () => {
    const what = { kind: "errcode", errcode: 60020 };
    await sandbox.act("faults.add", { platform: "wecom", path: "/cgi-bin/auth/getuserinfo", what, times: 1 });
    expect((await signIn("LiLei")).headers.get("location")).toBe("/sign-in?problem=wecom_unavailable");
  });
});

describe("pages signed for WeCom's JS-SDK", () => {
  it("are signed with a ticket that is fetched once, and only pages of ours", async () => {
    const cookie = cookiesOf(await signIn("LiLei")).join("; ");
    const url = `${server.url}/sidebar?x=1`;
    const sign = (page: string) =>
      server.call<{ signature: string; nonceStr: string; timestamp: number; agentId: string }>(
        "POST",
        "/wecom/js-signature",
        { cookie, body: { url: page } },
      );
    const { body } = await sign(`${url}#top`);
    const { rows } = await sql<{ value: string }>`
      select value_sealed as value from wechat_token where kind = 'agent_ticket'`.execute(platform.db);
    const ticket = platform.cipher.open(rows[0]?.value ?? "");
    expect(body.signature).toBe(signJsTicket({ ticket, url, nonceStr: body.nonceStr, timestamp: body.timestamp }));
    expect(body.agentId).toBe(agentId);
    await sign(url);
    expect((await sign("https://evil.example/")).status).toBe(400);
    const { rows: kept } = await sql`select from wechat_token where kind = 'agent_ticket'`.execute(platform.db);
    expect(kept).toHaveLength(1);
  });
});
