import type { Cipher } from "../../kernel/crypto/cipher.ts";

/**
 * Names and phones are sealed, yet the list is searched by parts of them. So each member carries keyed hashes of the parts that
 * people search by, in an array under a GIN index: the first character of the name (the surname), each pair of neighbouring
 * characters, and the last four digits of each phone; and beside them, so that one index intersects everything, what lists are
 * filtered by (channel, relation, gender). Without the index key the numbers say nothing.
 *
 * Why this stays fast at any size: a rare token is answered from the GIN index; a common one (张 is one in fourteen) is met every
 * few rows, so PostgreSQL walks the members from the newest and stops at a full page. It chooses by the statistics that it keeps
 * on array elements, and the worst case in between reads about √(50 × members) rows.
 */
function token(cipher: Cipher, kind: string, text: string): number {
  return cipher.blindIndex(`search:${kind}`, text).readInt32BE(0);
}

function charactersOf(name: string): string[] {
  return [
    ...name
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s·・.]/gu, ""),
  ];
}

function pairsOf(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Values that lists are filtered by; few, so their tokens are remembered. */
export interface Facets {
  readonly channel?: string | null;
  readonly relation?: string | null;
  readonly gender?: string | null;
}

const remembered = new WeakMap<Cipher, Map<string, number>>();

/** The tokens of the facets that are given. */
export function facetTokens(cipher: Cipher, facets: Facets): number[] {
  const known = remembered.get(cipher) ?? new Map<string, number>();
  remembered.set(cipher, known);
  return (["channel", "relation", "gender"] as const).flatMap((facet) => {
    const value = facets[facet];
    if (value === null || value === undefined) return [];
    const key = `${facet}:${value}`;
    const found = known.get(key) ?? token(cipher, facet, value);
    if (known.size < 1_000) known.set(key, found);
    return [found];
  });
}

/** What a member can be found by. */
export function searchTokens(
  cipher: Cipher,
  member: { readonly name: string | null; readonly phones: readonly string[] } & Facets,
): number[] {
  const characters = member.name === null ? [] : charactersOf(member.name).slice(0, 24);
  const tokens = new Set(pairsOf(characters).map((pair) => token(cipher, "pair", pair)));
  if (characters[0] !== undefined) tokens.add(token(cipher, "first", characters[0]));
  for (const phone of member.phones) tokens.add(token(cipher, "phone4", phone.slice(-4)));
  for (const facet of facetTokens(cipher, member)) tokens.add(facet);
  return [...tokens];
}

/** Tokens that a member must all carry to match a part of a name: one character means the surname. */
export function nameQueryTokens(cipher: Cipher, text: string): number[] {
  const characters = charactersOf(text);
  if (characters.length === 1) return [token(cipher, "first", characters[0] as string)];
  return [...new Set(pairsOf(characters).map((pair) => token(cipher, "pair", pair)))];
}

/** The token of a phone's last four digits. */
export function phoneTailToken(cipher: Cipher, lastFour: string): number {
  return token(cipher, "phone4", lastFour);
}
