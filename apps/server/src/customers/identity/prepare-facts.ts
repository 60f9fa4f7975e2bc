import type { Cipher } from "../../kernel/crypto/cipher.ts";
import { type IdentifierKind, identifierKinds, rankOf } from "./kinds.ts";
import { normaliseIdentifier } from "./normalise.ts";
import { type IdentitySettings, isBlocked } from "./settings.ts";

/** An identifier as a source reports it. `scope`: app id, corp id, system; empty for kinds without one. */
export interface ReportedIdentifier {
  readonly kind: IdentifierKind;
  readonly scope?: string;
  readonly value: string;
}

/** "These identifiers were seen together": one order, one login, one row of a file. */
export interface IdentityFact {
  readonly identifiers: readonly ReportedIdentifier[];
  readonly occurredAt: Date;
  /** Where it comes from, e.g. `import`, `pos`, `mini_program`. */
  readonly source: string;
  readonly storeNo?: number | null;
  readonly channel?: string | null;
  /** Seen among the people of a group: that alone makes nobody a contact. */
  readonly groupOnly?: boolean;
}

export interface PreparedIdentifier {
  readonly key: string;
  readonly kind: IdentifierKind;
  readonly scope: string;
  /** Normalised, in the clear. */
  readonly value: string;
  /** Of the earliest fact of this batch that names it. */
  firstSeenAt: number;
  source: string;
  storeNo: number | null;
  channel: string | null;
  /** A WeCom customer of whom all facts of the batch come from groups. */
  groupOnly: boolean;
}

export interface PreparedTie {
  /** a < b */
  readonly a: string;
  readonly b: string;
  firstAt: number;
  /** Start of the day (UTC) of the latest sighting. */
  lastAt: number;
  source: string;
  storeNo: number | null;
  channel: string | null;
}

export interface PreparedFact {
  /** The strongest identifier: what happened is recorded under its profile. Null: nothing usable, hence nobody. */
  readonly anchor: string | null;
  readonly occurredAt: number;
  readonly source: string;
  readonly storeNo: number | null;
  readonly channel: string | null;
}

export interface PreparedFacts {
  readonly facts: readonly PreparedFact[];
  readonly identifiers: ReadonlyMap<string, PreparedIdentifier>;
  readonly ties: ReadonlyMap<string, PreparedTie>;
}

const dayMs = 86_400_000;

export function tieKey(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/** The look-up key of a normalised value: its keyed hash, in the form of a UUID of version 8 (RFC 9562, "custom"). */
export function identifierKey(cipher: Cipher, kind: IdentifierKind, scope: string, value: string): string {
  const bytes = cipher.blindIndex(`identifier:${kind}:${scope}`, value);
  bytes.writeUInt8(((bytes[6] as number) & 0x0f) | 0x80, 6);
  bytes.writeUInt8(((bytes[8] as number) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The scope as it is kept: none for kinds whose values are unique everywhere. */
export function scopeOf(kind: IdentifierKind, scope: string | undefined): string {
  return identifierKinds[kind].scoped ? (scope ?? "").trim() : "";
}

/**
 * Turns reported facts into nodes and ties: malformed and blocked values are dropped, and the strongest identifier of a fact is
 * tied to each of the others. Equal ties of one batch become one, in a way that does not depend on their order.
 */
export function prepareFacts(
  facts: readonly IdentityFact[],
  settings: IdentitySettings,
  cipher: Cipher,
): PreparedFacts {
  const blocked = new Set(
    settings.blockedValues.map(({ kind, value }) => `${kind}:${normaliseIdentifier(kind, value) ?? value}`),
  );
  const identifiers = new Map<string, PreparedIdentifier>();
  const ties = new Map<string, PreparedTie>();
  const keys = new Map<string, string | null>();

  const keyOf = ({ kind, scope: reportedScope, value: raw }: ReportedIdentifier): string | null => {
    const scope = scopeOf(kind, reportedScope);
    const asReported = `${kind}\u0000${scope}\u0000${raw}`;
    const seen = keys.get(asReported);
    if (seen !== undefined) return seen;
    const value = normaliseIdentifier(kind, raw);
    const key = value === null || isBlocked(kind, value, blocked) ? null : identifierKey(cipher, kind, scope, value);
    keys.set(asReported, key);
    if (key !== null && value !== null && !identifiers.has(key)) {
      identifiers.set(key, {
        key,
        kind,
        scope,
        value,
        firstSeenAt: Number.POSITIVE_INFINITY,
        source: "",
        storeNo: null,
        channel: null,
        groupOnly: kind === "external_userid",
      });
    }
    return key;
  };

  const prepared = facts.map((fact): PreparedFact => {
    const occurredAt = fact.occurredAt.getTime();
    const found: PreparedIdentifier[] = [];
    for (const reported of fact.identifiers) {
      const key = keyOf(reported);
      const identifier = key === null ? undefined : identifiers.get(key);
      if (!identifier || found.includes(identifier)) continue;
      found.push(identifier);
      if (fact.groupOnly !== true) identifier.groupOnly = false;
      if (
        occurredAt < identifier.firstSeenAt ||
        (occurredAt === identifier.firstSeenAt && fact.source < identifier.source)
      ) {
        identifier.firstSeenAt = occurredAt;
        identifier.source = fact.source;
        identifier.storeNo = fact.storeNo ?? null;
        identifier.channel = fact.channel ?? null;
      }
    }
    found.sort((left, right) => rankOf(left.kind) - rankOf(right.kind) || (left.key < right.key ? -1 : 1));
    const [anchor, ...others] = found;
    const context = { occurredAt, source: fact.source, storeNo: fact.storeNo ?? null, channel: fact.channel ?? null };
    for (const other of others) noteTie(ties, (anchor as PreparedIdentifier).key, other.key, context);
    return { anchor: anchor?.key ?? null, ...context };
  });
  return { facts: prepared, identifiers, ties };
}

function noteTie(ties: Map<string, PreparedTie>, one: string, other: string, fact: Omit<PreparedFact, "anchor">): void {
  const key = tieKey(one, other);
  const tie = ties.get(key);
  const lastAt = Math.floor(fact.occurredAt / dayMs) * dayMs;
  if (!tie) {
    const [a, b] = one < other ? [one, other] : [other, one];
    const { occurredAt: firstAt, source, storeNo, channel } = fact;
    ties.set(key, { a, b, firstAt, lastAt, source, storeNo, channel });
    return;
  }
  tie.lastAt = Math.max(tie.lastAt, lastAt);
  if (fact.occurredAt < tie.firstAt) {
    tie.firstAt = fact.occurredAt;
    tie.source = fact.source;
    tie.storeNo = fact.storeNo;
    tie.channel = fact.channel;
  }
}
