import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { createCipher } from "../../../kernel/crypto/cipher.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { resealNotes } from "./reseal-notes.ts";

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

it("brings guides' notes under a new key, whatever part of them is there, and then the old one may go", async () => {
  const rows = Array.from({ length: 2_300 }, (_, n) => ({
    key: `wm${n}`,
    remark: n % 3 === 0 ? null : before.seal(`备注 ${n}`),
    phones: n % 2 === 0 ? before.seal("13900000000") : null,
  }));
  await sql`
    insert into wecom_follow (corp_id, userid, external_userid, state, remark_sealed, phones_sealed)
    select 'ww1', 'LiLei', n.key, 'active', n.remark, n.phones
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(key text, remark text, phones text)`.execute(db);
  const noted = rows.filter(({ remark, phones }) => remark !== null || phones !== null).length;
  expect(await resealNotes(db, both)).toBe(noted);
  const { rows: now } = await sql<{ key: string; remark: string | null; phones: string | null }>`
    select external_userid as key, remark_sealed as remark, phones_sealed as phones from wecom_follow where external_userid = any('{wm4,wm6,wm9}')
    order by 1`.execute(db);
  const open = (sealed: string | null) => sealed && after.open(sealed);
  expect(now.map(({ remark, phones }) => [open(remark), open(phones)])).toEqual([
    ["备注 4", "13900000000"],
    [null, "13900000000"],
    [null, null],
  ]);
  expect(await resealNotes(db, both)).toBe(0);
});
