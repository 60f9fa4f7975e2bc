import { describe, expect, it } from "vitest";
import type { StoredFollow } from "./follow.ts";
import { endsNow, stepOf, tagChanges } from "./rules.ts";

const at = (seconds: number) => new Date(seconds * 1000);
const stored = (more: Partial<StoredFollow>): StoredFollow => ({
  userid: "u",
  externalUserid: "wm",
  originNo: 1,
  memberNo: 1,
  state: "active",
  beganAt: at(100),
  endedAt: null,
  endedBy: null,
  tagIds: [],
  digest: Buffer.from("x"),
  readAt: at(0),
  ...more,
});

describe("what a reading makes of a relation [ID-05]", () => {
  it("begins what is not known and keeps what is", () => {
    expect(stepOf(undefined, at(100))).toMatchObject({ state: "active", begins: true, endsBefore: false });
    expect(stepOf(stored({}), at(100))).toMatchObject({ state: "active", begins: false });
    expect(stepOf(stored({ state: "half", beganAt: null }), at(100))).toMatchObject({ state: "active", begins: true });
  });

  it("ends an episode whose end was never heard when another one shows", () => {
    expect(stepOf(stored({}), at(200))).toMatchObject({ begins: true, endsBefore: true });
  });

  it("keeps a customer lost who deleted the guide, until they add each other again", () => {
    const lost = stored({ state: "lost", endedAt: at(150), endedBy: "customer" });
    expect(stepOf(lost, at(100))).toMatchObject({ state: "lost", begins: false });
    expect(stepOf(lost, at(160))).toMatchObject({ state: "active", begins: true });
  });

  it("takes back an end that a later reading proves wrong", () => {
    const ended = stored({ state: "ended", endedAt: at(150), endedBy: "sync" });
    expect(stepOf(ended, at(100))).toMatchObject({ state: "active", returns: true });
  });

  it("takes an event's time for the platform's where nothing was read yet", () => {
    expect(stepOf(stored({ digest: null }), at(101))).toMatchObject({ begins: false, endsBefore: false });
  });
});

it("ignores an end that is older than the present episode", () => {
  expect(endsNow(stored({}), at(99))).toBe(false);
  expect(endsNow(stored({}), at(100))).toBe(true);
  expect(endsNow(stored({ state: "ended", endedAt: at(120) }), at(130))).toBe(false);
});

it("compares tags with what both sides agreed on last [DT-06]", () => {
  expect(tagChanges(["a", "b"], ["b", "c"])).toEqual({ added: ["c"], removed: ["a"] });
});
