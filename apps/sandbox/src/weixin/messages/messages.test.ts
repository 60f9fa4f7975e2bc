import { buildXml, sealPlaintext, wrapReply } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../weixin.testing.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const send = (touser: string, account = bench.account as Parameters<Bench["call"]>[2]) =>
  bench.call("/cgi-bin/message/custom/send", { touser, msgtype: "text", text: { content: "您好" } }, account);
const say = (person: string, content: string, appid = bench.account.appid) =>
  bench.act("weixin.say", { appid, person, message: { kind: "text", content } });

describe("customer-service messages", () => {
  it("allows 3 in a minute after following and 5 in 48 h after a message", async () => {
    const { person, openid } = bench.someone("一");
    for (let at = 0; at < 3; at++) expect(await send(openid)).toEqual({ errcode: 0, errmsg: "ok" });
    expect(await send(openid)).toMatchObject({ errcode: 45047 });
    bench.pass(61);
    expect(await send(openid)).toMatchObject({ errcode: 45015 });
    await say(person.id, "在吗");
    for (let at = 0; at < 5; at++) expect(await send(openid)).toMatchObject({ errcode: 0 });
    expect(await send(openid)).toMatchObject({ errcode: 45047 });
    await say(person.id, "还在吗");
    bench.pass(48 * 3600 + 1);
    expect(await send(openid)).toMatchObject({ errcode: 45015 });
    expect(bench.chat(openid).filter(({ from }) => from === bench.account.appid)).toHaveLength(8);
  });

  it("ends with following, and reaches no stranger", async () => {
    const { person, openid } = bench.someone("一");
    await bench.act("oa.unfollow", { appid: bench.account.appid, person: person.id });
    expect(await send(openid)).toMatchObject({ errcode: 45015 });
    expect(await send("oNobody")).toMatchObject({ errcode: 40003 });
  });

  it("gives a mini program 2 after entry and 5 after a message, and no news", async () => {
    const { person } = bench.someone("一", false);
    const { openid } = await bench.act("mini.open", { appid: bench.mini.appid, person: person.id });
    const user = String(openid);
    expect(await send(user, bench.mini)).toMatchObject({ errcode: 45015 });
    await bench.act("mini.enter_session", { appid: bench.mini.appid, person: person.id, from: "goods-1" });
    expect(await bench.told("user_enter_tempsession")).toMatchObject([{ sessionFrom: "goods-1", fromUserName: user }]);
    for (const errcode of [0, 0, 45047]) expect(await send(user, bench.mini)).toMatchObject({ errcode });
    await say(person.id, "有货吗", bench.mini.appid);
    expect(await send(user, bench.mini)).toMatchObject({ errcode: 0 });
    const news = { touser: user, msgtype: "news", news: { articles: [{ title: "x" }] } };
    expect(await bench.call("/cgi-bin/message/custom/send", news, bench.mini)).toMatchObject({ errcode: 40008 });
  });
});

describe("passive replies", () => {
  const replyXml = (event: { fromUserName?: string | undefined }, content: string) =>
    buildXml({
      ToUserName: event.fromUserName ?? "",
      FromUserName: bench.account.ghId,
      CreateTime: 1,
      MsgType: "text",
      Content: content,
    });

  it("appear in the person's chat, plain or encrypted", async () => {
    const { person, openid } = bench.someone("一");
    bench.reply = (event) => (event.kind === "message.text" ? replyXml(event, "收到") : "success");
    await say(person.id, "一");
    await bench.told("message.text");
    expect(bench.chat(openid).at(-1)).toMatchObject({ from: bench.account.appid, content: { content: "收到" } });
    const { callback, appid } = bench.account;
    bench.reply = (event) =>
      wrapReply(
        sealPlaintext(
          { token: callback?.token ?? "", encodingAesKey: callback?.encodingAesKey ?? "", receiverId: appid },
          replyXml(event, "密"),
          {
            timestamp: "1",
            nonce: "2",
          },
        ),
      );
    await say(person.id, "二");
    await bench.told("message.text");
    expect(bench.chat(openid).at(-1)).toMatchObject({ content: { content: "密" } });
  });

  it("that are malformed let the person see that the service failed", async () => {
    const { person, openid } = bench.someone("一");
    bench.reply = () => '{"errcode":1}';
    await say(person.id, "一");
    expect(await bench.told("message.text")).toHaveLength(1);
    expect(bench.chat(openid).at(-1)).toMatchObject({ from: "system" });
  });
});

describe("callback addresses", () => {
  it("are taken only after they echo, in each mode", async () => {
    const { person } = bench.someone("一");
    const { appid, callback } = bench.account;
    const wrong = await bench.act("weixin.set_callback", { appid, ...callback, url: bench.base });
    expect(wrong.error).toContain("请求 URL 返回 HTTP 404");
    for (const mode of ["plain", "compatible", "secure"]) {
      expect(await bench.act("weixin.set_callback", { appid, ...callback, mode })).not.toHaveProperty("error");
      await say(person.id, mode);
    }
    const heard = (await bench.told("message.text")).map(({ content }) => content);
    expect(heard.sort()).toEqual(["compatible", "plain", "secure"]);
    expect(await bench.act("weixin.set_callback", { appid, ...callback, format: "json" })).toHaveProperty("error");
  });
});

describe("template messages", () => {
  it("go to followers once per client_msg_id and report a block", async () => {
    const { person, openid } = bench.someone("一");
    const { template_id } = await bench.call("/cgi-bin/template/api_add_template", {
      template_id_short: "43217",
      keyword_name_list: ["订单号", "金额"],
    });
    const message = {
      touser: openid,
      template_id,
      client_msg_id: "a",
      data: { keyword1: { value: "SO1" }, keyword2: { value: "99" } },
    };
    const path = "/cgi-bin/message/template/send";
    const { msgid } = await bench.call(path, message);
    expect(await bench.call(path, message)).toMatchObject({ errcode: 0, msgid });
    expect(bench.chat(openid).filter(({ msgtype }) => msgtype === "template")).toHaveLength(1);
    expect(await bench.call(path, { ...message, data: {} })).toMatchObject({ errcode: 47003 });
    expect(await bench.call(path, { ...message, template_id: "no" })).toMatchObject({ errcode: 40037 });
    await bench.act("oa.refuse_messages", { appid: bench.account.appid, person: person.id, refuse: true });
    await bench.call(path, { ...message, client_msg_id: "b" });
    expect((await bench.told("TEMPLATESENDJOBFINISH")).map(({ status }) => status)).toEqual([
      "success",
      "failed:user block",
    ]);
    const stranger = bench.someone("二", false);
    expect(await bench.call(path, { ...message, touser: stranger.openid })).toMatchObject({ errcode: 43004 });
  });
});

describe("subscription messages", () => {
  const form = { tid: "1001", kidList: [1, 2], sceneDesc: "积分变动" };
  const data = { number1: { value: "100" }, thing2: { value: "门店消费" } };

  it("use one accept each, for service accounts and mini programs, and tell the phone's answers", async () => {
    const { person, openid } = bench.someone("一");
    for (const [account, path] of [
      [bench.account, "/cgi-bin/message/subscribe/bizsend"],
      [bench.mini, "/cgi-bin/message/subscribe/send"],
    ] as const) {
      const { appid } = account;
      if (account.kind === "mini_program") await bench.act("mini.open", { appid, person: person.id });
      const touser = account.kind === "mini_program" ? (person.openids.get(appid) ?? "") : openid;
      const { priTmplId: template_id } = await bench.call("/wxaapi/newtmpl/addtemplate", form, account);
      const send = (values: object = data) => bench.call(path, { touser, template_id, data: values }, account);
      expect(await send()).toMatchObject({ errcode: 43101 });
      const answers = { [String(template_id)]: "accept" };
      for (let at = 0; at < 2; at++)
        await bench.act("weixin.answer_subscription", { appid, person: person.id, answers });
      expect(await send({ ...data, thing2: { value: "超".repeat(21) } })).toMatchObject({
        errcode: 47003,
        errmsg: expect.stringContaining("data.thing2.value"),
      });
      for (const errcode of [0, 0, 43101]) expect(await send()).toMatchObject({ errcode });
      await bench.act("weixin.answer_subscription", { appid, person: person.id, answers });
      await bench.act("weixin.reject_subscription", { appid, person: person.id, template: template_id });
      expect(await send()).toMatchObject({ errcode: 43101 });
    }
    expect(await bench.told("subscribe_msg_popup_event")).toHaveLength(6);
    expect(await bench.told("subscribe_msg_sent_event")).toHaveLength(4);
    expect(await bench.told("subscribe_msg_change_event")).toHaveLength(2);
  });
});
