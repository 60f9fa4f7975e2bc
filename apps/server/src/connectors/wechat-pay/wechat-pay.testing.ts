import { sql } from "kysely";
import { lookAfterPayments, lookAfterRefunds, sendRefund } from "../../commerce/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { publicAddressSetting } from "../../kernel/public-address.ts";
import { writeSetting } from "../../kernel/settings.ts";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { testServer } from "../../testing/server.ts";
import { officialAccountCallbacks } from "../official-account/index.ts";
import { createAccount, type WechatAccount, workOffCallbacks } from "../wechat/index.ts";
import { wechatPayCallbacks, wechatPayments } from "./index.ts";
import { assignMerchant } from "./merchants.ts";

export interface MerchantSettings {
  readonly mchid: string;
  readonly apiV3Key: string;
  readonly serialNo: string;
  readonly certificate: string;
  readonly privateKey: string;
  readonly platformSerial: string;
  readonly platformPublicKey: string;
}

export interface Opened {
  readonly payment: {
    readonly id: string;
    readonly tradeNo: string;
    readonly state: string;
    readonly amountFen: number;
  };
  readonly opening: { readonly params: Record<string, string>; readonly url: string; readonly codeUrl: string };
  readonly code?: string;
}

export interface Detail {
  readonly state: string;
  readonly memberNo: number | null;
  readonly refundedFen: number;
  readonly refundableFen: number;
  readonly closedReason: string | null;
  readonly refunds: { id: string; refundNo: string; state: string; note: string | null; amountFen: number }[];
}

/** A merchant that takes the whole chain's money, its mini program, and a payer. Call it at the top level of a test file. */
export async function aConnectedMerchant(verification: "public_key" | "certificate" = "public_key") {
  const testing = await testPlatform({ now: new Date().toISOString() });
  const { platform } = testing;
  const server = await testServer(testing);
  const sandbox = await testSandbox();
  const chain = await aSmallChain(testing);
  const admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  const actor = systemActor("test");
  const mini = await sandbox.act<{ appid: string; secret: string }>("weixin.add_mini_program", { name: "飞轮商城" });
  const provider = wechatPayments(platform);
  await platform.db
    .transaction()
    .execute((tx) => writeSetting(tx, actor, publicAddressSetting, { url: server.url }, 0));

  async function connect(
    name: string,
    unitId: string,
    kind = verification,
    secrets = {},
  ): Promise<{ account: WechatAccount; settings: MerchantSettings }> {
    const settings = await sandbox.act<MerchantSettings>("pay.add_merchant", {
      name,
      appids: [mini.appid],
      verification: kind,
      balance: 1_000_000,
    });
    const account = await platform.db.transaction().execute(async (tx) => {
      const made = await createAccount(platform, tx, actor, {
        platform: "wechat_pay",
        accountId: settings.mchid,
        name,
        baseUrl: sandbox.pay,
        secrets: {
          secret: settings.apiV3Key,
          merchantKey: settings.privateKey,
          merchantSerial: settings.serialNo,
          merchantCertificate: settings.certificate,
          ...(kind === "public_key" && {
            platformKey: settings.platformPublicKey,
            platformSerial: settings.platformSerial,
          }),
          ...secrets,
        },
      });
      await assignMerchant(tx, actor, made.id, { unitId, version: 0 });
      return made;
    });
    return { account, settings };
  }
  const { account, settings } = await connect("飞轮百货", chain.hq.id);
  const someone = async (nickname: string) => {
    const person = (await sandbox.act<{ id: string }>("people.add", { nickname })).id;
    const { code } = await sandbox.act<{ code: string }>("mini.login", { appid: mini.appid, person });
    const query = new URLSearchParams({
      appid: mini.appid,
      secret: mini.secret,
      js_code: code,
      grant_type: "authorization_code",
    });
    const { openid } = (await (await fetch(`${sandbox.weixin}/sns/jscode2session?${query}`)).json()) as {
      openid: string;
    };
    return { person, openid };
  };
  // A follow after a payment is told by the account.
  const callbacks = [wechatPayCallbacks(platform), officialAccountCallbacks];
  const never = new AbortController().signal;
  const rows = async <Row = Record<string, unknown>>(query: ReturnType<typeof sql>) =>
    (await query.execute(platform.db)).rows as Row[];
  const call = <Body>(method: string, path: string, body?: object, cookie = admin.cookie) =>
    server.call<Body>(method, path, { cookie, body });
  const draft = (orderCode: string, openid: string, more: object = {}) => ({
    orderCode,
    way: "jsapi",
    appId: mini.appid,
    openid,
    description: "飞轮百货-毛巾",
    lines: [
      { sku: "T-1", name: "毛巾", quantity: 2, amountFen: 3_000 },
      { sku: "T-2", name: "浴巾", quantity: 1, amountFen: 7_000 },
    ],
    ...more,
  });
  const attempts = () =>
    sandbox.look<{ waiting: object[]; scheduled: object[]; attempts: { id: string; outcome: number | string }[] }>(
      "/notices",
    );

  return {
    testing,
    platform,
    server,
    sandbox,
    chain,
    admin,
    provider,
    account,
    settings,
    mini,
    connect,
    someone,
    rows,
    call,
    draft,
    attempts,
    open: (body: object) => call<Opened>("POST", "/payments", body),
    detail: async (id: string) => (await call<Detail>("GET", `/payments/${id}`)).body,
    pay: (person: string, params: Record<string, string>) => sandbox.act("pay.pay", { person, params }),
    /** Waits until so many attempts of notices were made in all, and works off what arrived. */
    async heard(count: number) {
      for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
        if ((await attempts()).attempts.length >= count) break;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await workOffCallbacks(platform, callbacks, never);
    },
    work: () => workOffCallbacks(platform, callbacks, never),
    /** Works off what arrives until this holds. */
    async settle(holds: () => Promise<boolean>) {
      for (const deadline = Date.now() + 20_000; ; ) {
        await workOffCallbacks(platform, callbacks, never);
        if (await holds()) return;
        if (Date.now() > deadline) throw new Error("it did not come to that");
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    /** As the jobs do, with everything due now. */
    async lookAfter() {
      await sql`update payment set next_query_at = now() where state = 'open'`.execute(platform.db);
      await sql`update payment_refund set next_query_at = now() where state in ('asked', 'processing')`.execute(
        platform.db,
      );
      await lookAfterPayments(platform, provider, never);
      await lookAfterRefunds(platform, provider, never);
    },
    send: (refundId: string) => sendRefund(platform, provider, refundId),
    fault: (path: string, what: object, times = 1) => sandbox.act("faults.add", { platform: "pay", path, what, times }),
    advance: (seconds: number) => sandbox.act("clock.advance", { ms: seconds * 1000 }),
  };
}
