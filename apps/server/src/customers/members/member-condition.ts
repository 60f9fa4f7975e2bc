import type { RawBuilder, SqlBool } from "kysely";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import { allOf, conditionsOf, type MemberFilter } from "./list-conditions.ts";

/** The conditions of the member list that name nobody: what a part of the base can be chosen by. */
export type MemberConditions = Pick<
  MemberFilter,
  "tagNos" | "guideId" | "tier" | "channel" | "relation" | "gender" | "registeredFrom" | "registeredTo"
>;

/** SQL: an active member `m` that meets all of the conditions, as in the member list. Add the scope of whoever asks. */
export function memberConditions(cipher: Cipher, filter: MemberConditions): RawBuilder<SqlBool> {
  return allOf(conditionsOf(cipher, filter, null, "all"));
}
