import { describe, expect, it } from "vitest";
import { fileLine, fileValue, upliftOf } from "./rules.ts";
import { linesOf } from "./write-pieces.ts";

describe("what a file holds", () => {
  it("hashes as advertising platforms do: MD5 and SHA-256 of the 11 digits, devices by their kind [DT-16]", () => {
    // By coreutils' md5sum and sha256sum.
    expect(fileValue("phone_md5", "13800138000", false)).toBe("7945bd83237335e5376ff44d62e4f0ae");
    expect(fileValue("phone_md5", "13800138000", true)).toBe("7945BD83237335E5376FF44D62E4F0AE");
    expect(fileValue("phone_sha256", "13800138000", false)).toBe(
      "a6942f9771d67f34034d2f1926988ed3fad3bf1b4e7cedb9a31f31398dea43bc",
    );
    expect(fileValue("phone_md5", "+4915112345678", false)).toBeNull();
    expect(fileValue("device_md5", "861234567890123", false)).toBe("ee7312e93d57adefe4b880dcf13ab6b5");
    expect(fileValue("device_md5", "abcdef01-2345-6789-abcd-ef0123456789", false)).toBe(
      "2ceb263d0a1ecacf294488abd659fc60",
    );
    expect(fileValue("device_md5", "A0000012ABCDEF", false)).toBe("510187d4732dd005fc36b9d8f1ee1454");
    expect(fileValue("device_md5", "oaid-Xy1", false)).toBe("a39113b7447931d14702fbd804fe3e7c");
    expect(fileValue("openid", "oABC_x", true)).toBe("oABC_x");
  });

  it("gives every phone a line of its own in a single column, and one line a member in several", () => {
    const two = ["13800138000", "13800010000"].map((value) => ({ kind: "phone", scope: "", value }));
    const openids = [
      { kind: "openid", scope: "wx-brand", value: "o-1" },
      { kind: "openid", scope: "wx-other", value: "o-2" },
    ];
    const row = { guide_code: "=G1", guide_name: "小李,东", store_code: "N1", store_name: null };
    const how = { format: "csv", upperCase: false } as const;
    expect(linesOf({ ...how, columns: [{ kind: "phone_md5" }] }, row, two)).toEqual([
      "7945bd83237335e5376ff44d62e4f0ae",
      "1cb1a566d12c419bf9fbdc06d8c0bc87",
    ]);
    expect(
      linesOf({ ...how, columns: [{ kind: "openid", scope: "wx-other" }, { kind: "phone_md5" }] }, row, [
        ...two,
        ...openids,
      ]),
    ).toEqual(["o-2,7945bd83237335e5376ff44d62e4f0ae"]);
    expect(linesOf({ ...how, columns: [{ kind: "unionid" }] }, row, two)).toEqual([]);
    expect(fileLine("csv", [row.guide_code, row.guide_name])).toBe('\'=G1,"小李,东"');
  });
});

describe("what came of an audience", () => {
  it("says what chance alone could do", () => {
    const uplift = upliftOf(
      { members: 1000, buyers: 120, orders: 130, amountFen: 1_200_000 },
      { members: 500, buyers: 50, orders: 50, amountFen: 500_000 },
    );
    expect(uplift?.difference).toBeCloseTo(0.02, 10);
    expect([uplift?.low, uplift?.high].map((each) => each?.toFixed(4))).toEqual(["-0.0131", "0.0531"]);
    expect(uplift).toMatchObject({ isClear: false, extraAmountFen: 200_000 });
    expect(
      upliftOf({ members: 0, buyers: 0, orders: 0, amountFen: 0 }, { members: 5, buyers: 0, orders: 0, amountFen: 0 }),
    ).toBeNull();
  });
});
