import { describe, expect, it } from "vitest";
import { WECOM_ERRORS, wecomError } from "./errors.ts";

describe("wecomError", () => {
  it.each([
    [-1, "safe"],
    [42001, "after_new_token"],
    [40014, "after_new_token"],
    [40001, "never"],
    [45009, "after_wait"],
    [45033, "after_wait"],
    [41050, "never"],
    [41051, "never"],
    [41096, "safe"],
    [60020, "never"],
    [84061, "never"],
  ] as const)("retries %d as the reference says: %s", (code, retry) => {
    expect(wecomError(code)).toMatchObject({ code, retry, known: true });
  });

  it("answers for a code nobody listed, without a retry", () => {
    expect(wecomError(999_999)).toMatchObject({ code: 999_999, known: false, retry: "never" });
    expect(wecomError(999_999).remedy).toContain("999999");
  });

  it("tells each cause and remedy in Chinese and each meaning in ASCII", () => {
    for (const { cause, remedy, meaning } of WECOM_ERRORS.values()) {
      expect(cause).toMatch(/\p{Script=Han}/u);
      expect(remedy).toMatch(/\p{Script=Han}/u);
      expect(meaning).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});
