import { audit } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { OutboundChannel, OutboundTarget, Result } from "./channel.ts";
import type { OutboundContent } from "./content.ts";
import { insertOutbound, writeResults } from "./store.ts";

/** Works off what is due; enqueued with every change that makes something due. */
export const workOutbound = "engagement.work_outbound";

export interface OutboundDraft {
  /** Names the message for good: the same key again changes nothing, whatever else is different. */
  readonly businessKey: string;
  readonly accountId: string;
  readonly title: string;
  readonly content: OutboundContent;
  /** Who has to confirm; left out: whoever the platform chooses. */
  readonly senderKey?: string;
  readonly targets: readonly OutboundTarget[];
  /** Members without an address on this channel: recorded as such, not sent to. */
  readonly withoutAddress?: readonly { readonly originNo: number; readonly memberNo: number }[];
  /** Members who took back their consent: recorded as such, not sent to. */
  readonly refused?: readonly { readonly originNo: number; readonly memberNo: number }[];
}

/**
 * Enters a message to be handed over, in the caller's transaction, in parts of what one call takes. It is sent exactly once however often
 * the draft comes, whatever dies in between.
 *
 * @returns ids of the new parts; empty when the business key is known
 */
export async function createOutbound(
  platform: Pick<Platform, "jobs">,
  tx: Tx,
  actor: Actor,
  channel: Pick<OutboundChannel, "name" | "maxTargets">,
  draft: OutboundDraft,
): Promise<string[]> {
  const ids: string[] = [];
  const parts = Math.max(1, Math.ceil(draft.targets.length / channel.maxTargets));
  for (let part = 1; part <= parts; part++) {
    const targets = draft.targets.slice((part - 1) * channel.maxTargets, part * channel.maxTargets);
    const id = await insertOutbound(tx, {
      ...draft,
      part,
      channel: channel.name,
      senderKey: draft.senderKey ?? "",
      createdBy: actor.name,
    });
    if (!id) continue;
    ids.push(id);
    await writeResults(
      tx,
      id,
      targets.map((target) => ({ target, outcome: "waiting" as const })),
    );
    if (part === 1) await writeResults(tx, id, leftOut(draft));
  }
  if (ids[0] === undefined) return ids;
  await audit(tx, actor, {
    action: "outbound.created",
    subject: { kind: "outbound", id: ids[0] },
    detail: {
      businessKey: draft.businessKey,
      channel: channel.name,
      title: draft.title,
      targets: draft.targets.length,
      parts: ids.length,
    },
  });
  await platform.jobs.enqueue(tx, workOutbound, {}, { key: workOutbound });
  return ids;
}

function leftOut({ withoutAddress = [], refused = [] }: OutboundDraft): Result[] {
  const key = (memberNo: number) => `member:${memberNo}`;
  return [
    ...withoutAddress.map((who) => ({ target: { key: key(who.memberNo), ...who }, outcome: "no_address" as const })),
    ...refused.map((who) => ({
      target: { key: key(who.memberNo), ...who },
      outcome: "blocked" as const,
      reason: "已退订营销消息",
    })),
  ];
}
