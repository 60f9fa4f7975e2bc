import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { createAccount } from "../connectors/wechat/index.ts";
import { systemActor } from "../kernel/audit/audit.ts";
import { projectRoot } from "../kernel/package-root.ts";
import type { Platform } from "../kernel/platform.ts";
import { loadHeadquarters } from "../organization/index.ts";
import { adminKey } from "../testing/admin-key.ts";
import { until } from "../testing/event-load.ts";
import { type RunningFeilun, runFeilun } from "../testing/running-feilun.ts";
import { type RunningSandbox, runSandbox } from "../testing/running-sandbox.ts";
import type { Drill, DrillContext, DrillResult } from "./drill.ts";
import { withPlatform } from "./with-platform.ts";

/** `--payments=N` makes it smaller or larger. */
const usual = 300;
const amountFen = 1_000;
const refundFen = 400;
/** Shares of the payments after which the server is killed. */
const deaths = [0.25, 0.5, 0.75];

interface Payer {
  readonly person: string;
  readonly openid: string;
}
interface Shop {
  readonly appId: string;
  readonly mchid: string;
  readonly apiKey: string;
  readonly payers: readonly Payer[];
}

/** Kills the server with -9 while people pay and get money back, and notices come twice or never. */
export const paymentsDrill: Drill = {
  name: "payments",
  promise: `${usual} payments and refunds of a third of them, a fifth of the notices doubled and a fifth lost, the server killed three times: orders and refunds come to what WeChat Pay has, no payment twice`,
  async run({ dataDir, port, say, options }: DrillContext): Promise<DrillResult> {
    const payments = Number(options.payments ?? usual);
    const sandbox = await runSandbox(path.join(projectRoot, "apps", "sandbox", "dist", "sandbox.js"));
    let feilun: RunningFeilun = await runFeilun(dataDir, port);
    try {
      const shop = await open(dataDir, sandbox, feilun.baseUrl);
      const before = await onAccount(sandbox, shop);
      const fault = (kind: string) =>
        sandbox.act("faults.add", { platform: "pay", path: "callback", what: { kind }, share: 0.2 });
      await fault("duplicate");
      await fault("drop");
      let kills = 0;
      for (let n = 1; n <= payments; n++) {
        if (deaths.some((share) => Math.floor(payments * share) === n)) {
          say(`  kill -9 the server at payment ${n}`);
          kills++;
          // In the middle of what is under way.
          const dying = feilun;
          const underWay = payOne(dying, sandbox, shop, n).catch(() => undefined);
          await sleep(20);
          await dying.kill();
          await underWay;
          feilun = await runFeilun(dataDir, port);
        }
        await payOne(feilun, sandbox, shop, n);
        if (n % 3 === 0) await refundOne(feilun, shop, n);
      }
      await sandbox.act("clock.advance", { ms: 10_000 });
      return await withPlatform(dataDir, async (platform) => {
        await until(() => hasSettled(platform), 240_000, "settling").catch((error: Error) => say(`  ${error.message}`));
        const found = await counts(platform);
        const after = await onAccount(sandbox, shop);
        const paidThere = payments * amountFen;
        const backThere = Math.floor(payments / 3) * refundFen;
        return {
          held:
            found.orders === payments &&
            found.paidFen === paidThere &&
            found.refundFen === backThere &&
            found.twice === 0 &&
            after - before === paidThere - backThere,
          figures: { payments, kills, ...found, earnedThereFen: after - before },
        };
      });
    } finally {
      await feilun.stop();
      await sandbox.stop();
    }
  },
};

async function open(dataDir: string, sandbox: RunningSandbox, baseUrl: string): Promise<Shop> {
  const mini = await sandbox.act<{ appid: string; secret: string }>("weixin.add_mini_program", { name: "演练商城" });
  await sandbox.act("pay.set", { feeBasisPoints: 0 });
  const merchant = await sandbox.act<
    Record<"mchid" | "apiV3Key" | "privateKey" | "serialNo" | "platformPublicKey" | "platformSerial", string>
  >("pay.add_merchant", { name: "演练商户", appids: [mini.appid], balance: 1_000_000 });
  const payers: Payer[] = [];
  for (let n = 0; n < 10; n++) {
    const person = (await sandbox.act<{ id: string }>("people.add", { nickname: `付款人${n}` })).id;
    const { code } = await sandbox.act<{ code: string }>("mini.login", { appid: mini.appid, person });
    const query = new URLSearchParams({ appid: mini.appid, secret: mini.secret, js_code: code });
    const answer = await fetch(`${sandbox.weixin}/sns/jscode2session?${query}&grant_type=authorization_code`);
    payers.push({ person, openid: ((await answer.json()) as { openid: string }).openid });
  }
  const apiKey = await withPlatform(dataDir, async (platform) => {
    await platform.db.transaction().execute(async (tx) => {
      const account = await createAccount(platform, tx, systemActor("drill"), {
        platform: "wechat_pay",
        accountId: merchant.mchid,
        name: "演练商户",
        baseUrl: sandbox.pay,
        secrets: {
          secret: merchant.apiV3Key,
          merchantKey: merchant.privateKey,
          merchantSerial: merchant.serialNo,
          platformKey: merchant.platformPublicKey,
          platformSerial: merchant.platformSerial,
        },
      });
      const headquarters = await loadHeadquarters(tx);
      await sql`insert into pay_merchant (wechat_account_id, org_unit_id) values (${account.id}, ${headquarters.id})`.execute(
        tx,
      );
      await sql`insert into setting (key, value, version, updated_by)
        values ('instance.public_address', ${JSON.stringify({ url: baseUrl })}::jsonb, 1, 'drill')`.execute(tx);
    });
    return adminKey(platform, baseUrl);
  });
  return { appId: mini.appid, mchid: merchant.mchid, apiKey, payers };
}

async function onAccount(sandbox: RunningSandbox, { mchid }: Shop): Promise<number> {
  return (await sandbox.act<{ available: number }>("pay.merchant", { mchid })).available;
}

async function call<Body>(feilun: RunningFeilun, { apiKey }: Shop, method: string, at: string, body?: object) {
  const response = await fetch(`${feilun.baseUrl}/api/v1${at}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

/** Asks for the money of an order and pays it; done again after a death, it is the same payment. */
async function payOne(feilun: RunningFeilun, sandbox: RunningSandbox, shop: Shop, n: number): Promise<void> {
  const payer = shop.payers[n % shop.payers.length];
  if (!payer) throw new Error("there are payers");
  const asked = await call<{ code?: string; opening: { params: object } }>(feilun, shop, "POST", "/payments", {
    orderCode: `DRILL-${n}`,
    way: "jsapi",
    appId: shop.appId,
    openid: payer.openid,
    description: "演练",
    lines: [{ sku: "DRILL", name: "演练", quantity: 1, amountFen }],
  });
  if (asked.body.code === "payment_paid") return;
  if (asked.status !== 201) throw new Error(`POST /payments: ${asked.status} ${JSON.stringify(asked.body)}`);
  await sandbox.act("pay.pay", { person: payer.person, params: asked.body.opening.params }).catch((error: Error) => {
    if (!error.message.includes("已支付")) throw error;
  });
}

/** As soon as the payment is known to be paid, asks a part of it back, under one number. */
async function refundOne(feilun: RunningFeilun, shop: Shop, n: number): Promise<void> {
  const found = await call<{ items: { id: string }[] }>(feilun, shop, "GET", `/payments?code=DRILL-${n}`);
  const id = found.body.items[0]?.id;
  await call(feilun, shop, "POST", `/payments/${id}/query`);
  const body = { requestKey: "1", amountFen: refundFen, reason: "演练" };
  const asked = await call(feilun, shop, "POST", `/payments/${id}/refunds`, body);
  if (asked.status !== 202) throw new Error(`refund: ${asked.status} ${JSON.stringify(asked.body)}`);
}

/** Nothing is under way; what nobody told is asked for at once instead of by its schedule. */
async function hasSettled({ db }: Platform): Promise<boolean> {
  await sql`update payment set next_query_at = now() where state = 'open' and next_query_at > now()`.execute(db);
  await sql`update payment_refund set next_query_at = now() where state in ('asked', 'processing') and next_query_at > now()`.execute(
    db,
  );
  const { rows } = await sql<{ open: number }>`
    select (select count(*)::int from payment where state = 'open') + (select count(*)::int from payment_refund where state in ('asked', 'processing'))
      as open`.execute(db);
  return rows[0]?.open === 0;
}

async function counts({ db }: Platform) {
  const { rows } = await sql<Record<"orders" | "paidFen" | "refunds" | "refundFen" | "twice" | "notices", number>>`
    select (select count(*)::int from sales_order) as orders, (select coalesce(sum(amount_fen), 0)::bigint from sales_order) as "paidFen",
      (select count(*)::int from refund) as refunds, (select coalesce(sum(amount_fen), 0)::bigint from refund) as "refundFen",
      (select count(*)::int from (select from payment where state = 'paid' group by order_code having count(*) > 1) d) as twice,
      (select count(*)::int from wechat_callback) as notices`.execute(db);
  return rows[0] ?? { orders: 0, paidFen: 0, refunds: 0, refundFen: 0, twice: 0, notices: 0 };
}
