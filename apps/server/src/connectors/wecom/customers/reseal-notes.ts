import { sql } from "kysely";
import { z } from "zod";
import type { Cipher } from "../../../kernel/crypto/cipher.ts";
import { type AnyJob, defineJob } from "../../../kernel/jobs/job.ts";
import type { Db } from "../../../kernel/postgres/database.ts";

const BATCH = 1000;

interface SealedTable {
  readonly name: string;
  /** The primary key: the walk goes by it. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

const tables: readonly SealedTable[] = [
  {
    name: "wecom_follow",
    key: ["corp_id", "userid", "external_userid"],
    columns: ["remark_sealed", "description_sealed", "phones_sealed"],
  },
  {
    name: "inheritance_item",
    key: ["plan_id", "kind", "target_key"],
    columns: ["remark_sealed", "description_sealed"],
  },
];

type Row = Readonly<Record<string, string | null>>;

/**
 * Rewrites what guides noted on WeCom and an older key sealed, so that the key may go. Each table is walked once by its key, in short
 * transactions.
 *
 * @returns how many rows were rewritten
 */
export async function resealNotes(db: Db, cipher: Cipher, signal?: AbortSignal): Promise<number> {
  let resealed = 0;
  for (const table of tables)
    for (let after: Row | undefined; !signal?.aborted; ) {
      const rows: Row[] = await resealBatch(db, cipher, table, after);
      resealed += rows.length;
      after = rows.at(-1);
      if (rows.length < BATCH) break;
    }
  return resealed;
}

async function resealBatch(db: Db, cipher: Cipher, table: SealedTable, after: Row | undefined): Promise<Row[]> {
  const key = sql.join(table.key.map((name) => sql.ref(name)));
  const due = sql.join(
    table.columns.map((name) => sql`not starts_with(${sql.ref(name)}, ${`${cipher.currentKeyId}.`})`),
    sql` or `,
  );
  const place = after ? sql`(${key}) > (${sql.join(table.key.map((name) => after[name]))})` : sql`true`;
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<Row>`
      select ${key}, ${sql.join(table.columns.map((name) => sql.ref(name)))} from ${sql.table(table.name)}
      where ${place} and (${due}) order by ${key} limit ${BATCH} for update`.execute(tx);
    if (rows.length === 0) return rows;
    const fresh = rows.map((row) => ({
      ...row,
      ...Object.fromEntries(
        table.columns.map((name) => {
          const sealed = row[name] ?? null;
          return [name, sealed === null ? null : cipher.seal(cipher.open(sealed))];
        }),
      ),
    }));
    await sql`
      update ${sql.table(table.name)} t set ${sql.join(table.columns.map((name) => sql`${sql.ref(name)} = n.${sql.ref(name)}`))}
      from jsonb_populate_recordset(null::${sql.table(table.name)}, ${JSON.stringify(fresh)}::jsonb) n
      where ${sql.join(
        table.key.map((name) => sql`t.${sql.ref(name)} = n.${sql.ref(name)}`),
        sql` and `,
      )}`.execute(tx);
    return rows;
  });
}

/** Nightly: after a new sealing key was put first in the ring, what stands here comes under it. */
export const resealNotesJob: AnyJob = defineJob({
  name: "wecom.reseal",
  payload: z.object({}),
  schedule: { dailyAt: "04:35" },
  run: async (_, { platform, signal }) => {
    const resealed = await resealNotes(platform.db, platform.cipher, signal);
    if (resealed > 0) platform.log.info({ resealed }, "resealed notes of guides under the current key");
  },
});
