import { beforeAll, describe, expect, it } from "vitest";
import { type TestPlatform, testPlatform } from "../testing/platform.ts";
import { type Migration, MigrationError, migratePostgres, readMigrations } from "./migrations.ts";

describe("migrations", () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await testPlatform();
  });

  it("are all applied on a started platform, and applying them again changes nothing", async () => {
    expect(await migratePostgres(test.platform.pool, readMigrations())).toEqual([]);
    const { rows } = await test.platform.pool.query<{ id: string }>("select id from schema_migration");
    expect(rows.map((row) => row.id).sort()).toEqual(
      readMigrations()
        .filter((m) => m.engine === "postgres")
        .map((m) => m.id)
        .sort(),
    );
  });

  it("leave nothing of a migration that fails half-way", async () => {
    const broken: Migration = {
      id: "app/999-broken",
      engine: "postgres",
      sql: "create table half (id int); select 1/0",
      checksum: "x",
    };
    await expect(migratePostgres(test.platform.pool, [...readMigrations(), broken])).rejects.toThrow(
      /app\/999-broken failed: division by zero/,
    );
    expect((await test.platform.pool.query("select to_regclass('half') as found")).rows[0]?.found).toBeNull();
  });

  it("refuse a file that was edited after it was applied", async () => {
    const edited = readMigrations().map((m, i) => (i === 0 ? { ...m, checksum: "other" } : m));
    await expect(migratePostgres(test.platform.pool, edited)).rejects.toThrow(MigrationError);
  });

  it("refuse a database of a newer version", async () => {
    await expect(migratePostgres(test.platform.pool, readMigrations().slice(1))).rejects.toThrow(/does not know/);
  });
});
