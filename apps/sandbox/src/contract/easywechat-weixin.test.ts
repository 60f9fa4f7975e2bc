import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { MiniApp, OfficialAccount, ServerRequest } from "node-easywechat";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../weixin/weixin.testing.ts";

/** The public SDK node-easywechat, unchanged: only `http.baseURL` differs from production. */
let bench: Bench;
let account: OfficialAccount;
let mini: MiniApp;

beforeEach(async () => {
  bench = await Bench.open();
  const http = { baseURL: `${bench.base}/`, throw: false };
  account = new OfficialAccount({
    app_id: bench.account.appid,
    secret: bench.account.secret,
    use_stable_access_token: true,
    http,
  });
  mini = new MiniApp({ app_id: bench.mini.appid, secret: bench.mini.secret, use_stable_access_token: true, http });
  for (const app of [account, mini]) app.setCache(memoryCache());
});
afterEach(() => bench.close());

function memoryCache(): Parameters<OfficialAccount["setCache"]>[0] {
  const kept = new Map<string, unknown>();
  return {
    get: async (key: string) => kept.get(key),
    has: async (key: string) => kept.has(key),
    set: async (key: string, value: unknown) => kept.set(key, value).size > 0,
    delete: async (key: string) => kept.delete(key),
  };
}

describe("node-easywechat against the sandbox", () => {
  it("takes a stable token and calls the official account with it", async () => {
    const { openid } = bench.someone("一");
    const client = account.getClient();
    const info = await client.get("cgi-bin/user/info", { params: { openid } });
    expect(info.toObject()).toMatchObject({ subscribe: 1, openid });
    const sent = await client.postJson("cgi-bin/message/custom/send", {
      touser: openid,
      msgtype: "text",
      text: { content: "您好" },
    });
    expect(sent.toObject()).toEqual({ errcode: 0, errmsg: "ok" });
    const token = await account.getAccessToken().getToken();
    expect(bench.world.tokens.current.get(`stable/${bench.account.appid}`)).toBe(token);
  });

  it("signs pages that the web view accepts", async () => {
    const url = "https://shop.example.com/a?b=1";
    const { nonceStr, timestamp, signature } = await account.getUtils().buildJsSdkConfig(url);
    const shown = { appid: bench.account.appid, nonceStr, timestamp: Number(timestamp), url, signature };
    expect(await bench.act("oa.check_js_signature", shown)).toEqual({ errMsg: "config:ok" });
  });

  it("logs a person into the mini program, opens the phone number and sends a subscription message", async () => {
    const { person } = bench.someone("一", false);
    const who = { appid: bench.mini.appid, person: person.id };
    const { code } = await bench.act("mini.login", who);
    const session = await mini.getUtils().codeToSession(String(code));
    expect(session).toMatchObject({ openid: person.openids.get(bench.mini.appid), unionid: person.unionid });
    const phone = await bench.act("mini.authorise_phone", who);
    const { session_key, openid } = session;
    const opened = mini.getUtils().decryptSession(String(session_key), String(phone.iv), String(phone.encryptedData));
    expect(opened).toMatchObject({ phoneNumber: "13800000001" });
    const client = mini.getClient();
    const told = await client.postJson("wxa/business/getuserphonenumber", { code: phone.code });
    expect(told.toObject()).toMatchObject({ phone_info: { purePhoneNumber: "13800000001" } });
    const added = await client.postJson("wxaapi/newtmpl/addtemplate", {
      tid: "1003",
      kidList: [1, 2],
      sceneDesc: "活动",
    });
    const { priTmplId } = added.toObject();
    await bench.act("weixin.answer_subscription", { ...who, answers: { [String(priTmplId)]: "accept" } });
    const data = { thing1: { value: "会员日" }, time2: { value: "2026年3月15日 09:00" } };
    const sent = await client.postJson("cgi-bin/message/subscribe/send", {
      touser: openid,
      template_id: priTmplId,
      data,
    });
    expect(sent.toObject()).toMatchObject({ errcode: 0 });
    expect(bench.world.chats.get(`notice/${person.id}`)).toHaveLength(1);
  });

  it("receives messages in every mode and answers them, as its own server module reads and writes them", async () => {
    const receiver = await sdkReceiver(async (message) => `收到：${message}`);
    const { person, openid } = bench.someone("一");
    const { port } = receiver.address() as AddressInfo;
    const { appid } = bench.account;
    for (const mode of ["plain", "compatible", "secure"] as const) {
      const setting = { appid, url: `http://127.0.0.1:${port}/`, ...KEYS, mode };
      expect(await bench.act("weixin.set_callback", setting)).not.toHaveProperty("error");
      await bench.act("weixin.say", { appid, person: person.id, message: { kind: "text", content: mode } });
      await bench.sandbox.callbacks.drained();
      expect(bench.chat(openid).at(-1)).toMatchObject({ from: appid, content: { content: `收到：${mode}` } });
    }
    receiver.close();
  });
});

const KEYS = { token: "t0ken", encodingAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };

/** A product that leaves everything to the SDK: the echo, the signatures, the keys, the reply's XML. */
async function sdkReceiver(answer: (content: string) => Promise<string>): Promise<Server> {
  const receiver = createServer((request, response) => {
    void (async () => {
      const app = new OfficialAccount({
        app_id: bench.account.appid,
        secret: bench.account.secret,
        token: KEYS.token,
        aes_key: KEYS.encodingAesKey,
      });
      app.setRequest(await ServerRequest.createFromIncomingMessage(request));
      const server = app.getServer();
      server.addMessageListener("text", async (message) => answer(String(message.Content)));
      const reply = await server.serve();
      response.end(reply.getBody().toString());
    })();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  return receiver;
}
