import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type CacheInterface, Work } from "node-easywechat";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scanContactWay } from "../wecom/client/friends.ts";
import { Bench, CALLBACK_KEYS, pngOf } from "../wecom/wecom.testing.ts";
import { addPerson } from "../world/people.ts";

/** The public SDK node-easywechat, unchanged: only `http.baseURL` differs from production. */
let bench: Bench;
let work: Work;

beforeEach(async () => {
  bench = await Bench.open();
  work = new Work({
    corp_id: bench.world.wecom.corpId,
    secret: bench.app.secret,
    token: CALLBACK_KEYS.token,
    aes_key: CALLBACK_KEYS.encodingAesKey,
    http: { baseURL: `${bench.sandbox.addresses.wecom}/`, throw: false },
  });
  // Its own cache is a file in the working directory.
  work.setCache(memoryCache());
});
afterEach(() => bench.close());

function memoryCache(): CacheInterface {
  const kept = new Map<string, unknown>();
  return {
    get: async (key) => kept.get(key),
    has: async (key) => kept.has(key),
    set: async (key, value) => kept.set(key, value).size > 0,
    delete: async (key) => kept.delete(key),
  };
}

async function call(method: "get" | "post", path: string, payload: object): Promise<Record<string, unknown>> {
  const body = method === "get" ? { params: payload } : { json: payload };
  const response = await work.getClient().request(method, path, body);
  return response.toObject() as Record<string, unknown>;
}

describe("node-easywechat against the sandbox", () => {
  it("reads the directory and sends app messages", async () => {
    expect(await call("get", "cgi-bin/user/simplelist", { department_id: 1 })).toMatchObject({
      userlist: [{ userid: "LiLei" }, { userid: "HanMeimei" }],
    });
    const sent = await call("post", "cgi-bin/message/send", {
      touser: "LiLei",
      msgtype: "text",
      agentid: Number(bench.app.agentId),
      text: { content: "早会" },
    });
    expect(sent).toMatchObject({ errcode: 0, invaliduser: "" });
    expect(bench.world.chats.get(`app/${bench.app.agentId}/LiLei`)).toHaveLength(1);
  });

  it("works through a customer's life: code, scan, welcome, remark, tag, mass message", async () => {
    const way = await call("post", "cgi-bin/externalcontact/add_contact_way", {
      type: 2,
      scene: 2,
      user: ["LiLei"],
      state: "s1",
    });
    const person = addPerson(bench.world, { nickname: "客" });
    const { externalUserid } = scanContactWay(bench.world, person, String(way.config_id));
    const [added] = await bench.told("change_external_contact.add_external_contact");
    expect(
      await call("post", "cgi-bin/externalcontact/send_welcome_msg", {
        welcome_code: added?.welcomeCode,
        text: { content: "欢迎" },
      }),
    ).toMatchObject({ errcode: 0 });
    const tags = await call("post", "cgi-bin/externalcontact/add_corp_tag", {
      group_name: "等级",
      tag: [{ name: "金" }],
    });
    const [tag] = (tags.tag_group as { tag: { id: string }[] }).tag;
    await call("post", "cgi-bin/externalcontact/mark_tag", {
      userid: "LiLei",
      external_userid: externalUserid,
      add_tag: [tag?.id],
    });
    expect(await call("get", "cgi-bin/externalcontact/get", { external_userid: externalUserid })).toMatchObject({
      external_contact: { name: "客" },
      follow_user: [{ state: "s1", tags: [{ tag_name: "金" }] }],
    });
    expect(
      await call("post", "cgi-bin/externalcontact/add_msg_template", {
        external_userid: [externalUserid],
        text: { content: "上新" },
      }),
    ).toMatchObject({ errcode: 0, fail_list: [] });
  });

  it("uploads files and signs pages that the web view accepts", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "sandbox-sdk-"));
    const file = path.join(folder, "a.png");
    await writeFile(file, pngOf(9, 9));
    const client = work.getClient().withFile(file, "media");
    const uploaded = (await client.request("post", "cgi-bin/media/upload", { params: { type: "image" } })).toObject();
    expect(uploaded).toMatchObject({ errcode: 0, type: "image" });
    await rm(folder, { recursive: true });
    const url = "https://shop.example.test/page?x=1";
    const { nonceStr, timestamp, signature } = await work.getUtils().buildJsSdkConfig(url);
    const shown = { url, nonceStr, timestamp: Number(timestamp), signature };
    expect(await bench.act("wecom.check_js_signature", shown)).toEqual({ errMsg: "ok" });
    expect(await bench.act("wecom.check_js_signature", { ...shown, url: `${url}2` })).toEqual({
      errMsg: "invalid signature",
    });
  });

  it("gets refusals as WeCom words them and fetches a new token itself", async () => {
    expect(await call("get", "cgi-bin/user/get", { userid: "ghost" })).toMatchObject({
      errcode: 60111,
      errmsg: expect.stringContaining("userid not found"),
    });
    const token = await work.getAccessToken().getToken();
    expect(token).toBe(bench.world.tokens.current.get(bench.app.agentId));
  });
});
