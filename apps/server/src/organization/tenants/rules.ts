/** Who trades on the operator's platform (OR-18). */
export const tenantKinds = { merchant: "商户", brand: "品牌", supplier: "供应商" } as const;
export type TenantKind = keyof typeof tenantKinds;

export const tenantStatuses = { preparing: "筹备", active: "合作中", suspended: "已暂停", ended: "已退场" } as const;
export type TenantStatus = keyof typeof tenantStatuses;

const next: Readonly<Record<TenantStatus, readonly TenantStatus[]>> = {
  preparing: ["active", "ended"],
  active: ["suspended", "ended"],
  suspended: ["active", "ended"],
  // Who comes back is a new contract: a new tenant, so that the old figures stay what they were.
  ended: [],
};

export function nextStatuses(status: TenantStatus): readonly TenantStatus[] {
  return next[status];
}
