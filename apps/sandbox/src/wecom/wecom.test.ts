import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CallbackQuery, openMessage, parseXml, textOf, type XmlNode } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Sandbox } from "../sandbox.ts";
import { advanceClock } from "../world/clock.ts";
import { addPerson } from "../world/people.ts";
import { addApp } from "./apps/apps.ts";
import type { WecomApp } from "./apps/state.ts";
import { deleteMember, scanContactWay } from "./client/friends.ts";
import { openGroup, scanJoinWay } from "./client/rooms.ts";
import { addMember } from "./contacts/members.ts";

const keys = { token: "t0ken", encodingAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };
let sandbox: Sandbox;
let app: WecomApp;
let receiver: Server;
let events: XmlNode[];
let failFirst = 0;

beforeEach(async () => {
  events = [];
  failFirst = 0;
  sandbox = new Sandbox({ seed: 1, callbackRetryMs: 1 });
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      if (failFirst-- > 0) return void response.writeHead(500).end();
      const query = Object.fromEntries(new URL(request.url ?? "", "http://x").searchParams) as CallbackQuery;
      events.push(parseXml(openMessage({ ...keys, receiverId: sandbox.world.wecom.corpId }, query, body)));
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/callback`;
  app = addApp(sandbox.world, { callback: { url, ...keys } });
  addMember(sandbox.world, { userid: "LiLei", name: "李雷", departments: [1] });
  await sandbox.start();
});

afterEach(async () => {
  await sandbox.stop();
  receiver.close();
});

async function call(path: string, body?: unknown): Promise<Record<string, unknown>> {
  const token = await ask(`/cgi-bin/gettoken?corpid=${sandbox.world.wecom.corpId}&corpsecret=${app.secret}`);
  return ask(`${path}${path.includes("?") ? "&" : "?"}access_token=${token.access_token}`, body);
}

async function ask(path: string, body?: unknown): Promise<Record<string, unknown>> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  return (await fetch(`${sandbox.addresses.wecom}${path}`, init)).json() as Promise<Record<string, unknown>>;
}

describe("the sandbox's WeCom", () => {
  it("turns a scan into a customer, an event and one welcome message", async () => {
    const way = await call("/cgi-bin/externalcontact/add_contact_way", {
      type: 1,
      scene: 2,
      user: ["LiLei"],
      state: "store-1",
    });
    const person = addPerson(sandbox.world, { nickname: "韩梅梅" });
    const scan = scanContactWay(sandbox.world, person, String(way.config_id));
    await sandbox.callbacks.drained();
    const event = events[0] ?? {};
    expect(textOf(event, "ChangeType")).toBe("add_external_contact");
    expect(textOf(event, "State")).toBe("store-1");

    const welcome = { welcome_code: textOf(event, "WelcomeCode"), text: { content: "欢迎" } };
    expect(await call("/cgi-bin/externalcontact/send_welcome_msg", welcome)).toMatchObject({ errcode: 0 });
    expect(await call("/cgi-bin/externalcontact/send_welcome_msg", welcome)).toMatchObject({ errcode: 41051 });
    expect(sandbox.world.chats.get(`wecom/LiLei/${scan.externalUserid}`)).toHaveLength(1);

    const seen = await call(`/cgi-bin/externalcontact/get?external_userid=${scan.externalUserid}`);
    expect(seen).toMatchObject({
      external_contact: { name: "韩梅梅", unionid: person.unionid },
      follow_user: [{ userid: "LiLei", state: "store-1", add_way: 1 }],
    });
    deleteMember(sandbox.world, "LiLei", scan.externalUserid);
    await sandbox.callbacks.drained();
    expect(textOf(events[1] ?? {}, "ChangeType")).toBe("del_follow_user");
  });

  it("lets a welcome code die after 20 s of its clock", async () => {
    const way = await call("/cgi-bin/externalcontact/add_contact_way", { type: 1, scene: 2, user: ["LiLei"] });
    scanContactWay(sandbox.world, addPerson(sandbox.world, { nickname: "迟" }), String(way.config_id));
    await sandbox.callbacks.drained();
    advanceClock(sandbox.world.clock, 21_000);
    const late = { welcome_code: textOf(events[0] ?? {}, "WelcomeCode"), text: { content: "欢迎" } };
    expect(await call("/cgi-bin/externalcontact/send_welcome_msg", late)).toMatchObject({ errcode: 41050 });
  });

  it("asks again when a callback is not accepted, three times in all", async () => {
    failFirst = 2;
    openGroup(sandbox.world, "LiLei", "会员群");
    await sandbox.callbacks.drained();
    expect(events).toHaveLength(1);
    failFirst = 3;
    openGroup(sandbox.world, "LiLei", "会员群 2");
    await sandbox.callbacks.drained();
    expect(events).toHaveLength(1);
  });

  it("opens the next room by itself and says so with member versions", async () => {
    const group = openGroup(sandbox.world, "LiLei", "会员群");
    const way = await call("/cgi-bin/externalcontact/groupchat/add_join_way", {
      scene: 2,
      chat_id_list: [group.chatId],
      room_base_name: "会员群",
      room_base_id: 2,
      state: "g1",
    });
    const join = () =>
      scanJoinWay(sandbox.world, addPerson(sandbox.world, { nickname: "客" }), String(way.config_id), 3);
    expect([join(), join(), join()].map(({ name }) => name)).toEqual(["会员群", "会员群", "会员群2"]);
    await sandbox.callbacks.drained();
    const joins = events.filter((event) => textOf(event, "UpdateDetail") === "add_member");
    expect(joins.map((event) => textOf(event, "LastMemVer")).sort()).toEqual(["v1", "v1", "v2"]);
  });

  it("knows 40014, 42001, 60020 and meets faults on demand", async () => {
    expect(await ask("/cgi-bin/externalcontact/get_follow_user_list?access_token=nope")).toMatchObject({
      errcode: 40014,
    });
    const { access_token } = await ask(
      `/cgi-bin/gettoken?corpid=${sandbox.world.wecom.corpId}&corpsecret=${app.secret}`,
    );
    advanceClock(sandbox.world.clock, 7_201_000);
    expect(await ask(`/cgi-bin/department/list?access_token=${access_token}`)).toMatchObject({ errcode: 42001 });
    app.trustedIps = ["10.0.0.1"];
    expect(await call("/cgi-bin/department/list")).toMatchObject({ errcode: 60020 });
    app.trustedIps = undefined;
    sandbox.world.faults.push({
      id: "f",
      platform: "wecom",
      path: "/cgi-bin/department/*",
      what: { kind: "errcode", errcode: 45009 },
      left: 1,
      share: 1,
    });
    expect(await call("/cgi-bin/department/list")).toMatchObject({ errcode: 45009 });
    expect(await call("/cgi-bin/department/list")).toMatchObject({ errcode: 0 });
  });
});
