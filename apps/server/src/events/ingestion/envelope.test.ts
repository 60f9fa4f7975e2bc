import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createCipher } from "../../kernel/crypto/cipher.ts";
import { type Envelope, envelopeProblem, openIdentifier, packEnvelope } from "./envelope.ts";

const good = {
  eventId: "e-1",
  type: "page.viewed",
  occurredAt: "2026-05-01T10:00:00+08:00",
  identifiers: [{ kind: "unionid", value: "oU1" }],
  properties: { path: "/" },
};

describe("the envelope of an event", () => {
  it.each([
    ["all fields", { ...good, storeCode: "S1", channel: "mini_program" }],
    ["a UTC time with milliseconds", { ...good, occurredAt: "2026-05-01T02:00:00.123Z" }],
    ["no properties", { ...good, properties: undefined }],
    ["empty optional fields", { ...good, storeCode: null, channel: null, properties: null }],
  ])("takes %s", (_what, event) => {
    expect(envelopeProblem(event)).toBeNull();
  });

  it.each([
    ["a list in place of an event", [], ""],
    ["no id", { ...good, eventId: undefined }, "eventId"],
    ["an id that is too long", { ...good, eventId: "x".repeat(129) }, "eventId"],
    ["an id with a line break", { ...good, eventId: "a\nb" }, "eventId"],
    ["half a surrogate pair in the id", { ...good, eventId: "\ud800" }, "eventId"],
    ["a number as type", { ...good, type: 5 }, "type"],
    ["a time without zone", { ...good, occurredAt: "2026-05-01T10:00:00" }, "occurredAt"],
    ["a day that does not exist", { ...good, occurredAt: "2026-13-01T10:00:00Z" }, "occurredAt"],
    ["no identifiers", { ...good, identifiers: [] }, "identifiers"],
    ["21 identifiers", { ...good, identifiers: Array.from({ length: 21 }, () => good.identifiers[0]) }, "identifiers"],
    [
      "an identifier without value",
      { ...good, identifiers: [good.identifiers[0], { kind: "phone" }] },
      "identifiers.1",
    ],
    ["a sealed value from outside", { ...good, identifiers: [{ kind: "phone", sealed: "k1.x" }] }, "identifiers.0"],
    ["a number as store", { ...good, storeCode: 12 }, "storeCode"],
    ["a list as properties", { ...good, properties: [] }, "properties"],
  ])("refuses %s and says where", (_what, event, path) => {
    expect(envelopeProblem(event)).toMatchObject({ path });
  });

  it("keeps phone numbers, e-mail addresses and cards sealed, and pseudonyms readable", () => {
    const cipher = createCipher({ keys: [{ id: "k1", secret: randomBytes(32) }], indexSecret: randomBytes(32) });
    const event: Envelope = {
      ...good,
      identifiers: [
        { kind: "phone", value: "13712345678" },
        { kind: "email", value: "li@example.com" },
        { kind: "card", value: "C100200" },
        { kind: "openid", scope: "wx1", value: "oA1" },
      ],
    };
    const packed = packEnvelope(event, cipher);
    expect(packed).not.toMatch(/13712345678|li@example|C100200/);
    const { identifiers } = JSON.parse(packed) as Envelope;
    expect(identifiers.map((identifier) => openIdentifier(identifier, cipher))).toEqual([
      "13712345678",
      "li@example.com",
      "C100200",
      "oA1",
    ]);
    expect(identifiers[3]).toEqual({ kind: "openid", scope: "wx1", value: "oA1" });
  });
});
