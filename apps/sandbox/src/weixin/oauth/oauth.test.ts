import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../weixin.testing.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const page = (extra: Record<string, string> = {}) =>
  `${bench.base}/connect/oauth2/authorize?${new URLSearchParams({
    appid: bench.account.appid,
    redirect_uri: "https://shop.example.com/back?a=1",
    response_type: "code",
    scope: "snsapi_userinfo",
    state: "s1",
    ...extra,
  })}#wechat_redirect`;
const exchange = (code: string | null) =>
  bench.ask(
    `/sns/oauth2/access_token?appid=${bench.account.appid}&secret=${bench.account.secret}&code=${code}&grant_type=authorization_code`,
  );
const codeFor = async (extra: Record<string, string> = {}) => {
  const { person } = bench.someone("韩梅梅");
  const answer = await fetch(page({ sandbox_person: person.id, ...extra }), { redirect: "manual" });
  return { person, to: new URL(answer.headers.get("location") ?? "") };
};

describe("web authorisation", () => {
  it("gives a code to the page, a token of its own to the product, and the person's profile for it", async () => {
    const { person, to } = await codeFor();
    expect(to.toString()).toMatch(/^https:\/\/shop\.example\.com\/back\?a=1&code=\w{32}&state=s1$/);
    const code = to.searchParams.get("code");
    const granted = await exchange(code);
    const openid = person.openids.get(bench.account.appid);
    expect(granted).toMatchObject({ openid, unionid: person.unionid, expires_in: 7200, scope: "snsapi_userinfo" });
    expect(await exchange(code)).toMatchObject({ errcode: 40163 });
    const who = `access_token=${String(granted.access_token)}&openid=${openid}`;
    expect(await bench.ask(`/sns/userinfo?${who}&lang=zh_CN`)).toMatchObject({
      nickname: "韩梅梅",
      sex: 0,
      unionid: person.unionid,
    });
    expect(await bench.ask(`/sns/auth?${who}`)).toEqual({ errcode: 0, errmsg: "ok" });
    expect(await bench.ask(`/cgi-bin/tags/get?access_token=${String(granted.access_token)}`)).toMatchObject({
      errcode: 40001,
    });
    bench.pass(7201);
    expect(await bench.ask(`/sns/auth?${who}`)).toMatchObject({ errcode: 42001 });
    const again = await bench.ask(
      `/sns/oauth2/refresh_token?appid=${bench.account.appid}&grant_type=refresh_token&refresh_token=${String(granted.refresh_token)}`,
    );
    expect(again).toMatchObject({ openid, refresh_token: granted.refresh_token });
  });

  it("lets a code die after 5 min, and tells no unionid with the silent scope", async () => {
    const late = await codeFor();
    bench.pass(301);
    expect(await exchange(late.to.searchParams.get("code"))).toMatchObject({ errcode: 40029 });
    const silent = await codeFor({ scope: "snsapi_base" });
    const granted = await exchange(silent.to.searchParams.get("code"));
    expect(granted).not.toHaveProperty("unionid");
    const profile = await bench.ask(
      `/sns/userinfo?access_token=${String(granted.access_token)}&openid=${String(granted.openid)}`,
    );
    expect(profile).toMatchObject({ errcode: 48001 });
  });

  it("asks who opens the page, and names a domain that is not registered", async () => {
    const { person } = bench.someone("韩<梅>梅");
    const html = await (await fetch(page())).text();
    expect(html).toContain(`sandbox_person=${person.id}`);
    expect(html).not.toContain("<梅>");
    await bench.act("weixin.edit_account", { appid: bench.account.appid, webDomains: ["other.example.com"] });
    expect(await (await fetch(page())).text()).toContain("10003");
    expect(await bench.act("oa.authorise", { person: person.id, url: page() })).toMatchObject({
      error: expect.stringContaining("10003"),
    });
  });
});
