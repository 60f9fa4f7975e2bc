import { type Kysely, sql } from "kysely";
import { type IdentifierKind, identifierKinds, normaliseIdentifier } from "../../customers/index.ts";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import type { ErasedPerson, ErasureHook } from "../../kernel/member-erasure.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { type Envelope, openIdentifier } from "../ingestion/envelope.ts";

const batchLetters = 1_000;

/** Events that never reached the log name people by their identifiers only: those that name the erased person are deleted. */
export const forgetDeadLetters: ErasureHook = {
  name: "event_dead_letter",
  async erase(tx, { cipher }, person) {
    let deleted = 0;
    for (let after: string | null = null; ; ) {
      const { rows } = await lettersAfter(tx, after);
      const theirs = rows.filter((row) => namesPerson(row.raw, cipher, person)).map((row) => row.key);
      await sql`delete from event_dead_letter where event_key = any(${theirs}::uuid[])`.execute(tx);
      deleted += theirs.length;
      after = rows.at(-1)?.key ?? null;
      if (rows.length < batchLetters) return deleted;
    }
  },
};

function lettersAfter(tx: Kysely<DB>, after: string | null) {
  return sql<{ key: string; raw: string }>`
    select event_key::text as key, raw from event_dead_letter ${after === null ? sql`` : sql`where event_key > ${after}::uuid`}
    order by event_key limit ${batchLetters}`.execute(tx);
}

function namesPerson(raw: string, cipher: Cipher, person: ErasedPerson): boolean {
  const { identifiers } = JSON.parse(cipher.open(raw)) as Envelope;
  return identifiers.some((identifier) => {
    if (!Object.hasOwn(identifierKinds, identifier.kind)) return false;
    const kind = identifier.kind as IdentifierKind;
    const value = normaliseIdentifier(kind, openIdentifier(identifier, cipher));
    const scope = identifierKinds[kind].scoped ? (identifier.scope ?? "").trim() : "";
    return person.identifiers.some((known) => known.kind === kind && known.scope === scope && known.value === value);
  });
}
