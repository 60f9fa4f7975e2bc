import { invalid } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import { type Audience, readAudience } from "./audience.ts";
import type { OutboundChannel, OutboundTarget } from "./channel.ts";

export interface Addressees {
  readonly accountId: string;
  readonly senderKey?: string | undefined;
  readonly memberNos: readonly number[];
  readonly targetKeys: readonly string[];
  readonly audience?: Audience | undefined;
}

interface Person {
  readonly originNo: number;
  readonly memberNo: number;
}

/** Where those whom a message is for are reached on its channel, and who is not there. */
export interface Addressed {
  readonly targets: readonly OutboundTarget[];
  readonly withoutAddress: readonly Person[];
}

const person = (memberNo: number): Person => ({ originNo: memberNo, memberNo });

/** Addresses of those whom a message is for. @throws Refusal when the audience cannot be read */
export async function addressOf(platform: Platform, channel: OutboundChannel, draft: Addressees): Promise<Addressed> {
  const chosen = draft.audience && (await readAudience(platform.db, draft.audience));
  const members = [...new Set([...draft.memberNos, ...(chosen ?? [])])];
  const found = await channel.resolve(draft.accountId, members);
  const named: OutboundTarget[] = draft.targetKeys.map((key) => ({ key, originNo: null, memberNo: null }));
  const reached = new Set(found.map((target) => target.memberNo));
  return {
    targets: [...new Map([...named, ...found].map((target) => [target.key, target])).values()],
    withoutAddress: members.filter((memberNo) => !reached.has(memberNo)).map(person),
  };
}

/** @throws Refusal when a message would reach nobody */
export function requireSomebody(channel: OutboundChannel, draft: Addressees, { targets }: Addressed): void {
  // Moments choose their own audience; a group message of a sender alone goes to all groups of that sender.
  const open = channel.name === "wecom_moment" || (draft.senderKey !== undefined && draft.audience === undefined);
  if (targets.length > 0 || open) return;
  if (channel.name === "wecom_app")
    throw invalid([{ path: "targetKeys", message: "没有收件的导购，请选择至少一位导购" }]);
  throw invalid([{ path: "memberNos", message: "没有一位客户能在这个渠道联系到，请换一个渠道或另选客户" }]);
}
