import { sql } from "kysely";
import type { ErasureHook } from "../../../kernel/member-erasure.ts";

/** Greetings and relations of which only the customer's id in WeCom tells whose they are. */
export const forgetContacts: ErasureHook = {
  name: "wecom_contact",
  async erase(tx, _platform, { identifiers }) {
    const known = identifiers.filter(({ kind }) => kind === "external_userid");
    const pairs = sql`(select * from unnest(${known.map(({ scope }) => scope)}::text[], ${known.map(({ value }) => value)}::text[]))`;
    const greeted = await sql`delete from wecom_welcome where (corp_id, external_userid) in ${pairs}`.execute(tx);
    const ended = await sql`delete from wecom_follow where (corp_id, external_userid) in ${pairs}`.execute(tx);
    return Number(greeted.numAffectedRows ?? 0) + Number(ended.numAffectedRows ?? 0);
  },
};
