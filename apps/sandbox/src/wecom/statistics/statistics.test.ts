import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chat, deleteMember } from "../client/friends.ts";
import { inviteToGroup, openGroup, speakInGroup } from "../client/rooms.ts";
import { Bench } from "../wecom.testing.ts";

const DAY = 86_400;
let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

describe("statistics", () => {
  it("count what really happened, for past days only", async () => {
    const first = bench.customer("甲");
    const second = bench.customer("乙");
    chat(bench.world, "LiLei", first.id, "customer", "在吗");
    chat(bench.world, "LiLei", second.id, "customer", "在吗");
    bench.pass(120);
    chat(bench.world, "LiLei", first.id, "member", "在的");
    chat(bench.world, "LiLei", first.id, "member", "请说");
    deleteMember(bench.world, "LiLei", second.id);
    const day = bench.now;
    const ask = (from: number, to: number, more: object = { userid: ["LiLei"] }) =>
      bench.call("/cgi-bin/externalcontact/get_user_behavior_data", { start_time: from, end_time: to, ...more });
    expect(await ask(day, day)).toMatchObject({ behavior_data: [] });
    bench.pass(DAY);
    const midnight = Date.UTC(2026, 2, 9, 16) / 1000;
    const row = {
      stat_time: midnight,
      chat_cnt: 1,
      message_cnt: 2,
      reply_percentage: 50,
      avg_reply_time: 2,
      negative_feedback_cnt: 1,
      new_apply_cnt: 0,
      new_contact_cnt: 2,
    };
    expect((await ask(day, day)).behavior_data).toEqual([row]);
    expect((await ask(day, day, { partyid: [1] })).behavior_data).toEqual([row]);
    expect(await ask(day, day, {})).toMatchObject({ errcode: 40063 });
    expect(await ask(day - 31 * DAY, day)).toMatchObject({ errcode: 40058 });
    expect(await ask(day - 200 * DAY, day - 190 * DAY)).toMatchObject({ errcode: 40058 });
    expect(await ask(day, day, { userid: Array(101).fill("LiLei") })).toMatchObject({ errcode: 81017 });
  });

  it("count groups by owner and by day", async () => {
    const group = openGroup(bench.world, "LiLei", "一群");
    openGroup(bench.world, "LiLei", "二群");
    const { person, id } = bench.customer("丙");
    inviteToGroup(bench.world, group.chatId, person, "LiLei");
    speakInGroup(bench.world, group.chatId, id, "大家好");
    const day = bench.now;
    bench.pass(DAY);
    inviteToGroup(bench.world, group.chatId, bench.customer("丁").person, "LiLei", true);
    const body = { day_begin_time: day, owner_filter: { userid_list: ["LiLei", "HanMeimei"] } };
    const figures = {
      new_chat_cnt: 2,
      chat_total: 2,
      chat_has_msg: 1,
      new_member_cnt: 1,
      member_total: 3,
      member_has_msg: 1,
      msg_total: 1,
    };
    expect(await bench.call("/cgi-bin/externalcontact/groupchat/statistic", body)).toMatchObject({
      total: 2,
      next_offset: 2,
      items: [{ owner: "LiLei", data: figures }, { owner: "HanMeimei" }],
    });
    expect(await bench.call("/cgi-bin/externalcontact/groupchat/statistic_group_by_day", body)).toMatchObject({
      items: [{ data: figures }],
    });
    const seen = await bench.call("/cgi-bin/externalcontact/groupchat/get", { chat_id: group.chatId });
    const scenes = (seen.group_chat as { member_list: { join_scene: number }[] }).member_list;
    expect(scenes.map(({ join_scene }) => join_scene)).toEqual([1, 1, 2]);
  });
});
