import { type Kysely, sql } from "kysely";
import type { z } from "zod";
import { audit } from "./audit/audit.ts";
import { conflict } from "./errors.ts";
import type { Actor } from "./http/actor.ts";
import type { DB } from "./postgres/tables.generated.ts";

/** A value an operator may change at run time: its key, its shape, and what holds until somebody changes it. */
export interface Setting<Schema extends z.ZodType> {
  /** `wing.noun` */
  readonly key: string;
  readonly schema: Schema;
  readonly initial: z.output<Schema>;
}

export interface SettingValue<Value> {
  readonly value: Value;
  /** 0 until somebody changes it. */
  readonly version: number;
}

export function defineSetting<Schema extends z.ZodType>(setting: Setting<Schema>): Setting<Schema> {
  return setting;
}

export async function readSetting<Schema extends z.ZodType>(
  db: Kysely<DB>,
  setting: Setting<Schema>,
): Promise<SettingValue<z.output<Schema>>> {
  const { rows } = await sql<{
    value: unknown;
    version: number;
  }>`select value, version from setting where key = ${setting.key}`.execute(db);
  const row = rows[0];
  return row
    ? { value: setting.schema.parse(row.value), version: row.version }
    : { value: setting.initial, version: 0 };
}

/**
 * Replaces a setting, audited with before and after.
 *
 * @param expectedVersion the version the editor saw; another one since is a conflict
 */
export async function writeSetting<Schema extends z.ZodType>(
  tx: Kysely<DB>,
  actor: Actor,
  setting: Setting<Schema>,
  value: z.output<Schema>,
  expectedVersion: number,
): Promise<SettingValue<z.output<Schema>>> {
  const before = await readSetting(tx, setting);
  const { rows } = await sql<{ version: number }>`
    insert into setting (key, value, version, updated_by) values (${setting.key}, ${JSON.stringify(value)}::jsonb, 1, ${actor.name})
    on conflict (key) do update set value = excluded.value, version = setting.version + 1, updated_at = now(), updated_by = excluded.updated_by
      where setting.version = ${expectedVersion}
    returning version`.execute(tx);
  const version = rows[0]?.version;
  if (version === undefined || version !== expectedVersion + 1) {
    throw conflict("setting_changed", "设置刚被其他人修改过，请刷新后再改");
  }
  await audit(tx, actor, {
    action: "setting.changed",
    subject: { kind: "setting", id: setting.key },
    detail: { before: before.value, after: value },
  });
  return { value, version };
}
