import type { MemberErasure } from "../kernel/member-erasure.ts";

/** What becomes of this wing's rows about an erased person: sales stay as sales to nobody. */
export const commerceErasures: readonly MemberErasure[] = [
  { table: "lead", set: "need = null" },
  { table: "lead_submission" },
  { table: "feedback", set: "body = null" },
  { table: "payment", set: "payer_sealed = null" },
  { table: "red_packet", set: "openid = '', package = null" },
  { table: "coupon", set: "openid = ''" },
];
