import { sql } from "kysely";
import type { Db } from "../../kernel/postgres/database.ts";
import { tokenHash } from "../sign-in/token.ts";

export interface KeyOwner {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly permissions: readonly string[];
}

/** What an integrator's key opens; null when it is unknown, revoked, expired, or a suspended tenant's. Notes its use, at most once a minute. */
export async function findKey(db: Db, key: string, now: Date): Promise<KeyOwner | null> {
  const { rows } = await sql<KeyOwner & { lastUsedAt: Date | null }>`
    select k.id, k.name, u.path::text as path, k.permissions, k.last_used_at as "lastUsedAt"
    from api_key k join org_unit u on u.id = k.org_unit_id
    where k.key_hash = ${tokenHash(key)} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now})
      and not exists (select from tenant t join org_unit tu on tu.id = t.org_unit_id
        where tu.path @> u.path and t.status in ('suspended', 'ended'))`.execute(db);
  const found = rows[0];
  if (!found) return null;
  if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() > 60_000) {
    await sql`update api_key set last_used_at = ${now} where id = ${found.id}`.execute(db);
  }
  return found;
}
