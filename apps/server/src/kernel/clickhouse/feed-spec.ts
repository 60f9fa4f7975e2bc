/**
 * Rows that flow from PostgreSQL into ClickHouse, each exactly once.
 *
 * The source table has `changed_xid xid8` (the transaction that wrote the row, `default pg_current_xact_id()`, set again on
 * every update) and an index on it. A batch is the half-open range `[delivered, pending)` of transaction ids, all of them
 * finished (below the snapshot's xmin), so the same range always holds the same rows. `pending` is written first, the batch is
 * sent under a token made of the range, `delivered` follows. Whatever dies in between, the same range goes out again under
 * the same token and ClickHouse drops the blocks it already has.
 *
 * A token alone is not enough: ClickHouse notes it before the part that it belongs to stands, so an engine killed in between takes what is sent
 * again for known although it is not there. A range that goes out again is therefore sent under a token of its own where the target is a
 * ReplacingMergeTree (state transfer: twice is harmless); for an append-only target, whose source must be append-only too, what is not there
 * afterwards is looked for by `appendKey` and sent.
 */
export interface Feed {
  readonly name: string;
  /** The source table. */
  readonly source: string;
  /** `table (columns)` in ClickHouse. */
  readonly target: string;
  /** Comma-separated expressions over the source row `s`, in the order of the target's columns, in COPY text form. */
  readonly select: string;
  /** Further joins, e.g. `left join store on store.id = s.store_id`. */
  readonly join?: string;
  /** Column(s) that order rows within the range; must be unique together with the transaction id. */
  readonly orderBy: string;
  /** Only rows that match, e.g. `s.status <> 'draft'`; must never change for a row that was delivered. */
  readonly where?: string;
  /** Of an append-only target: the whole number that names a row, over the source row `s` and in the target. */
  readonly appendKey?: { readonly source: string; readonly target: string };
  /** Another name of `changed_xid`, for a source whose updates must not send the row again. */
  readonly xidColumn?: string;
}
