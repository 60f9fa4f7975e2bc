import { describe, expect, it } from "vitest";
import { resolveMembers } from "../customers/index.ts";
import { systemActor } from "../kernel/audit/audit.ts";
import { testPlatform } from "../testing/platform.ts";
import { type OrderDraft, type RefundDraft, upsertOrders, upsertProducts, upsertRefunds } from "./index.ts";
import { findOrder } from "./orders/store.ts";

const feilun = await testPlatform();
const { platform } = feilun;
const [known] = await platform.db.transaction().execute((tx) =>
  resolveMembers(tx, platform, [
    {
      identifiers: [{ kind: "phone", value: "13800138000" }],
      occurredAt: new Date("2026-01-01T00:00:00Z"),
      source: "test",
    },
  ]),
);
const member = { originNo: known?.originNo ?? 0, memberNo: known?.memberNo ?? 0 };

const order = (code: string, more: Partial<OrderDraft> = {}): OrderDraft => ({
  source: "api",
  orderCode: code,
  member,
  storeNo: null,
  channel: "mini_program",
  paidAt: new Date("2026-03-01T02:00:00Z"),
  businessDay: "2026-03-01",
  lines: [
    { sku: "A", name: "甲", quantity: 2, unitPriceLi: 1_234, amountLi: 2_468 },
    { sku: "B", name: "赠", quantity: 1, unitPriceLi: 0, amountLi: 0 },
  ],
  ...more,
});
const refund = (code: string, orderCode: string | null, amountLi: number): RefundDraft => ({
  source: "api",
  refundCode: code,
  orderCode,
  member,
  storeNo: null,
  channel: "mini_program",
  refundedAt: new Date("2026-03-05T02:00:00Z"),
  businessDay: "2026-03-05",
  lines: [{ sku: "A", name: "甲", quantity: 1, unitPriceLi: amountLi, amountLi }],
});
const write = (drafts: OrderDraft[]) => platform.db.transaction().execute((tx) => upsertOrders(tx, platform, drafts));
const giveBack = (drafts: RefundDraft[]) =>
  platform.db.transaction().execute((tx) => upsertRefunds(tx, platform, drafts));
const stored = async (code: string) =>
  (
    await platform.pool.query(
      "select id, amount_li, amount_fen, items, status, refunded_fen, version from sales_order where order_code = $1",
      [code],
    )
  ).rows[0];

describe("orders", () => {
  it("keeps amounts exact in li, rounds once to fen, and counts pieces without gifts", async () => {
    expect(await write([order("1")])).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(await stored("1")).toMatchObject({ amount_li: 2_468, amount_fen: 247, items: 2, status: "paid" });
  });

  it("writes nothing for unchanged content and bumps the version for changed content", async () => {
    expect(await write([order("1"), order("1")])).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect(await write([order("1", { discountLi: 468, coupons: ["满2减"] })])).toEqual({
      created: 0,
      updated: 1,
      unchanged: 0,
    });
    expect(await stored("1")).toMatchObject({ amount_fen: 200, version: 2 });
    const { rows } = await platform.pool.query("select type from event_log where member_no = $1 order by seq", [
      member.memberNo,
    ]);
    expect(rows.map((row) => row.type)).toEqual(["order.paid", "order.corrected"]);
  });

  it("claws back in parts, in full, and again when the refund is corrected", async () => {
    await write([order("2")]);
    await giveBack([refund("R1", "2", 1_234)]);
    expect(await stored("2")).toMatchObject({ refunded_fen: 123, status: "partially_refunded" });
    await giveBack([refund("R2", "2", 1_240)]);
    expect(await stored("2")).toMatchObject({ refunded_fen: 247, status: "refunded" });
    await giveBack([refund("R2", "1", 1_240)]);
    expect(await stored("2")).toMatchObject({ refunded_fen: 123, status: "partially_refunded" });
    expect(await stored("1")).toMatchObject({ refunded_fen: 124 });
    const detail = await findOrder(platform.db, systemActor("test"), (await stored("2")).id);
    expect(detail?.lines[1]).toEqual({ sku: "B", name: "赠", quantity: 1, unitPriceLi: 0, amountLi: 0, gift: true });
    expect(detail?.refunds.map((one) => [one.refundCode, one.amountFen])).toEqual([["R1", 123]]);
  });

  it("adds up concurrent refunds of one order", async () => {
    await write([order("3")]);
    await Promise.all(["Ra", "Rb", "Rc", "Rd"].map((code) => giveBack([refund(code, "3", 500)])));
    expect(await stored("3")).toMatchObject({ refunded_fen: 200 });
  });

  it("sends facts with lines and coupons, quotes and backslashes intact", async () => {
    await write([order("4", { coupons: ["it's", "back\\slash", "制表\t"] })]);
    await feilun.deliver();
    const fact = await platform.clickhouse.row(
      "select coupons, lines.sku as skus, lines.quantity as quantities, lines.amount_li as li, items, origin_no from current_order where order_id = {id:UInt64}",
      { id: (await stored("4")).id },
    );
    expect(fact).toEqual({
      coupons: ["it's", "back\\slash", "制表\t"],
      skus: ["A", "B"],
      quantities: [2, 1],
      li: [2_468, 0],
      items: 2,
      origin_no: member.originNo,
    });
  });
});

describe("products", () => {
  it("keeps what a draft leaves out [DT-21]", async () => {
    const put = (drafts: Parameters<typeof upsertProducts>[1]) =>
      platform.db.transaction().execute((tx) => upsertProducts(tx, drafts));
    expect(await put([{ sku: "P", name: "一", category: "茶", status: "off_sale" }])).toEqual({
      created: 1,
      updated: 0,
      unchanged: 0,
    });
    expect(await put([{ sku: "P", name: "一" }])).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect(await put([{ sku: "P", name: "二" }])).toEqual({ created: 0, updated: 1, unchanged: 0 });
    const { rows } = await platform.pool.query("select name, category, status from product where sku = 'P'");
    expect(rows).toEqual([{ name: "二", category: "茶", status: "off_sale" }]);
  });
});
