import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { decideTouches, type TouchDecision } from "../touch/decide-touches.ts";
import type { TouchKind } from "../touch/refusals.ts";
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
  /** What it wants of people; left out: marketing, which the policy holds back most. */
  readonly kind?: TouchKind;
  /** 0–100, 50 unless said: of two messages that want the same person, the higher one goes. */
  readonly priority?: number;
}

/**
 * Enters a message to be handed over, in the caller's transaction, in parts of what one call takes, after the touch policy decided whom it
 * may reach and when; who is left out is recorded with the reason. It is sent exactly once however often the draft comes, whatever dies in
 * between.
 *
 * @returns ids of the new parts; empty when the business key is known
 */
export async function createOutbound(
  platform: Pick<Platform, "jobs" | "config" | "clock">,
  tx: Tx,
  actor: Actor,
  channel: Pick<OutboundChannel, "name" | "maxTargets">,
  draft: OutboundDraft,
): Promise<string[]> {
  const { kind = "marketing", priority = 50 } = draft;
  if (await isKnown(tx, draft.businessKey)) return [];
  const now = platform.clock.now();
  const members = draft.targets.flatMap(({ memberNo }) => memberNo ?? []);
  const decision = await decideTouches(tx, platform, { channel: channel.name, kind, priority, at: now }, members);
  const reached = draft.targets.filter(({ memberNo }) => memberNo === null || !decision.refused.has(memberNo));
  const ids: string[] = [];
  const parts = Math.max(1, Math.ceil(reached.length / channel.maxTargets));
  for (let part = 1; part <= parts; part++) {
    const id = await insertOutbound(tx, {
      ...draft,
      part,
      channel: channel.name,
      senderKey: draft.senderKey ?? "",
      createdBy: actor.name,
      kind,
      priority,
      sendAt: decision.sendAt,
      putOffMs: decision.sendAt.getTime() - now.getTime(),
      addressed: draft.targets.length > 0,
    });
    // The same draft in another process came first.
    if (!id) return [];
    ids.push(id);
    const targets = reached.slice((part - 1) * channel.maxTargets, part * channel.maxTargets);
    await writeResults(tx, id, [
      ...targets.map((target) => ({ target, outcome: "waiting" as const })),
      ...(part === 1 ? leftOut(draft, decision) : []),
    ]);
  }
  await audit(tx, actor, {
    action: "outbound.created",
    subject: { kind: "outbound", id: ids[0] ?? "" },
    detail: {
      businessKey: draft.businessKey,
      channel: channel.name,
      title: draft.title,
      kind,
      targets: reached.length,
      refused: decision.refused.size,
      parts: ids.length,
    },
  });
  await platform.jobs.enqueue(tx, workOutbound, {}, { key: workOutbound });
  return ids;
}

/** Whether a message under this key was entered before. */
export async function isKnown(tx: Tx, businessKey: string): Promise<boolean> {
  const { rows } = await sql`select from outbound where business_key = ${businessKey} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Who is not reached: without an address, or kept from it by the policy. */
function leftOut({ targets, withoutAddress = [] }: OutboundDraft, { refused }: TouchDecision): Result[] {
  return [
    ...withoutAddress.map((who) => ({
      target: { key: `member:${who.memberNo}`, ...who },
      outcome: "no_address" as const,
    })),
    ...targets.flatMap((target): Result[] => {
      const refusal = target.memberNo === null ? undefined : refused.get(target.memberNo);
      return refusal ? [{ target, outcome: refusal.reason, reason: refusal.words }] : [];
    }),
  ];
}
