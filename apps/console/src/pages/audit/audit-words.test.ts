import { describe, expect, it } from "vitest";
import { actionWords, detailLines } from "./audit-words.ts";

describe("the trail in words", () => {
  it("names actions, and those it does not know by their subject", () => {
    expect(actionWords("member.unmasked")).toBe("查看客户完整资料");
    expect(actionWords("store.something_new")).toBe("门店：something new");
  });

  it("shows what changed and leaves out what did not", () => {
    expect(detailLines({ before: { name: "华东", code: "E" }, after: { name: "华东大区", code: "E" } })).toEqual([
      { label: "名称", before: "华东", after: "华东大区" },
    ]);
  });

  it("leaves out what only machines need, and cuts what is very long", () => {
    expect(detailLines({ sha256: "ab", file: "订单.csv" })).toEqual([{ label: "文件", after: "订单.csv" }]);
    expect(detailLines({ note: "字".repeat(500) })[0]?.after).toHaveLength(161);
  });

  it("shows what was made, what was said, and plain values", () => {
    expect(detailLines({ after: { name: "新店" } })).toEqual([{ label: "名称", after: "新店" }]);
    expect(detailLines({ reason: "核对会员身份" })).toEqual([{ label: "原因", after: "核对会员身份" }]);
    expect(detailLines({ before: "旧名", after: "新名" })).toEqual([{ label: "内容", before: "旧名", after: "新名" }]);
    expect(detailLines({ attributes: ["name", "city"], granted: false })).toEqual([
      { label: "字段", after: "name、city" },
      { label: "同意", after: "否" },
    ]);
  });
});
