import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  type CallbackKeys,
  EnvelopeRefused,
  openCiphertext,
  openMessage,
  sealPlaintext,
  wrapMessage,
} from "./envelope.ts";

const keys: CallbackKeys = {
  token: "sandboxToken1",
  encodingAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
  receiverId: "wwsandbox00000001",
};
const query = { timestamp: "1700000000", nonce: "n0nce", msg_signature: "cae8fa4282afbbcad2ec205a3d681349fab198a5" };
const ciphertext = "Al31VOORMRWx6emIpmL5qvLgLwadZo2nr52j+hpnzpmyzrrL9fa0H+aFL3oWQnA7ijzdH49l4/NL8j5Q435xPQ==";

describe("callback envelope", () => {
  it("reproduces the test vector of wecom-api.md §2", () => {
    const at = { timestamp: query.timestamp, nonce: query.nonce, random: Buffer.from("0123456789abcdef") };
    expect(sealPlaintext(keys, "echo-12345", at)).toEqual({ ciphertext, query });
    expect(openCiphertext(keys, query, ciphertext)).toBe("echo-12345");
  });

  it("opens what it sealed, in any script", () => {
    const sealed = sealPlaintext(keys, "<xml><Name><![CDATA[李雷😀]]></Name></xml>", { timestamp: "1", nonce: "n" });
    expect(openMessage(keys, sealed.query, wrapMessage(keys, sealed.ciphertext))).toContain("李雷😀");
  });

  it.each([
    ["a forged signature", { ...query, msg_signature: "0".repeat(40) }, ciphertext, keys, "signature_wrong"],
    ["no signature", { ...query, msg_signature: undefined }, ciphertext, keys, "parameters_missing"],
    ["a changed nonce", { ...query, nonce: "other" }, ciphertext, keys, "signature_wrong"],
    ["another receiver", query, ciphertext, { ...keys, receiverId: "wwother" }, "receiver_wrong"],
  ] as const)("refuses %s", (_, q, text, k, reason) => {
    expect(() => openCiphertext(k, q, text)).toThrow(expect.objectContaining({ reason }));
  });

  it.each([ciphertext.slice(0, 40), "bm90IGNpcGhlcnRleHQ=", "%%%"])(
    "refuses a truncated or foreign ciphertext: %s",
    (text) => {
      const signed = sealPlaintext(keys, "x", { timestamp: "1", nonce: "n" });
      const forged = { ...signed.query, msg_signature: signOf(text) };
      expect(() => openCiphertext(keys, forged, text)).toThrow(EnvelopeRefused);
    },
  );
});

function signOf(text: string): string {
  return createHash("sha1").update([keys.token, "1", "n", text].sort().join("")).digest("hex");
}
