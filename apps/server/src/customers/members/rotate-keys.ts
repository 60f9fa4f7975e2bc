import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { AttributeEntry } from "./attributes.ts";

type Tx = Kysely<DB>;

interface SealedTable {
  readonly what: string;
  /** Re-seals one batch after `place`; answers the place it came to (null at the end) and the rows it rewrote. */
  readonly rotate: (tx: Tx, cipher: Cipher, place: string) => Promise<{ place: string | null; rows: number }>;
}

const batchSize = 2_000;

const sealedTables: readonly SealedTable[] = [
  {
    what: "identifier",
    async rotate(tx, cipher, place) {
      const { rows } = await sql<{ key: string; sealed: string }>`
        select value_index as key, value_sealed as sealed from identifier
        where value_index > ${place || "00000000-0000-0000-0000-000000000000"}::uuid order by value_index limit ${batchSize}`.execute(
        tx,
      );
      const due = rows.filter((row) => isDue(cipher, row.sealed));
      await sql`
        update identifier i set value_sealed = n.sealed
        from unnest(${due.map((row) => row.key)}::uuid[], ${due.map((row) => cipher.seal(cipher.open(row.sealed)))}::text[]) as n(key, sealed)
        where i.value_index = n.key`.execute(tx);
      return { place: rows.at(-1)?.key ?? null, rows: due.length };
    },
  },
  {
    what: "member",
    async rotate(tx, cipher, place) {
      const { rows } = await sql<{ no: number; sealed: string | null }>`
        select member_no as no, name_sealed as sealed from member where member_no > ${Number(place || 0)} order by member_no limit ${batchSize}
        for update`.execute(tx);
      const due = rows.flatMap(({ no, sealed }) => (sealed !== null && isDue(cipher, sealed) ? [{ no, sealed }] : []));
      await sql`
        update member m set name_sealed = n.sealed
        from unnest(${due.map((row) => row.no)}::int[], ${due.map((row) => cipher.seal(cipher.open(row.sealed)))}::text[]) as n(no, sealed)
        where m.member_no = n.no`.execute(tx);
      return { place: rows.length === 0 ? null : String(rows.at(-1)?.no), rows: due.length };
    },
  },
  {
    what: "member_record",
    async rotate(tx, cipher, place) {
      const [origin = "0", source = ""] = place.split(" ", 2);
      const { rows } = await sql<{ no: number; source: string; attributes: Record<string, AttributeEntry> }>`
        select origin_no as no, source, attributes from member_record where (origin_no, source) > (${Number(origin)}, ${source})
        order by origin_no, source limit ${batchSize} for update`.execute(tx);
      const due = rows.filter(({ attributes }) =>
        Object.values(attributes).some((entry) => isSealed(entry) && isDue(cipher, entry.value)),
      );
      const resealed = due.map(({ no, source: by, attributes }) => ({
        no,
        source: by,
        attributes: Object.fromEntries(
          Object.entries(attributes).map(([name, entry]) => [
            name,
            isSealed(entry) ? { ...entry, value: cipher.seal(cipher.open(entry.value)) } : entry,
          ]),
        ),
      }));
      await sql`
        update member_record r set attributes = n.attributes
        from jsonb_to_recordset(${JSON.stringify(resealed)}::jsonb) as n(no int, source text, attributes jsonb)
        where r.origin_no = n.no and r.source = n.source`.execute(tx);
      const last = rows.at(-1);
      return { place: last ? `${last.no} ${last.source}` : null, rows: due.length };
    },
  },
];

/** A sealed entry is the one that carries a hash beside its value. */
function isSealed(entry: AttributeEntry): boolean {
  return entry.hash !== undefined;
}

function isDue(cipher: Cipher, sealed: string): boolean {
  return !sealed.startsWith(`${cipher.currentKeyId}.`);
}

/**
 * Rewrites one batch of what an older key sealed, and notes the place, so that a stopped rotation goes on where it was.
 *
 * @returns false when everything is sealed with the current key
 */
export async function rotateKeys(tx: Tx, cipher: Cipher): Promise<boolean> {
  for (const { what, rotate } of sealedTables) {
    const { rows } = await sql<{ place: string; done: boolean }>`
      insert into key_rotation as k (what, key_id, place) values (${what}, ${cipher.currentKeyId}, '')
      on conflict (what) do update set
        place = case when k.key_id = excluded.key_id then k.place else '' end, done = k.done and k.key_id = excluded.key_id,
        rows = case when k.key_id = excluded.key_id then k.rows else 0 end, key_id = excluded.key_id
      returning place, done`.execute(tx);
    const state = rows[0];
    if (!state || state.done) continue;
    const step = await rotate(tx, cipher, state.place);
    await sql`
      update key_rotation set place = coalesce(${step.place}, place), done = ${step.place === null}, rows = rows + ${step.rows}, updated_at = now()
      where what = ${what}`.execute(tx);
    return true;
  }
  return false;
}

/** Follows a new first key in the ring; when nothing is due it costs three look-ups. */
export const rotateKeysJob: AnyJob = defineJob({
  name: "customers.rotate_keys",
  payload: z.object({}),
  schedule: { everyMinutes: 10 },
  queue: "customers.rotate_keys",
  async run(_payload, { platform, signal }) {
    while (!signal.aborted && (await platform.db.transaction().execute((tx) => rotateKeys(tx, platform.cipher))));
  },
});
