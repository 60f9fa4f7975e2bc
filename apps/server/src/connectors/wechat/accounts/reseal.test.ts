import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { createCipher } from "../../../kernel/crypto/cipher.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { resealConnections } from "./reseal.ts";
import { createAccount } from "./save-account.ts";
import { findAccount } from "./store.ts";

const { platform } = await testPlatform();
const { db } = platform;
const [old, fresh, indexSecret] = [
  { id: "old", secret: randomBytes(32) },
  { id: "new", secret: randomBytes(32) },
  randomBytes(32),
];

it("brings accounts and parked callbacks under a new sealing key, so that the old one may go", async () => {
  const before = createCipher({ keys: [old], indexSecret });
  const after = createCipher({ keys: [fresh], indexSecret });
  const { id } = await db.transaction().execute((tx) =>
    createAccount({ ...platform, cipher: before }, tx, systemActor("test"), {
      platform: "wecom",
      accountId: "ww1234567890abcdef",
      name: "企业微信",
      secrets: { secret: "kept" },
    }),
  );
  await sql`
    insert into wechat_callback (wechat_account_id, dedupe_key, event, subject, occurred_at, payload_sealed, state)
    values (${id}, '\\x01', 'e', '', now(), ${before.seal("<xml/>")}, 'parked')`.execute(db);
  expect(await resealConnections(db, createCipher({ keys: [fresh, old], indexSecret }))).toBe(2);
  expect(await resealConnections(db, createCipher({ keys: [fresh, old], indexSecret }))).toBe(0);
  expect((await findAccount({ cipher: after }, db, id)).secrets.secret).toBe("kept");
  const { rows } = await sql<{ sealed: string }>`select payload_sealed as sealed from wechat_callback`.execute(db);
  expect(after.open(rows[0]?.sealed ?? "")).toBe("<xml/>");
});
