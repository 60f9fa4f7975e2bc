import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CallbackQuery, openMessage, parseWecomEvent, parseXml } from "@feilun/wechat-protocol";
import { Sandbox } from "../sandbox.ts";
import { advanceClock } from "../world/clock.ts";
import { addPerson } from "../world/people.ts";
import type { Person } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { addApp } from "./apps/apps.ts";
import type { WecomApp } from "./apps/state.ts";
import { addFriend } from "./client/friends.ts";
import { addMember } from "./contacts/members.ts";

export const CALLBACK_KEYS = { token: "t0ken", encodingAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };

type Answer = Record<string, unknown> & { readonly errcode: number };
type Heard = ReturnType<typeof parseWecomEvent>;

/** A running sandbox with one app, members 李雷 and 韩梅梅, and a receiver that keeps what it is told; the clock stands. */
export class Bench {
  readonly sandbox: Sandbox;
  readonly app: WecomApp;
  readonly heard: Heard[] = [];
  readonly #receiver: Server;

  private constructor(sandbox: Sandbox, app: WecomApp, receiver: Server, heard: Heard[]) {
    this.sandbox = sandbox;
    this.app = app;
    this.#receiver = receiver;
    this.heard = heard;
  }

  static async open(): Promise<Bench> {
    const sandbox = new Sandbox({ seed: 1, clockSpeed: 0, startAt: Date.UTC(2026, 2, 10, 2), callbackRetryMs: 1 });
    const heard: Heard[] = [];
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const query = Object.fromEntries(new URL(request.url ?? "", "http://x").searchParams) as CallbackQuery;
        const keys = { ...CALLBACK_KEYS, receiverId: sandbox.world.wecom.corpId };
        heard.push(parseWecomEvent(parseXml(openMessage(keys, query, Buffer.concat(chunks).toString()))));
        response.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/callback`;
    const app = addApp(sandbox.world, { callback: { url, ...CALLBACK_KEYS } });
    addMember(sandbox.world, { userid: "LiLei", name: "李雷", departments: [1], mobile: "13800000001" });
    addMember(sandbox.world, { userid: "HanMeimei", name: "韩梅梅", departments: [1], mobile: "13800000002" });
    await sandbox.start();
    return new Bench(sandbox, app, receiver, heard);
  }

  async close(): Promise<void> {
    await this.sandbox.stop();
    this.#receiver.close();
  }

  get world(): World {
    return this.sandbox.world;
  }

  /** Calls the API with the token of `app` (the bench's own unless told). */
  async call(path: string, body?: unknown, app = this.app): Promise<Answer> {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await fetch(`${this.sandbox.addresses.wecom}${await this.signed(path, app)}`, init);
    return (await response.json()) as Answer;
  }

  /** Uploads one file as multipart. */
  async upload(path: string, bytes: Uint8Array, name: string): Promise<Answer> {
    const form = new FormData();
    form.append("media", new Blob([bytes]), name);
    const response = await fetch(`${this.sandbox.addresses.wecom}${await this.signed(path)}`, {
      method: "POST",
      body: form,
    });
    return (await response.json()) as Answer;
  }

  /** The path with an access token. */
  async signed(path: string, app = this.app): Promise<string> {
    const token = (await this.#ask(
      `/cgi-bin/gettoken?corpid=${this.world.wecom.corpId}&corpsecret=${app.secret}`,
    )) as unknown as { access_token: string };
    return `${path}${path.includes("?") ? "&" : "?"}access_token=${token.access_token}`;
  }

  /** Does what a person does in WeChat's own programs, through the control server. */
  async act(name: string, input: unknown = {}): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.sandbox.addresses.control}/actions/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-sandbox": "1" },
      body: JSON.stringify(input),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  /** A new person who is already a confirmed customer of the member. */
  customer(nickname: string, userid = "LiLei"): { readonly person: Person; readonly id: string } {
    const person = addPerson(this.world, { nickname });
    const { externalUserid } = addFriend(this.world, person, userid, { addWay: 1 });
    return { person, id: externalUserid };
  }

  /** What the app was told of one kind, after everything on its way has arrived. */
  async told(kind: string): Promise<Record<string, unknown>[]> {
    await this.sandbox.callbacks.drained();
    return this.heard.filter((event) => event.kind === kind) as unknown as Record<string, unknown>[];
  }

  /** Lets virtual time pass; what becomes due runs with the next call or action. */
  pass(seconds: number): void {
    advanceClock(this.world.clock, seconds * 1000);
  }

  /** Virtual Unix seconds. */
  get now(): number {
    return Math.floor(this.world.clock.base / 1000);
  }

  async #ask(path: string): Promise<Answer> {
    return (await (await fetch(`${this.sandbox.addresses.wecom}${path}`)).json()) as Answer;
  }
}

/** A PNG header of that size: enough for what looks only at the header. */
export function pngOf(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).copy(bytes);
  bytes.write("IHDR", 12, "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** An MP4 that says it lasts so many seconds. */
export function mp4Of(seconds: number): Buffer {
  const bytes = Buffer.alloc(80);
  bytes.write("ftyp", 4, "latin1");
  bytes.write("mvhd", 20, "latin1");
  bytes.writeUInt32BE(1000, 36);
  bytes.writeUInt32BE(seconds * 1000, 40);
  return bytes;
}
