import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { createCipher } from "../../kernel/crypto/cipher.ts";
import { testPlatform } from "../../testing/platform.ts";
import { loadProfile } from "./profile.ts";
import { rotateKeys } from "./rotate-keys.ts";
import { upsertMembers } from "./upsert-members.ts";

const { platform } = await testPlatform();
const { db } = platform;

const [old, fresh, indexSecret] = [
  { id: "old", secret: randomBytes(32) },
  { id: "new", secret: randomBytes(32) },
  randomBytes(32),
];
const before = createCipher({ keys: [old], indexSecret });
const both = createCipher({ keys: [fresh, old], indexSecret });
const after = createCipher({ keys: [fresh], indexSecret });

describe("a new sealing key", () => {
  it("comes to seal everything, in batches that go on where they stopped, and then the old one may go", async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => ({
      identifiers: [{ kind: "phone" as const, value: `1395555${String(n).padStart(4, "0")}` }],
      attributes: { name: `客户${n}` },
      source: "import",
      observedAt: new Date("2026-05-01T00:00:00Z"),
    }));
    const [first] = await db.transaction().execute((tx) => upsertMembers(tx, { ...platform, cipher: before }, rows));
    let batches = 0;
    while (await db.transaction().execute((tx) => rotateKeys(tx, both))) batches += 1;
    expect(batches).toBeGreaterThan(6);
    const progress = await sql`select what, done, rows from key_rotation order by what`.execute(db);
    expect(progress.rows).toEqual(
      ["identifier", "member", "member_record"].map((what) => ({ what, done: true, rows: 2_500 })),
    );
    const profile = await loadProfile(db, after, first?.memberNo as number, true);
    expect([profile.attributes[0]?.value, profile.identifiers[0]?.value]).toEqual(["客户0", "13955550000"]);
    expect(await db.transaction().execute((tx) => rotateKeys(tx, both))).toBe(false);
  });
});
