import { randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { openPayResource, type PayNotify, signPayRequest, verifyPayAnswer } from "@feilun/wechat-protocol";
import { Sandbox } from "../sandbox.ts";
import { addMiniProgram, openidIn } from "../weixin/accounts/accounts.ts";
import type { MiniProgram } from "../weixin/accounts/state.ts";
import { addPerson } from "../world/people.ts";
import { passTime } from "../world/schedule.ts";
import type { Person } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { addMerchant, signingKey } from "./merchants/merchants.ts";
import type { Merchant } from "./merchants/state.ts";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Fields;
}

/** What tests take out of answers and hand on; the rest they compare. */
export interface Fields {
  readonly prepay_id: string;
  readonly code_url: string;
  readonly h5_url: string;
  readonly transaction_id: string;
  readonly refund_id: string;
  readonly order_id: string;
  readonly transfer_bill_no: string;
  readonly package_info: string;
  readonly stock_id: string;
  readonly coupon_code: string;
  readonly download_url: string;
  readonly hash_value: string;
  readonly mchid: string;
  readonly serialNo: string;
  readonly platformSerial: string;
}

/** One notice as the receiver got it, opened. */
export interface Heard {
  readonly id: string;
  readonly type: string;
  readonly originalType: string;
  readonly resource: Record<string, unknown>;
  readonly signatureHolds: boolean;
}

/** A running sandbox with a merchant, its mini program and a receiver of notices; the clock stands at noon in China. */
export class PayBench {
  readonly sandbox: Sandbox;
  readonly mini: MiniProgram;
  readonly merchant: Merchant;
  readonly heard: Heard[] = [];
  /** The status that the receiver answers. */
  status = 204;
  readonly #receiver: Server;
  #last: RawNotice | undefined;

  private constructor(sandbox: Sandbox, receiver: Server) {
    this.sandbox = sandbox;
    this.#receiver = receiver;
    this.mini = addMiniProgram(sandbox.world, { name: "飞轮商城" });
    this.merchant = addMerchant(sandbox.world, { name: "飞轮百货", mchid: "1600000001", appids: [this.mini.appid] });
  }

  static async open(): Promise<PayBench> {
    const sandbox = new Sandbox({ seed: 1, clockSpeed: 0, startAt: Date.UTC(2026, 2, 10, 4) });
    let bench: PayBench | undefined;
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        bench?.receive(request.headers, Buffer.concat(chunks).toString());
        response.writeHead(bench?.status ?? 500).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    bench = new PayBench(sandbox, receiver);
    await sandbox.start();
    return bench;
  }

  receive(headers: IncomingHttpHeaders, body: string): void {
    this.#last = { headers, body };
    const { id, event_type: type, resource } = JSON.parse(body) as PayNotify;
    const opened = openPayResource(this.merchant.apiV3Key ?? "", resource);
    const fault = verifyPayAnswer(signingKey(this.merchant).publicKey, headers, body, Math.floor(Date.now() / 1000));
    this.heard.push({
      id,
      type,
      originalType: resource.original_type,
      resource: JSON.parse(opened) as Record<string, unknown>,
      signatureHolds: fault === undefined,
    });
  }

  async close(): Promise<void> {
    await this.sandbox.stop();
    this.#receiver.close();
  }

  get world(): World {
    return this.sandbox.world;
  }

  get notifyUrl(): string {
    return `http://127.0.0.1:${(this.#receiver.address() as AddressInfo).port}/pay/notify`;
  }

  /** Calls the API as the merchant; `path` with its query. An answer whose signature does not hold throws. */
  async call(method: string, path: string, body?: unknown, signs: SigningOptions = {}): Promise<Reply> {
    const text = body === undefined ? "" : JSON.stringify(body);
    const merchant = signs.merchant ?? this.merchant;
    const certificate = merchant.certificates.at(-1);
    if (!certificate) throw new Error("no certificate");
    const authorization = signPayRequest(
      { mchid: merchant.mchid, serialNo: signs.serialNo ?? certificate.serialNo, privateKey: certificate.privateKey },
      {
        method,
        path,
        timestamp: Math.floor(Date.now() / 1000) + (signs.skew ?? 0),
        nonce: randomBytes(16).toString("hex"),
        body: signs.signedBody ?? text,
      },
    );
    const response = await fetch(`${this.sandbox.addresses.pay}${path}`, {
      method,
      headers: { "content-type": "application/json", accept: "application/json", authorization, ...signs.headers },
      ...(text && { body: text }),
    });
    const answer = await response.text();
    const serial = response.headers.get("wechatpay-serial");
    if (serial) {
      const headers = Object.fromEntries(response.headers);
      const key = signingKey(merchant, serial).publicKey;
      const fault = verifyPayAnswer(key, headers, answer, Math.floor(Date.now() / 1000));
      if (fault) throw new Error(`the answer's signature: ${fault}`);
    }
    const json = answer.startsWith("{") ? JSON.parse(answer) : undefined;
    return { status: response.status, headers: response.headers, text: answer, json };
  }

  /** A person of the mini program. */
  someone(nickname = "林"): { readonly person: Person; readonly openid: string } {
    const person = addPerson(this.world, { nickname, phone: "13800000001" });
    return { person, openid: openidIn(this.world, person, this.mini) };
  }

  /** The body of an order that this person may pay. */
  draft(openid: string, outTradeNo: string, total = 1990, more: object = {}) {
    return {
      appid: this.mini.appid,
      mchid: this.merchant.mchid,
      description: "飞轮百货-毛巾",
      out_trade_no: outTradeNo,
      notify_url: this.notifyUrl,
      amount: { total, currency: "CNY" },
      payer: { openid },
      ...more,
    };
  }

  /** An order of this person, placed and paid. Answers the transaction. */
  async paid(who: { readonly person: Person; readonly openid: string }, outTradeNo: string, total = 1990, more = {}) {
    const draft = this.draft(who.openid, outTradeNo, total, more);
    const { json } = await this.call("POST", "/v3/pay/transactions/jsapi", draft);
    return this.act("pay.pay", { person: who.person.id, prepayId: json.prepay_id });
  }

  /** Does what a person does on the phone, through the control server; a refusal throws. */
  async act(name: string, input: unknown = {}): Promise<Fields> {
    const response = await fetch(`${this.sandbox.addresses.control}/actions/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-sandbox": "1" },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as Fields & { error?: string };
    if (!response.ok) throw new Error(answer.error);
    return answer;
  }

  /** What was told, after everything on its way has arrived. */
  async told(type?: string): Promise<Heard[]> {
    await this.sandbox.notices.drained();
    return this.heard.filter((heard) => type === undefined || heard.type === type);
  }

  /** The next notice as it stands on the wire. */
  async rawNotice(cause: () => Promise<unknown>): Promise<{ readonly raw: RawNotice }> {
    await cause();
    await this.told();
    if (!this.#last) throw new Error("nothing was told");
    return { raw: this.#last };
  }

  /** Lets virtual time pass with what is due in it. */
  pass(seconds: number): void {
    passTime(this.world, seconds * 1000);
  }
}

interface RawNotice {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface SigningOptions {
  readonly merchant?: Merchant;
  readonly serialNo?: string;
  /** Seconds that the caller's clock is off. */
  readonly skew?: number;
  /** What is signed instead of what is sent. */
  readonly signedBody?: string;
  readonly headers?: Record<string, string>;
}
