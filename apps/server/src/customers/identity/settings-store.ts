import { type Kysely, sql } from "kysely";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { normaliseIdentifier } from "./normalise.ts";
import { identifierKey } from "./prepare-facts.ts";
import { type IdentitySettings, identitySettingKey } from "./settings.ts";
import { lockIdentity } from "./store.ts";

/**
 * Keeps new guard rails. A value that became blocked is treated as shared from now on, so that it joins nobody; `reapplyRules`
 * then lets the rules run over everyone again.
 */
export async function saveIdentitySettings(
  tx: Kysely<DB>,
  cipher: Cipher,
  settings: IdentitySettings,
  by: string,
): Promise<void> {
  await lockIdentity(tx);
  await sql`
    insert into setting (key, value, updated_by) values (${identitySettingKey}, ${JSON.stringify(settings)}::jsonb, ${by})
    on conflict (key) do update set value = excluded.value, version = setting.version + 1, updated_at = now(), updated_by = excluded.updated_by`.execute(
    tx,
  );
  // Scoped kinds are blocked in every scope from the next fact on; here only what has no scope can be found by its value.
  const keys = settings.blockedValues.flatMap(({ kind, value }) => {
    const normal = normaliseIdentifier(kind, value);
    return normal === null ? [] : [identifierKey(cipher, kind, "", normal)];
  });
  await sql`update identifier set shared = true where value_index = any(${keys}::uuid[])`.execute(tx);
}
