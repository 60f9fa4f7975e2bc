import type { Kysely } from "kysely";
import type { Feed } from "./clickhouse/feed-spec.ts";
import type { Cipher } from "./crypto/cipher.ts";
import type { DB } from "./postgres/tables.generated.ts";

/**
 * What becomes of a table's rows when a person's data is erased: those of the person's profiles (`origin_no`) are deleted, or
 * lose what tells of the person and stay as facts about nobody.
 */
export interface MemberErasure {
  /** A PostgreSQL table with `origin_no`. */
  readonly table: string;
  /** Assignments that take the person out, e.g. `note = null`; absent = the rows are deleted. */
  readonly set?: string;
  /** The table that the rows were fed into, and what happens there; `keyColumn` is `origin_no` unless said. */
  readonly replica?: {
    readonly feed: Feed;
    readonly table: string;
    readonly keyColumn?: string;
    readonly set?: string;
  };
}

/** Somebody whose data is being erased; the identifiers are in the clear and must not be kept. */
export interface ErasedPerson {
  readonly memberNo: number;
  /** Every profile number that the member consists of. */
  readonly profileNos: readonly number[];
  readonly identifiers: readonly { readonly kind: string; readonly scope: string; readonly value: string }[];
}

/** Erases what only the person's identifiers lead to; answers how many rows, under the name of what they were. */
export interface ErasureHook {
  readonly name: string;
  readonly erase: (tx: Kysely<DB>, platform: { readonly cipher: Cipher }, person: ErasedPerson) => Promise<number>;
}
