import { sql } from "kysely";
import { notFound } from "../../../kernel/errors.ts";
import type { Db, Tx } from "../../../kernel/postgres/database.ts";
import type { Visitor } from "./record-visit.ts";

export interface KnownVisitor extends Visitor {
  /** The card by which they came this time. */
  readonly lastShareKey: string | null;
  readonly lastStoreNo: number | null;
  readonly lastStoreAt: Date | null;
}

/** Somebody who signed in to the mini program. @throws Refusal `not_found` */
export async function findVisitor(db: Db | Tx, accountId: string, openid: string): Promise<KnownVisitor> {
  const { rows } = await sql<KnownVisitor>`
    select openid, origin_no as "originNo", member_no as "memberNo", last_share_key as "lastShareKey", last_store_no as "lastStoreNo",
      last_store_at as "lastStoreAt"
    from mini_program_user where wechat_account_id = ${accountId} and openid = ${openid}`.execute(db);
  if (!rows[0]) throw notFound("登录记录，请先登录小程序");
  return rows[0];
}
