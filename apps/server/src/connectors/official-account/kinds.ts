import { Refusal } from "../../kernel/errors.ts";

export const accountKinds = { subscription: "订阅号", service: "服务号" } as const;
export type AccountKind = keyof typeof accountKinds;

/** What an official account is: decides what it may do. */
export interface AccountNature {
  readonly kind: AccountKind;
  readonly verified: boolean;
}

/** What not every kind of account may do (catalog CH-11 and T-18, wechat-api.md §1). */
export const powers = {
  custom_menu: { label: "自定义菜单", needs: "verified_or_service" },
  conditional_menu: { label: "个性化菜单", needs: "verified" },
  template: { label: "模板消息", needs: "verified_service" },
  subscribe_notice: { label: "订阅通知", needs: "service" },
  service_message: { label: "客服消息", needs: "verified" },
  followers: { label: "获取关注者资料", needs: "verified" },
  publish: { label: "发布接口", needs: "verified" },
} as const;
export type Power = keyof typeof powers;

const needs: Readonly<
  Record<(typeof powers)[Power]["needs"], { holds: (nature: AccountNature) => boolean; says: string }>
> = {
  verified: { holds: ({ verified }) => verified, says: "通过认证的公众号" },
  service: { holds: ({ kind }) => kind === "service", says: "服务号" },
  verified_service: { holds: ({ kind, verified }) => kind === "service" && verified, says: "通过认证的服务号" },
  verified_or_service: {
    holds: ({ kind, verified }) => kind === "service" || verified,
    says: "服务号或通过认证的订阅号",
  },
};

/** How often articles may be sent to all: subscription accounts once a day, service accounts four times a month per person. */
export function massSendQuota({ kind }: AccountNature): string {
  return kind === "subscription" ? "每天 1 次群发" : "每位关注者每月 4 次群发";
}

export function mayDo(nature: AccountNature, power: Power): boolean {
  return needs[powers[power].needs].holds(nature);
}

/** @throws Refusal `account_kind_may_not` */
export function requirePower(nature: AccountNature, power: Power): void {
  if (mayDo(nature, power)) return;
  const is = `${nature.verified ? "已认证" : "未认证"}的${accountKinds[nature.kind]}`;
  throw new Refusal({
    code: "account_kind_may_not",
    status: 409,
    title: `${is}不能使用“${powers[power].label}”`,
    detail: `这项能力需要${needs[powers[power].needs].says}；如果账号类型填错了，请在公众号设置里更正`,
  });
}
