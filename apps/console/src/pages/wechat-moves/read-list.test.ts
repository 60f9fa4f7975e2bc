import { describe, expect, it } from "vitest";
import { readCustomers, readGroups } from "./read-list.ts";

describe("a list of personal WeChat, pasted", () => {
  it("is read by tabs or commas, with or without names of columns, phones or none", () => {
    expect(readCustomers("手机号\t备注名\n13712340001\t张姐\twx01\tVIP/老客\tG1\n小王\n137123\t打错的")).toEqual([
      { phone: "13712340001", name: "张姐", wechatId: "wx01", guideCode: "G1", tags: ["VIP", "老客"] },
      { name: "小王", tags: [] },
      { phone: "137123", name: "打错的", tags: [] },
    ]);
    expect(readCustomers("13712340002")).toEqual([{ phone: "13712340002", tags: [] }]);
  });

  it("is read of groups", () => {
    expect(readGroups("群名，人数\n果粉一群，320，G1\n二群,九十")).toEqual([
      { name: "果粉一群", people: 320, guideCode: "G1" },
      { name: "二群", people: 0 },
    ]);
  });
});
