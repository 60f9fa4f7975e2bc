import { describe, expect, it } from "vitest";
import { companyNameKey, isCreditCode } from "./rules.ts";

describe("a unified social credit code", () => {
  it("is known by its check character [ID-12]", () => {
    // Published codes of listed companies.
    for (const code of ["91110000802100433B", "91440300708461136T", "914403001922038216"])
      expect(isCreditCode(code)).toBe(true);
    for (const code of ["91110000802100433A", "9144030070846113T6", "91440300192203821", "I1440300192203821O"]) {
      expect(isCreditCode(code)).toBe(false);
    }
  });
});

describe("a company's name", () => {
  it("means the same in whatever way it is written [ID-12]", () => {
    const keys = [
      "天津飞轮科技有限公司",
      "天津飞轮科技 有限责任公司",
      "天津飞轮科技（集团）有限公司",
      "天津飞轮科技",
    ].map(companyNameKey);
    expect(new Set([keys[0], keys[1], keys[3]]).size).toBe(1);
    expect(companyNameKey("ＡＢＣ（中国）有限公司")).toBe(companyNameKey("abc(中国)有限公司"));
    expect(companyNameKey("有限公司")).toBe("有限公司");
  });
});
