import type { MemberErasure } from "../../kernel/member-erasure.ts";
import { memberFactFeed } from "../feeds.ts";

/** What becomes of this wing's rows about an erased person; the member rows themselves are emptied by `eraseMember`. */
export const customerErasures: readonly MemberErasure[] = [
  {
    table: "member_record",
    // Old versions of a replaced row stay on disk until parts merge: they go now.
    replica: { feed: memberFactFeed, table: "member_fact", keyColumn: "member_no" },
  },
  { table: "guide_binding", set: "reason = null, unbound_at = coalesce(unbound_at, now())" },
  { table: "company_contact" },
  { table: "member_tag" },
  { table: "member_tag_log" },
  { table: "member_taste" },
  { table: "consent_record", set: "evidence = '{}'" },
  // The ledger stays, as books do; what people wrote in it goes.
  { table: "point_entry", set: "reason = null" },
  { table: "point_spend", set: "reason = null" },
  { table: "point_adjustment", set: "reason = '', decision_note = null" },
  { table: "point_account", set: "frozen_reason = left(frozen_reason, 0)" },
];
