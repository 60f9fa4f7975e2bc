import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addOfficialAccount } from "../accounts/accounts.ts";
import { Bench } from "../weixin.testing.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

describe("followers", () => {
  it("tells following and leaving, and lists who follows", async () => {
    const one = bench.someone("一");
    const two = bench.someone("二");
    expect(await bench.call("/cgi-bin/user/get")).toEqual({
      total: 2,
      count: 2,
      data: { openid: [one.openid, two.openid] },
      next_openid: two.openid,
    });
    expect(await bench.call(`/cgi-bin/user/get?next_openid=${two.openid}`)).toEqual({
      total: 2,
      count: 0,
      next_openid: "",
    });
    await bench.act("oa.unfollow", { appid: bench.account.appid, person: one.person.id });
    expect(await bench.told("unsubscribe")).toMatchObject([
      { fromUserName: one.openid, toUserName: bench.account.ghId },
    ]);
    expect(await bench.call(`/cgi-bin/user/info?openid=${one.openid}`)).toEqual({
      subscribe: 0,
      openid: one.openid,
      unionid: one.person.unionid,
    });
  });

  it("knows a person by one unionid in the apps of one Open Platform account, and by none where unbound", async () => {
    const { person, openid } = bench.someone("一");
    const elsewhere = addOfficialAccount(bench.world, { name: "别家", openPlatform: "other" });
    const unbound = addOfficialAccount(bench.world, { name: "未绑定", openPlatform: null });
    const seen = async (account = bench.account) => {
      const followed = await bench.act("oa.follow", { appid: account.appid, person: person.id });
      return bench.call(`/cgi-bin/user/info?openid=${String(followed.openid)}`, undefined, account);
    };
    expect(await seen()).toMatchObject({ openid, unionid: person.unionid, subscribe_scene: "ADD_SCENE_SEARCH" });
    expect((await seen(elsewhere)).unionid).not.toBe(person.unionid);
    expect(await seen(unbound)).not.toHaveProperty("unionid");
  });

  it("keeps remarks and refuses a foreign openid and a long list", async () => {
    const { openid } = bench.someone("一");
    await bench.call("/cgi-bin/user/info/updateremark", { openid, remark: "老客" });
    const users = [{ openid }];
    expect(await bench.call("/cgi-bin/user/info/batchget", { user_list: users })).toMatchObject({
      user_info_list: [{ openid, remark: "老客", tagid_list: [] }],
    });
    expect(await bench.call("/cgi-bin/user/info?openid=oNobody")).toMatchObject({ errcode: 40003 });
    const many = Array.from({ length: 101 }, () => ({ openid }));
    expect(await bench.call("/cgi-bin/user/info/batchget", { user_list: many })).toMatchObject({ errcode: 40032 });
  });

  it("keeps a blacklist, from whom nothing arrives", async () => {
    const { person, openid } = bench.someone("一");
    await bench.call("/cgi-bin/tags/members/batchblacklist", { openid_list: [openid] });
    expect(await bench.call("/cgi-bin/tags/members/getblacklist", {})).toMatchObject({
      total: 1,
      data: { openid: [openid] },
    });
    await bench.act("weixin.say", {
      appid: bench.account.appid,
      person: person.id,
      message: { kind: "text", content: "在吗" },
    });
    expect(await bench.told("message.text")).toEqual([]);
  });
});

describe("tags", () => {
  const create = (name: string) => bench.call("/cgi-bin/tags/create", { tag: { name } });

  it("holds to names, number and the platform's own ids", async () => {
    expect(await create("会员")).toEqual({ tag: { id: 100, name: "会员" } });
    expect(await create("会员")).toMatchObject({ errcode: 45157 });
    expect(await create("长".repeat(31))).toMatchObject({ errcode: 45158 });
    expect(await bench.call("/cgi-bin/tags/delete", { tag: { id: 2 } })).toMatchObject({ errcode: 45058 });
    for (let at = 1; at < 100; at++) await create(`t${at}`);
    expect(await create("多")).toMatchObject({ errcode: 45056 });
  });

  it("tags up to 20 on a person and loses them with the tag", async () => {
    const { openid } = bench.someone("一");
    const tagging = (tagid: unknown, openid_list = [openid]) =>
      bench.call("/cgi-bin/tags/members/batchtagging", { openid_list, tagid });
    const ids: unknown[] = [];
    for (let at = 0; at <= 20; at++) ids.push(((await create(`t${at}`)).tag as { id: number }).id);
    for (const id of ids.slice(0, 20)) expect(await tagging(id)).toMatchObject({ errcode: 0 });
    expect(await tagging(ids[20])).toMatchObject({ errcode: 45059 });
    expect(await tagging(ids[0], ["oNobody"])).toMatchObject({ errcode: 49003 });
    await bench.call("/cgi-bin/tags/delete", { tag: { id: ids[0] } });
    expect((await bench.call("/cgi-bin/tags/getidlist", { openid })).tagid_list).toHaveLength(19);
    expect(await bench.call("/cgi-bin/user/tag/get", { tagid: ids[1] })).toMatchObject({
      count: 1,
      data: { openid: [openid] },
    });
  });
});
