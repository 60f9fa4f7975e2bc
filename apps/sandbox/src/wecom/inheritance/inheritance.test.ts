import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openGroup } from "../client/rooms.ts";
import { enterFollow, followOf } from "../customers/relations.ts";
import { Bench } from "../wecom.testing.ts";

const BASE = "/cgi-bin/externalcontact";
const DAY = 86_400;
let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const transfer = (id: string, more: object = {}) =>
  bench.call(`${BASE}/transfer_customer`, {
    handover_userid: "LiLei",
    takeover_userid: "HanMeimei",
    external_userid: [id],
    ...more,
  });
const result = (path = "transfer_result") =>
  bench.call(`${BASE}/${path}`, { handover_userid: "LiLei", takeover_userid: "HanMeimei" });

describe("inheritance on the job", () => {
  it("waits 24 hours, then moves the relation with remark and tags and tells both", async () => {
    const { id } = bench.customer("甲");
    const follow = followOf(bench.world, "LiLei", id);
    if (follow) follow.remark = "老客";
    follow?.tags.add("etGold");
    expect(await transfer(id)).toMatchObject({ customer: [{ external_userid: id, errcode: 0 }] });
    expect(await transfer(id)).toMatchObject({ customer: [{ errcode: 40100 }] });
    expect(await result()).toMatchObject({ customer: [{ status: 2, takeover_time: bench.now + DAY }] });
    bench.pass(DAY - 1);
    expect(await result()).toMatchObject({ customer: [{ status: 2 }] });
    bench.pass(1);
    expect(await result()).toMatchObject({ customer: [{ status: 1, takeover_time: bench.now }] });
    expect(followOf(bench.world, "LiLei", id)).toBeUndefined();
    const taken = followOf(bench.world, "HanMeimei", id);
    expect(taken).toMatchObject({ remark: "老客", addWay: 202 });
    expect([...(taken?.tags ?? [])]).toEqual(["etGold"]);
    expect(await bench.told("change_external_contact.del_external_contact")).toMatchObject([
      { userId: "LiLei", externalUserId: id, source: "DELETE_BY_TRANSFER" },
    ]);
    const added = await bench.told("change_external_contact.add_external_contact");
    expect(added).toMatchObject([{ userId: "LiLei" }, { userId: "HanMeimei", externalUserId: id }]);
  });

  it("is refused by the customer, or fails where the new member is full", async () => {
    const first = bench.customer("乙");
    const second = bench.customer("丙");
    await transfer(first.id);
    await transfer(second.id);
    await bench.act("wecom.answer_transfer", { externalUserid: first.id, takeover: "HanMeimei", accept: false });
    const taker = bench.world.wecom.contacts.members.get("hanmeimei");
    if (taker) taker.customerCap = 0;
    bench.pass(DAY);
    expect(await result()).toMatchObject({ customer: [{ status: 3 }, { status: 4 }] });
    expect((await bench.told("change_external_contact.transfer_fail")).map((event) => event.failReason).sort()).toEqual(
      ["customer_limit_exceed", "customer_refused"],
    );
    expect(await transfer(first.id)).toMatchObject({ customer: [{ errcode: 40099 }] });
  });

  it("tells nobody of an addition when they were friends already", async () => {
    const { id } = bench.customer("丁");
    enterFollow(bench.world, { userid: "HanMeimei", externalUserid: id, addWay: 1, state: "", operUserid: id });
    await transfer(id);
    bench.pass(DAY);
    expect(await result()).toMatchObject({ customer: [{ status: 1 }] });
    expect(await bench.told("change_external_contact.add_external_contact")).toHaveLength(1);
  });

  it("allows two in 90 days", async () => {
    const { id } = bench.customer("戊");
    for (let count = 0; count < 2; count++) {
      expect(await transfer(id)).toMatchObject({ customer: [{ errcode: 0 }] });
      await bench.act("wecom.answer_transfer", { externalUserid: id, takeover: "HanMeimei", accept: false });
    }
    expect(await transfer(id)).toMatchObject({ customer: [{ errcode: 40128 }] });
    bench.pass(91 * DAY);
    expect(await transfer(id)).toMatchObject({ customer: [{ errcode: 0 }] });
  });

  it("names a stranger, a full list and a handover who left", async () => {
    expect(await transfer("wmX")).toMatchObject({ customer: [{ errcode: 40096 }] });
    expect(await transfer("", { external_userid: Array(101).fill("wmX") })).toMatchObject({ errcode: 81017 });
    await bench.act("wecom.dismiss_member", { userid: "LiLei" });
    expect(await transfer("wmX")).toMatchObject({ errcode: 60111 });
  });
});

describe("inheritance after leaving", () => {
  it("lists who is unassigned until a takeover begins", async () => {
    const { id } = bench.customer("己");
    const list = () => bench.call(`${BASE}/get_unassigned_list`, {});
    expect(await transferResigned(id)).toMatchObject({ errcode: 40097 });
    await bench.act("wecom.dismiss_member", { userid: "LiLei" });
    expect(await list()).toMatchObject({
      info: [{ handover_userid: "LiLei", external_userid: id, dimission_time: bench.now }],
      is_last: true,
    });
    expect(await transferResigned(id)).toMatchObject({ customer: [{ errcode: 0 }] });
    expect(await list()).toMatchObject({ info: [], is_last: true });
    bench.pass(DAY);
    expect(await result("resigned/transfer_result")).toMatchObject({ customer: [{ status: 1 }] });
    expect(await bench.told("change_external_contact.del_external_contact")).toHaveLength(0);
  });

  const transferResigned = (id: string) =>
    bench.call(`${BASE}/resigned/transfer_customer`, {
      handover_userid: "LiLei",
      takeover_userid: "HanMeimei",
      external_userid: [id],
    });
});

describe("inheritance of groups", () => {
  const give = (path: string, chatId: string, owner = "HanMeimei") =>
    bench.call(`${BASE}/groupchat/${path}`, { chat_id_list: [chatId], new_owner: owner });

  it("asks for the owner's leaving, then hands over silently and once", async () => {
    const { chatId } = openGroup(bench.world, "LiLei", "会员群");
    expect(await give("transfer", chatId)).toMatchObject({ failed_chat_list: [{ errcode: 90500 }] });
    await bench.act("wecom.dismiss_member", { userid: "LiLei" });
    expect(await give("onjob_transfer", chatId)).toMatchObject({ failed_chat_list: [{ errcode: 90502 }] });
    expect(await give("transfer", chatId)).toMatchObject({ failed_chat_list: [] });
    expect(await give("transfer", chatId)).toMatchObject({ failed_chat_list: [{ errcode: 90508 }] });
    expect(bench.world.wecom.groups.get(chatId)).toMatchObject({ owner: "HanMeimei", status: 3 });
    expect(await bench.told("change_external_chat.update")).toHaveLength(0);
  });

  it("allows two hand-overs on the job in 90 days, never to the owner", async () => {
    const { chatId } = openGroup(bench.world, "LiLei", "会员群");
    expect(await give("onjob_transfer", chatId, "LiLei")).toMatchObject({ failed_chat_list: [{ errcode: 90504 }] });
    await give("onjob_transfer", chatId);
    await give("onjob_transfer", chatId, "LiLei");
    expect(await give("onjob_transfer", chatId)).toMatchObject({ failed_chat_list: [{ errcode: 40128 }] });
  });

  it("allows 300 a day from one owner", async () => {
    const groups = Array.from({ length: 301 }, (_, index) => openGroup(bench.world, "LiLei", `群${index}`).chatId);
    const onJob = (chats: readonly string[]) =>
      bench.call(`${BASE}/groupchat/onjob_transfer`, { chat_id_list: chats, new_owner: "HanMeimei" });
    for (const from of [0, 100, 200])
      expect(await onJob(groups.slice(from, from + 100))).toMatchObject({ failed_chat_list: [] });
    expect(await onJob(groups.slice(300))).toMatchObject({ failed_chat_list: [{ errcode: 45009 }] });
    bench.pass(DAY);
    expect(await onJob(groups.slice(300))).toMatchObject({ failed_chat_list: [] });
  });
});
