import type { Wing } from "../kernel/wing.ts";

/** Groups of staff and customers. */
export function communityWing(): Wing {
  return {
    name: "community",
    memberTables: ["customer_group_member"],
    erasures: [{ table: "customer_group_member" }],
  };
}
