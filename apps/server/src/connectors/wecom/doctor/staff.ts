import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";

/** Members of the company that stand for staff of ours, in lower case (ids are compared without case). */
export async function mappedUserids({ db }: Platform, corpId: string): Promise<string[]> {
  const { rows } = await sql<{ userid: string }>`
    select lower(userid) as userid from wecom_member
    where corp_id = ${corpId} and staff_id is not null and left_at is null`.execute(db);
  return rows.map(({ userid }) => userid);
}
