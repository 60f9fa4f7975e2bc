import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { testPlatform } from "../../testing/platform.ts";
import { upsertMembers } from "./upsert-members.ts";

it("gives members of before the upgrade the same provenance as new ones get", async () => {
  const { platform } = await testPlatform();
  const person = (kind: "phone" | "unionid" | "platform_id", value: string, channel: string, day: string) => ({
    identifiers: [
      ...(kind === "phone" ? [] : [{ kind, value, scope: kind === "platform_id" ? "douyin" : "" }]),
      { kind: "phone" as const, value: `1351111000${value}` },
    ],
    channel,
    source: "test",
    observedAt: new Date(`${day}T04:00:00Z`),
  });
  await platform.db
    .transaction()
    .execute((tx) =>
      upsertMembers(tx, platform, [
        person("phone", "0", "store", "2026-05-01"),
        person("phone", "1", "mini_program", "2026-05-01"),
        person("unionid", "2", "store", "2026-05-01"),
        person("platform_id", "3", "store", "2026-05-01"),
        person("phone", "4", "store", "2026-05-01"),
        person("platform_id", "4", "store", "2026-06-01"),
      ]),
    );
  const read = async () => {
    const { rows } =
      await sql`select member_no, digital, from_outside from member where status = 'active' order by 1`.execute(
        platform.db,
      );
    return rows;
  };
  const folded = await read();
  expect(folded).toMatchObject([
    { digital: false, from_outside: false },
    { digital: true, from_outside: false },
    { digital: true, from_outside: false },
    { digital: false, from_outside: true },
    { digital: false, from_outside: false },
  ]);
  await sql`update member set digital = false, from_outside = false`.execute(platform.db);
  const migration = await readFile(
    new URL("../migrations/007-member-provenance.postgres.sql", import.meta.url),
    "utf8",
  );
  await sql.raw(migration.slice(migration.indexOf("update member"))).execute(platform.db);
  expect(await read()).toEqual(folded);
});
