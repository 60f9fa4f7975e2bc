import { describe, expect, it } from "vitest";
import type { Cap, TouchPolicy } from "./policy.ts";
import {
  type Counted,
  capsFor,
  decide,
  isExempt,
  isGoodHour,
  isHeldOut,
  quietOf,
  quietUntil,
  windowStart,
} from "./rules.ts";

const zone = "Asia/Shanghai";
const shanghai = (local: string) => new Date(`${local}+08:00`);
const cap = (changes: Partial<Cap> = {}): Cap => ({
  channel: "all",
  kind: "all",
  most: 2,
  window: "day",
  counting: "rolling",
  quota: false,
  ...changes,
});
const counted = (taken: number, stronger = 0, weaker = 0): Counted => ({ taken, stronger, weaker });
const open = { exempt: false, refusedByHour: false };

describe("the decision for one person", () => {
  const facts = { agreed: true, heldOut: false, counted: [counted(0)] };
  it.each([
    ["goes when nothing stands against it", {}, open, [cap()], { goes: true, displaces: false }],
    ["no consent", { agreed: false, heldOut: true }, open, [cap()], { goes: false, reason: "no_consent" }],
    ["held out", { heldOut: true }, { ...open, refusedByHour: true }, [cap()], { goes: false, reason: "in_control" }],
    [
      "quiet hours",
      { counted: [counted(9)] },
      { ...open, refusedByHour: true },
      [cap()],
      { goes: false, reason: "quiet_hours" },
    ],
    ["capped", { counted: [counted(2)] }, open, [cap()], { goes: false, reason: "frequency_capped" }],
    [
      "quota",
      { counted: [counted(2), counted(2)] },
      open,
      [cap(), cap({ quota: true })],
      { goes: false, reason: "quota_exhausted" },
    ],
    ["yields", { counted: [counted(1, 1)] }, open, [cap()], { goes: false, reason: "lower_priority" }],
    ["displaces", { counted: [counted(1, 0, 1)] }, open, [cap()], { goes: true, displaces: true }],
    [
      "an exempt kind goes whatever is counted",
      { counted: [counted(9)] },
      { ...open, exempt: true },
      [cap()],
      { goes: true },
    ],
  ] as const)("%s", (_, changes, how, caps, expected) => {
    expect(decide("marketing", { ...facts, ...changes }, caps, how)).toMatchObject(expected);
  });

  it("asks consent and the holdout of marketing alone", () => {
    for (const kind of ["service", "transaction", "reply"] as const)
      expect(decide(kind, { agreed: false, heldOut: true, counted: [] }, [], open).goes).toBe(true);
  });

  it("never lets anybody over any cap, and never refuses below all of them", () => {
    const numbers = [0, 1, 2, 3];
    for (const a of numbers)
      for (const b of numbers)
        for (const stronger of numbers)
          for (const weaker of numbers) {
            const caps = [cap({ most: 2 }), cap({ most: 3, window: "week" })];
            const both = [counted(a, stronger, weaker), counted(b, 0, weaker)];
            const decision = decide("marketing", { ...facts, counted: both }, caps, open);
            const fits = a + stronger < 2 && b < 3;
            expect(decision.goes).toBe(fits);
            if (decision.goes) expect(decision.displaces).toBe(a + stronger + weaker >= 2 || b + weaker >= 3);
          }
  });
});

describe("what holds when", () => {
  it("exempts replies and what is written to the own staff, and other kinds by the policy", () => {
    const channel = "wecom_mass";
    expect(isExempt({ exempt: [] }, { channel, kind: "reply" })).toBe(true);
    expect(isExempt({ exempt: [] }, { channel: "wecom_app", kind: "marketing" })).toBe(true);
    expect(isExempt({ exempt: ["transaction"] }, { channel, kind: "transaction" })).toBe(true);
    expect(isExempt({ exempt: ["transaction"] }, { channel, kind: "service" })).toBe(false);
  });

  it("holds a message to the caps of its channel and kind", () => {
    const caps = [cap(), cap({ channel: "wecom_mass" }), cap({ kind: "service" })];
    expect(capsFor({ caps }, { channel: "official_template", kind: "service" })).toEqual([caps[0], caps[2]]);
  });

  it("counts windows rolling or from the calendar of the shop", () => {
    const at = shanghai("2026-11-25T07:30:00");
    expect(windowStart(cap(), at, zone)).toEqual(shanghai("2026-11-24T07:30:00"));
    expect(windowStart(cap({ counting: "calendar" }), at, zone)).toEqual(shanghai("2026-11-25T00:00:00"));
    expect(windowStart(cap({ window: "week", counting: "calendar" }), at, zone)).toEqual(
      shanghai("2026-11-23T00:00:00"),
    );
    expect(windowStart(cap({ window: "month", counting: "calendar" }), at, zone)).toEqual(
      shanghai("2026-11-01T00:00:00"),
    );
  });

  it("knows when quiet hours end, over midnight too, and a channel's own before the general ones", () => {
    const night = { channel: "all", from: "21:30", to: "08:00", handling: "put_off" } as const;
    expect(quietUntil(night, shanghai("2026-11-23T23:00:00"), zone)).toEqual(shanghai("2026-11-24T08:00:00"));
    expect(quietUntil(night, shanghai("2026-11-24T07:59:59"), zone)).toEqual(shanghai("2026-11-24T08:00:00"));
    expect(quietUntil(night, shanghai("2026-11-24T08:00:00"), zone)).toBeNull();
    const noon = { channel: "wecom_mass", from: "12:00", to: "14:00", handling: "refuse" } as const;
    expect(quietOf({ quiet: [night, noon] }, "wecom_mass")).toBe(noon);
    expect(quietOf({ quiet: [night, noon] }, "mini_subscribe")).toBe(night);
  });

  it("holds out a stable share, drawn anew by another word", () => {
    const policy: Pick<TouchPolicy, "holdoutPercent" | "holdoutSalt"> = { holdoutPercent: 10, holdoutSalt: "a" };
    const drawn = (salt: string) =>
      Array.from({ length: 10_000 }, (_, i) => i + 1).filter((no) => isHeldOut(no, { ...policy, holdoutSalt: salt }));
    const first = drawn("a");
    expect(first.length).toBeGreaterThan(850);
    expect(first.length).toBeLessThan(1150);
    expect(drawn("a")).toEqual(first);
    expect(drawn("b")).not.toEqual(first);
  });

  it("tells good hours from others, weekends apart [CH-36]", () => {
    const windows = [
      { days: "all", from: "07:00", to: "09:00" },
      { days: "weekend", from: "19:00", to: "22:00" },
    ] as const;
    expect(isGoodHour(windows, shanghai("2026-11-23T08:59:00"), zone)).toBe(true);
    expect(isGoodHour(windows, shanghai("2026-11-23T09:00:00"), zone)).toBe(false);
    expect(isGoodHour(windows, shanghai("2026-11-23T20:00:00"), zone)).toBe(false);
    expect(isGoodHour(windows, shanghai("2026-11-28T20:00:00"), zone)).toBe(true);
    expect(isGoodHour([], shanghai("2026-11-23T03:00:00"), zone)).toBe(true);
  });
});
