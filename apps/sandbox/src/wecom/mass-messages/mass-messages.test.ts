import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chat, deleteMember } from "../client/friends.ts";
import { openGroup } from "../client/rooms.ts";
import { enterFollow, followOf } from "../customers/relations.ts";
import { Bench, pngOf } from "../wecom.testing.ts";
import { allowance } from "./receive-cap.ts";

const ADD = "/cgi-bin/externalcontact/add_msg_template";
const TASK = "/cgi-bin/externalcontact/get_groupmsg_task";
const RESULT = "/cgi-bin/externalcontact/get_groupmsg_send_result";
let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

describe("mass messages", () => {
  it("send nothing until the sender confirms, and answer 41063 while they are dispatched", async () => {
    const { id } = bench.customer("甲");
    const made = await bench.call(ADD, { sender: "LiLei", text: { content: "新品到店" } });
    expect(made).toMatchObject({ errcode: 0, fail_list: [] });
    expect(await bench.call(TASK, { msgid: made.msgid })).toMatchObject({ errcode: 41063 });
    bench.pass(2);
    expect(await bench.call(TASK, { msgid: made.msgid })).toMatchObject({
      task_list: [{ userid: "LiLei", status: 0 }],
    });
    expect(bench.world.chats.get(`wecom/LiLei/${id}`)).toBeUndefined();
    expect(await bench.act("wecom.see_mass_messages", { userid: "LiLei" })).toMatchObject({
      messages: [{ msgid: made.msgid, targets: [{ id, status: 0 }] }],
    });
    expect(await bench.act("wecom.confirm_mass_message", { msgid: made.msgid, userid: "LiLei" })).toMatchObject({
      sent: 1,
    });
    expect(await bench.call(TASK, { msgid: made.msgid })).toMatchObject({
      task_list: [{ userid: "LiLei", status: 2, send_time: bench.now }],
    });
    expect(await bench.call(RESULT, { msgid: made.msgid, userid: "LiLei" })).toMatchObject({
      send_list: [{ external_userid: id, userid: "LiLei", status: 1 }],
    });
    expect(bench.world.chats.get(`wecom/LiLei/${id}`)).toMatchObject([{ content: { content: "新品到店" } }]);
  });

  it("go to the member who last chatted with the customer, and name who cannot be reached", async () => {
    const { id } = bench.customer("乙");
    enterFollow(bench.world, { userid: "HanMeimei", externalUserid: id, addWay: 1, state: "", operUserid: id });
    chat(bench.world, "HanMeimei", id, "customer", "在吗");
    const made = await bench.call(ADD, { external_userid: [id, "wmNobody"], text: { content: "你好" } });
    expect(made.fail_list).toEqual(["wmNobody"]);
    bench.pass(5);
    expect(await bench.call(TASK, { msgid: made.msgid })).toMatchObject({ task_list: [{ userid: "HanMeimei" }] });
    expect(await bench.call(ADD, { external_userid: ["wmNobody"], text: { content: "你好" } })).toMatchObject({
      errcode: 41048,
    });
  });

  it("filter by tags: any inside a group, every group", async () => {
    const first = bench.customer("丙");
    const second = bench.customer("丁");
    for (const tag of ["etA", "etX"]) followOf(bench.world, "LiLei", first.id)?.tags.add(tag);
    followOf(bench.world, "LiLei", second.id)?.tags.add("etA");
    const groups = [{ tag_list: ["etA", "etB"] }, { tag_list: ["etX"] }];
    const made = await bench.call(ADD, { tag_filter: { group_list: groups }, text: { content: "你好" } });
    bench.pass(5);
    const result = await bench.call(RESULT, { msgid: made.msgid, userid: "LiLei" });
    expect((result.send_list as { external_userid: string }[]).map((row) => row.external_userid)).toEqual([first.id]);
  });

  it("fail with 2 for who deleted the member and with 3 beyond the cap of the month", async () => {
    const gone = bench.customer("走");
    const full = bench.customer("满");
    deleteMember(bench.world, "LiLei", gone.id);
    const month = 31;
    bench.world.wecom.massMessages.received.set(
      full.id,
      Array.from({ length: month }, () => bench.now - 3600),
    );
    const made = await bench.call(ADD, { sender: "LiLei", text: { content: "你好" } });
    await bench.act("wecom.confirm_mass_message", { msgid: made.msgid, userid: "LiLei" });
    bench.pass(5);
    const result = await bench.call(RESULT, { msgid: made.msgid, userid: "LiLei" });
    expect(result.send_list).toMatchObject([
      { external_userid: gone.id, status: 2 },
      { external_userid: full.id, status: 3 },
    ]);
  });

  it("can be cancelled before they are sent, and be reminded of three times a day", async () => {
    bench.customer("己");
    const made = await bench.call(ADD, { sender: "LiLei", text: { content: "你好" } });
    const remind = () => bench.call("/cgi-bin/externalcontact/remind_groupmsg_send", { msgid: made.msgid });
    for (let count = 0; count < 3; count++) expect(await remind()).toMatchObject({ errcode: 0 });
    expect(await remind()).toMatchObject({ errcode: 41094 });
    bench.pass(86_401);
    expect(await remind()).toMatchObject({ errcode: 0 });
    await bench.call("/cgi-bin/externalcontact/cancel_groupmsg_send", { msgid: made.msgid });
    expect(await bench.act("wecom.confirm_mass_message", { msgid: made.msgid, userid: "LiLei" })).toMatchObject({
      errcode: 41093,
    });
    expect(await remind()).toMatchObject({ errcode: 41093 });
  });

  it("reach groups of their owner only", async () => {
    const own = openGroup(bench.world, "LiLei", "会员群");
    const other = openGroup(bench.world, "HanMeimei", "别人的群");
    const list = [own.chatId, other.chatId];
    const made = await bench.call(ADD, {
      chat_type: "group",
      sender: "LiLei",
      chat_id_list: list,
      text: { content: "群发" },
    });
    expect(made.fail_list).toEqual([other.chatId]);
    await bench.act("wecom.confirm_mass_message", { msgid: made.msgid, userid: "LiLei" });
    bench.pass(5);
    expect(await bench.call(RESULT, { msgid: made.msgid, userid: "LiLei" })).toMatchObject({
      send_list: [{ chat_id: own.chatId, status: 1 }],
    });
    expect(await bench.call(ADD, { chat_type: "group", text: { content: "群发" } })).toMatchObject({ errcode: 40063 });
  });

  it("keep their limits: text, attachments, kinds, media", async () => {
    bench.customer("庚");
    const add = (more: object) => bench.call(ADD, { sender: "LiLei", ...more });
    expect(await add({})).toMatchObject({ errcode: 40063 });
    expect(await add({ text: { content: "长".repeat(1334) } })).toMatchObject({ errcode: 45002 });
    const link = { msgtype: "link", link: { title: "标题", url: "https://example.test" } };
    expect(await add({ attachments: Array(10).fill(link) })).toMatchObject({ errcode: 41064 });
    expect(await add({ attachments: [{ msgtype: "voice", voice: {} }] })).toMatchObject({ errcode: 41065 });
    expect(await add({ attachments: [{ msgtype: "image", image: { media_id: "nope" } }] })).toMatchObject({
      errcode: 40007,
    });
    const { media_id } = await bench.upload("/cgi-bin/media/upload?type=image", pngOf(10, 10), "a.png");
    expect(await add({ attachments: [{ msgtype: "image", image: { media_id } }] })).toMatchObject({ errcode: 0 });
    expect(await bench.call(ADD, { external_userid: Array(10_001).fill("wm"), text: { content: "1" } })).toMatchObject({
      errcode: 81017,
    });
  });

  it("lists the company's and the members' own", async () => {
    const { id } = bench.customer("辛");
    await bench.call(ADD, { sender: "LiLei", text: { content: "企业" } });
    await bench.act("wecom.send_own_mass_message", { userid: "LiLei", targets: [id], content: "个人" });
    const list = (more: object) =>
      bench.call("/cgi-bin/externalcontact/get_groupmsg_list_v2", {
        chat_type: "single",
        start_time: bench.now - 60,
        end_time: bench.now + 60,
        ...more,
      });
    expect((await list({})).group_msg_list).toMatchObject([{ create_type: 0 }, { create_type: 1, creator: "LiLei" }]);
    expect((await list({ filter_type: 1 })).group_msg_list).toHaveLength(1);
    expect(await list({ start_time: bench.now - 40 * 86_400 })).toMatchObject({ errcode: 40058 });
  });

  it("counts receipts by China's calendar", () => {
    const at = Date.UTC(2026, 1, 28, 16, 30) / 1000; // 1 March 00:30 in China
    expect(allowance(at, "month")).toEqual({ since: Date.UTC(2026, 1, 28, 16) / 1000, max: 31 });
    expect(allowance(at, "week")).toEqual({ since: Date.UTC(2026, 1, 22, 16) / 1000, max: 7 });
    expect(allowance(at, "day")).toEqual({ since: Date.UTC(2026, 1, 28, 16) / 1000, max: 1 });
  });
});
