import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../weixin.testing.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const menu = [
  { type: "click", name: "签到", key: "SIGN" },
  { name: "更多", sub_button: [{ type: "view", name: "商城", url: "https://shop.example.com/" }] },
];
const vip = [{ type: "click", name: "会员专享", key: "VIP" }];
const create = (button: unknown) => bench.call("/cgi-bin/menu/create", { button });
const conditional = (matchrule: object, button: unknown = vip) =>
  bench.call("/cgi-bin/menu/addconditional", { button, matchrule });

describe("menus", () => {
  it("holds to counts, types, names and links", async () => {
    expect(await create([...menu, ...menu])).toMatchObject({ errcode: 40016 });
    expect(await create([{ type: "jump", name: "x", key: "k" }])).toMatchObject({ errcode: 40017 });
    expect(await create([{ type: "click", name: "超过十六个字节", key: "k" }])).toMatchObject({ errcode: 40018 });
    expect(await create([{ type: "view", name: "x" }])).toMatchObject({ errcode: 40020 });
    expect(await bench.call("/cgi-bin/menu/get")).toMatchObject({ errcode: 46003 });
    expect(await create(menu)).toEqual({ errcode: 0, errmsg: "ok" });
    expect(await bench.call("/cgi-bin/menu/get")).toMatchObject({ menu: { button: menu } });
  });

  it("shows the newest conditional menu that fits the last tag, and tells a press of it", async () => {
    const { appid } = bench.account;
    const { person, openid } = bench.someone("一");
    expect(await conditional({ client_platform_type: "1" })).toMatchObject({ errcode: 65303 });
    await create(menu);
    const { tag } = await bench.call("/cgi-bin/tags/create", { tag: { name: "金卡" } });
    const tag_id = String((tag as { id: number }).id);
    expect(await conditional({ sex: "1" })).toMatchObject({ errcode: 65320 });
    expect(await conditional({})).toMatchObject({ errcode: 65304 });
    const { menuid } = await conditional({ tag_id });
    const tried = () => bench.call("/cgi-bin/menu/trymatch", { user_id: openid });
    expect(await tried()).toEqual({ button: menu });
    await bench.call("/cgi-bin/tags/members/batchtagging", { openid_list: [openid], tagid: Number(tag_id) });
    expect(await tried()).toEqual({ button: vip });
    await bench.act("oa.press_menu", { appid, person: person.id, button: "会员专享" });
    expect(await bench.told("CLICK")).toMatchObject([{ eventKey: "VIP", fromUserName: openid }]);
    await bench.call("/cgi-bin/menu/delconditional", { menuid });
    expect(await bench.call("/cgi-bin/menu/delconditional", { menuid })).toMatchObject({ errcode: 65301 });
    await bench.act("oa.press_menu", { appid, person: person.id, button: "商城" });
    expect(await bench.told("VIEW")).toMatchObject([{ eventKey: "https://shop.example.com/" }]);
  });

  it("lets conditional menus lead to three domains at most", async () => {
    await create(menu);
    const view = (host: string) => [{ type: "view", name: "去", url: `https://${host}/` }];
    for (const host of ["a.example", "b.example", "c.example"])
      expect(await conditional({ client_platform_type: "1" }, view(host))).toHaveProperty("menuid");
    expect(await conditional({ client_platform_type: "2" }, view("d.example"))).toMatchObject({ errcode: 65316 });
  });
});
