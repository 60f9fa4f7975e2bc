import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openGroup } from "../wecom/client/rooms.ts";
import { Bench } from "../wecom/wecom.testing.ts";
import { addPerson } from "../world/people.ts";
import type { ChatView, CodeRow, PhoneView, ScanOutcome, WorkbenchView } from "./views.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const look = async <T>(path: string) => (await (await fetch(`${bench.sandbox.addresses.control}${path}`)).json()) as T;

/** A code of 李雷 that needs his agreement, made over the API. */
const codeOf = (body: object = {}) =>
  bench.call("/cgi-bin/externalcontact/add_contact_way", {
    ...{ type: 1, scene: 2, remark: "北一店", state: "s1", user: ["LiLei"], skip_verify: false },
    ...body,
  });

it("lets a person scan a shop's code, wait, be accepted, talk, and delete the guide", async () => {
  await codeOf();
  const { id: person } = addPerson(bench.world, { nickname: "小雨" });
  const { items } = await look<{ items: CodeRow[] }>("/phone/codes?q=%E5%8C%97%E4%B8%80");
  expect(items).toMatchObject([{ kind: "contact", title: "北一店" }]);
  const code = items[0]?.content ?? "";
  const found = (await bench.act("phone.scan", { person, code })) as unknown as ScanOutcome & { kind: "chat" };
  expect(found).toMatchObject({ kind: "chat", waiting: true });
  const chat = () => look<ChatView>(`/phone/chat?person=${person}&key=${encodeURIComponent(found.key)}`);
  expect(await chat()).toMatchObject({ title: "李雷", note: "等待对方通过", writable: false });

  const desk = () => look<WorkbenchView>("/phone/workbench?userid=LiLei");
  const [request] = (await desk()).requests;
  expect(request).toMatchObject({ name: "小雨" });
  const relation = { userid: "LiLei", externalUserid: request?.externalUserid };
  await bench.act("wecom.accept_friend", relation);
  await bench.act("wecom.chat", { ...relation, from: "customer", content: "你好 https://shop.example/a" });
  expect(await chat()).toMatchObject({
    writable: true,
    lines: [{ mine: true, sender: "小雨", text: "你好 https://shop.example/a" }],
  });

  const guide = await look<PhoneView>("/phone/view?person=staff-LiLei");
  expect(guide.person).toMatchObject({ userid: "LiLei" });
  expect(guide.conversations).toMatchObject([
    { kind: "customer", title: "小雨", last: { text: "你好 https://shop.example/a" } },
  ]);
  await bench.act("wecom.delete_member", relation);
  expect(await chat()).toMatchObject({ note: "已删除", writable: false });
  expect((await desk()).customers).toMatchObject([{ name: "小雨", removed: true }]);
});

it("knows codes by what their picture holds, and opens other addresses in the browser", async () => {
  const { id: person } = addPerson(bench.world, { nickname: "小雨" });
  const { chatId } = openGroup(bench.world, "LiLei", "福利群");
  await bench.call("/cgi-bin/externalcontact/groupchat/add_join_way", { scene: 2, chat_id_list: [chatId] });
  const scan = (code: string) => bench.act("phone.scan", { person, code });
  const { items } = await look<{ items: CodeRow[] }>("/phone/codes");
  expect(await scan(items[0]?.content ?? "")).toMatchObject({ kind: "chat", key: `group/${chatId}` });
  const account = await bench.act("weixin.add_official_account", { name: "服务号" });
  expect(await scan("https://shop.example/c/1")).toEqual({ kind: "web", url: "https://shop.example/c/1" });
  expect(await scan("https://wework.qpic.cn/wwpic/gone/0")).toMatchObject({ errcode: 41044 });
  expect(await scan("什么也不是")).toMatchObject({ error: expect.stringContaining("无法识别") });
  const view = await look<PhoneView>(`/phone/view?person=${person}`);
  expect(view.accounts).toMatchObject([{ appid: account.appid, following: false }]);
  expect(view.conversations.map(({ kind }) => kind)).toEqual(["group"]);
});

it("shows nobody a conversation of others, and answers only to this machine's names", async () => {
  const { id } = bench.customer("小雨");
  const stranger = addPerson(bench.world, { nickname: "路人" });
  const key = encodeURIComponent(`wecom/LiLei/${id}`);
  expect(await look(`/phone/chat?person=${stranger.id}&key=${key}`)).toMatchObject({ error: expect.any(String) });
  const { control } = bench.sandbox.addresses;
  const denied = await fetch(`${control}/crowd`, { method: "POST", body: "{}" });
  expect(denied.status).toBe(403);
  const status = await new Promise((resolve, reject) => {
    const url = new URL("/people", control);
    get(url, { headers: { host: "rebound.example" } }, (response) => resolve(response.resume().statusCode)).on(
      "error",
      reject,
    );
  });
  expect(status).toBe(403);
});

it("tells an open page that something changed", async () => {
  const stop = new AbortController();
  const response = await fetch(`${bench.sandbox.addresses.control}/live`, { signal: stop.signal });
  const seen = new Set<string>();
  addPerson(bench.world, { nickname: "小雨" });
  let acted = false;
  for await (const chunk of response.body ?? []) {
    for (const [, revision] of new TextDecoder().decode(chunk).matchAll(/"revision":"([^"]+)"/g))
      seen.add(revision ?? "");
    if (seen.size > 1) break;
    if (!acted) await bench.act("people.add", { nickname: "小雪" });
    acted = true;
  }
  expect(seen.size).toBe(2);
});

it("shows the product's pages in the web view although they refuse to be framed, and keeps the browser's cookies out", async () => {
  const product = createServer((request, response) => {
    response.setHeader("content-security-policy", "default-src 'self'; frame-ancestors 'none'");
    response.setHeader("set-cookie", "visitor=1; Path=/");
    response.setHeader("content-type", "application/json");
    const qr = "https://wework.qpic.cn/wwpic/abc/0";
    response.end(JSON.stringify({ url: request.url, cookie: request.headers.cookie ?? "", qr }));
  });
  await new Promise<void>((resolve) => product.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(product.address() as AddressInfo).port}`;
  if (bench.app.callback) bench.app.callback = { ...bench.app.callback, url: `${origin}/callback` };
  const { address } = await look<{ address: string }>("/phone/web-view");
  const open = (headers: Record<string, string>) => fetch(`${address}/c/1?a=b`, { headers });
  const shown = await open({ cookie: "session=secret; wv_visitor=1" });
  expect(await shown.json()).toEqual({
    url: "/c/1?a=b",
    cookie: "visitor=1",
    qr: `${address}/.sandbox/wwpic/abc/0`,
  });
  const picture = await fetch(`${address}/.sandbox/wwpic/abc/0`, { headers: { "sec-fetch-dest": "image" } });
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect(shown.headers.get("content-security-policy")).toBe("default-src 'self'");
  expect(shown.headers.getSetCookie()).toEqual(["wv_visitor=1; Path=/"]);
  expect((await open({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  product.close();
});
