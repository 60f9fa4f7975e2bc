/** What a kind of identifier is; rank 1 is the strongest evidence of who somebody is. */
export interface KindTraits {
  readonly label: string;
  readonly rank: number;
  /** A weak kind belongs to a thing that several people may use. */
  readonly strength: "strong" | "weak";
  /** The value is unique only within its scope: an app, a corp, a source system. */
  readonly scoped: boolean;
  /** What an operator understands by the scope. */
  readonly scopeLabel?: string;
}

/** The identifiers that Feilun knows (ID-02); the phone authorised by its owner is the joining key (ID-01). */
export const identifierKinds = {
  phone: { label: "手机号", rank: 1, strength: "strong", scoped: false },
  unionid: { label: "微信 UnionID", rank: 2, strength: "strong", scoped: false },
  card: { label: "会员卡号", rank: 3, strength: "strong", scoped: false },
  external_userid: { label: "企业微信客户", rank: 4, strength: "strong", scoped: true, scopeLabel: "企业 ID" },
  openid: { label: "微信 OpenID", rank: 5, strength: "strong", scoped: true, scopeLabel: "AppID" },
  shop_openid: { label: "微信小店 OpenID", rank: 6, strength: "strong", scoped: true, scopeLabel: "小店 ID" },
  platform_id: { label: "其他平台账号", rank: 7, strength: "strong", scoped: true, scopeLabel: "平台" },
  pos_id: { label: "POS 会员号", rank: 8, strength: "strong", scoped: true, scopeLabel: "系统" },
  erp_id: { label: "ERP 客户号", rank: 9, strength: "strong", scoped: true, scopeLabel: "系统" },
  external_id: { label: "外部编号", rank: 10, strength: "strong", scoped: true, scopeLabel: "来源" },
  email: { label: "邮箱", rank: 11, strength: "weak", scoped: false },
  device: { label: "设备", rank: 12, strength: "weak", scoped: false },
  wifi_mac: { label: "WiFi MAC", rank: 13, strength: "weak", scoped: false },
} as const satisfies Record<string, KindTraits>;

export type IdentifierKind = keyof typeof identifierKinds;

export const identifierKindNames = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];

export function isWeak(kind: IdentifierKind): boolean {
  return identifierKinds[kind].strength === "weak";
}

export function rankOf(kind: IdentifierKind): number {
  return identifierKinds[kind].rank;
}
