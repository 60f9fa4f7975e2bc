import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { defaultTierSettings, type TierSettings, tierSettingsSchema } from "./settings.ts";

export interface TierRule {
  readonly version: number;
  readonly settings: TierSettings;
  readonly note: string;
  readonly savedAt: string;
  readonly savedBy: string;
}

interface Row {
  readonly version: number;
  readonly settings: unknown;
  readonly note: string;
  readonly created_at: Date;
  readonly created_by: string;
}

function present(row: Row): TierRule {
  return {
    version: row.version,
    settings: tierSettingsSchema.parse(row.settings),
    note: row.note,
    savedAt: row.created_at.toISOString(),
    savedBy: row.created_by,
  };
}

/** Versions of the rules, newest first; the first one is the defaults of the catalog, written when it is first asked for. */
export async function tierRules(db: Kysely<DB>, limit = 50): Promise<TierRule[]> {
  const read = () => sql<Row>`select * from tier_rule order by version desc limit ${limit}`.execute(db);
  let { rows } = await read();
  if (rows.length === 0) {
    await sql`insert into tier_rule (settings, note, created_by)
      select ${JSON.stringify(defaultTierSettings)}::jsonb, '系统默认', '系统'
      where not exists (select from tier_rule) and pg_try_advisory_xact_lock(hashtext('feilun.tier_rule'))`.execute(db);
    ({ rows } = await read());
  }
  return rows.map(present);
}

/** The rules in force. */
export async function currentTierRule(db: Kysely<DB>): Promise<TierRule> {
  const [rule] = await tierRules(db, 1);
  // Another process is writing the first version at this moment.
  return (
    rule ?? {
      version: 1,
      settings: defaultTierSettings,
      note: "系统默认",
      savedAt: new Date(0).toISOString(),
      savedBy: "系统",
    }
  );
}

export async function insertTierRule(
  tx: Kysely<DB>,
  rule: { readonly settings: TierSettings; readonly note: string; readonly savedBy: string },
): Promise<TierRule> {
  const { rows } = await sql<Row>`insert into tier_rule (settings, note, created_by)
    values (${JSON.stringify(rule.settings)}::jsonb, ${rule.note}, ${rule.savedBy}) returning *`.execute(tx);
  return present(rows[0] as Row);
}
