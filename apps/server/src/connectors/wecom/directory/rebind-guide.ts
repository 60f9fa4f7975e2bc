import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import { bindGuides } from "../customers/bind-guides.ts";
import { inTransaction } from "../transaction.ts";

const BATCH = 1000;

/** A member became somebody of the staff: gives the customers who follow them their guide, some at a time. */
export async function rebindGuide(platform: Platform, corpId: string, userid: string): Promise<void> {
  for (let after = 0; ; ) {
    const { rows } = await sql<{ memberNo: number }>`
      select distinct member_no as "memberNo" from wecom_follow
      where corp_id = ${corpId} and userid = ${userid} and state = 'active' and member_no > ${after} order by 1 limit ${BATCH}`.execute(
      platform.db,
    );
    const last = rows[rows.length - 1];
    if (!last) return;
    await inTransaction(platform, (tx) =>
      bindGuides(
        tx,
        platform,
        rows.map(({ memberNo }) => memberNo),
      ),
    );
    after = last.memberNo;
  }
}
