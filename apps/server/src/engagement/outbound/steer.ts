import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, notFound, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { HandOverRefused, type OutboundChannel } from "./channel.ts";
import { settle } from "./collect.ts";
import { workOutbound } from "./create-outbound.ts";
import { findOutbound, type Outbound } from "./store.ts";

/** Asks the senders who have not confirmed to do so. @throws Refusal */
export async function remindSenders(
  platform: Platform,
  actor: Actor,
  channel: OutboundChannel | undefined,
  id: string,
): Promise<void> {
  const outbound = await required(platform, id);
  if (outbound.state !== "accepted" || !channel?.remind)
    throw conflict("outbound_not_open", "只有平台已受理、尚未完成的群发可以提醒导购");
  await calling(channel.remind(outbound, AbortSignal.timeout(30_000)));
  await platform.db.transaction().execute(async (tx) => {
    await sql`update outbound set reminders = reminders + 1 where id = ${id}`.execute(tx);
    await audit(tx, actor, { action: "outbound.reminded", subject: { kind: "outbound", id }, detail: {} });
  });
}

/**
 * Stops a message: what was not handed over never is; of what the platform has, those senders are stopped who have not confirmed. What was
 * sent stays sent. @throws Refusal
 */
export async function cancelOutbound(
  platform: Platform,
  actor: Actor,
  channel: OutboundChannel | undefined,
  id: string,
): Promise<void> {
  const outbound = await required(platform, id);
  if (outbound.state === "sending" || outbound.state === "uncertain")
    throw conflict("outbound_uncertain", "正在提交或核对，还不知道平台是否已受理；请稍后再取消");
  if (outbound.state === "accepted") {
    if (!channel?.cancel) throw conflict("outbound_not_open", "该渠道的消息提交后不能取消");
    await calling(channel.cancel(outbound, AbortSignal.timeout(30_000)));
  } else if (outbound.state !== "waiting") {
    throw conflict("outbound_not_open", "这条消息已经结束，不能取消");
  }
  await platform.db.transaction().execute(async (tx) => {
    await settle(tx, outbound, "cancelled", "cancelled");
    await audit(tx, actor, { action: "outbound.cancelled", subject: { kind: "outbound", id }, detail: {} });
  });
}

/** A person says what became of a call whose answer was lost and that could not be traced. @throws Refusal */
export async function resolveUncertain(platform: Platform, actor: Actor, id: string, sent: boolean): Promise<void> {
  await required(platform, id);
  await platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql`
      update outbound set state = ${sent ? "settled" : "waiting"}, settled_at = ${sent ? new Date() : null}, next_at = now(),
        reason = ${sent ? "人工确认已发出，平台没有给出结果" : "人工确认没有发出，重新提交"}, remedy = null
      where id = ${id} and state = 'uncertain' returning id`.execute(tx);
    if (rows.length === 0) throw conflict("outbound_not_uncertain", "这条消息的结果已经清楚，不需要人工确认");
    if (sent)
      await sql`
        update outbound_delivery set outcome = 'sent', reason = '人工确认', at = now() where outbound_id = ${id} and outcome = 'waiting'`.execute(
        tx,
      );
    else await platform.jobs.enqueue(tx, workOutbound, {}, { key: workOutbound });
    await audit(tx, actor, { action: "outbound.resolved", subject: { kind: "outbound", id }, detail: { sent } });
  });
}

async function required(platform: Platform, id: string): Promise<Outbound> {
  const outbound = await findOutbound(platform.db, id);
  if (!outbound) throw notFound("这条外发消息");
  return outbound;
}

/** A platform's refusal as the operator's. */
async function calling(call: Promise<void>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof HandOverRefused)) throw error;
    throw new Refusal({ code: "platform_refused", status: 409, title: error.reason, detail: error.remedy });
  }
}
