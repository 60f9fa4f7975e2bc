import type { IdentifierKind } from "../identity/kinds.ts";

const wechatKinds: ReadonlySet<IdentifierKind> = new Set(["unionid", "openid", "external_userid", "shop_openid"]);

/** Channels where people register by themselves on a screen. */
const digitalFronts: ReadonlySet<string> = new Set([
  "mini_program",
  "wechat_shop",
  "official_account",
  "wecom",
  "ecommerce",
]);

/** Whether a person can be reached digitally (DT-20): has a WeChat identifier, or came through a digital front. */
export function isDigital(kinds: Iterable<IdentifierKind>, channel: string | null): boolean {
  if (channel !== null && digitalFronts.has(channel)) return true;
  for (const kind of kinds) if (wechatKinds.has(kind)) return true;
  return false;
}

/**
 * Whether another platform (抖音, 小红书) brought the person (ID-10): an account there is among the first identifiers that they were
 * known by. Whatever is found out later does not change it.
 */
export function isFromOutside(
  identifiers: readonly { readonly kind: IdentifierKind; readonly firstSeenAt: Date }[],
): boolean {
  const first = Math.min(...identifiers.map(({ firstSeenAt }) => firstSeenAt.getTime()));
  return identifiers.some(({ kind, firstSeenAt }) => kind === "platform_id" && firstSeenAt.getTime() === first);
}
