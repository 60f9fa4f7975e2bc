import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

const batchPieces = 50;

/**
 * Seals anew a batch of pieces that an older key sealed.
 *
 * @returns how many there were; 0 = all carry the current key
 */
export async function rotatePieceKeys(tx: Kysely<DB>, cipher: Cipher): Promise<number> {
  const { rows } = await sql<{ id: string; seq: number; sealed: string }>`
    select audience_id as id, seq, sealed from audience_piece where not starts_with(sealed, ${`${cipher.currentKeyId}.`})
    limit ${batchPieces} for update skip locked`.execute(tx);
  await sql`update audience_piece p set sealed = n.sealed
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.seq)}::int[], ${rows.map((row) => cipher.seal(cipher.open(row.sealed)))}::text[])
      as n(id, seq, sealed) where p.audience_id = n.id and p.seq = n.seq`.execute(tx);
  return rows.length;
}

export const rotatePieceKeysJob: AnyJob = defineJob({
  name: "insight.rotate_audience_keys",
  payload: z.object({}),
  schedule: { everyMinutes: 10 },
  async run(_payload, { platform, signal }) {
    while (!signal.aborted) {
      const done = await platform.db.transaction().execute((tx) => rotatePieceKeys(tx, platform.cipher));
      if (done === 0) return;
    }
  },
});
