import type { IdentifierKind } from "../identity/kinds.ts";

/** How close a person is to the brand (ID-05), from far to near. */
export const relations = ["visitor", "fan", "contact", "member"] as const;

export type Relation = (typeof relations)[number];

export const relationLabels: Record<Relation, string> = {
  visitor: "访客",
  fan: "粉丝",
  contact: "私域好友",
  member: "会员",
};

const relationByKind: Partial<Record<IdentifierKind, Relation>> = {
  openid: "fan",
  unionid: "fan",
  shop_openid: "fan",
  platform_id: "fan",
  external_userid: "contact",
  card: "member",
  pos_id: "member",
};

/** The nearest relation that a person's identifiers and registration prove: fan 粉丝 → contact 私域好友 → member 会员. */
export function relationOf(kinds: Iterable<IdentifierKind>, registered: boolean): Relation {
  let nearest = registered ? relations.indexOf("member") : 0;
  for (const kind of kinds) nearest = Math.max(nearest, relations.indexOf(relationByKind[kind] ?? "visitor"));
  return relations[nearest] as Relation;
}
