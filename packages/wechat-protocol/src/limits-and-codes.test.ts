import { describe, expect, it } from "vitest";
import { PAY_ERROR_STATUS, PAY_ERRORS, payError } from "./pay/errors.ts";
import { PAY_NOTIFY_DELAYS, PAY_QUOTAS } from "./pay/quotas.ts";
import { SHOP_PUSH_DELAYS, SHOP_QUOTAS } from "./shop/quotas.ts";
import { WEIXIN_ERRORS, weixinError } from "./weixin/errors.ts";
import { WEIXIN_QUOTAS } from "./weixin/quotas.ts";

describe("the limits of wechat-api.md §8", () => {
  it("marks as settings what the reference marks unread or unconfirmed", () => {
    expect(WEIXIN_QUOTAS.customMessagesAfterPayment).toMatchObject({ amount: 0, confirmed: false });
    expect(WEIXIN_QUOTAS.followerPage.confirmed).toBe(false);
    expect(PAY_QUOTAS.transferUserDailyAmount.confirmed).toBe(false);
    expect(SHOP_QUOTAS.giftAcceptance.confirmed).toBe(false);
    expect(WEIXIN_QUOTAS.massReceivedServiceAccount).toMatchObject({ amount: 4, scope: "user", window: "month" });
  });

  it("redelivers a payment 15 times over about 24 h 4 min, a shop event 9 times over about 3.6 h", () => {
    const total = (delays: readonly number[]) => delays.reduce((sum, delay) => sum + delay, 0);
    expect(PAY_NOTIFY_DELAYS).toHaveLength(PAY_QUOTAS.notifyRetries.amount);
    expect(total(PAY_NOTIFY_DELAYS)).toBe(24 * 3600 + 4 * 60);
    expect(SHOP_PUSH_DELAYS).toHaveLength(SHOP_QUOTAS.callbackAttempts.amount - 1);
    expect(total(SHOP_PUSH_DELAYS) / 3600).toBeCloseTo(3.6, 1);
  });
});

describe("the codes of wechat-api.md", () => {
  it.each([
    [-1, "safe"],
    [40001, "after_new_token"],
    [42001, "after_new_token"],
    [45009, "after_wait"],
    [45011, "after_wait"],
    [40164, "never"],
    [45015, "never"],
    [43101, "never"],
  ] as const)("retries %d: %s", (code, retry) => expect(weixinError(code)).toMatchObject({ retry, known: true }));

  it.each([
    ["SYSTEM_ERROR", "safe", 500],
    ["FREQUENCY_LIMITED", "after_wait", 429],
    ["NOT_ENOUGH", "never", 403],
    ["SIGN_ERROR", "never", 401],
  ] as const)("retries %s: %s, HTTP %d", (code, retry, status) => {
    expect(payError(code)).toMatchObject({ retry, known: true });
    expect(PAY_ERROR_STATUS[code]).toBe(status);
  });

  it("never retries what it does not know", () => {
    expect(weixinError(123_456)).toMatchObject({ known: false, retry: "never" });
    expect(payError("NEW_CODE")).toMatchObject({ code: "NEW_CODE", known: false, retry: "never" });
  });

  it("tells each cause and remedy in Chinese and each meaning in ASCII", () => {
    for (const { cause, remedy, meaning } of [...WEIXIN_ERRORS.values(), ...PAY_ERRORS.values()]) {
      expect(cause).toMatch(/\p{Script=Han}/u);
      expect(remedy).toMatch(/\p{Script=Han}/u);
      expect(meaning).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});
