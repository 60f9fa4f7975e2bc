export const tierCodes = ["new", "high", "potential", "silent", "low", "general"] as const;
export type TierCode = (typeof tierCodes)[number];

/** Second scheme (SG-08), from spend and open frequency. */
export const lifeCycleCodes = ["potential", "active", "dormant"] as const;
export type LifeCycleCode = (typeof lifeCycleCodes)[number];

/** Third scheme (SG-09), for the 3-7-14 rhythm. */
export const rhythmCodes = ["new", "active", "silent"] as const;
export type RhythmCode = (typeof rhythmCodes)[number];
