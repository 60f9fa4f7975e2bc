import { createDecipheriv, createHash, createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "../weixin.testing.ts";
import { Bench } from "../weixin.testing.ts";

let bench: Bench;
let person: string;
let unionid: string;
beforeEach(async () => {
  bench = await Bench.open();
  const added = bench.someone("一", false).person;
  person = added.id;
  unionid = added.unionid;
});
afterEach(() => bench.close());

const DAY = 86_400;
const call = (path: string, body?: unknown) => bench.call(path, body, bench.mini);
const act = (name: string, input: object = {}) => bench.act(name, { appid: bench.mini.appid, person, ...input });
const session = (code: unknown) =>
  bench.ask(
    `/sns/jscode2session?appid=${bench.mini.appid}&secret=${bench.mini.secret}&js_code=${String(code)}&grant_type=authorization_code`,
  );
const login = async () => session((await act("mini.login")).code);

describe("login", () => {
  it("turns a code into openid, session key and unionid, once and within 5 min", async () => {
    const { code } = await act("mini.login");
    const got = await session(code);
    expect(got).toEqual({
      openid: expect.stringMatching(/^o\w{27}$/),
      session_key: expect.stringMatching(/==$/),
      unionid,
    });
    expect(await session(code)).toMatchObject({ errcode: 40163 });
    expect(await session("nope")).toMatchObject({ errcode: 40029 });
    const late = await act("mini.login");
    bench.pass(301);
    expect(await session(late.code)).toMatchObject({ errcode: 40029 });
  });

  it("checks and resets a session by its signature", async () => {
    const { openid, session_key } = await login();
    const signature = createHmac("sha256", String(session_key)).update("").digest("hex");
    const path = (name: string) =>
      `/wxa/${name}?openid=${String(openid)}&signature=${signature}&sig_method=hmac_sha256`;
    expect(await call(path("checksession"))).toMatchObject({ errcode: 0 });
    expect(await call(path("resetusersessionkey"))).toMatchObject({
      openid,
      session_key: expect.not.stringMatching(String(session_key)),
    });
    expect(await call(path("checksession"))).toMatchObject({ errcode: 87009 });
  });
});

describe("phone number", () => {
  it("is told once for the button's code, and the same in the session's encrypted data", async () => {
    const { session_key } = await login();
    const { code, encryptedData, iv } = await act("mini.authorise_phone");
    const path = "/wxa/business/getuserphonenumber";
    expect(await call(path, { code })).toMatchObject({
      phone_info: { phoneNumber: "13800000001", countryCode: "86", watermark: { appid: bench.mini.appid } },
    });
    expect(await call(path, { code })).toMatchObject({ errcode: 40163 });
    expect(await call(path, { code: (await act("mini.login")).code })).toMatchObject({ errcode: 40029 });
    const key = Buffer.from(String(session_key), "base64");
    const decipher = createDecipheriv("aes-128-cbc", key, Buffer.from(String(iv), "base64"));
    const open = decipher.update(String(encryptedData), "base64", "utf8") + decipher.final("utf8");
    expect(JSON.parse(open)).toMatchObject({ purePhoneNumber: "13800000001" });
    const encrypted_msg_hash = createHash("sha256").update(String(encryptedData)).digest("hex");
    expect(await call("/wxa/business/checkencryptedmsg", { encrypted_msg_hash })).toMatchObject({ vaild: true });
    await bench.act("weixin.edit_account", { appid: bench.mini.appid, phoneCalls: 0 });
    expect(await act("mini.authorise_phone")).toMatchObject({ errno: 1_400_001 });
  });
});

describe("codes and links", () => {
  it("draws a code whose scan opens the page with its scene", async () => {
    const answer = await bench.fetch(
      "/wxa/getwxacodeunlimit",
      { scene: "s=1&g=2", page: "pages/goods/detail" },
      bench.mini,
    );
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(200);
    const [code] = bench.mini.mini.wxaCodes.keys();
    expect(await bench.act("weixin.scan", { person, code })).toMatchObject({
      appid: bench.mini.appid,
      page: "pages/goods/detail",
      query: "scene=s%3D1%26g%3D2",
    });
    const unlimited = (body: object) => call("/wxa/getwxacodeunlimit", body);
    expect(await unlimited({ scene: "x".repeat(33) })).toMatchObject({ errcode: 40169 });
    expect(await unlimited({ scene: "含中文" })).toMatchObject({ errcode: 40169 });
    expect(await unlimited({ scene: "a", page: "pages/none" })).toMatchObject({ errcode: 41030 });
    expect(
      (
        await bench.fetch("/wxa/getwxacodeunlimit", { scene: "a", page: "pages/none", check_path: false }, bench.mini)
      ).headers.get("content-type"),
    ).toBe("image/png");
  });

  it("opens a URL link until it expires, and shows what a scheme holds", async () => {
    const wanted = { path: "pages/goods/detail", query: "id=1", expire_type: 1, expire_interval: 2 };
    const { url_link } = await call("/wxa/generate_urllink", wanted);
    expect(await bench.act("mini.open_link", { person, link: `${String(url_link)}?cq=src` })).toMatchObject({
      page: "pages/goods/detail",
      query: "id=1&cq=src",
    });
    expect(await call("/wxa/generate_urllink", { ...wanted, expire_interval: 31 })).toMatchObject({ errcode: 85401 });
    const { openlink } = await call("/wxa/generatescheme", { jump_wxa: { path: "pages/index/index", query: "a=1" } });
    expect(await call("/wxa/queryscheme", { scheme: openlink })).toMatchObject({
      scheme_info: { path: "pages/index/index", query: "a=1" },
    });
    expect(await call("/wxa/query_urllink", { url_link })).toMatchObject({
      quota_info: { remain_visit_quota: 5_999_999 },
    });
    bench.pass(2 * DAY + 1);
    expect(await bench.act("mini.open_link", { person, link: url_link })).toMatchObject({ error: "链接已过期" });
  });
});

describe("content checks", () => {
  const check = (openid: unknown, content: string) =>
    call("/wxa/msg_sec_check", { content, version: 2, scene: 2, openid });

  it("judge by words, for people who were here within 2 h", async () => {
    const { openid } = await login();
    expect(await check(openid, "衣服很好看")).toMatchObject({ result: { suggest: "pass", label: 100 } });
    expect(await check(openid, "做刷单返利")).toMatchObject({
      result: { suggest: "risky", label: 20008 },
      detail: [{ keyword: "刷单返利" }],
    });
    expect(await check(openid, "长".repeat(2501))).toMatchObject({ errcode: 45002 });
    bench.pass(7201);
    expect(await check(openid, "好")).toMatchObject({ errcode: 61010 });
  });

  it("of pictures are told later", async () => {
    const { openid } = await login();
    const picture = { media_url: "https://img.example.com/色情.png", media_type: 2, version: 2, scene: 1, openid };
    const { trace_id } = await call("/wxa/media_check_async", picture);
    expect(await bench.told("wxa_media_check")).toEqual([]);
    bench.pass(3);
    await call("/cgi-bin/get_api_domain_ip");
    expect(await bench.told("wxa_media_check")).toMatchObject([
      { traceId: trace_id, result: { suggest: "risky", label: 20002 } },
    ]);
  });
});

describe("shipping records", () => {
  const paid = { transactionId: "4200000001", mchid: "1900000001", outTradeNo: "SO1", amount: 9900 };
  const upload = (openid: unknown, extra: object = {}) =>
    call("/wxa/sec/order/upload_shipping_info", {
      order_key: { order_number_type: 2, transaction_id: paid.transactionId },
      logistics_type: 1,
      delivery_mode: 1,
      shipping_list: [{ tracking_no: "SF1", express_company: "YTO", item_desc: "衬衫" }],
      upload_time: "2026-03-10T12:00:00.000+08:00",
      payer: { openid },
      ...extra,
    });
  const state = async () =>
    ((await call("/wxa/sec/order/get_order", { transaction_id: paid.transactionId })).order as Answer).order_state;

  it("move an order from paid to settled, with one chance to ship again", async () => {
    const { openid } = await login();
    await act("mini.paid", paid);
    expect(await state()).toBe(1);
    expect(await call(`/wxa/getpaidunionid?openid=${String(openid)}`)).toMatchObject({ unionid });
    expect(await upload(openid, { upload_time: "yesterday" })).toMatchObject({
      errcode: 47001,
      errmsg: expect.stringContaining("RFC3339"),
    });
    expect(await upload(openid, { shipping_list: [{ item_desc: "衬衫" }] })).toMatchObject({ errcode: 47001 });
    expect(await upload(openid)).toEqual({ errcode: 0, errmsg: "ok" });
    expect(await upload(openid)).toMatchObject({ errcode: 10060002 });
    expect(await upload(openid, { upload_time: "2026-03-10T13:00:00+08:00" })).toMatchObject({ errcode: 0 });
    expect(await upload(openid, { upload_time: "2026-03-10T14:00:00+08:00" })).toMatchObject({ errcode: 10060003 });
    expect(await state()).toBe(2);
    expect(
      await call("/wxa/sec/order/get_order", { merchant_id: paid.mchid, merchant_trade_no: paid.outTradeNo }),
    ).toMatchObject({ order: { transaction_id: paid.transactionId } });
    await act("mini.confirm_received", { transactionId: paid.transactionId });
    expect(await state()).toBe(4);
    expect(await bench.told("trade_manage_order_settlement")).toMatchObject([
      { merchantTradeNo: "SO1", confirmReceiveMethod: 2 },
    ]);
    expect(await call("/wxa/sec/order/get_order_list", { order_state: 4 })).toMatchObject({
      order_list: [{ paid_amount: 9900 }],
      has_more: false,
    });
  });

  it("end with a full refund, of which nobody is reminded", async () => {
    await login();
    await act("mini.paid", paid);
    await act("mini.refunded", { transactionId: paid.transactionId });
    expect(await state()).toBe(5);
    bench.pass(2 * DAY + 1);
    await call("/cgi-bin/get_api_domain_ip");
    expect(await bench.told("trade_manage_remind_shipping")).toEqual([]);
  });

  it("are reminded of after 48 h, when the unionid is no longer told", async () => {
    const { openid } = await login();
    await act("mini.paid", paid);
    bench.pass(2 * DAY + 1);
    expect(await call(`/wxa/getpaidunionid?openid=${String(openid)}`)).toHaveProperty("errcode");
    expect(await bench.told("trade_manage_remind_shipping")).toMatchObject([{ transactionId: paid.transactionId }]);
  });
});

describe("analysis", () => {
  it("counts visits, sessions, pages, shares and who came back, from the next day on", async () => {
    await act("mini.open", { page: "pages/index/index", staySeconds: 10 });
    await act("mini.open", { page: "pages/goods/detail?id=1", staySeconds: 30 });
    await act("mini.share", { page: "pages/goods/detail" });
    const day = { begin_date: "20260310", end_date: "20260310" };
    expect(await call("/datacube/getweanalysisappiddailyvisittrend", day)).toMatchObject({ errcode: 61501 });
    bench.pass(DAY);
    await act("mini.open");
    bench.pass(DAY);
    expect(await call("/datacube/getweanalysisappiddailyvisittrend", day)).toEqual({
      list: [
        {
          ref_date: "20260310",
          session_cnt: 1,
          visit_pv: 2,
          visit_uv: 1,
          visit_uv_new: 1,
          stay_time_uv: 40,
          stay_time_session: 40,
          visit_depth: 2,
        },
      ],
    });
    expect(await call("/datacube/getweanalysisappidvisitpage", day)).toMatchObject({
      list: [
        { page_path: "pages/index/index", entrypage_pv: 1, exitpage_pv: 0 },
        { page_path: "pages/goods/detail", entrypage_pv: 0, exitpage_pv: 1, page_share_pv: 1 },
      ],
    });
    const { visit_uv_new } = await call("/datacube/getweanalysisappiddailyretaininfo", day);
    expect((visit_uv_new as object[]).slice(0, 3)).toEqual([
      { key: 0, value: 1 },
      { key: 1, value: 1 },
      { key: 2, value: 0 },
    ]);
    expect(await call("/datacube/getweanalysisappiddailysummarytrend", day)).toMatchObject({
      list: [{ visit_total: 1, share_uv: 1 }],
    });
  });
});
