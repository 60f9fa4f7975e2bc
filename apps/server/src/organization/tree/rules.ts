export const unitKinds = ["headquarters", "region", "dealer", "tenant", "store"] as const;
export type UnitKind = (typeof unitKinds)[number];

/** What an operator reads; also the word used in refusals. */
export const unitKindNames: Readonly<Record<UnitKind, string>> = {
  headquarters: "总部",
  region: "区域",
  dealer: "经销商",
  tenant: "商户",
  store: "门店",
};

/** Under which kinds of unit a unit may stand: regions to any depth, dealers with sub-dealers, tenants of a mall, stores as leaves. */
const parentKinds: Readonly<Record<UnitKind, readonly UnitKind[]>> = {
  headquarters: [],
  region: ["headquarters", "region"],
  dealer: ["headquarters", "region", "dealer"],
  tenant: ["headquarters", "region"],
  store: ["headquarters", "region", "dealer", "tenant"],
};

export function mayStandUnder(kind: UnitKind, parent: UnitKind): boolean {
  return parentKinds[kind].includes(parent);
}

/** Depth of the tree at which it stops being one that people can find their way in. */
export const deepestLevel = 12;
