import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { resealPacked } from "../ingestion/envelope.ts";

const batchLetters = 500;

/**
 * Seals anew a batch of dead letters that an older key sealed, with what is sealed inside them.
 *
 * @returns how many there were; 0 = all carry the current key
 */
export async function rotateDeadLetterKeys(tx: Kysely<DB>, cipher: Cipher): Promise<number> {
  const { rows } = await sql<{ key: string; raw: string }>`
    select event_key::text as key, raw from event_dead_letter where not starts_with(raw, ${`${cipher.currentKeyId}.`})
    limit ${batchLetters} for update skip locked`.execute(tx);
  const resealed = rows.map((row) => cipher.seal(resealPacked(cipher.open(row.raw), cipher)));
  await sql`update event_dead_letter d set raw = n.raw
    from unnest(${rows.map((row) => row.key)}::uuid[], ${resealed}::text[]) as n(key, raw) where d.event_key = n.key`.execute(
    tx,
  );
  return rows.length;
}

export const rotateDeadLetterKeysJob: AnyJob = defineJob({
  name: "events.rotate_dead_letter_keys",
  payload: z.object({}),
  schedule: { everyMinutes: 10 },
  async run(_payload, { platform, signal }) {
    while (!signal.aborted) {
      const done = await platform.db.transaction().execute((tx) => rotateDeadLetterKeys(tx, platform.cipher));
      if (done === 0) return;
    }
  },
});
