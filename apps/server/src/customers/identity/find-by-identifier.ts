import type { Kysely } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { IdentifierKind } from "./kinds.ts";
import { normaliseIdentifier } from "./normalise.ts";
import { identifierKey, scopeOf } from "./prepare-facts.ts";
import { findIdentifiers } from "./store.ts";

/** The member who holds an identifier, in whatever spelling; null when nobody does, or the value is malformed (ID-02, ID-14). */
export async function findByIdentifier(
  tx: Kysely<DB>,
  { cipher }: Pick<Platform, "cipher">,
  kind: IdentifierKind,
  scope: string | undefined,
  value: string,
): Promise<number | null> {
  const normal = normaliseIdentifier(kind, value);
  if (normal === null) return null;
  const key = identifierKey(cipher, kind, scopeOf(kind, scope), normal);
  return (await findIdentifiers(tx, [key])).get(key)?.memberNo ?? null;
}
