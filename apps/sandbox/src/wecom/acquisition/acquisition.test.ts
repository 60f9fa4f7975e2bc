import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addPerson } from "../../world/people.ts";
import { addApp } from "../apps/apps.ts";
import { Bench } from "../wecom.testing.ts";

const BASE = "/cgi-bin/externalcontact/customer_acquisition";
const DAY = 86_400;
let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

async function createLink(more: object = {}) {
  const made = await bench.call(`${BASE}/create_link`, {
    link_name: "抖音投放",
    range: { user_list: ["LiLei"] },
    ...more,
  });
  return made.link as { link_id: string; url: string };
}
const open = (url: string, nickname = "客") =>
  bench.act("wecom.open_acquisition_link", { person: addPerson(bench.world, { nickname }).id, url });

describe("acquisition links", () => {
  it("win customers with their channel, use the allowance and tell of first words", async () => {
    await bench.act("wecom.buy_acquisition_quota", { count: 2, days: 30 });
    const { link_id, url } = await createLink();
    const won = await open(`${url}?customer_channel=dy-01`);
    expect(won).toMatchObject({ userid: "LiLei", known: false });
    expect(await bench.told("change_external_contact.add_external_contact")).toMatchObject([{ state: "dy-01" }]);
    const seen = await bench.call(`/cgi-bin/externalcontact/get?external_userid=${won.externalUserid}`);
    expect(seen).toMatchObject({ follow_user: [{ add_way: 16, state: "dy-01" }] });
    const chat = { userid: "LiLei", externalUserid: won.externalUserid, from: "customer", content: "你好" };
    for (let count = 0; count < 3; count++) await bench.act("wecom.chat", chat);
    expect(await bench.told("customer_acquisition.customer_start_chat")).toMatchObject([
      { userId: "LiLei", externalUserId: won.externalUserid, linkId: link_id },
    ]);
    const [message] = await bench.told("customer_acquisition.message_from_customer");
    const info = () => bench.call(`${BASE}/get_chat_info`, { chat_key: message?.chatKey });
    expect(await info()).toMatchObject({ userid: "LiLei", chat_info: { recv_msg_cnt: 3, link_id, state: "dy-01" } });
    bench.pass(1801);
    expect(await info()).toMatchObject({ errcode: 40058 });
    expect(await bench.call(`${BASE}/customer`, { link_id })).toMatchObject({
      customer_list: [{ external_userid: won.externalUserid, userid: "LiLei", chat_status: 1, state: "dy-01" }],
    });
    expect(
      await bench.call(`${BASE}/statistic`, { link_id, start_time: bench.now, end_time: bench.now }),
    ).toMatchObject({ click_link_customer_cnt: 1, new_customer_cnt: 1 });
    expect(await bench.call("/cgi-bin/externalcontact/customer_acquisition_quota")).toMatchObject({
      total: 1,
      balance: 1,
    });
    await open(url, "二");
    expect(await open(url, "三")).toMatchObject({ errcode: 41095 });
    expect(await bench.told("customer_acquisition.balance_exhausted")).toHaveLength(1);
    expect(await bench.told("customer_acquisition.balance_increased")).toHaveLength(1);
  });

  it("warn before an allowance expires", async () => {
    await bench.act("wecom.buy_acquisition_quota", { count: 5, days: 8 });
    bench.pass(DAY);
    await bench.act("clock.advance", { ms: 0 });
    expect(await bench.told("customer_acquisition.quota_expire_soon")).toMatchObject([{ expireQuotaNum: 5 }]);
  });

  it("belong to the app that made them and keep their limits", async () => {
    const { link_id } = await createLink();
    const other = addApp(bench.world);
    expect(await bench.call(`${BASE}/get`, { link_id }, other)).toMatchObject({ errcode: 41098 });
    expect(await bench.call(`${BASE}/list_link`, {}, other)).toMatchObject({ link_id_list: [] });
    expect(await bench.call(`${BASE}/create_link`, { link_name: "长".repeat(31), range: {} })).toMatchObject({
      errcode: 40058,
    });
    expect(await bench.call(`${BASE}/create_link`, { link_name: "空", range: {} })).toMatchObject({ errcode: 40063 });
    await bench.call(`${BASE}/update_link`, { link_id, link_name: "改名", range: { department_list: [1] } });
    expect(await bench.call(`${BASE}/get`, { link_id })).toMatchObject({
      link: { link_name: "改名", skip_verify: true },
      range: { user_list: [], department_list: [1] },
    });
    await bench.act("wecom.delete_acquisition_link", { linkId: link_id });
    expect(await bench.told("customer_acquisition.delete_link")).toMatchObject([{ linkId: link_id }]);
    expect(await bench.call(`${BASE}/list_link`, {})).toMatchObject({ link_id_list: [] });
  });

  it("prefer who follows already, wait where agreed, and say when nobody can be added", async () => {
    await bench.act("wecom.buy_acquisition_quota", { count: 50, days: 30 });
    const range = { user_list: ["LiLei", "HanMeimei"] };
    const { link_id, url } = await createLink({ range, skip_verify: false, priority_option: { priority_type: 1 } });
    const person = addPerson(bench.world, { nickname: "客" });
    const scheme = `weixin://biz/ww/profile/${encodeURIComponent(`${url}?customer_channel=${"x".repeat(80)}`)}`;
    const won = await bench.act("wecom.open_acquisition_link", { person: person.id, url: scheme });
    expect(won).toMatchObject({ waiting: true });
    const [half] = await bench.told("change_external_contact.add_half_external_contact");
    expect(half?.state).toBe("x".repeat(64));
    // Asked again while the first request waits: the same member.
    expect(await bench.act("wecom.open_acquisition_link", { person: person.id, url })).toMatchObject({
      userid: won.userid,
    });
    for (const member of bench.world.wecom.contacts.members.values()) member.customerCap = 0;
    expect(await open(url)).toMatchObject({ errcode: 40099 });
    expect(await bench.told("customer_acquisition.link_unavailable")).toMatchObject([{ linkId: link_id }]);
  });
});
