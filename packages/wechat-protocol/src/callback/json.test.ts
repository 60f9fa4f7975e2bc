import { describe, expect, it } from "vitest";
import { parseWideJson, writeWideJson } from "./json.ts";

describe("64-bit ids in API answers", () => {
  it("keeps every digit of a bare number beyond 2^53, and numbers and texts as they are", () => {
    const text =
      '{"order_id":3704612354559743232,"small":12,"price":-1.5,"list":[9007199254740993,1e3],"note":"单号 3704612354559743233"}';
    expect(parseWideJson(text)).toEqual({
      order_id: "3704612354559743232",
      small: 12,
      price: -1.5,
      list: ["9007199254740993", 1000],
      note: "单号 3704612354559743233",
    });
  });

  it("refuses what is no JSON", () => expect(() => parseWideJson('{"a":01}')).toThrow(SyntaxError));

  it("writes bigints as bare numbers", () =>
    expect(writeWideJson({ id: 3704612354559743232n, gone: undefined, list: [1, "二", null] })).toBe(
      '{"id":3704612354559743232,"list":[1,"二",null]}',
    ));
});
