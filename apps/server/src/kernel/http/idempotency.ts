import { createHash } from "node:crypto";
import { sql } from "kysely";
import { conflict, invalid } from "../errors.ts";
import type { Db } from "../postgres/database.ts";

export interface StoredAnswer {
  readonly status: number;
  readonly response: unknown;
}

/**
 * Claims an Idempotency-Key for a request.
 *
 * @returns the stored answer when this very request was answered before; null when the caller now owns the key.
 * @throws Refusal when the key was used for another request, or the first one is still being worked on.
 */
export async function claimIdempotencyKey(
  db: Db,
  actorId: string,
  key: string,
  request: { method: string; url: string; body: unknown },
): Promise<StoredAnswer | null> {
  if (key.length > 128) throw invalid([{ path: "Idempotency-Key", message: "最长 128 个字符" }]);
  const hash = createHash("sha256")
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest("hex");
  const inserted =
    await sql`insert into idempotency_key (actor_id, key, request_hash) values (${actorId}, ${key}, ${hash})
    on conflict (actor_id, key) do update set request_hash = excluded.request_hash, created_at = now()
      where idempotency_key.status is null and idempotency_key.created_at < now() - interval '5 minutes'
    returning 1`.execute(db);
  if (inserted.rows.length > 0) return null;
  const { rows } = await sql<{ request_hash: string; status: number | null; response: unknown }>`
    select request_hash, status, response from idempotency_key where actor_id = ${actorId} and key = ${key}`.execute(
    db,
  );
  const found = rows[0];
  if (found && found.request_hash !== hash)
    throw conflict("idempotency_key_reused", "这个 Idempotency-Key 已用于另一个请求，请换一个");
  if (!found || found.status === null) throw conflict("request_in_progress", "相同的请求正在处理，请稍候");
  return { status: found.status, response: found.response };
}

/** Keeps the answer; a refusal or defect frees the key, so that the corrected request may use it. */
export async function settleIdempotencyKey(
  db: Db,
  actorId: string,
  key: string,
  answer: StoredAnswer | null,
): Promise<void> {
  if (answer === null) {
    await sql`delete from idempotency_key where actor_id = ${actorId} and key = ${key} and status is null`.execute(db);
    return;
  }
  await sql`update idempotency_key set status = ${answer.status}, response = ${JSON.stringify(answer.response)}::jsonb
    where actor_id = ${actorId} and key = ${key}`.execute(db);
}
