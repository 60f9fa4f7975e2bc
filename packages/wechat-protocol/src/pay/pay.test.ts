import { createVerify, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openPayResource, PayResourceRefused, sealPayResource } from "./notify.ts";
import {
  openPaySecret,
  PAY_SIGNATURE_PROBE,
  readPayAuthorization,
  sealPaySecret,
  signPayAnswer,
  signPayCashier,
  signPayRequest,
  verifyPayAnswer,
  verifyPayCashier,
  verifyPayRequest,
} from "./sign.ts";

const keys = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const merchant = keys();
const platform = keys();
const stranger = keys();
const now = 1_767_240_000;
const call = {
  method: "POST",
  path: "/v3/pay/transactions/jsapi?a=1",
  body: '{"description":"咖啡"}',
  timestamp: now,
  nonce: "A1B2C3D4E5F60718293A4B5C6D7E8F90",
};
const authorization = signPayRequest(
  { mchid: "1600000001", serialNo: "5157F09EFDC096DE15EBE81A47057A72", privateKey: merchant.privateKey },
  call,
);

describe("merchant calls", () => {
  it("signs the five lines of wechat-api.md §4.1, the last one ended too", () => {
    expect(authorization).toMatch(
      /^WECHATPAY2-SHA256-RSA2048 mchid="1600000001",nonce_str="A1B2.*",timestamp="1767240000",serial_no="5157F.*",signature="[A-Za-z0-9+/=]+"$/,
    );
    const signature = readPayAuthorization(authorization)?.signature ?? "";
    const lines = `POST\n/v3/pay/transactions/jsapi?a=1\n${now}\nA1B2C3D4E5F60718293A4B5C6D7E8F90\n{"description":"咖啡"}\n`;
    expect(createVerify("RSA-SHA256").update(lines).verify(merchant.publicKey, signature, "base64")).toBe(true);
  });

  it("reads the header's items in any order", () => {
    const [scheme, items = ""] = authorization.split(" ");
    const turned = `${scheme} ${items
      .split(/,(?=\w+=")/)
      .reverse()
      .join(",")}`;
    expect(readPayAuthorization(turned)).toEqual(readPayAuthorization(authorization));
  });

  it.each([undefined, "", "Bearer x", authorization.replace(/serial_no="[^"]*",/, ""), "WECHATPAY2-SHA256-RSA2048"])(
    "does not read %s",
    (header) => expect(readPayAuthorization(header)).toBeUndefined(),
  );

  it.each([
    ["what the merchant sent", {}, merchant.publicKey, now + 300, undefined],
    ["another body", { body: "{}" }, merchant.publicKey, now, "signature_wrong"],
    ["another query", { path: "/v3/pay/transactions/jsapi?a=2" }, merchant.publicKey, now, "signature_wrong"],
    ["another method", { method: "PUT" }, merchant.publicKey, now, "signature_wrong"],
    ["another merchant's key", {}, stranger.publicKey, now, "signature_wrong"],
    ["an old clock", {}, merchant.publicKey, now + 301, "clock_skew"],
    ["a fast clock", {}, merchant.publicKey, now - 301, "clock_skew"],
  ])("judges %s", (_, change, key, at, fault) => {
    const read = readPayAuthorization(authorization);
    expect(read && verifyPayRequest(key, read, { ...call, ...change }, at)).toBe(fault);
  });
});

describe("answers and callbacks", () => {
  const body = '{"id":"EV-1"}';
  const headers = {
    ...signPayAnswer({ serial: "PUB_KEY_ID_1", privateKey: platform.privateKey }, { timestamp: now, nonce: "n", body }),
  };

  it.each([
    ["the platform's answer", headers, body, platform.publicKey, now, undefined],
    ["a changed body", headers, `${body} `, platform.publicKey, now, "signature_wrong"],
    ["another signer", headers, body, stranger.publicKey, now, "signature_wrong"],
    ["no headers", {}, body, platform.publicKey, now, "signature_wrong"],
    ["garbage", { ...headers, "wechatpay-signature": "%%%" }, body, platform.publicKey, now, "signature_wrong"],
    [
      "a time that is none",
      { ...headers, "wechatpay-timestamp": "soon" },
      body,
      platform.publicKey,
      now,
      "signature_wrong",
    ],
    ["an old answer", headers, body, platform.publicKey, now + 301, "clock_skew"],
    [
      "a signature probe",
      { ...headers, "wechatpay-signature": `${PAY_SIGNATURE_PROBE}abc` },
      body,
      platform.publicKey,
      now,
      "probe",
    ],
  ])("judges %s", (_, sent, text, key, at, fault) => {
    expect(verifyPayAnswer(key, sent, text, at)).toBe(fault);
  });
});

describe("the cashier's signature", () => {
  const params = signPayCashier(merchant.privateKey, { appId: "wx1", timestamp: now, nonce: "n", prepayId: "wx2016" });

  it("holds for what was signed and for nothing else", () => {
    expect(params).toMatchObject({ package: "prepay_id=wx2016", signType: "RSA", timeStamp: "1767240000" });
    expect(verifyPayCashier(merchant.publicKey, params)).toBe(true);
    expect(verifyPayCashier(merchant.publicKey, { ...params, package: "prepay_id=wx2017" })).toBe(false);
    expect(verifyPayCashier(stranger.publicKey, params)).toBe(false);
  });
});

describe("sensitive fields", () => {
  it("are opened by the platform's key only", () => {
    const sealed = sealPaySecret(platform.publicKey, "李雷");
    expect(openPaySecret(platform.privateKey, sealed)).toBe("李雷");
    expect(() => openPaySecret(stranger.privateKey, sealed)).toThrow();
  });
});

describe("sealed resources", () => {
  const apiV3Key = "0123456789abcdef0123456789abcdef";
  const sealed = sealPayResource(apiV3Key, '{"out_trade_no":"飞轮1"}', "transaction", "abcdefghijkl");

  it("open to what was sealed", () => {
    expect(openPayResource(apiV3Key, sealed)).toBe('{"out_trade_no":"飞轮1"}');
    expect(openPayResource(apiV3Key, sealPayResource(apiV3Key, "x", ""))).toBe("x");
  });

  it("seals a known value the same, as any AES-256-GCM does", () => {
    expect(sealPayResource(apiV3Key, "飞轮", "transaction", "abcdefghijkl").ciphertext).toBe(KNOWN);
  });

  it.each([
    ["another key", apiV3Key.replace("0", "1"), sealed, "cannot_decrypt"],
    ["a short key", "short", sealed, "key_malformed"],
    ["another associated data", apiV3Key, { ...sealed, associated_data: "refund" }, "cannot_decrypt"],
    ["another nonce", apiV3Key, { ...sealed, nonce: "abcdefghijkm" }, "cannot_decrypt"],
    ["a nonce of another length", apiV3Key, { ...sealed, nonce: "a" }, "cannot_decrypt"],
    ["a truncated text", apiV3Key, { ...sealed, ciphertext: sealed.ciphertext.slice(0, 12) }, "cannot_decrypt"],
    ["an empty text", apiV3Key, { ...sealed, ciphertext: "" }, "cannot_decrypt"],
    ["another algorithm", apiV3Key, { ...sealed, algorithm: "none" as never }, "algorithm_unknown"],
  ])("refuse %s", (_, key, text, reason) => {
    const open = () => openPayResource(key, text);
    expect(open).toThrow(PayResourceRefused);
    expect(open).toThrow(expect.objectContaining({ reason }));
  });
});

/** Computed with Python's cryptography package (AESGCM) from the same key, nonce, associated data and text. */
const KNOWN = "gG9XV3ZLo8R1S/EB7uPCC4YQWPlRYw==";
