import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type CallbackQuery,
  openMessage,
  parseJsonCallback,
  parseShopEvent,
  parseWeixinEvent,
  parseXml,
  plainSignatureHolds,
} from "@feilun/wechat-protocol";
import { Sandbox } from "../sandbox.ts";
import { advanceClock } from "../world/clock.ts";
import { addPerson } from "../world/people.ts";
import type { Person } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { addMiniProgram, addOfficialAccount, addShop, openidIn } from "./accounts/accounts.ts";
import type { Account, CallbackSetting, MiniProgram, OfficialAccount, Shop } from "./accounts/state.ts";
import { follow } from "./followers/follow.ts";

const KEYS = { token: "t0ken", encodingAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };

export type Answer = Record<string, unknown> & { readonly errcode?: number; readonly errmsg?: string };
type Heard = ReturnType<typeof parseWeixinEvent> | ReturnType<typeof parseShopEvent>;

/** A running sandbox with a service account, a mini program, a shop and a receiver that keeps what it is told; the clock stands at noon in China. */
export class Bench {
  readonly sandbox: Sandbox;
  readonly account: OfficialAccount;
  readonly mini: MiniProgram;
  readonly shop: Shop;
  readonly heard: Heard[] = [];
  /** How the receiver answers a push; "" unless a test says otherwise. */
  reply: (event: Heard) => string = () => "";
  readonly #receiver: Server;

  private constructor(sandbox: Sandbox, receiver: Server) {
    this.sandbox = sandbox;
    this.#receiver = receiver;
    const setting = (format: CallbackSetting["format"]): CallbackSetting => ({
      url: this.receiverUrl,
      ...KEYS,
      mode: "secure",
      format,
    });
    this.account = addOfficialAccount(sandbox.world, { name: "飞轮百货", callback: setting("xml") });
    this.mini = addMiniProgram(sandbox.world, {
      name: "飞轮商城",
      pages: ["pages/index/index", "pages/goods/detail"],
      callback: setting("json"),
    });
    this.shop = addShop(sandbox.world, { name: "飞轮小店", callback: setting("json") });
  }

  static async open(): Promise<Bench> {
    const sandbox = new Sandbox({ seed: 1, clockSpeed: 0, startAt: Date.UTC(2026, 2, 10, 4), callbackRetryMs: 1 });
    let bench: Bench | undefined;
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => response.end(bench?.receive(request.url ?? "", Buffer.concat(chunks).toString())));
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    bench = new Bench(sandbox, receiver);
    await sandbox.start();
    return bench;
  }

  receive(url: string, body: string): string {
    const query = Object.fromEntries(new URL(url, "http://x").searchParams) as CallbackQuery & Record<string, string>;
    if (!plainSignatureHolds(KEYS.token, query)) throw new Error("the plain signature is wrong");
    if (query.echostr) return query.echostr;
    const json = body.startsWith("{");
    const toShop = json && (JSON.parse(body) as { ToUserName?: string }).ToUserName === this.shop.appid;
    const receiverId = toShop ? this.shop.appid : json ? this.mini.appid : this.account.appid;
    const plain = query.msg_signature ? openMessage({ ...KEYS, receiverId }, query, body) : body;
    const document = plain.startsWith("{") ? parseJsonCallback(plain) : parseXml(plain);
    const event = toShop ? parseShopEvent(document) : parseWeixinEvent(document);
    if (query.openid !== event.fromUserName) throw new Error("the query names another openid than the body");
    this.heard.push(event);
    return this.reply(event);
  }

  async close(): Promise<void> {
    await this.sandbox.stop();
    this.#receiver.close();
  }

  get world(): World {
    return this.sandbox.world;
  }

  get receiverUrl(): string {
    return `http://127.0.0.1:${(this.#receiver.address() as AddressInfo).port}/wechat`;
  }

  get base(): string {
    return this.sandbox.addresses.weixin;
  }

  /** Calls the API with a stable token of the account (the official one unless told). */
  async call(path: string, body?: unknown, account: Account = this.account): Promise<Answer> {
    const response = await this.fetch(path, body, account);
    return (await response.json()) as Answer;
  }

  /** As {@link call}, for answers that may be bytes. */
  async fetch(path: string, body?: unknown, account: Account = this.account): Promise<Response> {
    const { access_token } = await this.ask("/cgi-bin/stable_token", {
      grant_type: "client_credential",
      appid: account.appid,
      secret: account.secret,
    });
    const init =
      body instanceof FormData
        ? { method: "POST", body }
        : body === undefined
          ? {}
          : { method: "POST", body: JSON.stringify(body) };
    return fetch(`${this.base}${path}${path.includes("?") ? "&" : "?"}access_token=${String(access_token)}`, init);
  }

  /** Calls without a token. */
  async ask(path: string, body?: unknown): Promise<Answer> {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return (await (await fetch(`${this.base}${path}`, init)).json()) as Answer;
  }

  /** Uploads one file as multipart. */
  async upload(path: string, bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Answer> {
    const form = new FormData();
    form.append("media", new Blob([bytes]), name);
    return this.call(path, form);
  }

  /** Does what a person does on the phone, through the control server. */
  async act(name: string, input: unknown = {}): Promise<Answer> {
    const response = await fetch(`${this.sandbox.addresses.control}/actions/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-sandbox": "1" },
      body: JSON.stringify(input),
    });
    return (await response.json()) as Answer;
  }

  /** A new person, following the account or not. */
  someone(nickname: string, following = true): { readonly person: Person; readonly openid: string } {
    const person = addPerson(this.world, { nickname, phone: "13800000001" });
    if (following) follow(this.world, this.account, person);
    return { person, openid: openidIn(this.world, person, this.account) };
  }

  /** What was told of one kind, after everything on its way has arrived. */
  async told(kind: string): Promise<Record<string, unknown>[]> {
    await this.sandbox.callbacks.drained();
    return this.heard.filter((event) => event.kind === kind) as unknown as Record<string, unknown>[];
  }

  /** What stands in the person's chat with an account. */
  chat(openid: string, account: Account = this.account) {
    const prefix = account.kind === "official_account" ? "oa" : "mini";
    return this.world.chats.get(`${prefix}/${account.appid}/${openid}`) ?? [];
  }

  /** Lets virtual time pass; what becomes due runs with the next call or action. */
  pass(seconds: number): void {
    advanceClock(this.world.clock, seconds * 1000);
  }
}
