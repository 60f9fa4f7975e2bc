import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addPerson } from "../../world/people.ts";
import { Bench } from "../wecom.testing.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const redirectUri = "https://console.example.test/login?next=1";

/** Opens the page, chooses who to be, and answers the code in the address that the browser is sent to. */
async function signIn(person: string, more: Record<string, string> = {}): Promise<string> {
  const query = new URLSearchParams({
    appid: bench.world.wecom.corpId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "snsapi_base",
    state: "s1",
    sandbox_person: person,
    ...more,
  });
  const address = `${bench.sandbox.addresses.wecom}/connect/oauth2/authorize?${query}`;
  const location = (await fetch(address, { redirect: "manual" })).headers.get("location") ?? "";
  const url = new URL(location);
  expect([url.origin, url.searchParams.get("next"), url.searchParams.get("state")]).toEqual([
    "https://console.example.test",
    "1",
    "s1",
  ]);
  return url.searchParams.get("code") ?? "";
}
const userInfo = (code: string) => bench.call(`/cgi-bin/auth/getuserinfo?code=${code}`);

describe("signing in with WeCom", () => {
  it("tells a member by a code that serves once for 5 minutes", async () => {
    const code = await signIn("staff-LiLei");
    const info = await userInfo(code);
    expect(info).toMatchObject({ userid: "LiLei" });
    expect(info.user_ticket).toBeUndefined();
    expect(await userInfo(code)).toMatchObject({ errcode: 42022 });
    const late = await signIn("staff-LiLei");
    bench.pass(301);
    expect(await userInfo(late)).toMatchObject({ errcode: 40029 });
  });

  it("gives private details by a ticket for 30 minutes", async () => {
    const { agentId } = bench.app;
    const code = await signIn("staff-LiLei", { scope: "snsapi_privateinfo", agentid: agentId });
    const { user_ticket } = await userInfo(code);
    const detail = () => bench.call("/cgi-bin/auth/getuserdetail", { user_ticket });
    expect(await detail()).toMatchObject({ userid: "LiLei", mobile: "13800000001", gender: "0" });
    bench.pass(1801);
    expect(await detail()).toMatchObject({ errcode: 40029 });
    // Without an agentid the private scope counts as base.
    const base = await userInfo(await signIn("staff-LiLei", { scope: "snsapi_privateinfo" }));
    expect(base.user_ticket).toBeUndefined();
  });

  it("tells customers by external_userid and strangers by openid", async () => {
    const { person, id } = bench.customer("客");
    expect(await userInfo(await signIn(person.id))).toMatchObject({ external_userid: id });
    const stranger = await userInfo(await signIn(addPerson(bench.world, { nickname: "路人" }).id));
    expect(stranger).toMatchObject({ errcode: 0, openid: expect.stringMatching(/^o/) });
    expect(stranger.external_userid).toBeUndefined();
  });

  it("shows who one can be, and refuses foreign companies and domains", async () => {
    const open = async (query: Record<string, string>) => {
      const search = new URLSearchParams({ appid: bench.world.wecom.corpId, redirect_uri: redirectUri, ...query });
      return (await fetch(`${bench.sandbox.addresses.wecom}/connect/oauth2/authorize?${search}`)).text();
    };
    expect(await open({ state: "<script>" })).toMatch(/李雷（成员 LiLei）/);
    expect(await open({ state: "<script>" })).not.toContain("<script>");
    expect(await open({ appid: "wwother" })).toContain("40013");
    await bench.act("wecom.configure_app", { agentId: bench.app.agentId, trustedDomains: ["shop.example.test"] });
    expect(await open({ agentid: bench.app.agentId })).toContain("50001");
  });
});
