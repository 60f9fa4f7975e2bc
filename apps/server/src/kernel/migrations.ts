import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Pool } from "pg";
import type { ClickHouse } from "./clickhouse/client.ts";
import { packageRoot } from "./package-root.ts";

/**
 * Migrations are `src/<wing>/migrations/NNN-name.(postgres|clickhouse).sql`, applied in the order of the wings and, within a
 * wing, of their numbers. A wing's SQL refers only to wings before it, so this order holds for a fresh database and an old one.
 */
export interface Migration {
  /** `wing/NNN-name` */
  readonly id: string;
  readonly engine: "postgres" | "clickhouse";
  readonly sql: string;
  readonly checksum: string;
}

/** The wings in the order of the data's flow; an import or a migration may only look towards the beginning. */
export const wingOrder = [
  "kernel",
  "organization",
  "customers",
  "events",
  "insight",
  "content",
  "commerce",
  "engagement",
  "community",
  "guard",
  "assistant",
  "connectors",
  "app",
] as const;

export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/** Reads every migration from disk, in order. */
export function readMigrations(): Migration[] {
  return wingOrder.flatMap((wing) => {
    const dir = path.join(packageRoot, "src", wing, "migrations");
    let files: string[];
    try {
      files = readdirSync(dir).sort();
    } catch {
      return [];
    }
    return files.flatMap((file): Migration[] => {
      const match = /^(\d{3}-[a-z0-9-]+)\.(postgres|clickhouse)\.sql$/.exec(file);
      if (!match)
        throw new MigrationError(
          `${wing}/migrations/${file}: a migration is named NNN-what-it-does.postgres.sql or .clickhouse.sql`,
        );
      const sql = readFileSync(path.join(dir, file), "utf8");
      return [
        {
          id: `${wing}/${match[1]}`,
          engine: match[2] as Migration["engine"],
          sql,
          checksum: createHash("sha256").update(sql).digest("hex").slice(0, 32),
        },
      ];
    });
  });
}

function pendingOf(all: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const known = new Set(all.map((migration) => migration.id));
  for (const id of applied.keys()) {
    if (!known.has(id))
      throw new MigrationError(
        `the database has migration ${id}, which this version does not know: start the newer Feilun that made it`,
      );
  }
  return all.filter((migration) => {
    const checksum = applied.get(migration.id);
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new MigrationError(
        `migration ${migration.id} was applied in another wording: add a new migration instead of editing it`,
      );
    }
    return checksum === undefined;
  });
}

/** Applies what is missing in PostgreSQL, each migration in a transaction, one process at a time. Returns the ids applied. */
export async function migratePostgres(pool: Pool, migrations: readonly Migration[]): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('feilun.migrate'))");
    await client.query(
      "create table if not exists schema_migration (id text primary key, checksum text not null, applied_at timestamptz not null default now())",
    );
    const { rows } = await client.query<{ id: string; checksum: string }>("select id, checksum from schema_migration");
    const pending = pendingOf(
      migrations.filter((migration) => migration.engine === "postgres"),
      new Map(rows.map((row) => [row.id, row.checksum])),
    );
    for (const migration of pending) {
      try {
        await client.query("begin");
        await client.query(migration.sql);
        await client.query("insert into schema_migration (id, checksum) values ($1, $2)", [
          migration.id,
          migration.checksum,
        ]);
        await client.query("commit");
      } catch (error) {
        await client.query("rollback");
        throw new MigrationError(
          `migration ${migration.id} failed: ${error instanceof Error ? error.message : String(error)}`,
          { cause: error },
        );
      }
    }
    return pending.map((migration) => migration.id);
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('feilun.migrate'))").catch(() => undefined);
    client.release();
  }
}

/** Statements of a ClickHouse migration: it has no multi-statement call, so a line that ends in `;` ends a statement. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/^\s*--.*$/gm, "")
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

/** Applies what is missing in ClickHouse. DDL there is not transactional: every statement must be repeatable (`if not exists`). */
export async function migrateClickHouse(clickhouse: ClickHouse, migrations: readonly Migration[]): Promise<string[]> {
  await clickhouse.command(
    "create table if not exists schema_migration (id String, checksum String, applied_at DateTime default now()) engine = MergeTree order by id",
  );
  const rows = await clickhouse.rows<{ id: string; checksum: string }>("select id, checksum from schema_migration");
  const pending = pendingOf(
    migrations.filter((migration) => migration.engine === "clickhouse"),
    new Map(rows.map((row) => [row.id, row.checksum])),
  );
  for (const migration of pending) {
    for (const statement of statementsOf(migration.sql)) {
      try {
        await clickhouse.command(statement);
      } catch (error) {
        throw new MigrationError(
          `migration ${migration.id} failed: ${error instanceof Error ? error.message : String(error)}`,
          { cause: error },
        );
      }
    }
    await clickhouse.insert("schema_migration (id, checksum)", [{ id: migration.id, checksum: migration.checksum }]);
  }
  return pending.map((migration) => migration.id);
}
