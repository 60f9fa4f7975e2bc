export { createKey, revokeKey } from "./api-keys/keys.ts";
export { publishNotice } from "./notices/change-notices.ts";
export { editProject, openProject } from "./project-offices/change-projects.ts";
export { describeMeeting, describeProject } from "./project-offices/describe-project.ts";
export { fileReport, ownPart } from "./project-offices/file-report.ts";
export {
  editProjectBody,
  figures as projectFigures,
  meetingParams,
  meetingSchema,
  openProjectBody,
  projectAnswer,
  projectParams,
} from "./project-offices/schemas.ts";
export { findProject, type Project, type ProjectFigures, type ProjectMeeting } from "./project-offices/store.ts";
export { changeSettingRoute, readSettingRoute } from "./scope/chain-setting.ts";
export { scopeCondition, unitCondition, unitOrAboveCondition } from "./scope/condition.ts";
export { collapsePaths, covers, inScope, requireWholeChain, seesWholeChain } from "./scope/rules.ts";
export { storeNosInScope } from "./scope/stores-in-scope.ts";
export { actAs } from "./sign-in/act-as.ts";
export { createAuthenticate } from "./sign-in/authenticate.ts";
export { sessionCookie, sessionToken, setSessionCookie } from "./sign-in/cookie.ts";
export { type SignedIn, signInOutside } from "./sign-in/sign-in.ts";
export { createStaff, leave, type NewStaff, resetPassword } from "./staff/change-staff.ts";
export { findStaffByLogin, servesInScope } from "./staff/find-staff.ts";
export { assignPost, listRoster, type NewPost, type RosterEntry } from "./staff/posts.ts";
export { type StaffImport, upsertStaff } from "./staff/upsert-staff.ts";
export { nearestStores, type StoreNearby, storeCities, storesOfCity } from "./stores/nearest.ts";
export { isOpenAt, spansOn } from "./stores/opening-hours.ts";
export { findStoresByCode, loadStore, type StoreRow } from "./stores/store.ts";
export type { StoreImport } from "./stores/upsert-rules.ts";
export { type UpsertedStores, upsertStores } from "./stores/upsert-stores.ts";
export { codeOf, codesOf, ownerships, phases, services, sites, warehouseModes } from "./stores/vocabulary.ts";
export { listTenants, type Tenant } from "./tenants/store.ts";
export type { ToDoSource } from "./to-dos/list-to-dos.ts";
export { chooseRule, withArea } from "./traffic/choose-rule.ts";
export {
  type Criterion,
  criteria,
  type DealerTerms,
  type Decision,
  type TrafficRule,
  usualRule,
} from "./traffic/criteria.ts";
export { type Candidate, decide, type Enquiry, type Load, type Loser, type Verdict } from "./traffic/decide.ts";
export { ruleFields, termsFields } from "./traffic/schemas.ts";
export { findShareCode, listDealers, listRules, loadCandidates } from "./traffic/store.ts";
export { findUnitByCode } from "./tree/find-unit.ts";
export { loadHeadquarters, loadUnit, type Unit } from "./tree/store.ts";
export { organizationWing } from "./wing.ts";
