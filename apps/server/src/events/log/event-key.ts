import { createHash } from "node:crypto";
import { type RawBuilder, sql } from "kysely";

/**
 * The key under which an event is known once and for all: the first 16 bytes of SHA-256(source, NUL, eventId), as a UUID's
 * 32 hexadecimal digits. Ids are unique within their source, so two systems that both count 1, 2, 3 never collide.
 */
export function eventKeyOf(source: string, eventId: string): string {
  return createHash("sha256").update(`${source}\u0000${eventId}`).digest("hex").slice(0, 32);
}

/** `eventKeyOf` as an expression of SQL. */
export function eventKeyIn(source: RawBuilder<unknown>, eventId: RawBuilder<unknown>): RawBuilder<string> {
  return sql`encode(substr(sha256(convert_to(${source}, 'UTF8') || '\\x00'::bytea || convert_to(${eventId}, 'UTF8')), 1, 16), 'hex')::uuid`;
}
