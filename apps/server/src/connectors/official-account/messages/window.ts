import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { type Kysely, sql } from "kysely";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";

export type WindowReason = "message" | "menu" | "follow" | "scan";

const {
  customMessagesAfterMessage,
  customMessageWindowAfterMessage,
  customMessagesAfterClick,
  customMessageWindowAfterClick,
} = WEIXIN_QUOTAS;

const rules: Readonly<Record<WindowReason, { readonly allowed: number; readonly seconds: number }>> = {
  message: { allowed: customMessagesAfterMessage.amount, seconds: customMessageWindowAfterMessage.amount },
  menu: { allowed: customMessagesAfterClick.amount, seconds: customMessageWindowAfterClick.amount },
  follow: { allowed: customMessagesAfterClick.amount, seconds: customMessageWindowAfterClick.amount },
  scan: { allowed: customMessagesAfterClick.amount, seconds: customMessageWindowAfterClick.amount },
};

/** A person did something that lets us write to them for a while (CH-10); an older action than the last one changes nothing. */
export async function openWindow(
  db: Kysely<DB>,
  accountId: string,
  openid: string,
  reason: WindowReason,
  at: Date,
): Promise<void> {
  const { allowed, seconds } = rules[reason];
  await sql`
    insert into official_window as w (wechat_account_id, openid, reason, opened_at, expires_at, allowed)
    values (${accountId}, ${openid}, ${reason}, ${at}, ${at}::timestamptz + make_interval(secs => ${seconds}), ${allowed})
    on conflict (wechat_account_id, openid, reason) do update set opened_at = excluded.opened_at, expires_at = excluded.expires_at,
      allowed = excluded.allowed, used = 0
    where excluded.opened_at > w.opened_at`.execute(db);
}

/** Messages that may still be sent to the person now, and until when. */
export async function remainingIn(
  db: Kysely<DB>,
  accountId: string,
  openid: string,
): Promise<{ readonly left: number; readonly until: Date | null }> {
  const { rows } = await sql<{ left: number; until: Date | null }>`
    select coalesce(sum(allowed - used), 0)::int as left, max(expires_at) as until from official_window
    where wechat_account_id = ${accountId} and openid = ${openid} and expires_at > now() and used < allowed`.execute(
    db,
  );
  return rows[0] ?? { left: 0, until: null };
}

/** Takes one message from the window that ends first; the reason that was used, or undefined. */
export async function takeFromWindow(db: Kysely<DB>, accountId: string, openid: string): Promise<string | undefined> {
  const { rows } = await sql<{ reason: string }>`
    update official_window w set used = used + 1
    where (wechat_account_id, openid, reason) = (
      select wechat_account_id, openid, reason from official_window
      where wechat_account_id = ${accountId} and openid = ${openid} and expires_at > now() and used < allowed
      order by expires_at limit 1 for update)
    returning reason`.execute(db);
  return rows[0]?.reason;
}

/** The platform knows better: no message is left (45015: the window has closed, 45047: the quota is used up). */
export async function closeWindows(db: Kysely<DB>, accountId: string, openid: string): Promise<void> {
  await sql`update official_window set used = allowed where wechat_account_id = ${accountId} and openid = ${openid}`.execute(
    db,
  );
}
