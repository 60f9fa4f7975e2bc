export { scopeCondition, unitCondition } from "./scope/condition.ts";
export { collapsePaths, covers, inScope, seesWholeChain } from "./scope/rules.ts";
export { storeNosInScope } from "./scope/stores-in-scope.ts";
export { createAuthenticate } from "./sign-in/authenticate.ts";
export { organizationWing } from "./wing.ts";
