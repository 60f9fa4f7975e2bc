/** The fixed words of a store (OR-03, OR-14) with what operators read; formats are data, see `store_format`. */

export const ownerships = { self_run: "直营", franchise: "加盟", dealer: "经销" } as const;
export type Ownership = keyof typeof ownerships;

/** A counter stands in somebody else's public traffic; a street store has its own (OR-03). */
export const sites = {
  counter: "商场专柜",
  mall: "购物中心店",
  street: "临街独立店",
  community: "社区",
  online: "线上",
  other: "其他",
} as const;
export type Site = keyof typeof sites;

export const phases = { preparing: "筹备", open: "营业", refit: "装修", closed: "闭店" } as const;
export type Phase = keyof typeof phases;

export const warehouseModes = {
  store_stock: "店仓一体",
  front_warehouse: "前置仓",
  central_warehouse: "中心仓发货",
} as const;
export type WarehouseMode = keyof typeof warehouseModes;

export const services = { in_store: "到店", home_delivery: "到家", pick_up: "自提", express: "极速达" } as const;
export type Service = keyof typeof services;

/** The keys of a vocabulary, as zod's `enum` takes them. */
export function codesOf<Code extends string>(vocabulary: Readonly<Record<Code, string>>): [Code, ...Code[]] {
  return Object.keys(vocabulary) as [Code, ...Code[]];
}

/** The code for a text as files write it: the code itself or its Chinese name; undefined when it is neither. */
export function codeOf<Code extends string>(
  vocabulary: Readonly<Record<Code, string>>,
  text: string,
): Code | undefined {
  const wanted = text.trim().toLowerCase();
  return (Object.keys(vocabulary) as Code[]).find((code) => code === wanted || vocabulary[code] === wanted);
}
