import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { ConsentChannel, ConsentPurpose } from "./vocabulary.ts";

/**
 * SQL: the member said no to a purpose on a channel, or on any; the latest statement counts. Whoever was never asked has not refused.
 *
 * @param memberNo a column or expression; null has refused nothing
 */
export function consentRefused(
  memberNo: Expression<unknown>,
  purpose: ConsentPurpose,
  channel: ConsentChannel,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`coalesce((select not said.granted from consent_record said
    where said.member_no = ${memberNo} and said.purpose = ${purpose} and said.channel in (${channel}, 'any')
    order by said.at desc, said.granted, said.id desc limit 1), false)`;
}
