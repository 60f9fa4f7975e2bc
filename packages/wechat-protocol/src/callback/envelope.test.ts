import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CallbackKeys,
  EnvelopeRefused,
  openCiphertext,
  openMessage,
  plainSignatureHolds,
  sealPlaintext,
  wrapJsonMessage,
  wrapMessage,
  wrapReply,
} from "./envelope.ts";
import { parseXml, textOf } from "./xml.ts";

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

describe("an envelope sealed with another key", () => {
  const other = { ...keys, encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" };
  it.each([keys, { ...keys, receiverId: "" }])("is refused as noise, whoever the receiver is", (receiver) => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        const sealed = sealPlaintext({ ...other, receiverId: receiver.receiverId }, text, {
          timestamp: "1",
          nonce: "n",
        });
        expect(() => openCiphertext(receiver, sealed.query, sealed.ciphertext)).toThrow(
          expect.objectContaining({ reason: "cannot_decrypt" }),
        );
      }),
    );
  });
});

describe("message bodies", () => {
  const sealed = sealPlaintext(keys, '{"Event":"x"}', { timestamp: "1", nonce: "n" });

  it("opens in XML and in JSON mode", () => {
    expect(openMessage(keys, sealed.query, wrapMessage(keys, sealed.ciphertext, "1000002"))).toBe('{"Event":"x"}');
    expect(openMessage(keys, sealed.query, wrapJsonMessage(keys, sealed.ciphertext))).toBe('{"Event":"x"}');
  });

  it("carries any text there and back, and a receiver that is empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom("ww1", ""), (text, receiverId) => {
        const of = { ...keys, receiverId };
        const { query: signed, ciphertext: cipher } = sealPlaintext(of, text, { timestamp: "1", nonce: "n" });
        expect(openCiphertext(of, signed, cipher)).toBe(text);
      }),
    );
  });

  it.each([
    ["truncated", wrapMessage(keys, sealed.ciphertext).slice(0, -8), "malformed"],
    ["oversized", wrapMessage(keys, "A".repeat(300_000)), "oversized"],
    ["truncated JSON", wrapJsonMessage(keys, sealed.ciphertext).slice(0, -2), "malformed"],
    ["without its ciphertext", "<xml><ToUserName>ww</ToUserName></xml>", "parameters_missing"],
    ["with an element instead of text", "<xml><Encrypt><a>1</a></Encrypt></xml>", "parameters_missing"],
  ])("is refused when %s", (_, body, reason) => {
    expect(() => openMessage(keys, sealed.query, body)).toThrow(expect.objectContaining({ reason }));
  });

  it("answers with an envelope that opens with its own signature", () => {
    const reply = parseXml(wrapReply(sealed));
    const signed = {
      msg_signature: textOf(reply, "MsgSignature"),
      timestamp: textOf(reply, "TimeStamp"),
      nonce: textOf(reply, "Nonce"),
    };
    expect(openCiphertext(keys, signed, textOf(reply, "Encrypt") ?? "")).toBe('{"Event":"x"}');
  });
});

describe("plainSignatureHolds", () => {
  const signature = createHash("sha1").update(["token", "1700000000", "n"].sort().join("")).digest("hex");
  it.each([
    [{ signature, timestamp: "1700000000", nonce: "n" }, true],
    [{ signature, timestamp: "1700000001", nonce: "n" }, false],
    [{ signature: "", timestamp: "1700000000", nonce: "n" }, false],
    [{ signature, nonce: "n" }, false],
    [{}, false],
  ])("judges %j", (sent, holds) => expect(plainSignatureHolds("token", sent)).toBe(holds));
});

function signOf(text: string): string {
  return createHash("sha1").update([keys.token, "1", "n", text].sort().join("")).digest("hex");
}
