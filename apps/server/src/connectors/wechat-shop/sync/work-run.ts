import { SHOP_QUOTAS, type ShopAnswer, type ShopBody } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { withProcessLock } from "../../../kernel/postgres/process-lock.ts";
import { type WechatAccount, WechatRefusal } from "../../wechat/index.ts";
import { inTransaction } from "../../wecom/transaction.ts";
import { type WeixinApi, weixinApi } from "../../weixin/weixin-api.ts";
import { recordAftersales } from "../aftersales/record-aftersales.ts";
import { readMemberPage } from "../members/read-members.ts";
import { endUnlistedMembers, recordShopMembers } from "../members/record-members.ts";
import { readAftersales, readOrders } from "../orders/read-orders.ts";
import { recordOrders } from "../orders/record-orders.ts";
import { endUnlistedProducts, readProducts, recordProducts } from "../products/sync-products.ts";
import { readSharers, recordSharers } from "../sharers/record-sharers.ts";
import { findShop } from "../shop.ts";
import { type DifferenceKind, noteDifferences, type SyncReport } from "./report.ts";
import { findRun, type Progress, phases, type SyncRun, saveProgress } from "./run.ts";

const DAY_MS = 86_400_000;
const ORDER_SPAN_MS = SHOP_QUOTAS.orderSpan.amount * DAY_MS;
const AFTERSALE_SPAN_MS = SHOP_QUOTAS.aftersaleSpan.amount * 1000;
/** Small enough that a kill costs seconds and a transaction stays short. */
const ORDER_PAGE = 100;

type Differences = readonly (readonly [DifferenceKind, readonly string[]])[];

interface Context {
  readonly platform: Platform;
  readonly account: WechatAccount;
  readonly api: WeixinApi;
  readonly signal: AbortSignal;
  run: SyncRun;
}

/** The run was stopped by a person while it worked. */
class SyncStopped extends Error {
  override readonly name = "SyncStopped";
}

/**
 * Works a sync off from wherever it was left. Each page is kept in one transaction with the place that follows it. A refusal that time will not
 * mend ends the run with its cause; anything else is thrown, and the job comes back.
 */
export async function workRun(platform: Platform, runId: number, signal: AbortSignal, lastTry = false): Promise<void> {
  await withProcessLock(platform.pool, "feilun.wechat_shop_sync", runId, async () => {
    try {
      const context = await takeUp(platform, runId, signal);
      if (context) await workPhases(context);
    } catch (error) {
      if (signal.aborted || error instanceof SyncStopped) return;
      const final = lastTry || (error instanceof WechatRefusal && error.retry === "never");
      await noteFailure(platform, runId, error, final);
      if (!final) throw error;
    }
  });
}

async function takeUp(platform: Platform, runId: number, signal: AbortSignal): Promise<Context | undefined> {
  await sql`
    update wechat_shop_sync_run set state = 'running', started_at = coalesce(started_at, now()), takes = takes + 1, failure = null
    where id = ${runId} and state in ('waiting', 'running')`.execute(platform.db);
  const run = await findRun(platform.db, runId);
  if (run?.state !== "running") return undefined;
  const account = await findShop(platform, run.accountId);
  return { platform, account, api: weixinApi(platform, account), signal, run };
}

async function workPhases(context: Context): Promise<void> {
  const work = { products, orders, aftersales, members, sharers, finish: async () => {} };
  while (context.run.phase !== "finish") {
    await work[context.run.phase](context);
    if (context.signal.aborted) return;
    const next = phases[phases.indexOf(context.run.phase) + 1] ?? "finish";
    await step(context, () => Promise.resolve([]), { phase: next, part: 0, parts: 1, cursor: "" });
  }
  await sql`update wechat_shop_sync_run set state = 'done', ended_at = now() where id = ${context.run.id} and state = 'running'`.execute(
    context.platform.db,
  );
}

/** Keeps what was read together with the place that follows it. */
async function step(
  context: Context,
  record: (tx: Tx) => Promise<Differences>,
  progress: Omit<Progress, "report">,
): Promise<void> {
  const { platform, run } = context;
  context.run = await inTransaction(platform, async (tx) => {
    let report: SyncReport = run.report;
    for (const [kind, subjects] of await record(tx)) report = noteDifferences(report, kind, subjects);
    if (!(await saveProgress(tx, run.id, { ...progress, report }))) throw new SyncStopped();
    return (await findRun(tx, run.id)) as SyncRun;
  });
}

async function products(context: Context): Promise<void> {
  const { account, api, signal } = context;
  const seenAt = context.run.createdAt;
  for (;;) {
    const page = await readProducts(api, context.run.cursor, signal);
    await step(
      context,
      async (tx) => {
        const { added, changed } = await recordProducts(tx, account, page.products, new Date());
        const gone = page.next === "" ? await endUnlistedProducts(tx, account.id, seenAt) : [];
        return [
          ["product_added", added],
          ["product_changed", changed],
          ["product_gone", gone],
        ];
      },
      { cursor: page.next, products: page.products.length },
    );
    if (page.next === "" || signal.aborted) return;
  }
}

/** Windows of time no longer than the platform allows, oldest first; together they reach from `since` to the asking of the run. */
export function windowsOf(since: Date, until: Date, spanMs: number): { start_time: number; end_time: number }[] {
  const from = Math.floor(since.getTime() / 1000);
  const to = Math.floor(until.getTime() / 1000);
  const span = Math.floor(spanMs / 1000);
  return Array.from({ length: Math.max(1, Math.ceil((to - from) / span)) }, (_, at) => ({
    start_time: from + at * span,
    end_time: Math.min(to, from + (at + 1) * span - (at + 1 < Math.ceil((to - from) / span) ? 1 : 0)),
  }));
}

/** A full run reads by time of creation, which no change moves; a reconciliation by time of change. */
async function orders(context: Context): Promise<void> {
  const { platform, account, api, signal } = context;
  const { since, createdAt, kind } = context.run;
  const windows = windowsOf(since, createdAt, ORDER_SPAN_MS);
  while (context.run.part < windows.length && !signal.aborted) {
    const window = windows[context.run.part];
    const body: ShopBody<"POST /channels/ec/order/list/get"> = {
      ...(kind === "full" ? { create_time_range: window } : { update_time_range: window }),
      page_size: ORDER_PAGE,
      ...(context.run.cursor && { next_key: context.run.cursor }),
    } as ShopBody<"POST /channels/ec/order/list/get">;
    const page = await api.post<ShopAnswer<"POST /channels/ec/order/list/get">>("/channels/ec/order/list/get", body, {
      signal,
    });
    const read = await readOrders(api, page.order_id_list, signal);
    const more = page.has_more && page.order_id_list.length > 0;
    await step(
      context,
      async (tx) => {
        const { added, changed } = await recordOrders(tx, platform, account, read.orders);
        const aftersales = await recordAftersales(tx, platform, account, read.aftersales);
        return [
          ["order_added", added],
          ["order_changed", changed],
          ["aftersale_changed", aftersales],
        ];
      },
      {
        part: context.run.part + (more ? 0 : 1),
        parts: windows.length,
        cursor: more ? page.next_key : "",
        orders: read.orders.length,
        aftersales: read.aftersales.length,
      },
    );
  }
}

/** After-sales of older orders: those that changed since; a full run has met them with their orders. */
async function aftersales(context: Context): Promise<void> {
  const { platform, account, api, signal } = context;
  if (context.run.kind === "full") return;
  const windows = windowsOf(context.run.since, context.run.createdAt, AFTERSALE_SPAN_MS);
  while (context.run.part < windows.length && !signal.aborted) {
    const window = windows[context.run.part];
    const page = await api.post<ShopAnswer<"POST /channels/ec/aftersale/getaftersalelist">>(
      "/channels/ec/aftersale/getaftersalelist",
      {
        begin_update_time: window?.start_time,
        end_update_time: window?.end_time,
        ...(context.run.cursor && { next_key: context.run.cursor }),
      },
      { signal },
    );
    const read = await readAftersales(api, page.after_sale_order_id_list, signal);
    const more = page.has_more && page.after_sale_order_id_list.length > 0;
    await step(context, async (tx) => [["aftersale_changed", await recordAftersales(tx, platform, account, read)]], {
      part: context.run.part + (more ? 0 : 1),
      parts: windows.length,
      cursor: more ? page.next_key : "",
      aftersales: read.length,
    });
  }
}

async function members(context: Context): Promise<void> {
  const { platform, account, api, signal } = context;
  const since = context.run.createdAt;
  for (;;) {
    const page = await readMemberPage(api, context.run.part + 1, signal);
    if (!page)
      return step(context, () => Promise.resolve([]), { warning: "小店没有开通会员或会员接口，未同步小店会员" });
    await step(
      context,
      async (tx) => {
        const added = await recordShopMembers(tx, platform, account, page.seen);
        const left = page.last ? await endUnlistedMembers(tx, account.id, since) : [];
        return [
          ["member_added", added],
          ["member_left", left],
        ];
      },
      { part: context.run.part + 1, members: page.seen.length },
    );
    if (page.last || signal.aborted) return;
  }
}

async function sharers(context: Context): Promise<void> {
  const { platform, account, api, signal } = context;
  const list = await readSharers(api, signal);
  if (!list) return step(context, () => Promise.resolve([]), { warning: "小店没有开通分享员接口，未同步分享员" });
  await step(
    context,
    async (tx) => {
      const { added, left } = await recordSharers(tx, platform, account, list);
      return [
        ["sharer_added", added],
        ["sharer_left", left],
      ];
    },
    {},
  );
}

async function noteFailure(platform: Platform, runId: number, error: unknown, final: boolean): Promise<void> {
  const failure =
    error instanceof WechatRefusal
      ? `${error.cause}（${error.errcode}）。${error.remedy}`
      : error instanceof Error
        ? error.message
        : String(error);
  await sql`
    update wechat_shop_sync_run set failure = ${failure}, state = case when ${final} then 'failed' else state end,
      ended_at = case when ${final} then now() end
    where id = ${runId} and state in ('waiting', 'running')`.execute(platform.db);
}
