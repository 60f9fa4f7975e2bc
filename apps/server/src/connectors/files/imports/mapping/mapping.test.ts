import { describe, expect, it } from "vitest";
import { importFields, importKindNames, requiredFields } from "./fields.ts";
import { guessColumns, guessHeader, guessKind, normaliseHeader } from "./guess-plan.ts";
import { headerNames, importPlanSchema, resolveColumns } from "./plan.ts";

const guess = (kind: Parameters<typeof guessColumns>[0], headers: string[], sample: string[][] = []) =>
  Object.fromEntries(guessColumns(kind, headers, sample).map((column) => [column.field, column.header]));

describe("guessing what columns mean", () => {
  it("knows Chinese and English headers in their many spellings", () => {
    expect(
      guess("orders", [
        "InvoiceNo",
        "StockCode",
        "Description",
        "Quantity",
        "InvoiceDate",
        "UnitPrice",
        "CustomerID",
        "Country",
      ]),
    ).toEqual({
      order_code: "InvoiceNo",
      sku: "StockCode",
      product_name: "Description",
      quantity: "Quantity",
      paid_at: "InvoiceDate",
      unit_price: "UnitPrice",
      customer_id: "CustomerID",
    });
    expect(
      guess("orders", ["*订单编号（必填）", "支付时间", "门店编码", "货号", "数量", "实付金额", "会员手机号码"]),
    ).toMatchObject({
      order_code: "*订单编号（必填）",
      paid_at: "支付时间",
      store_code: "门店编码",
      sku: "货号",
      line_amount: "实付金额",
      phone: "会员手机号码",
    });
    expect(normaliseHeader("*订单编号（必填）")).toBe("订单编号");
  });

  it("tells a phone column from its values when the header says nothing", () => {
    const sample = Array.from({ length: 5 }, (_, n) => [`C${n}`, `1380013800${n}`]);
    expect(guess("members", ["甲", "乙"], sample)).toEqual({ phone: "乙" });
  });

  it("finds the kind of table and the header below a title", () => {
    expect(guessKind(["手机号", "姓名", "性别", "生日"])).toBe("members");
    expect(guessKind(["门店编码", "门店名称", "经度", "纬度"])).toBe("stores");
    expect(guessKind(["customer_id", "date", "quantity", "amount"])).toBe("orders");
    const head = [
      { line: 1, cells: ["五月销售", "", ""] },
      { line: 3, cells: ["订单号", "下单时间", "金额"] },
    ];
    expect(guessHeader("orders", head)?.line).toBe(3);
  });

  it("gives repeated and empty headers names of their own", () => {
    expect(headerNames(["金额", "", "金额"])).toEqual(["金额", "第 2 列", "金额 (2)"]);
  });

  it("has every required field in the list of its kind, and no header that means two fields of one kind for sure", () => {
    for (const kind of importKindNames) {
      const keys = importFields[kind].map((field) => field.key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const key of requiredFields[kind].flat()) expect(keys).toContain(key);
      const names = importFields[kind].flatMap((field) =>
        [field.label, ...field.names].map(normaliseHeader).filter((name, n, all) => all.indexOf(name) === n),
      );
      expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
    }
  });
});

describe("a plan against a file", () => {
  it("names the column that is missing, the field that does not exist and what is required", () => {
    const plan = importPlanSchema.parse({ kind: "orders", columns: { paid_at: "日期", nothing: "订单号" } });
    try {
      resolveColumns(plan, ["订单号", "时间"]);
      expect.unreachable();
    } catch (error) {
      const errors = (error as { details: { errors: { path: string; message: string }[] } }).details.errors;
      expect(errors.map((one) => one.path)).toEqual([
        "columns.paid_at",
        "columns.nothing",
        "columns.order_code",
        "columns.paid_at",
        "columns.line_amount",
      ]);
      expect(errors[0]?.message).toContain("现有：订单号、时间");
    }
  });
});
