import { sql } from "kysely";
import { z } from "zod";
import type { Cipher } from "../../../kernel/crypto/cipher.ts";
import { type AnyJob, defineJob } from "../../../kernel/jobs/job.ts";
import type { Db } from "../../../kernel/postgres/database.ts";

const BATCH = 500;

/**
 * Rewrites accounts' secrets and waiting or parked callbacks that an older key sealed, so that the key may go. Tokens are left: they die
 * within hours, and callbacks that were worked off are purged.
 *
 * @returns how many were rewritten
 */
export async function resealConnections(db: Db, cipher: Cipher, signal?: AbortSignal): Promise<number> {
  let resealed = 0;
  for (const table of ["account", "callback"] as const)
    for (let count = BATCH; count === BATCH && !signal?.aborted; resealed += count)
      count = await resealBatch(db, cipher, table);
  return resealed;
}

async function resealBatch(db: Db, cipher: Cipher, table: "account" | "callback"): Promise<number> {
  const [name, key, sealed] =
    table === "account"
      ? [sql`wechat_account`, sql`id::text`, sql`secrets_sealed`]
      : [sql`wechat_callback`, sql`seq::text`, sql`payload_sealed`];
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ key: string; sealed: string }>`
      select ${key} as key, ${sealed} as sealed from ${name}
      where not starts_with(${sealed}, ${`${cipher.currentKeyId}.`}) ${table === "callback" ? sql`and state <> 'done'` : sql``}
      order by 1 limit ${BATCH} for update`.execute(tx);
    if (rows.length === 0) return 0;
    await sql`
      update ${name} t set ${sealed} = n.sealed
      from unnest(${rows.map((row) => row.key)}::text[], ${rows.map((row) => cipher.seal(cipher.open(row.sealed)))}::text[]) as n(key, sealed)
      where ${table === "account" ? sql`t.id::text` : sql`t.seq::text`} = n.key`.execute(tx);
    return rows.length;
  });
}

/** Nightly: after a new sealing key was put first in the ring, what stands here comes under it. */
export const resealConnectionsJob: AnyJob = defineJob({
  name: "wechat.reseal",
  payload: z.object({}),
  schedule: { dailyAt: "04:30" },
  run: async (_, { platform, signal }) => {
    const resealed = await resealConnections(platform.db, platform.cipher, signal);
    if (resealed > 0) platform.log.info({ resealed }, "resealed connections under the current key");
  },
});
