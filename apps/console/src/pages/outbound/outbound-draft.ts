import type { Addressees, Outbound } from "./outbound-api.ts";
import type { WritableChannel } from "./outbound-words.ts";

/** What the form holds. */
export interface Values {
  readonly channel: WritableChannel;
  readonly accountId?: string;
  readonly tagNos?: number[];
  readonly tier?: string;
  readonly storeNos?: number[];
  /** A 人群包 made for WeCom. */
  readonly audienceId?: string;
  /** Groups of one owner, or staff. */
  readonly senderKey?: string;
  readonly targetKeys?: string[];
  readonly momentTagIds?: string[];
  readonly momentSenders?: string[];
  readonly title: string;
  readonly text?: string;
  readonly link?: { readonly url?: string; readonly title?: string };
  readonly allowSelect?: boolean;
  /** A text message or call: what was approved, and its variables. */
  readonly templateId?: string;
  readonly data?: Record<string, string>;
  /** What it wants of people; marketing is held back most. */
  readonly kind?: "marketing" | "service" | "transaction";
}

/** Whom the form says the message is for; null while that is not said yet. */
export function addresseesOf(values: Values, accountId: string | undefined): Addressees | null {
  if (!accountId) return null;
  const { channel = "wecom_mass", tagNos = [], tier, storeNos = [], audienceId, senderKey, targetKeys = [] } = values;
  const base = { channel, accountId, memberNos: [], targetKeys: [], kind: values.kind ?? "marketing", priority: 50 };
  switch (channel) {
    case "wecom_mass":
    case "sms":
    case "ai_call":
      if (tagNos.length === 0 && !tier && storeNos.length === 0 && !audienceId) return null;
      return { ...base, audience: { tagNos, storeNos, ...(tier && { tier }), ...(audienceId && { audienceId }) } };
    case "wecom_group":
      return senderKey ? { ...base, senderKey, targetKeys } : null;
    case "wecom_app":
      return targetKeys.length > 0 ? { ...base, targetKeys } : null;
    case "wecom_moment":
      return base;
  }
}

/** What the form says, as a message. */
export function contentOf({
  channel,
  text,
  link,
  allowSelect,
  momentTagIds,
  momentSenders,
  templateId,
  data = {},
}: Values): Outbound["content"] {
  if (channel === "sms" || channel === "ai_call") return templateId ? { template: { id: templateId, data } } : {};
  const moment = {
    ...(momentTagIds?.length && { tagIds: momentTagIds }),
    ...(momentSenders?.length && { senders: momentSenders }),
  };
  return {
    ...(text && { text }),
    ...(link?.url && {
      attachments: [{ kind: "link" as const, title: link.title || link.url.slice(0, 64), url: link.url }],
    }),
    ...(channel === "wecom_mass" && allowSelect && { allowSelect }),
    ...(channel === "wecom_moment" && Object.keys(moment).length > 0 && { moment }),
  };
}
