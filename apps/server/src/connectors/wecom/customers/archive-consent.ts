import { sql } from "kysely";
import { recordConsent } from "../../../customers/index.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";

interface Approval {
  readonly externalUserid: string;
  readonly at: Date;
  readonly by: string;
}

/** A customer agreed to their chats being archived (wecom-api.md §4.2): kept as their consent, once. */
export async function recordArchiveConsent(
  tx: Tx,
  corpId: string,
  { externalUserid, at, by }: Approval,
): Promise<void> {
  const { rows } = await sql<{ originNo: number; memberNo: number }>`
    select distinct origin_no as "originNo", member_no as "memberNo" from wecom_follow
    where corp_id = ${corpId} and external_userid = ${externalUserid} and member_no is not null`.execute(tx);
  await recordConsent(
    tx,
    rows.map((who) => ({
      ...who,
      purpose: "chat_archive" as const,
      channel: "wecom" as const,
      granted: true,
      at,
      source: "wecom.msg_audit_approved",
      evidence: { corpId },
      by,
    })),
  );
}
