import type { Kysely } from "kysely";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { IdentifierKind } from "../identity/kinds.ts";
import { normaliseIdentifier } from "../identity/normalise.ts";
import { identifierKey } from "../identity/prepare-facts.ts";
import { findIdentifiers } from "../identity/store.ts";
import { nameQueryTokens, phoneTailToken } from "./search-tokens.ts";

/** What the search box means: certain members, members that carry all of some tokens, or nobody. */
export type SearchMeaning = { readonly memberNos: readonly number[] } | { readonly tokens: readonly number[] };

const lookedUp: readonly IdentifierKind[] = ["phone", "card", "unionid", "email"];

/**
 * Reads the search box: a whole phone, card number, UnionID or e-mail finds its member; four digits are the end of a phone;
 * other digits, or `#` and digits, a member number; anything else a part of a name.
 */
export async function readSearch(tx: Kysely<DB>, cipher: Cipher, text: string): Promise<SearchMeaning> {
  const query = text.normalize("NFKC").trim();
  const keys = lookedUp.flatMap((kind) => {
    const value = normaliseIdentifier(kind, query);
    return value === null ? [] : [identifierKey(cipher, kind, "", value)];
  });
  const exact = [...(await findIdentifiers(tx, keys)).values()].flatMap((row) => row.memberNo ?? []);
  if (exact.length > 0) return { memberNos: [...new Set(exact)] };
  if (/^\d{4}$/.test(query)) return { tokens: [phoneTailToken(cipher, query)] };
  const number = /^#?(\d{1,9})$/.exec(query)?.[1];
  if (number !== undefined) return { memberNos: [Number(number)] };
  const tokens = nameQueryTokens(cipher, query);
  return tokens.length === 0 || /^\d+$/.test(query) ? { memberNos: [] } : { tokens };
}
