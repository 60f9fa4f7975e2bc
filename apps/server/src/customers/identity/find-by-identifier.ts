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

/** The key under which an identifier without scope is kept (`identifier.value_index`): rows can be matched by it unopened. */
export function identifierKeyOf({ cipher }: Pick<Platform, "cipher">, kind: IdentifierKind, normal: string): string {
  return identifierKey(cipher, kind, "", normal);
}

/** The members who hold identifiers of one kind (and scope, where the kind has one), by the value as it was given; unknown and malformed ones are left out. */
export async function findManyByIdentifier(
  tx: Kysely<DB>,
  { cipher }: Pick<Platform, "cipher">,
  kind: IdentifierKind,
  values: readonly string[],
  scope?: string,
): Promise<Map<string, number>> {
  const keys = new Map(
    values.flatMap((value) => {
      const normal = normaliseIdentifier(kind, value);
      return normal === null ? [] : [[value, identifierKey(cipher, kind, scopeOf(kind, scope), normal)] as const];
    }),
  );
  const found = await findIdentifiers(tx, [...new Set(keys.values())]);
  return new Map(
    [...keys].flatMap(([value, key]) => {
      const memberNo = found.get(key)?.memberNo ?? null;
      return memberNo === null ? [] : [[value, memberNo] as const];
    }),
  );
}
