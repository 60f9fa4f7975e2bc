import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addPerson } from "../../world/people.ts";
import { Bench, pngOf } from "../wecom.testing.ts";

let bench: Bench;
let openKfid: string;
let url: string;

beforeEach(async () => {
  bench = await Bench.open();
  const { media_id } = await bench.upload("/cgi-bin/media/upload?type=image", pngOf(9, 9), "a.png");
  openKfid = String((await bench.call("/cgi-bin/kf/account/add", { name: "会员服务", media_id })).open_kfid);
  url = String((await bench.call("/cgi-bin/kf/add_contact_way", { open_kfid: openKfid, scene: "mini" })).url);
});
afterEach(() => bench.close());

const sync = (more: object = {}) => bench.call("/cgi-bin/kf/sync_msg", { open_kfid: openKfid, ...more });
const send = (touser: unknown, more: object = {}) =>
  bench.call("/cgi-bin/kf/send_msg", {
    touser,
    open_kfid: openKfid,
    msgtype: "text",
    text: { content: "您好" },
    ...more,
  });
const onEvent = (code: unknown) =>
  bench.call("/cgi-bin/kf/send_msg_on_event", { code, msgtype: "text", text: { content: "欢迎" } });
const events = async (): Promise<Record<string, unknown>[]> => {
  const { msg_list } = await sync();
  return (msg_list as { event?: Record<string, unknown> }[]).flatMap(({ event }) => (event ? [event] : []));
};

describe("customer service", () => {
  it("tells that there is news, which is pulled page by page with the token", async () => {
    const person = addPerson(bench.world, { nickname: "客" });
    await bench.act("kf.enter", { person: person.id, url: `${url}&scene_param=p1` });
    await bench.act("kf.say", { person: person.id, openKfid, content: "有货吗" });
    const news = await bench.told("kf_msg_or_event");
    expect(news).toMatchObject([{ openKfId: openKfid }, { openKfId: openKfid }]);
    const token = news[1]?.token;
    const first = await sync({ token, limit: 1 });
    expect(first).toMatchObject({
      has_more: 1,
      msg_list: [
        { origin: 4, msgtype: "event", event: { event_type: "enter_session", scene: "mini", scene_param: "p1" } },
      ],
    });
    const second = await sync({ token, cursor: first.next_cursor });
    expect(second).toMatchObject({ has_more: 0, msg_list: [{ origin: 3, text: { content: "有货吗" } }] });
    expect(await sync({ cursor: second.next_cursor })).toMatchObject({ has_more: 0, msg_list: [] });
    bench.pass(601);
    expect(await sync({ token })).toMatchObject({ errcode: 95007 });
    bench.pass(3 * 86_400);
    expect(await sync()).toMatchObject({ msg_list: [] });
  });

  it("greets who enters once, within 20 s", async () => {
    const person = addPerson(bench.world, { nickname: "客" });
    await bench.act("kf.enter", { person: person.id, url });
    const [entered] = await events();
    expect(await onEvent(entered?.welcome_code)).toMatchObject({ errcode: 0 });
    expect(await onEvent(entered?.welcome_code)).toMatchObject({ errcode: 42022 });
    await bench.act("kf.enter", { person: person.id, url });
    expect((await events())[1]?.welcome_code).toBeUndefined();
    const late = addPerson(bench.world, { nickname: "迟" });
    await bench.act("kf.enter", { person: late.id, url });
    bench.pass(21);
    expect(await onEvent((await events())[2]?.welcome_code)).toMatchObject({ errcode: 40029 });
  });

  it("takes 5 messages per customer message within 48 h", async () => {
    const person = addPerson(bench.world, { nickname: "客" });
    const said = await bench.act("kf.say", { person: person.id, openKfid, content: "在吗" });
    for (let count = 0; count < 5; count++) expect(await send(said.externalUserid)).toMatchObject({ errcode: 0 });
    expect(await send(said.externalUserid)).toMatchObject({ errcode: 95001 });
    await bench.act("kf.say", { person: person.id, openKfid, content: "还在吗" });
    expect(await send(said.externalUserid, { msgid: "mine_01" })).toMatchObject({ errcode: 0, msgid: "mine_01" });
    expect(await send(said.externalUserid, { msgid: "mine_01" })).toMatchObject({ errcode: 40058 });
    bench.pass(172_800);
    expect(await send(said.externalUserid)).toMatchObject({ errcode: 95002 });
    // What was sent by API is not in the stream.
    const { msg_list } = await sync();
    expect((msg_list as { origin: number }[]).every(({ origin }) => origin === 3)).toBe(true);
  });

  it("moves sessions by its rules and tells what people do with them", async () => {
    const person = addPerson(bench.world, { nickname: "客" });
    const { externalUserid } = await bench.act("kf.say", { person: person.id, openKfid, content: "人工" });
    const session = { open_kfid: openKfid, external_userid: externalUserid };
    const state = () => bench.call("/cgi-bin/kf/service_state/get", session);
    const move = (service_state: number, servicer_userid?: string) =>
      bench.call("/cgi-bin/kf/service_state/trans", { ...session, service_state, servicer_userid });
    expect(await state()).toMatchObject({ service_state: 0 });
    expect(await move(3, "LiLei")).toMatchObject({ errcode: 95014 });
    expect(
      await bench.call("/cgi-bin/kf/servicer/add", { open_kfid: openKfid, userid_list: ["LiLei", "Ghost"] }),
    ).toMatchObject({ result_list: [{ errcode: 0, errmsg: "success" }, { errcode: 60111 }] });
    const queued = await move(2);
    expect(await onEvent(queued.msg_code)).toMatchObject({ errcode: 0 });
    expect(await send(externalUserid)).toMatchObject({ errcode: 95018 });
    expect(await move(0)).toMatchObject({ errcode: 95016 });
    const where = { openKfid, externalUserid, userid: "LiLei" };
    await bench.act("kf.pick", where);
    await bench.act("kf.servicer_say", { ...where, content: "我来帮您" });
    expect(await state()).toMatchObject({ service_state: 3, servicer_userid: "LiLei" });
    await bench.act("kf.end", where);
    const [picked, ended] = (await events()).filter(({ event_type }) => event_type === "session_status_change");
    expect(picked).toMatchObject({ change_type: 1, new_servicer_userid: "LiLei" });
    expect(await onEvent(picked?.msg_code)).toMatchObject({ errcode: 95016 });
    expect(ended).toMatchObject({ change_type: 3, old_servicer_userid: "LiLei" });
    expect(await onEvent(ended?.msg_code)).toMatchObject({ errcode: 0 });
    expect(await move(3, "LiLei")).toMatchObject({ errcode: 95013 });
    await bench.act("kf.say", { person: person.id, openKfid, content: "又来了" });
    expect(await state()).toMatchObject({ service_state: 0 });
    await bench.act("kf.switch_receiving", { openKfid, userid: "LiLei", receiving: false });
    expect(await move(3, "LiLei")).toMatchObject({ errcode: 95019 });
  });

  it("tells of messages that did not arrive", async () => {
    const person = addPerson(bench.world, { nickname: "客" });
    const { externalUserid } = await bench.act("kf.say", { person: person.id, openKfid, content: "在吗" });
    await bench.act("kf.reject", { openKfid, externalUserid, rejects: true });
    const { msgid } = await send(externalUserid);
    expect(await events()).toMatchObject([{ event_type: "msg_send_fail", fail_msgid: msgid, fail_type: 10 }]);
  });

  it("knows accounts, customers, upgrades and figures", async () => {
    expect(await bench.call("/cgi-bin/kf/account/add", { name: "会员服务", media_id: "x" })).toMatchObject({
      errcode: 95026,
    });
    expect(await bench.call("/cgi-bin/kf/account/list", {})).toMatchObject({
      account_list: [{ open_kfid: openKfid, name: "会员服务", manage_privilege: true }],
    });
    const person = addPerson(bench.world, { nickname: "客" });
    const { externalUserid } = await bench.act("kf.enter", { person: person.id, url });
    await bench.act("kf.say", { person: person.id, openKfid, content: "在吗" });
    expect(
      await bench.call("/cgi-bin/kf/customer/batchget", {
        external_userid_list: [externalUserid, "wmX"],
        need_enter_session_context: 1,
      }),
    ).toMatchObject({
      customer_list: [{ nickname: "客", unionid: person.unionid, enter_session_context: { scene: "mini" } }],
      invalid_external_userid: ["wmX"],
    });
    const upgrade = { open_kfid: openKfid, external_userid: externalUserid, type: 1, member: { userid: "LiLei" } };
    expect(await bench.call("/cgi-bin/kf/customer/upgrade_service", upgrade)).toMatchObject({ errcode: 95021 });
    await bench.act("kf.configure_upgrade", { users: ["LiLei"], departments: [], chats: [] });
    expect(await bench.call("/cgi-bin/kf/customer/upgrade_service", upgrade)).toMatchObject({ errcode: 0 });
    const day = bench.now;
    bench.pass(86_400);
    expect(
      await bench.call("/cgi-bin/kf/get_corp_statistic", { open_kfid: openKfid, start_time: day, end_time: day }),
    ).toMatchObject({ statistic_list: [{ statistic: { session_cnt: 1, customer_msg_cnt: 1 } }] });
    await bench.call("/cgi-bin/kf/account/del", { open_kfid: openKfid });
    expect(await sync()).toMatchObject({ errcode: 95004 });
  });
});
