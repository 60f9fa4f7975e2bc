export { buildRfmSnapshot } from "./rfm/build-snapshot.ts";
export type { TagRule } from "./rule-tags/condition.ts";
export { refreshRuleTag } from "./rule-tags/refresh-tag.ts";
export { upsertTagRule } from "./rule-tags/store.ts";
export { evaluateTiers } from "./tiers/evaluate-tiers.ts";
export { insightWing } from "./wing.ts";
