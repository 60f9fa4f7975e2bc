import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pngOf } from "../../wecom/wecom.testing.ts";
import { addOfficialAccount } from "../accounts/accounts.ts";
import { Bench } from "../weixin.testing.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const DAY = 86_400;
const text = { msgtype: "text", text: { content: "会员日" } };
const toAll = (extra: object = {}) =>
  bench.call("/cgi-bin/message/mass/sendall", { filter: { is_to_all: true }, ...text, ...extra });
const to = (touser: string[], extra: object = {}) =>
  bench.call("/cgi-bin/message/mass/send", { touser, ...text, ...extra });
const arrived = (openid: string) => bench.chat(openid).filter(({ from }) => from === bench.account.appid).length;
/** Lets the sends on their way go out. */
const settle = async () => {
  bench.pass(3);
  await bench.call("/cgi-bin/tags/get");
};

describe("mass sends", () => {
  it("reach a follower four times a month; the fifth is dropped", async () => {
    const [one, two] = [bench.someone("一"), bench.someone("二")];
    const both = [one.openid, two.openid];
    expect(await to([one.openid])).toMatchObject({ errcode: 40130 });
    for (let at = 0; at < 5; at++) expect(await to(both)).toMatchObject({ errcode: 0, msg_id: expect.any(Number) });
    await settle();
    expect([arrived(one.openid), arrived(two.openid)]).toEqual([4, 4]);
    const reports = await bench.told("MASSSENDJOBFINISH");
    expect(reports.map(({ sentCount }) => sentCount).sort()).toEqual([0, 2, 2, 2, 2]);
    bench.pass(31 * DAY);
    await to(both);
    await settle();
    expect(arrived(one.openid)).toBe(5);
  });

  it("go to everyone once a day and four times a month, to a subscription account's followers once a day", async () => {
    bench.someone("一");
    for (let day = 0; day < 4; day++) {
      expect(await toAll()).toMatchObject({ errcode: 0 });
      expect(await toAll()).toMatchObject({ errcode: 45028 });
      bench.pass(DAY);
    }
    expect(await toAll()).toMatchObject({ errcode: 45028 });
    const subscription = addOfficialAccount(bench.world, { name: "订阅号", type: "subscription" });
    const { tag } = await bench.call("/cgi-bin/tags/create", { tag: { name: "a" } }, subscription);
    const tagged = () =>
      bench.call(
        "/cgi-bin/message/mass/sendall",
        { filter: { is_to_all: false, tag_id: (tag as { id: number }).id }, ...text },
        subscription,
      );
    expect(await tagged()).toMatchObject({ errcode: 0 });
    expect(await tagged()).toMatchObject({ errcode: 45028 });
    expect(await bench.call("/cgi-bin/message/mass/send", { touser: ["a", "b"], ...text }, subscription)).toMatchObject(
      { errcode: 48001 },
    );
  });

  it("are told apart by clientmsgid for a day", async () => {
    const both = [bench.someone("一").openid, bench.someone("二").openid];
    const sent = await to(both, { clientmsgid: "task-1" });
    expect(await to(both, { clientmsgid: "task-1" })).toMatchObject({ errcode: 45066 });
    await settle();
    expect(await to(both, { clientmsgid: "task-1" })).toMatchObject({ errcode: 45065, msg_id: sent.msg_id });
    expect(await to(both, { clientmsgid: "x".repeat(33) })).toMatchObject({ errcode: 45067 });
    expect(await bench.call("/cgi-bin/message/mass/get", { msg_id: sent.msg_id })).toEqual({
      msg_id: sent.msg_id,
      msg_status: "SEND_SUCCESS",
    });
  });

  it("of a protected account wait 30 min for the administrator", async () => {
    const { appid } = bench.account;
    const { openid } = bench.someone("一");
    await bench.act("weixin.edit_account", { appid, protectedByAdmin: true });
    const first = await toAll();
    await bench.act("oa.answer_mass_send", { appid, msgId: first.msg_id, agree: true });
    await settle();
    expect(arrived(openid)).toBe(1);
    bench.pass(DAY);
    await toAll();
    bench.pass(1801);
    await settle();
    expect((await bench.told("MASSSENDJOBFINISH")).map(({ status }) => status)).toEqual(["send success", "err(40002)"]);
  });
});

describe("previews and deletions", () => {
  it("show a preview to one person alone, by openid or WeChat id, 100 a day by the latter", async () => {
    const [one, two] = [bench.someone("一"), bench.someone("二")];
    const preview = (to: object) => bench.call("/cgi-bin/message/mass/preview", { ...to, ...text });
    expect(await preview({ touser: one.openid })).toMatchObject({ errcode: 0, msg_id: expect.any(Number) });
    // The WeChat id wins.
    for (let at = 0; at < 100; at++) await preview({ touser: one.openid, towxname: two.person.id });
    expect([arrived(one.openid), arrived(two.openid)]).toEqual([1, 100]);
    expect(await preview({ towxname: two.person.id })).toMatchObject({ errcode: 45009 });
    expect(await preview({ touser: "oNobody" })).toMatchObject({ errcode: 40003 });
  });

  it("delete articles of a mass send, not texts", async () => {
    bench.someone("一");
    const sent = await toAll();
    await settle();
    expect(await bench.call("/cgi-bin/message/mass/delete", { msg_id: sent.msg_id })).toMatchObject({ errcode: 40059 });
    expect(await bench.call("/cgi-bin/message/mass/speed/set", { speed: 5 })).toMatchObject({ errcode: 45083 });
    expect(await bench.call("/cgi-bin/message/mass/speed/set", {})).toMatchObject({ errcode: 45084 });
    await bench.call("/cgi-bin/message/mass/speed/set", { speed: 0 });
    expect(await bench.call("/cgi-bin/message/mass/speed/get", {})).toEqual({ speed: 0, realspeed: 80 });
  });
});

describe("articles", () => {
  const upload = async () =>
    (await bench.upload("/cgi-bin/material/add_material?type=thumb", new Uint8Array(pngOf(10, 10)), "a.png")).media_id;
  const draft = async (count = 1) => {
    const thumb_media_id = await upload();
    const articles = Array.from({ length: count }, (_, at) => ({
      title: `第${at + 1}篇`,
      content: "<p>正文</p>",
      thumb_media_id,
    }));
    return (await bench.call("/cgi-bin/draft/add", { articles })).media_id;
  };

  it("are drafted with permanent covers, listed and changed", async () => {
    const temporary = await bench.upload("/cgi-bin/media/upload?type=image", new Uint8Array(pngOf(10, 10)), "a.png");
    const articles = [{ title: "a", content: "b", thumb_media_id: temporary.media_id }];
    expect(await bench.call("/cgi-bin/draft/add", { articles })).toMatchObject({ errcode: 40007 });
    const media_id = await draft(2);
    const changed = { title: "改", content: "c", thumb_media_id: await upload() };
    await bench.call("/cgi-bin/draft/update", { media_id, index: 1, articles: changed });
    expect(await bench.call("/cgi-bin/draft/batchget", { offset: 0, count: 20, no_content: 1 })).toMatchObject({
      total_count: 1,
      item: [{ media_id, content: { news_item: [{ title: "第1篇", content: "" }, { title: "改" }] } }],
    });
    expect(await bench.call("/cgi-bin/draft/batchget", { offset: 0, count: 21 })).toMatchObject({ errcode: 47001 });
    bench.pass(4 * DAY);
    const old = await bench.fetch(`/cgi-bin/media/get?media_id=${String(temporary.media_id)}`);
    expect(await old.json()).toMatchObject({ errcode: 40007 });
  });

  it("are published without reaching chats, and their draft is gone", async () => {
    const { openid } = bench.someone("一");
    const media_id = await draft();
    const { publish_id } = await bench.call("/cgi-bin/freepublish/submit", { media_id });
    expect(await bench.call("/cgi-bin/freepublish/get", { publish_id })).toMatchObject({ publish_status: 1 });
    await settle();
    const done = await bench.call("/cgi-bin/freepublish/get", { publish_id });
    expect(done).toMatchObject({ publish_status: 0, article_detail: { count: 1 } });
    expect(await bench.told("PUBLISHJOBFINISH")).toMatchObject([
      { publishEventInfo: { publishId: publish_id, articleId: done.article_id } },
    ]);
    expect(await bench.call("/cgi-bin/draft/get", { media_id })).toMatchObject({ errcode: 40007 });
    expect(arrived(openid)).toBe(0);
    await bench.call("/cgi-bin/freepublish/delete", { article_id: done.article_id });
    expect(await bench.call("/cgi-bin/freepublish/getarticle", { article_id: done.article_id })).toMatchObject({
      news_item: [{ is_deleted: true }],
    });
  });

  it("are read and shared, and the data cube counts who did, from the next day on", async () => {
    const { appid } = bench.account;
    const [one, two] = [bench.someone("一"), bench.someone("二")];
    const sent = await toAll({ msgtype: "mpnews", mpnews: { media_id: await draft() }, text: undefined });
    await settle();
    const [report] = await bench.told("MASSSENDJOBFINISH");
    const { articleUrlResult } = report as { articleUrlResult: { resultList: { articleUrl: string }[] } };
    const url = articleUrlResult.resultList[0]?.articleUrl;
    for (const { person } of [one, one, two]) await bench.act("oa.open_article", { appid, person: person.id, url });
    await bench.act("oa.open_article", { appid, person: two.person.id, url, scene: "2", share: true });
    await bench.act("weixin.say", { appid, person: one.person.id, message: { kind: "text", content: "好" } });
    await bench.act("oa.unfollow", { appid, person: two.person.id });
    await bench.call("/cgi-bin/message/mass/delete", { msg_id: sent.msg_id });
    expect(await bench.call("/cgi-bin/message/mass/get", { msg_id: sent.msg_id })).toMatchObject({
      msg_status: "DELETE",
    });
    expect(await bench.act("oa.open_article", { appid, person: one.person.id, url })).toHaveProperty("error");
    const day = { begin_date: "2026-03-10", end_date: "2026-03-10" };
    expect(await bench.call("/datacube/getarticleread", day)).toMatchObject({ errcode: 61501 });
    expect(await bench.call("/datacube/getarticleread", { ...day, end_date: "10.3." })).toMatchObject({
      errcode: 61500,
    });
    bench.pass(DAY);
    const msgid = `${String(sent.msg_data_id)}_1`;
    expect(await bench.call("/datacube/getarticleread", day)).toEqual({
      list: [
        {
          ref_date: "2026-03-10",
          msgid,
          detail: { read_user: 2, read_user_source: [{ scene: "0", user_count: 2 }], share_user: 1 },
        },
      ],
      is_delay: false,
    });
    expect(await bench.call("/datacube/getarticletotaldetail", day)).toMatchObject({
      list: [{ msgid, publish_type: 0, detail_list: [{ stat_date: "2026-03-10", read_user: 2 }] }],
    });
    expect(await bench.call("/datacube/getusersummary", day)).toEqual({
      list: [{ ref_date: "2026-03-10", user_source: 1, new_user: 2, cancel_user: 1 }],
    });
    expect(await bench.call("/datacube/getusercumulate", day)).toEqual({
      list: [{ ref_date: "2026-03-10", cumulate_user: 1 }],
    });
    expect(await bench.call("/datacube/getupstreammsg", day)).toMatchObject({
      list: [{ msg_type: 1, msg_user: 1, msg_count: 1 }],
    });
    expect(await bench.call("/datacube/getinterfacesummary", day)).toMatchObject({ list: [{ fail_count: 0 }] });
  });
});
