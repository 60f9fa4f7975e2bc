import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pngOf } from "../wecom/wecom.testing.ts";
import { Bench } from "../weixin/weixin.testing.ts";

type Answer = Record<string, unknown>;
/** The parts of the SDK that are called here; it ships no types of its own. */
interface Sdk {
  prefix: string;
  mpPrefix: string;
  snsPrefix: string;
  wxaPrefix: string;
  readonly [method: string]: unknown;
}
const WechatApi = createRequire(import.meta.url)("co-wechat-api") as new (appid: string, secret: string) => Sdk;

/** The public SDK co-wechat-api, unchanged: only its address prefixes differ from production. */
let bench: Bench;
let sdk: Sdk;
let directory: string;

beforeEach(async () => {
  bench = await Bench.open();
  sdk = at(bench.account);
  directory = await mkdtemp(path.join(tmpdir(), "sandbox-sdk-"));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
  await bench.close();
});

function at({ appid, secret }: { readonly appid: string; readonly secret: string }): Sdk {
  const api = new WechatApi(appid, secret);
  api.prefix = `${bench.base}/cgi-bin/`;
  api.mpPrefix = `${bench.base}/cgi-bin/`;
  api.snsPrefix = `${bench.base}/sns/`;
  api.wxaPrefix = `${bench.base}/wxa/`;
  return api;
}

const run = (method: string, ...parameters: unknown[]) => on(sdk, method, ...parameters);
async function on(api: Sdk, method: string, ...parameters: unknown[]): Promise<Answer> {
  const called = api[method];
  if (typeof called !== "function") throw new Error(`the SDK has no ${method}`);
  return (await called.apply(api, parameters)) as Answer;
}

describe("co-wechat-api against the sandbox", () => {
  it("reads and tags followers", async () => {
    const { openid } = bench.someone("一");
    expect(await run("getFollowers")).toMatchObject({ total: 1, data: { openid: [openid] } });
    expect(await run("getUser", { openid, lang: "zh_CN" })).toMatchObject({ subscribe: 1, openid });
    const { tag } = await run("createTags", "会员");
    const { id } = tag as { id: number };
    await run("batchTagging", [openid], id);
    expect(await run("getIdList", openid)).toMatchObject({ tagid_list: [id] });
    expect(await run("getTags")).toMatchObject({ tags: [{ id, name: "会员", count: 1 }] });
    await run("updateRemark", openid, "老客");
    expect(await run("batchGetUsers", [openid])).toMatchObject({ user_info_list: [{ remark: "老客" }] });
    await expect(run("getUser", "oNobody")).rejects.toMatchObject({ code: 40003 });
  });

  it("makes menus and codes", async () => {
    const { openid } = bench.someone("一");
    const button = [{ type: "click", name: "签到", key: "SIGN" }];
    await run("createMenu", { button });
    const { menuid } = await run("addConditionalMenu", { button, matchrule: { client_platform_type: "1" } });
    expect(await run("getMenu")).toMatchObject({ menu: { button }, conditionalmenu: [{ menuid: Number(menuid) }] });
    expect(await run("tryConditionalMenu", openid)).toMatchObject({ button });
    const code = await run("createTmpQRCode", 1001, 1800);
    expect(code).toMatchObject({ expire_seconds: 1800, url: expect.stringContaining("http://weixin.qq.com/q/") });
    const picture = await fetch(String(await run("showQRCodeURL", code.ticket)));
    expect(picture.headers.get("content-type")).toBe("image/png");
  });

  it("sends messages, templates and mass messages with uploaded material", async () => {
    const [one, two] = [bench.someone("一"), bench.someone("二")];
    const file = path.join(directory, "a.png");
    await writeFile(file, pngOf(10, 10));
    const { media_id } = await run("uploadMedia", file, "image");
    await run("sendText", one.openid, "您好");
    await run("sendImage", one.openid, media_id);
    const { template_id } = await run("addTemplate", "TM00015");
    const data = { keyword1: { value: "到货" }, keyword2: { value: "今天" } };
    const sent = await run("sendTemplate", one.openid, template_id, "https://shop.example.com/", "#FF0000", data, {});
    expect(sent).toMatchObject({ msgid: expect.any(Number) });
    const mass = await run("massSendImage", media_id, [one.openid, two.openid]);
    expect(await run("getMassMessageStatus", mass.msg_id)).toMatchObject({ msg_status: "SENDING" });
    expect(bench.chat(one.openid).map(({ msgtype }) => msgtype)).toEqual(["text", "image", "template"]);
    const material = await run("uploadImageMaterial", file);
    expect(material).toMatchObject({ media_id: expect.any(String), url: expect.stringContaining("mmbiz") });
  });

  it("signs pages that the web view accepts", async () => {
    const url = "https://shop.example.com/a?b=1";
    const config = await run("getJsConfig", { debug: false, jsApiList: [], url });
    const { nonceStr, timestamp, signature, appId } = config;
    const shown = { appid: appId, nonceStr, timestamp: Number(timestamp), url, signature };
    expect(await bench.act("oa.check_js_signature", shown)).toEqual({ errMsg: "config:ok" });
  });

  it("asks for a new token by itself when its own is no longer taken", async () => {
    await run("getTags");
    bench.world.tokens.issued.clear();
    expect(await run("getTags")).toEqual({ tags: [] });
  });

  it("draws mini-program codes", async () => {
    const picture = await on(at(bench.mini), "getWXACodeUnlimit", "s=1", "pages/index/index");
    expect((picture as unknown as Buffer).subarray(1, 4).toString()).toBe("PNG");
  });
});
