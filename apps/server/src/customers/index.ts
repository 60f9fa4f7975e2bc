export { type IdentifierKind, identifierKindNames, identifierKinds } from "./identity/kinds.ts";
export { normaliseIdentifier, normalisePhone } from "./identity/normalise.ts";
export type { IdentityFact, ReportedIdentifier } from "./identity/prepare-facts.ts";
export { type ResolvedMember, resolveMembers } from "./identity/resolve-members.ts";
export { customersWing } from "./wing.ts";
