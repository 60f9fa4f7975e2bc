import { sql } from "kysely";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import { findRun, startRun } from "./sync/run.ts";
import { windowsOf, workRun } from "./sync/work-run.ts";
import { aConnectedShop } from "./wechat-shop.testing.ts";

const shop = await aConnectedShop();
const { platform, rows, act, account } = shop;
const ORDERS = 900;

const sold = async () =>
  (
    await rows<{ n: number; fen: number; members: number; codes: number }>(sql`
      select count(*)::int as n, coalesce(sum(amount_fen), 0)::bigint as fen, count(distinct member_no)::int as members,
        count(*) filter (where order_code ~ '^37[0-9]{17}$')::int as codes from sales_order where source = 'wechat_shop'`)
  )[0];

beforeAll(async () => {
  await act("shop.history", { orders: ORDERS, buyers: 300, days: 30 });
});

describe("the sync of a shop [IN-05]", () => {
  it("takes hundreds of orders over once, though it is stopped and killed on the way", async () => {
    const id = await platform.db
      .transaction()
      .execute((tx) =>
        startRun(platform, tx, systemActor("test"), account.id, "full", new Date(Date.now() - 40 * 86_400_000)),
      );
    const reached = async (share: number) => {
      for (;;) {
        const run = await findRun(platform.db, id);
        if ((run?.ordersDone ?? 0) >= ORDERS * share || run?.state === "done") return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    // Stopped as a worker is when the program ends.
    const stopped = new AbortController();
    const first = workRun(platform, id, stopped.signal);
    await reached(0.2);
    stopped.abort();
    await first;
    expect(await findRun(platform.db, id)).toMatchObject({ state: "running", failure: null });
    // Killed with its transactions half way: every connection is cut.
    let ended = "";
    const second = workRun(platform, id, new AbortController().signal).then(
      () => (ended = "done"),
      () => (ended = "dead"),
    );
    await reached(0.5);
    while (!ended)
      await rows(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`);
    expect(await second).toBe("dead");
    const killed = await findRun(platform.db, id);
    expect(killed?.ordersDone).toBeLessThan(ORDERS);
    expect((await sold())?.n).toBe(killed?.ordersDone);
    // A connection may be handed out once more before it hears that it was cut: the job comes back, as it does in service.
    const resumed = await vi.waitFor(
      async () => {
        await workRun(platform, id, new AbortController().signal);
        const run = await findRun(platform.db, id);
        expect(run?.state).toBe("done");
        return run;
      },
      { timeout: 30_000 },
    );
    expect(resumed).toMatchObject({
      ordersDone: ORDERS,
      productsDone: 1,
      report: { counts: { order_added: ORDERS, product_added: 1 } },
    });
    expect(resumed?.takes).toBeGreaterThanOrEqual(3);
    expect(await sold()).toEqual({ n: ORDERS, fen: ORDERS * 29_900, members: 300, codes: ORDERS });
    expect(await rows(sql`select count(*)::int as n from event_log where type = 'order.paid'`)).toEqual([
      { n: ORDERS },
    ]);
    expect(await rows(sql`select name, origin from product where sku = 'SK-001'`)).toEqual([
      { name: "双抗精华", origin: "order" },
    ]);
  });

  it("finds no difference the second time; names and mends what nobody told", async () => {
    expect((await shop.sync("reconcile", 3)).report.counts).toEqual({});
    await shop.sandbox.act("faults.add", { platform: "weixin", path: "callback", what: { kind: "drop" } });
    const buyer = await shop.person("没人告诉");
    const unheard = await shop.buy(buyer);
    const refunded = await shop.buy(buyer, { count: 2 });
    const { aftersaleId } = await act<{ aftersaleId: string }>("shop.refund", {
      person: buyer,
      order: refunded.orderId,
      count: 1,
    });
    await act("shop.answer_refund", { aftersale: aftersaleId });
    const { report } = await shop.sync("reconcile", 1);
    expect(report).toEqual({
      counts: { order_added: 2, aftersale_changed: 1 },
      examples: [
        { kind: "order_added", subject: unheard.orderId },
        { kind: "order_added", subject: refunded.orderId },
        { kind: "aftersale_changed", subject: aftersaleId },
      ],
    });
    expect(
      await rows(
        sql`select status, refunded_fen from sales_order where order_code in (${unheard.orderId}, ${refunded.orderId}) order by id`,
      ),
    ).toEqual([
      { status: "paid", refunded_fen: 0 },
      { status: "partially_refunded", refunded_fen: 29_900 },
    ]);
    expect((await shop.sync("reconcile", 1)).report.counts).toEqual({});
    await shop.sandbox.act("faults.clear");
  });

  it("goes on where an answer was lost, and ends with cause and remedy where time will not mend it", async () => {
    await shop.sandbox.act("faults.add", {
      platform: "weixin",
      path: "/channels/ec/order/get",
      what: { kind: "lost_answer" },
      times: 2,
    });
    expect(await shop.sync("reconcile", 1)).toMatchObject({ state: "done" });
    await shop.sandbox.act("faults.add", {
      platform: "weixin",
      path: "/channels/ec/product/list/get",
      what: { kind: "errcode", errcode: 40164 },
      times: 9,
    });
    expect(await shop.sync("reconcile", 1)).toMatchObject({
      state: "failed",
      failure: expect.stringContaining("白名单"),
    });
    await shop.sandbox.act("faults.clear");
  });

  it("is started, watched and stopped over the API, by the whole chain's people only", async () => {
    const { server, admin } = shop;
    const body = { accountId: account.id, kind: "full", days: 30 };
    const started = await server.call<{ id: number; state: string }>("POST", "/wechat-shop/sync-runs", {
      cookie: admin.cookie,
      body,
    });
    expect([started.status, started.body.state]).toEqual([202, "waiting"]);
    const twice = await server.call<{ code: string }>("POST", "/wechat-shop/sync-runs", { cookie: admin.cookie, body });
    expect([twice.status, twice.body.code]).toEqual([409, "sync_running"]);
    const stopped = await server.call<{ state: string }>("POST", `/wechat-shop/sync-runs/${started.body.id}/cancel`, {
      cookie: admin.cookie,
      body: {},
    });
    expect(stopped.body.state).toBe("cancelled");
    const listed = await server.call<{ items: { kind: string; progress: number; differences: { label: string }[] }[] }>(
      "GET",
      `/wechat-shop/sync-runs?accountId=${account.id}&limit=50`,
      { cookie: admin.cookie },
    );
    expect(listed.body.items.at(-1)).toMatchObject({
      kind: "full",
      progress: 1,
      differences: expect.arrayContaining([expect.objectContaining({ label: "补记的订单", count: ORDERS })]),
    });
    const shops = await server.call<{ items: object[] }>("GET", "/wechat-shop/shops", { cookie: admin.cookie });
    expect(shops.body.items).toEqual([
      expect.objectContaining({
        name: "飞轮小店",
        orders: ORDERS + 2,
        products: 1,
        paidFen: (ORDERS + 3) * 29_900,
        refundedFen: 29_900,
      }),
    ]);
  });
});

describe("windows of time", () => {
  it("leave no second out and none is longer than allowed", () => {
    const since = new Date("2026-01-01T00:00:00Z");
    const until = new Date("2026-01-31T12:34:56Z");
    const windows = windowsOf(since, until, 7 * 86_400_000);
    expect(windows[0]?.start_time).toBe(since.getTime() / 1000);
    expect(windows.at(-1)?.end_time).toBe(until.getTime() / 1000);
    windows.forEach((window, at) => {
      expect(window.end_time - window.start_time).toBeLessThanOrEqual(7 * 86_400);
      if (at > 0) expect(window.start_time).toBe((windows[at - 1]?.end_time ?? 0) + 1);
    });
  });
});
