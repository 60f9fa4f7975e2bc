import { describe, expect, it } from "vitest";
import {
  applyTemplate,
  assignColumn,
  fieldOfColumn,
  type ImportPlan,
  type KindInfo,
  missingWords,
  parsePrefixes,
  requirementsOf,
  setConstant,
} from "./plan.ts";

const plan: ImportPlan = {
  kind: "orders",
  headerLine: 1,
  columns: { order_code: "单号", paid_at: "日期", line_amount: "金额" },
  constants: {},
  options: {
    source: "import",
    currency: "CNY",
    orderPerCustomerDay: false,
    refundPrefixes: [],
    refundNamesOrder: false,
    excludePrefixes: [],
    openidScope: "",
  },
};

const orders: KindInfo = {
  kind: "orders",
  label: "订单",
  fields: [
    { key: "order_code", label: "订单号" },
    { key: "paid_at", label: "下单时间" },
    { key: "line_amount", label: "行金额" },
    { key: "unit_price", label: "单价" },
    { key: "phone", label: "手机号" },
    { key: "card", label: "会员卡号" },
  ],
  required: [["paid_at"], ["line_amount", "unit_price"]],
};

describe("mapping columns to fields", () => {
  it("finds what a column stands for", () => {
    expect(fieldOfColumn(plan, "日期")).toBe("paid_at");
    expect(fieldOfColumn(plan, "备注")).toBeNull();
  });

  it("moves a field to another column, and frees the old one", () => {
    const next = assignColumn(plan, "销售额", "line_amount");
    expect(next.columns).toEqual({ order_code: "单号", paid_at: "日期", line_amount: "销售额" });
    expect(fieldOfColumn(next, "金额")).toBeNull();
  });

  it("lets a column stand for one field only", () => {
    expect(assignColumn(plan, "金额", "unit_price").columns).toEqual({
      order_code: "单号",
      paid_at: "日期",
      unit_price: "金额",
    });
  });

  it("leaves a column out", () => {
    expect(assignColumn(plan, "金额", null).columns).toEqual({ order_code: "单号", paid_at: "日期" });
  });
});

describe("what the file must say", () => {
  it("is content with one of several fields", () => {
    expect(missingWords(requirementsOf(orders, plan))).toEqual([]);
    expect(missingWords(requirementsOf(orders, assignColumn(plan, "金额", "unit_price")))).toEqual([]);
  });

  it("says what is missing", () => {
    const without = assignColumn(assignColumn(plan, "金额", null), "单号", null);
    expect(missingWords(requirementsOf(orders, without))).toEqual(["「订单号」", "「行金额」或「单价」其中一列"]);
  });

  it("asks for a customer instead of an order code when a customer's day is one order", () => {
    const daily = { ...assignColumn(plan, "单号", null), options: { ...plan.options, orderPerCustomerDay: true } };
    expect(missingWords(requirementsOf(orders, daily))).toEqual(["「手机号」或「会员卡号」其中一列"]);
    expect(missingWords(requirementsOf(orders, assignColumn(daily, "手机", "phone")))).toEqual([]);
  });

  it("takes a constant for a column", () => {
    const info: KindInfo = {
      kind: "events",
      label: "行为事件",
      fields: [{ key: "type", label: "事件类型" }],
      required: [["type"]],
    };
    const events: ImportPlan = { ...plan, kind: "events", columns: {} };
    expect(missingWords(requirementsOf(info, events))).toEqual(["「事件类型」"]);
    expect(missingWords(requirementsOf(info, setConstant(events, "type", " page.viewed ")))).toEqual([]);
    expect(setConstant(setConstant(events, "type", "page.viewed"), "type", " ").constants).toEqual({});
  });
});

describe("templates and prefixes", () => {
  it("takes over from a template what this file has", () => {
    expect(applyTemplate(plan, ["单号", "日期"], 3)).toMatchObject({
      headerLine: 3,
      columns: { order_code: "单号", paid_at: "日期" },
    });
  });

  it("reads prefixes however they are separated", () => {
    expect(parsePrefixes("C, R，TH、C")).toEqual(["C", "R", "TH"]);
    expect(parsePrefixes("  ")).toEqual([]);
  });
});
