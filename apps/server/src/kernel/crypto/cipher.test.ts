import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCipher } from "./cipher.ts";
import { loadKeyRing } from "./key-ring.ts";

const key = (id: string) => ({ id, secret: randomBytes(32) });

describe("cipher", () => {
  const old = key("k1");
  const indexSecret = randomBytes(32);

  it("opens what any key of the ring sealed, and seals with the first", () => {
    const before = createCipher({ keys: [old], indexSecret });
    const after = createCipher({ keys: [key("k2"), old], indexSecret });
    expect(after.open(before.seal("13812345678"))).toBe("13812345678");
    expect(after.seal("x")).toMatch(/^k2\./);
    expect(after.blindIndex("phone", "13812345678")).toEqual(before.blindIndex("phone", "13812345678"));
  });

  it("seals equal text differently each time, and refuses text that was tampered with", () => {
    const cipher = createCipher({ keys: [old], indexSecret });
    const sealed = cipher.seal("张三");
    expect(cipher.seal("张三")).not.toBe(sealed);
    const at = sealed.indexOf(".") + 20;
    expect(() =>
      cipher.open(`${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`),
    ).toThrow();
  });

  it("gives one value another index under another kind", () => {
    const cipher = createCipher({ keys: [old], indexSecret });
    expect(cipher.blindIndex("phone", "1")).not.toEqual(cipher.blindIndex("card", "1"));
  });
});

describe("loadKeyRing", () => {
  it("makes a ring once, for its owner's eyes only, and reads it back", () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), "feilun-keys-"));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    const made = loadKeyRing(dir, undefined);
    expect(loadKeyRing(dir, undefined)).toEqual(made);
    expect(statSync(path.join(dir, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(path.join(dir, "secrets.json"), "utf8")).keys).toHaveLength(1);
  });

  it("says which key is wrong", () => {
    expect(() => loadKeyRing("/nowhere", `k1:${randomBytes(8).toString("base64")}`)).toThrow(
      /key "k1" takes 32 bytes in base64, got 8/,
    );
    expect(() => loadKeyRing("/nowhere", `k1:${randomBytes(32).toString("base64")}`)).toThrow(/one named "index"/);
  });
});
