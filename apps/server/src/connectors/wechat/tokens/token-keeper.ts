import { type Kysely, sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";

/** Something that a platform issues for a while. */
export interface Issued {
  readonly value: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** What to keep: whose, which kind, and how a new one is asked for. */
export interface TokenSpec {
  readonly accountId: string;
  /** e.g. access_token, jsapi_ticket */
  readonly kind: string;
  /** Asks the platform; its refusals pass through. */
  readonly issue: () => Promise<Issued>;
}

/** Renewed this long before its end, so that none dies on the way. */
const MARGIN_SECONDS = 300;

/**
 * The token all processes share: read from PostgreSQL, renewed by one of them at a time under an advisory lock. Two refreshers would
 * end each other's tokens (wechat-api.md §0.2).
 *
 * @param refused the token that a platform just refused: renewed unless another process has done so already
 */
export async function keepToken(platform: Platform, spec: TokenSpec, refused?: string): Promise<string> {
  const known = await readToken(platform, platform.db, spec);
  if (known !== undefined && known !== refused) return known;
  return platform.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`wechat_token ${spec.accountId} ${spec.kind}`}, 0))`.execute(
      tx,
    );
    const renewed = await readToken(platform, tx, spec);
    if (renewed !== undefined && renewed !== refused) return renewed;
    const issued = await spec.issue();
    await sql`
      insert into wechat_token (wechat_account_id, kind, value_sealed, expires_at)
      values (${spec.accountId}, ${spec.kind}, ${platform.cipher.seal(issued.value)},
              now() + make_interval(secs => ${Math.max(issued.expiresIn - MARGIN_SECONDS, issued.expiresIn / 2)}))
      on conflict (wechat_account_id, kind)
        do update set value_sealed = excluded.value_sealed, expires_at = excluded.expires_at, renewed_at = now()`.execute(
      tx,
    );
    return issued.value;
  });
}

async function readToken({ cipher }: Platform, db: Kysely<DB>, spec: TokenSpec): Promise<string | undefined> {
  const { rows } = await sql<{ value_sealed: string }>`
    select value_sealed from wechat_token
    where wechat_account_id = ${spec.accountId} and kind = ${spec.kind} and expires_at > now()`.execute(db);
  return rows[0] && cipher.open(rows[0].value_sealed);
}
