import { describe, expect, it } from "vitest";
import { exampleOf, type JsonSchema, propertiesInWords, schemaWords } from "./schema-words.ts";

describe("what a property takes, in words", () => {
  const cases: readonly (readonly [JsonSchema, string])[] = [
    [{ type: "integer", minimum: 0, maximum: 100 }, "整数，0 到 100"],
    [{ type: "integer", minimum: 1, maximum: 9_007_199_254_740_991 }, "整数，不小于 1"],
    [{ type: "string", minLength: 1, maxLength: 64 }, "文字，最长 64 字"],
    [{ enum: ["wecom", "sms"] }, "wecom / sms 之一"],
    [{ type: "string", format: "date-time", maxLength: 40 }, "时间（带时区）"],
    [{ type: "array", items: { type: "string", maxLength: 20 } }, "列表，每项为文字，最长 20 字"],
    [{ anyOf: [{ type: "string" }, { type: "integer" }] }, "文字，或 整数"],
    [{}, "任意值"],
  ];
  it.each(cases)("%j is %s", (schema, words) => {
    expect(schemaWords(schema)).toBe(words);
  });

  it("lists required properties first", () => {
    const schema: JsonSchema = {
      type: "object",
      properties: { note: { type: "string" }, orderCode: { type: "string", description: "单号" } },
      required: ["orderCode"],
    };
    expect(propertiesInWords(schema)).toEqual([
      { name: "orderCode", required: true, takes: "文字", description: "单号" },
      { name: "note", required: false, takes: "文字", description: "" },
    ]);
  });

  it("makes an example with what is required", () => {
    const example = JSON.parse(
      exampleOf("order.paid", {
        properties: { amountFen: { type: "integer", minimum: 0 }, note: { type: "string" } },
        required: ["amountFen"],
      }),
    );
    expect(example.type).toBe("order.paid");
    expect(example.properties).toEqual({ amountFen: 1 });
  });
});
