import type { WeixinEventOf } from "@feilun/wechat-protocol";
import { type Kysely, sql } from "kysely";
import { recordOutcome } from "../../engagement/index.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { WeixinCallback } from "./dialect.ts";

/** A person accepted or refused notices: an accept is worth one message and does not expire (wechat-api.md §1.6, §2.4). */
export async function recordChoices(
  event: WeixinEventOf<"subscribe_msg_popup_event"> | WeixinEventOf<"subscribe_msg_change_event">,
  { platform, api, occurredAt, key }: WeixinCallback,
): Promise<void> {
  const openid = event.fromUserName ?? "";
  // Turned off in the settings: what was accepted before is gone as well.
  const gone = event.kind === "subscribe_msg_change_event";
  await platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql`
      insert into subscription_choice (wechat_account_id, choice_key, at) values (${api.account.id}, ${key}, ${occurredAt})
      on conflict do nothing returning at`.execute(tx);
    if (rows.length === 0) return;
    for (const { templateId, subscribeStatusString: choice } of event.event.list) {
      const accepted = choice === "accept" ? 1 : 0;
      await sql`
        insert into subscription_grant as g (wechat_account_id, openid, template_id, accepted, rejected_at)
        values (${api.account.id}, ${openid}, ${templateId}, ${accepted}, ${accepted ? null : occurredAt})
        on conflict (wechat_account_id, openid, template_id) do update set accepted = g.accepted + excluded.accepted,
          used = case when ${gone} then g.accepted else g.used end, rejected_at = excluded.rejected_at, updated_at = now()`.execute(
        tx,
      );
    }
  });
}

/** What became of subscription messages. */
export async function recordSubscriptionResults(
  event: WeixinEventOf<"subscribe_msg_sent_event">,
  { platform, api, occurredAt: at }: WeixinCallback,
): Promise<void> {
  const isMini = api.account.platform === "mini_program";
  for (const row of event.event.list) {
    const delivered = row.errorCode === "0";
    await platform.db.transaction().execute((tx) =>
      recordOutcome(tx, {
        accountId: api.account.id,
        targetKey: event.fromUserName ?? "",
        outcome: delivered ? "delivered" : row.errorCode === "43101" ? "blocked" : "failed",
        at,
        ...(delivered ? {} : { reason: row.errorStatus ?? `错误码 ${row.errorCode}` }),
        // A mini program's send answered with this id; an official account's with none.
        ...(isMini ? { platformKey: row.msgId } : { channel: "official_subscribe", templateId: row.templateId }),
      }),
    );
  }
}

/** Takes one accept; false when there is none left. */
export async function takeGrant(
  db: Kysely<DB>,
  accountId: string,
  openid: string,
  templateId: string,
): Promise<boolean> {
  const { rows } = await sql`
    update subscription_grant set used = used + 1, updated_at = now()
    where wechat_account_id = ${accountId} and openid = ${openid} and template_id = ${templateId} and used < accepted
    returning used`.execute(db);
  return rows.length > 0;
}

/** Gives an accept back that the platform refused to use; `spent`: the platform says that there is none. */
export async function giveBackGrant(
  db: Kysely<DB>,
  accountId: string,
  openid: string,
  templateId: string,
  spent: boolean,
): Promise<void> {
  await sql`
    update subscription_grant set used = ${spent ? sql`accepted` : sql`greatest(used - 1, 0)`}, updated_at = now()
    where wechat_account_id = ${accountId} and openid = ${openid} and template_id = ${templateId}`.execute(db);
}
