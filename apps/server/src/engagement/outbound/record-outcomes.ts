import { appendEvents, type EventDraft } from "../../events/index.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { OutboundChannelName, Result } from "./channel.ts";
import { type Outcome, outcomes } from "./rules.ts";
import { type Outbound, writeResults } from "./store.ts";

const channelOf: Readonly<Record<OutboundChannelName, string>> = {
  wecom_mass: "wecom",
  wecom_group: "wecom",
  wecom_moment: "wecom",
  wecom_app: "wecom",
  official_template: "official_account",
  official_subscribe: "official_account",
  official_service: "official_account",
  mini_subscribe: "mini_program",
  sms: "sms",
  ai_call: "phone",
};

type Told = "message.sent" | "message.delivered" | "message.failed";

const told: Readonly<Partial<Record<Outcome, Told>>> = {
  sent: "message.sent",
  delivered: "message.delivered",
  not_friend: "message.failed",
  cap_reached: "message.failed",
  unreachable: "message.failed",
  blocked: "message.failed",
  no_quota: "message.failed",
  failed: "message.failed",
};

/** Writes what became of a message and tells of it, once per person and outcome. */
export async function recordOutcomes(tx: Tx, outbound: Outbound, results: readonly Result[]): Promise<number> {
  const news = await writeResults(tx, outbound.id, results);
  const drafts = news.flatMap(({ target, outcome, at }): EventDraft[] => {
    const type = told[outcome as Outcome];
    if (!type || target.originNo === null || target.memberNo === null) return [];
    const message = { messageId: outbound.id, title: outbound.title.slice(0, 200) };
    const base = {
      source: "outbound",
      eventId: `${outcome}:${outbound.id}:${target.key}`,
      originNo: target.originNo,
      memberNo: target.memberNo,
      occurredAt: at ?? new Date(),
      channel: channelOf[outbound.channel],
    };
    return type === "message.failed"
      ? [{ ...base, type, properties: { ...message, reason: outcomes[outcome as Outcome] } }]
      : [{ ...base, type, properties: message }];
  });
  await appendEvents(tx, drafts);
  return news.length;
}
