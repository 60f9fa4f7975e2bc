import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../wecom.testing.ts";

const SEND = "/cgi-bin/message/send";
let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const send = (more: object = {}) =>
  bench.call(SEND, {
    touser: "LiLei",
    msgtype: "text",
    agentid: Number(bench.app.agentId),
    text: { content: "有新客户" },
    ...more,
  });
const inbox = (userid = "LiLei") => bench.world.chats.get(`app/${bench.app.agentId}/${userid}`) ?? [];

describe("app messages", () => {
  it("reach whom they can and name whom they cannot, in lower case", async () => {
    expect(await send({ touser: "LiLei | Ghost" })).toMatchObject({ errcode: 0, invaliduser: "ghost" });
    expect(inbox()).toMatchObject([{ content: { content: "有新客户" } }]);
    expect(await send({ touser: "Ghost" })).toMatchObject({ errcode: 81013 });
    expect(await send({ touser: "" })).toMatchObject({ errcode: 81012 });
    expect(await send({ touser: "@all" })).toMatchObject({ errcode: 0 });
    expect(inbox("HanMeimei")).toHaveLength(1);
    expect(await send({ agentid: 1 })).toMatchObject({ errcode: 40056 });
    expect(await send({ touser: Array(1001).fill("a").join("|") })).toMatchObject({ errcode: 81017 });
    expect(await send({ toparty: Array(101).fill("1").join("|") })).toMatchObject({ errcode: 82002 });
  });

  it("reach the members of a tag", async () => {
    const { tagid } = await bench.call("/cgi-bin/tag/create", { tagname: "店长" });
    expect(await bench.call("/cgi-bin/tag/create", { tagname: "店长" })).toMatchObject({ errcode: 40071 });
    expect(
      await bench.call("/cgi-bin/tag/addtagusers", { tagid, userlist: ["HanMeimei", "Ghost"], partylist: [99] }),
    ).toMatchObject({ errcode: 0, invalidlist: "Ghost", invalidparty: [99] });
    expect(await bench.call(`/cgi-bin/tag/get?tagid=${tagid}`)).toMatchObject({
      tagname: "店长",
      userlist: [{ userid: "HanMeimei", name: "韩梅梅" }],
    });
    expect(await send({ touser: "", totag: String(tagid) })).toMatchObject({ errcode: 0, invalidtag: "" });
    expect([inbox().length, inbox("HanMeimei").length]).toEqual([0, 1]);
  });

  it("cut long texts, drop repetitions and floods silently", async () => {
    await send({ text: { content: "长".repeat(1000) } });
    expect(inbox()).toMatchObject([{ content: { content: "长".repeat(682) } }]);
    const check = { enable_duplicate_check: 1, duplicate_check_interval: 60 };
    const first = await send(check);
    expect((await send(check)).msgid).toBe(first.msgid);
    expect(inbox()).toHaveLength(2);
    bench.pass(61);
    expect((await send(check)).msgid).not.toBe(first.msgid);
    expect(await send({ ...check, duplicate_check_interval: 20_000 })).toMatchObject({ errcode: 40058 });
    for (let count = 0; count < 30; count++) expect(await send()).toMatchObject({ errcode: 0 });
    expect(inbox()).toHaveLength(2 + 30);
    await bench.act("wecom.set_limits", { memberCap: 1 });
    for (let count = 0; count < 200; count++) if ((await send()).errcode === 45009) return;
    expect.fail("person-times are not bounded");
  });

  it("can be recalled for a day", async () => {
    const first = await send();
    const second = await send();
    expect(await bench.call("/cgi-bin/message/recall", { msgid: first.msgid })).toMatchObject({ errcode: 0 });
    expect(inbox()).toHaveLength(1);
    bench.pass(86_401);
    expect(await bench.call("/cgi-bin/message/recall", { msgid: second.msgid })).toMatchObject({ errcode: 42052 });
  });

  it("carry cards whose taps call back with a code that changes the card once", async () => {
    const card = {
      card_type: "button_interaction",
      main_title: { title: "跟进提醒" },
      task_id: "task-1",
      button_list: [{ text: "已跟进", key: "done" }],
    };
    const message = { msgtype: "template_card", text: undefined };
    expect(await send({ ...message, template_card: { ...card, task_id: undefined } })).toMatchObject({
      errcode: 40058,
    });
    const sent = await send({ ...message, template_card: card });
    expect(sent.response_code).toBeTypeOf("string");
    await bench.act("wecom.tap_card", {
      userid: "LiLei",
      agentId: bench.app.agentId,
      msgid: sent.msgid,
      key: "done",
      selected: [{ questionKey: "q1", optionIds: ["a", "b"] }],
    });
    const [tap] = await bench.told("template_card_event");
    expect(tap).toMatchObject({
      fromUserName: "LiLei",
      eventKey: "done",
      taskId: "task-1",
      selectedItems: [{ questionKey: "q1", optionIds: ["a", "b"] }],
    });
    const update = {
      userids: ["LiLei"],
      agentid: Number(bench.app.agentId),
      response_code: tap?.responseCode,
      button: { replace_name: "已完成" },
    };
    expect(await bench.call("/cgi-bin/message/update_template_card", update)).toMatchObject({ errcode: 0 });
    expect(await bench.call("/cgi-bin/message/update_template_card", update)).toMatchObject({ errcode: 42022 });
    expect(inbox().at(-1)).toMatchObject({ content: { replaced: "已完成" } });
    bench.app.callback = undefined;
    expect(await send({ ...message, template_card: { ...card, task_id: "task-2" } })).toMatchObject({ errcode: 43012 });
  });

  it("answer what members do in the app's window", async () => {
    const who = { userid: "LiLei", agentId: bench.app.agentId };
    await bench.act("wecom.enter_app", who);
    await bench.act("wecom.tap_app_menu", { ...who, key: "today" });
    await bench.act("wecom.write_to_app", { ...who, content: "今天的客户" });
    expect(await bench.told("enter_agent")).toMatchObject([{ fromUserName: "LiLei", agentId: bench.app.agentId }]);
    expect(await bench.told("click")).toMatchObject([{ eventKey: "today" }]);
    expect(await bench.told("message.text")).toMatchObject([{ content: "今天的客户" }]);
  });
});
