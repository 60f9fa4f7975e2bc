import { describe, expect, it } from "vitest";
import type { ShownIdentifier, ShownTie } from "./identity-api.ts";
import { changeWords, refusalWords, tieWords } from "./words.ts";

const phone: ShownIdentifier = {
  id: "p",
  kind: "phone",
  label: "手机号",
  scope: "",
  value: "139****0001",
  memberNo: 7,
  shared: false,
  weak: false,
  firstSeenAt: "2026-01-01T02:00:00Z",
  source: "pos",
};
const card: ShownIdentifier = { ...phone, id: "c", kind: "card", label: "会员卡号", value: "V00****001" };
const openid: ShownIdentifier = {
  ...phone,
  id: "o",
  kind: "openid",
  label: "微信 OpenID",
  value: "oAb****xyz",
  scope: "wx01",
};
const tie: ShownTie = {
  a: "c",
  b: "p",
  state: "joined",
  reason: null,
  firstAt: "2026-01-01T02:00:00Z",
  lastAt: "2026-01-01T02:00:00Z",
  source: "pos",
  storeName: "湖滨店",
  channel: "store",
  decision: null,
  decidedBy: null,
  decidedAt: null,
  note: null,
};

describe("evidence in words", () => {
  it("says what was seen together, where and when, and what follows", () => {
    expect(tieWords(tie, phone, card)).toBe(
      "手机号 139****0001 与 会员卡号 V00****001 在 2026-01-01 一起出现（pos · 门店 · 湖滨店），因此认作同一个人。",
    );
    expect(tieWords({ ...tie, state: "redundant", lastAt: "2026-03-01T02:00:00Z" }, phone, openid)).toBe(
      "手机号 139****0001 与 微信 OpenID oAb****xyz（wx01） 在 2026-01-01 至 2026-03-01 一起出现（pos · 门店 · 湖滨店），进一步印证。",
    );
  });

  it("says one day when the last sighting, kept to the day, lies before the first", () => {
    const sameDay = { ...tie, firstAt: "2026-02-28T16:00:00Z", lastAt: "2026-02-28T00:00:00Z" };
    expect(tieWords(sameDay, phone, card)).toContain("在 2026-03-01 一起出现");
  });

  it("says who decided when a person did", () => {
    const decided: ShownTie = {
      ...tie,
      source: "person",
      decision: "approved",
      decidedBy: "林悦",
      decidedAt: "2026-02-03T02:00:00Z",
    };
    expect(tieWords(decided, phone, card)).toContain("林悦在 2026-02-03 认定属于同一个人");
  });

  it.each([
    ["limit:phone", "合并后这个人的手机号会超过允许的数量"],
    ["size", "合并后一个人的标识会太多，像是串号"],
    ["separated", "有人判定过：这是不同的人"],
    [null, "按规则没有合并"],
  ])("explains the refusal %s", (reason, words) => {
    expect(refusalWords(reason)).toBe(words);
  });

  it("tells merges from splits", () => {
    const change = {
      id: 1,
      at: "",
      kind: "merge",
      cause: "facts",
      actor: "系统",
      memberNo: 3,
      otherNos: [8, 9],
      ties: [],
      undone: false,
    } as const;
    expect(changeWords(change)).toBe("#8、#9 并入 #3（新到的数据里有共同的标识）");
    expect(changeWords({ ...change, kind: "split", cause: "separated" })).toBe(
      "从 #3 拆出 #8、#9（人工判定为不同的人）",
    );
  });
});
