import type { IdentifierKind } from "../identity/kinds.ts";

/** How close a person is to the brand (ID-05), from far to near. */
export const relations = ["visitor", "fan", "group", "contact", "member"] as const;

export type Relation = (typeof relations)[number];

export const relationLabels: Record<Relation, string> = {
  visitor: "访客",
  fan: "粉丝",
  group: "社群成员",
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

/** An identifier as evidence; `groupOnly`: it is known from groups alone, and nobody ever was this person's friend. */
export interface RelationProof {
  readonly kind: IdentifierKind;
  readonly groupOnly: boolean;
}

/** The nearest relation that a person's identifiers and registration prove: fan 粉丝 → group 社群成员 → contact 私域好友 → member 会员. */
export function relationOf(identifiers: Iterable<RelationProof>, registered: boolean): Relation {
  let nearest = registered ? relations.indexOf("member") : 0;
  for (const { kind, groupOnly } of identifiers)
    nearest = Math.max(nearest, relations.indexOf(groupOnly ? "group" : (relationByKind[kind] ?? "visitor")));
  return relations[nearest] as Relation;
}
