import { signJsTicket } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../weixin.testing.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const plain = () =>
  bench.ask(`/cgi-bin/token?grant_type=client_credential&appid=${bench.account.appid}&secret=${bench.account.secret}`);
const stable = (extra: object = {}) =>
  bench.ask("/cgi-bin/stable_token", {
    grant_type: "client_credential",
    appid: bench.account.appid,
    secret: bench.account.secret,
    ...extra,
  });
const tagsWith = (token: unknown) => bench.ask(`/cgi-bin/tags/get?access_token=${String(token)}`);

describe("access tokens", () => {
  it("issues a new plain token at each call and lets the former live five minutes", async () => {
    const first = await plain();
    const second = await plain();
    expect(first).toEqual({ access_token: expect.any(String), expires_in: 7200 });
    expect(second.access_token).not.toBe(first.access_token);
    expect(await tagsWith(first.access_token)).toEqual({ tags: [] });
    bench.pass(301);
    expect(await tagsWith(first.access_token)).toMatchObject({ errcode: 42001 });
    expect(await tagsWith(second.access_token)).toEqual({ tags: [] });
  });

  it("keeps the stable token until its last five minutes, beside the plain one", async () => {
    const first = await stable();
    await plain();
    expect((await stable()).access_token).toBe(first.access_token);
    bench.pass(7200 - 299);
    const next = await stable();
    expect(next.access_token).not.toBe(first.access_token);
    expect(await tagsWith(first.access_token)).toEqual({ tags: [] });
  });

  it("ends the stable token at a forced refresh: 30 s apart, 20 a day", async () => {
    const first = await stable();
    const forced = await stable({ force_refresh: true });
    expect(await tagsWith(first.access_token)).toMatchObject({ errcode: 42001 });
    expect(await tagsWith(forced.access_token)).toEqual({ tags: [] });
    expect(await stable({ force_refresh: true })).toMatchObject({ errcode: 45011 });
    for (let at = 0; at < 19; at++) {
      bench.pass(31);
      expect(await stable({ force_refresh: true })).not.toHaveProperty("errcode");
    }
    bench.pass(31);
    expect(await stable({ force_refresh: true })).toMatchObject({ errcode: 45009 });
  });

  it("names what is wrong with a credential", async () => {
    const { appid, secret } = bench.account;
    const ask = (query: string) => bench.ask(`/cgi-bin/token?grant_type=client_credential&${query}`);
    expect(await ask(`secret=${secret}`)).toMatchObject({ errcode: 41002 });
    expect(await ask(`appid=${appid}`)).toMatchObject({ errcode: 41004 });
    expect(await ask(`appid=wx0&secret=${secret}`)).toMatchObject({ errcode: 40013 });
    expect(await ask(`appid=${appid}&secret=no`)).toMatchObject({ errcode: 40125 });
    await bench.act("weixin.edit_account", { appid, frozen: true });
    expect(await plain()).toMatchObject({ errcode: 40243 });
  });

  it("refuses an address outside the whitelist and says which", async () => {
    const { access_token } = await plain();
    await bench.act("weixin.edit_account", { appid: bench.account.appid, ipWhitelist: ["10.0.0.1"] });
    const refusal = {
      errcode: 40164,
      errmsg: expect.stringMatching(/^invalid ip 127\.0\.0\.1 .*not in whitelist rid: \w+-\w{8}-\w{8}$/),
    };
    expect(await plain()).toEqual(refusal);
    expect(await tagsWith(access_token)).toEqual(refusal);
  });
});

describe("quotas", () => {
  it("counts calls by day, shows and clears them, ten times a month", async () => {
    const { appid } = bench.account;
    await bench.act("weixin.set", { dailyCalls: { "/cgi-bin/tags/get": 2 } });
    await bench.call("/cgi-bin/tags/get");
    await bench.call("/cgi-bin/tags/get");
    expect(await bench.call("/cgi-bin/tags/get")).toMatchObject({ errcode: 45009 });
    expect(await bench.call("/cgi-bin/openapi/quota/get", { cgi_path: "/cgi-bin/tags/get" })).toEqual({
      quota: { daily_limit: 2, used: 2, remain: 0 },
    });
    expect(await bench.call("/cgi-bin/clear_quota", { appid })).toEqual({ errcode: 0, errmsg: "ok" });
    expect(await bench.call("/cgi-bin/tags/get")).toEqual({ tags: [] });
    for (let at = 0; at < 9; at++) await bench.call("/cgi-bin/clear_quota", { appid });
    expect(await bench.call("/cgi-bin/clear_quota", { appid })).toMatchObject({ errcode: 48006 });
    bench.pass(86_400);
    expect(await bench.call("/cgi-bin/openapi/quota/get", { cgi_path: "/cgi-bin/tags/get" })).toMatchObject({
      quota: { used: 0 },
    });
  });

  it("finds a refused request again by its rid", async () => {
    const { errmsg } = await bench.call("/cgi-bin/user/info?openid=nobody");
    const rid = /rid: (\S+)$/.exec(errmsg ?? "")?.[1];
    expect(await bench.call("/cgi-bin/openapi/rid/get", { rid })).toMatchObject({
      request: { request_url: "/cgi-bin/user/info?openid=nobody&", client_ip: "127.0.0.1" },
    });
  });
});

describe("JS tickets", () => {
  it("accepts a page's signature over the ticket and nothing else", async () => {
    const { appid } = bench.account;
    const { ticket } = await bench.call("/cgi-bin/ticket/getticket?type=jsapi");
    expect((await bench.call("/cgi-bin/ticket/getticket?type=jsapi")).ticket).toBe(ticket);
    const page = { nonceStr: "Wm3WZYTPz0wzccnW", timestamp: 1414587457, url: "http://mp.weixin.qq.com?params=value" };
    const signature = signJsTicket({ ...page, ticket: String(ticket) });
    expect(await bench.act("oa.check_js_signature", { appid, ...page, signature })).toEqual({ errMsg: "config:ok" });
    expect(await bench.act("oa.check_js_signature", { appid, ...page, signature: "0" })).toEqual({
      errMsg: "config:invalid signature",
    });
  });
});
