import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { adsServer } from "./ads/server.ts";
import { CallbackSender } from "./callbacks/deliver.ts";
import { controlServer } from "./control/control-server.ts";
import type { Host } from "./http/host.ts";
import { platformServer } from "./http/platform-server.ts";
import { NoticeSender } from "./pay/notices/send.ts";
import { payServer } from "./pay/server.ts";
import { webViewServer } from "./phone-server/web-view.ts";
import { wecomCallbackAddress } from "./wecom/apps/apps.ts";
import { wecomRules } from "./wecom/rules.ts";
import { weixinCallbackAddress } from "./weixin/callbacks/address.ts";
import { weixinRules } from "./weixin/rules.ts";
import { runDue } from "./world/schedule.ts";
import { loadWorld, saveWorld } from "./world/snapshot.ts";
import { createWorld, type World, type WorldOptions } from "./world/world.ts";

export interface SandboxOptions extends WorldOptions {
  readonly host?: string;
  /** 0: any free port. */
  readonly ports?: {
    readonly wecom?: number;
    readonly weixin?: number;
    readonly pay?: number;
    readonly ads?: number;
    readonly webView?: number;
    readonly control?: number;
  };
  /** Where the world is kept; without it, in memory only. */
  readonly file?: string;
  /** Real milliseconds between attempts of a callback. */
  readonly callbackRetryMs?: number;
}

/** The addresses that a product is pointed at. */
export interface SandboxAddresses {
  /** In place of https://qyapi.weixin.qq.com */
  readonly wecom: string;
  /** In place of https://api.weixin.qq.com; also serves the authorisation page of https://open.weixin.qq.com. */
  readonly weixin: string;
  /** In place of https://api.mch.weixin.qq.com */
  readonly pay: string;
  /** In place of http://tracking.e.qq.com and https://api.e.qq.com */
  readonly ads: string;
  /** Where the phone's web view shows the product's pages. */
  readonly webView: string;
  /** Where people act; no product ever calls it. */
  readonly control: string;
}

const SAVE_MS = 2000;
const TICK_MS = 200;

/** A local WeChat: its world, its servers, and the messages it sends. */
export class Sandbox implements Host {
  readonly world: World;
  readonly callbacks: CallbackSender;
  readonly notices: NoticeSender;
  readonly #options: SandboxOptions;
  readonly #servers: FastifyInstance[] = [];
  #dirty = false;
  #revision = 0;
  #timers: NodeJS.Timeout[] = [];
  #addresses: SandboxAddresses | undefined;

  constructor(options: SandboxOptions = {}) {
    this.#options = options;
    this.world = (options.file ? loadWorld(options.file) : undefined) ?? createWorld(options);
    this.callbacks = new CallbackSender(
      this,
      (subscriber) => wecomCallbackAddress(this.world, subscriber) ?? weixinCallbackAddress(this.world, subscriber),
      options.callbackRetryMs,
    );
    this.notices = new NoticeSender(this);
  }

  get revision(): number {
    return this.#revision;
  }

  /** Opens every listener; resolves with the addresses. */
  async start(): Promise<SandboxAddresses> {
    const host = this.#options.host ?? "127.0.0.1";
    const ports = this.#options.ports ?? {};
    const wecom = await this.#listen(platformServer(this, wecomRules()), host, ports.wecom);
    const weixin = await this.#listen(platformServer(this, weixinRules()), host, ports.weixin);
    const pay = await this.#listen(payServer(this), host, ports.pay);
    const ads = await this.#listen(adsServer(this), host, ports.ads);
    const webView = await this.#listen(webViewServer(this), host, ports.webView);
    const control = await this.#listen(controlServer(this), host, ports.control);
    this.#addresses = { wecom, weixin, pay, ads, webView, control };
    this.#timers = [setInterval(() => this.#tick(), TICK_MS), setInterval(() => this.save(), SAVE_MS)];
    return this.#addresses;
  }

  get addresses(): SandboxAddresses {
    if (!this.#addresses) throw new Error("the sandbox has not started");
    return this.#addresses;
  }

  /** Says that the world is no longer what the file holds, and sends what waits. */
  changed(): void {
    this.#dirty = true;
    this.#revision++;
    this.callbacks.pump();
    this.notices.pump();
  }

  /** Writes the world if it changed. */
  save(): void {
    if (!this.#options.file || !this.#dirty) return;
    saveWorld(this.world, this.#options.file);
    this.#dirty = false;
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#servers.map((server) => server.close()));
    await Promise.all([this.callbacks.stop(), this.notices.stop()]);
    this.save();
  }

  #tick(): void {
    if (runDue(this.world) > 0) this.changed();
    else {
      this.callbacks.pump();
      this.notices.pump();
    }
  }

  async #listen(server: FastifyInstance, host: string, port = 0): Promise<string> {
    this.#servers.push(server);
    await server.listen({ host, port });
    const address = server.server.address() as AddressInfo;
    return `http://${host}:${address.port}`;
  }
}
