import { identifierKeyOf } from "../../customers/index.ts";
import type { ErasureHook } from "../../kernel/member-erasure.ts";

/**
 * Complaints are forgotten with the person. A number that is to be left alone stays so: the blind index tells nobody who it was, and without it the
 * erased person would be texted again as soon as some list brings the number back.
 */
export const complaintErasure: ErasureHook = {
  name: "phone_complaint",
  async erase(tx, platform, { identifiers }) {
    const keys = identifiers
      .filter(({ kind }) => kind === "phone")
      .map(({ value }) => identifierKeyOf(platform, "phone", value));
    const { numDeletedRows } = await tx
      .deleteFrom("phone_complaint")
      .where("number_key", "in", keys.length > 0 ? keys : ["00000000-0000-0000-0000-000000000000"])
      .executeTakeFirst();
    return Number(numDeletedRows);
  },
};
