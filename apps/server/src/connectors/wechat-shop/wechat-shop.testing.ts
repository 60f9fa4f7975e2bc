import { sql } from "kysely";
import { expect } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { type TestPlatform, testPlatform } from "../../testing/platform.ts";
import { type TestSandbox, testSandbox } from "../../testing/sandbox.ts";
import { type TestServer, testServer } from "../../testing/server.ts";
import { workOffCallbacks } from "../wechat/index.ts";
import { wecomCallbacks } from "../wecom/index.ts";
import { weixinConnector } from "../weixin/weixin.testing.ts";
import { shopCallbacks } from "./index.ts";
import { findRun, startRun } from "./sync/run.ts";
import { workRun } from "./sync/work-run.ts";

const DAY_MS = 86_400_000;

/** A connected shop with people around it. Call it at the top level of a test file. */
export async function aConnectedShop(options: Parameters<typeof testPlatform>[0] = {}) {
  const testing = await testPlatform(options);
  const server = await testServer(testing);
  const sandbox = await testSandbox();
  const chain: SmallChain = await aSmallChain(testing);
  const admin: TestPerson = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  return { testing, server, sandbox, chain, admin, ...(await connectShop(testing, server, sandbox)) };
}

/** A shop with one product, connected so that the installation hears of everything. */
export async function connectShop(testing: TestPlatform, server: TestServer, sandbox: TestSandbox) {
  const { platform } = testing;
  const actor = systemActor("test");
  const account = await weixinConnector(platform, server, sandbox).add("wechat_shop", "飞轮小店", { format: "json" });
  const act = <Result = Record<string, unknown>>(name: string, input: object = {}) =>
    sandbox.act<Result>(name, { appid: account.accountId, ...input });
  const { productId: product } = await act<{ productId: string }>("shop.add_product", {
    title: "双抗精华",
    price: 29_900,
    skuCode: "SK-001",
    stock: 100_000,
  });
  const rows = async <Row = Record<string, unknown>>(query: ReturnType<typeof sql>) =>
    (await query.execute(platform.db)).rows as Row[];

  return {
    platform,
    account,
    product,
    act,
    rows,
    person: async (nickname: string, phone?: string) =>
      (await sandbox.act<{ id: string }>("people.add", { nickname, ...(phone && { phone }) })).id,
    buy: (person: string, more: object = {}) =>
      act<{ orderId: string; openid: string; amount: number }>("shop.buy", { person, product, ...more }),
    /** Waits until everything that the sandbox tells has arrived, and works it off. */
    async settle() {
      for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
        const told = await sandbox.look<{ waiting: object[]; attempts: { id: number }[]; next: number }>("/callbacks");
        await workOffCallbacks(platform, [shopCallbacks, wecomCallbacks], new AbortController().signal);
        const arrived = new Set(told.attempts.map(({ id }) => id)).size;
        const left = await rows(sql`select from wechat_callback where state = 'waiting'`);
        if (told.waiting.length === 0 && arrived === told.next - FIRST_CALLBACK && left.length === 0) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(await rows(sql`select event, reason from wechat_callback where state <> 'done'`)).toEqual([]);
    },
    async sync(kind: "full" | "reconcile" = "full", days = 40, signal = new AbortController().signal) {
      const since = new Date(Date.now() - days * DAY_MS);
      const id = await platform.db
        .transaction()
        .execute((tx) => startRun(platform, tx, actor, account.id, kind, since));
      await workRun(platform, id, signal);
      const run = await findRun(platform.db, id);
      if (!run) throw new Error("no run");
      return run;
    },
  };
}

/** The number of the sandbox's first callback. */
const FIRST_CALLBACK = 1;
