export { findOrCreateCompany, noteContact, requireCompany } from "./companies/change-companies.ts";
export { isCreditCode } from "./companies/rules.ts";
export { creditCode } from "./companies/schemas.ts";
export { type ConsentStatement, consentOf, recordConsent, withConsent } from "./consent/record-consent.ts";
export { consentRefused } from "./consent/refused.ts";
export {
  type ConsentChannel,
  type ConsentPurpose,
  consentChannelNames,
  consentPurposeNames,
} from "./consent/vocabulary.ts";
export { findByIdentifier, findManyByIdentifier, identifierKeyOf } from "./identity/find-by-identifier.ts";
export { type IdentifierKind, identifierKindNames, identifierKinds } from "./identity/kinds.ts";
export { normaliseIdentifier, normalisePhone } from "./identity/normalise.ts";
export type { IdentityFact, ReportedIdentifier } from "./identity/prepare-facts.ts";
export { type ResolvedMember, resolveMembers } from "./identity/resolve-members.ts";
export { type AttributeName, attributeNames, memberAttributes } from "./members/attributes.ts";
export { type Binding, bindMembers } from "./members/bind-guide.ts";
export { type FoundMember, findMember, membersInScope } from "./members/find-member.ts";
export { maskIdentifier, maskName, maskPhone } from "./members/mask.ts";
export { type MemberConditions, memberConditions } from "./members/member-condition.ts";
export { refreshMembers } from "./members/refresh-members.ts";
export { type Relation, relationLabels, relations } from "./members/relation.ts";
export { setMemberTiers } from "./members/set-tiers.ts";
export { type MemberRow, upsertMembers } from "./members/upsert-members.ts";
export { afterBatch, moveCursor, openCursor, type PointCursor } from "./points/cursor.ts";
export { type Bonus, grantBonus } from "./points/grant-bonus.ts";
export { type EarningOrder, grantForOrders } from "./points/grant-for-orders.ts";
export { usable as lotUsable } from "./points/lots.ts";
export { firstEarningDay } from "./points/rule-store.ts";
export { pointSetting } from "./points/settings.ts";
export {
  assignTags,
  removeTags,
  replaceRuleTagMembers,
  type TagAssignment,
  type TagSource,
} from "./tags/assign-tags.ts";
export { ensureTags } from "./tags/ensure-tags.ts";
export { type TagFamily, tagFamilies, tagFamilyNames } from "./tags/families.ts";
export { createGroup, createTag, loadTag, renameTag, requireTags, searchTags, type Tag } from "./tags/library.ts";
export { confidenceLines, type TasteName, tasteNameList, tasteNames } from "./tastes/rules.ts";
export { forgetTastes, readTastes, replaceTastes, type Taste } from "./tastes/tastes.ts";
export { customersWing } from "./wing.ts";
