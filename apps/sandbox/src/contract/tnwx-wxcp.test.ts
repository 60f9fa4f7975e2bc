import { ApiConfig, QyAccessTokenApi, QyApiConfigKit } from "@tnwx/accesstoken";
import { AxiosHttpKit, HttpKit } from "@tnwx/kits";
import { QyDepartmentApi, QyExContact, QySendMsgApi, QyTagApi, QyUserApi } from "@tnwx/wxcp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scanContactWay } from "../wecom/client/friends.ts";
import { openGroup } from "../wecom/client/rooms.ts";
import { Bench } from "../wecom/wecom.testing.ts";
import { addPerson } from "../world/people.ts";

const REAL = "https://qyapi.weixin.qq.com";

/** The SDK's own HTTP, with the address that it has built in replaced: its documented extension point. */
class AtSandbox extends AxiosHttpKit {
  readonly #address: string;
  constructor(address: string) {
    super();
    this.#address = address;
  }
  override httpGet(url: string, options?: Parameters<AxiosHttpKit["httpGet"]>[1]) {
    return super.httpGet(url.replace(REAL, this.#address), options);
  }
  override httpPost(url: string, data: string, options?: Parameters<AxiosHttpKit["httpPost"]>[2]) {
    return super.httpPost(url.replace(REAL, this.#address), data, options);
  }
}

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.open();
  HttpKit.setHttpDelegate = new AtSandbox(bench.sandbox.addresses.wecom);
  const { corpId } = bench.world.wecom;
  QyApiConfigKit.putApiConfig(new ApiConfig(bench.app.agentId, bench.app.secret, "t", false, "", corpId));
  QyApiConfigKit.setCurrentAppId(bench.app.agentId, corpId);
});
afterAll(() => bench.close());

describe("@tnwx/wxcp against the sandbox", () => {
  it("reads the directory and tags members", async () => {
    expect((await QyAccessTokenApi.getAccessToken()).getAccessToken).toBeTypeOf("string");
    expect(await QyDepartmentApi.get(1)).toMatchObject({ department: [{ id: 1 }] });
    expect(await QyUserApi.get("LiLei")).toMatchObject({ errcode: 0, name: "李雷" });
    expect(await QyUserApi.getUserId("13800000002")).toMatchObject({ userid: "HanMeimei" });
    expect(await QyTagApi.create("店长", 7)).toMatchObject({ errcode: 0, tagid: 7 });
    bench.world.wecom.memberTags.get(7)?.users.add("LiLei");
    expect(await QyTagApi.getUserByTagId(7)).toMatchObject({ userlist: [{ userid: "LiLei", name: "李雷" }] });
  });

  it("works through a customer's life", async () => {
    const way = await QyExContact.addContactWay(2, 2, 1, "门店", true, "s1", ["LiLei"], []);
    const person = addPerson(bench.world, { nickname: "客" });
    const { externalUserid } = scanContactWay(bench.world, person, way.config_id);
    const [added] = await bench.told("change_external_contact.add_external_contact");
    const welcome = String(added?.welcomeCode);
    expect(await QyExContact.sendWelcomeMsg(welcome, { content: "欢迎" })).toMatchObject({ errcode: 0 });
    expect(await QyExContact.getUserList("LiLei")).toMatchObject({ external_userid: [externalUserid] });
    const tags = await QyExContact.addCorpTag(undefined, "等级", 1, [{ name: "金", order: 1 }]);
    const tagId = tags.tag_group.tag[0].id;
    expect(await QyExContact.markTag("LiLei", externalUserid, [tagId])).toMatchObject({ errcode: 0 });
    expect(await QyExContact.getUserInfo(externalUserid)).toMatchObject({
      follow_user: [{ state: "s1", tags: [{ tag_name: "金" }] }],
    });
    expect(await QyExContact.addMsgTemplate([externalUserid], "LiLei", { content: "上新" })).toMatchObject({
      errcode: 0,
      fail_list: [],
    });
  });

  it("reads groups, hands them over and asks for figures", async () => {
    const group = openGroup(bench.world, "LiLei", "会员群");
    expect(await QyExContact.getGroupChat(group.chatId)).toMatchObject({
      group_chat: { name: "会员群", owner: "LiLei" },
    });
    await bench.act("wecom.dismiss_member", { userid: "LiLei" });
    expect(await QyExContact.transferGroupChat([group.chatId], "HanMeimei")).toMatchObject({ failed_chat_list: [] });
    const day = bench.now - 86_400;
    expect(await QyExContact.getUserBehaviorData(day, day, ["HanMeimei"])).toMatchObject({
      behavior_data: [{ new_contact_cnt: 0 }],
    });
    expect(await QyExContact.getUnAssignedList(0, 100)).toMatchObject({ is_last: true });
  });

  it("sends messages", async () => {
    const message = {
      touser: "HanMeimei",
      msgtype: "text",
      agentid: Number(bench.app.agentId),
      text: { content: "早会" },
    };
    expect(await QySendMsgApi.sendMessage(JSON.stringify(message))).toMatchObject({ errcode: 0 });
  });
});
