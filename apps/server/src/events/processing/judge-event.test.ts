import { describe, expect, it } from "vitest";
import { judgeEvent } from "./judge-event.ts";

const rules = {
  now: new Date("2026-06-15T04:00:00Z"),
  isIdentifierKind: (kind: string) => kind === "unionid",
  isChannel: (channel: string) => channel === "mini_program",
};

const event = {
  eventId: "e-1",
  type: "product.viewed",
  occurredAt: "2026-06-15T11:59:00+08:00",
  identifiers: [{ kind: "unionid", value: "oU1" }],
  channel: "mini_program",
  properties: { sku: "A1", productName: "高山乌龙" },
};

const judge = (changes: object) => judgeEvent(JSON.stringify({ ...event, ...changes }), rules);

describe("judging an event", () => {
  it("lets a registered type with fitting properties pass, and keeps properties it does not know", () => {
    expect(judge({ properties: { ...event.properties, shelf: "B3" } }).event).toEqual({
      type: "product.viewed",
      occurredAt: new Date("2026-06-15T03:59:00Z"),
      identifiers: event.identifiers,
      storeCode: null,
      channel: "mini_program",
      properties: { sku: "A1", productName: "高山乌龙", shelf: "B3" },
    });
  });

  it.each([
    ["a type that nobody registered", { type: "product.smelled" }, "unknown_type", "type"],
    ["a property of the wrong kind", { properties: { sku: 5 } }, "bad_properties", "properties.sku"],
    ["a missing property", { properties: {} }, "bad_properties", "properties.sku"],
    ["the last century", { occurredAt: "1999-12-31T23:59:59Z" }, "occurred_too_early", "occurredAt"],
    ["the day after tomorrow", { occurredAt: "2026-06-17T00:00:00Z" }, "occurred_in_future", "occurredAt"],
    [
      "an identifier of unknown kind",
      { identifiers: [{ kind: "soul", value: "x" }] },
      "unknown_identifier_kind",
      "identifiers.0.kind",
    ],
    ["an unknown channel", { channel: "pigeon" }, "unknown_channel", "channel"],
    ["a NUL character", { properties: { sku: "A\u00001" } }, "bad_text", "properties.sku"],
    [
      "half a surrogate pair",
      { properties: { sku: "A1", productName: "\ud83d" } },
      "bad_text",
      "properties.productName",
    ],
    ["a NUL in a property's name", { properties: { sku: "A1", "x\u0000": 1 } }, "bad_text", "properties.x\u0000"],
  ])("refuses %s with reason and place", (_what, changes, code, path) => {
    expect(judge(changes).reason).toMatchObject({ code, path });
  });

  it("takes a till whose clock is some hours ahead, and a backslash before u0000", () => {
    expect(judge({ occurredAt: "2026-06-16T03:00:00Z" }).event).toBeDefined();
    expect(judge({ properties: { sku: "A\\u0000" } }).event).toBeDefined();
  });

  it("refuses what is not JSON", () => {
    expect(judgeEvent("{", rules).reason?.code).toBe("unreadable");
  });
});
