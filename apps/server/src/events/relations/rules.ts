/** How close a person is to the brand at a moment (ID-05), from far to near; `lost` = was close once and is no more. */
export const relationStates = ["lost", "visitor", "fan", "group", "contact", "member"] as const;
export type RelationState = (typeof relationStates)[number];

export const relationStateLabels: Readonly<Record<RelationState, string>> = {
  visitor: "访客",
  fan: "粉丝",
  group: "社群成员",
  contact: "私域联系人",
  member: "会员",
  lost: "已流失",
};

/** 0 for somebody with no relation, whether or not there was one. */
export function closeness(state: RelationState): number {
  return Math.max(0, relationStates.indexOf(state) - 1);
}

/** A side of a relation: the state that somebody is in who has nothing nearer. */
export type Facet = "fan" | "group" | "contact" | "member";

/**
 * Events that begin or end one side of a relation. A side may hang on several carriers (two guides, two accounts), named by a
 * property: it ends when the last of them ends.
 */
export const relationEvents: Readonly<
  Record<string, { readonly facet: Facet; readonly gain: boolean; readonly carrier?: string }>
> = {
  "account.followed": { facet: "fan", gain: true, carrier: "accountCode" },
  "account.unfollowed": { facet: "fan", gain: false, carrier: "accountCode" },
  "group.joined": { facet: "group", gain: true, carrier: "groupCode" },
  "group.left": { facet: "group", gain: false, carrier: "groupCode" },
  "contact.added": { facet: "contact", gain: true, carrier: "guideCode" },
  "contact.removed": { facet: "contact", gain: false, carrier: "guideCode" },
  "member.registered": { facet: "member", gain: true },
  "member.cancelled": { facet: "member", gain: false },
};

/** What an identifier proves from the moment it was first seen, when no event says more. */
export const provenBy: Readonly<Record<string, Facet>> = {
  openid: "fan",
  unionid: "fan",
  shop_openid: "fan",
  platform_id: "fan",
  external_userid: "contact",
  card: "member",
  pos_id: "member",
};

/** What an identifier proves that groups alone have named (`identifier.group_only`). */
export const provenByGroup: Facet = "group";

/** Causes that are no events, in operators' words. */
export const causeLabels: Readonly<Record<string, string>> = {
  registered: "登记为会员",
  "identifier:openid": "首次识别到公众号或小程序身份",
  "identifier:unionid": "首次识别到微信身份",
  "identifier:shop_openid": "首次识别到微信小店身份",
  "identifier:platform_id": "首次识别到外部平台账号",
  "identifier:group": "首次在企业微信群里见到",
  "identifier:external_userid": "首次识别到企业微信好友身份",
  "identifier:card": "首次识别到会员卡",
  "identifier:pos_id": "首次识别到收银系统会员号",
};
