import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { OutboundTarget } from "../../../engagement/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { findAccount } from "../../wechat/index.ts";
import { type WecomApi, wecomApi } from "../wecom-api.ts";

/** The account's API. @throws Refusal `not_found` */
export async function apiOf(platform: Platform, accountId: string): Promise<WecomApi> {
  return wecomApi(platform, await findAccount(platform, platform.db, accountId));
}

/** External contacts of members at the account's company who can be written to by somebody. */
export async function contactsOf(platform: Platform, accountId: string, memberNos: readonly number[]) {
  const { accountId: corpId } = await findAccount(platform, platform.db, accountId);
  const { rows } = await sql<OutboundTarget>`
    select distinct on (member_no) external_userid as key, origin_no as "originNo", member_no as "memberNo" from wecom_follow
    where corp_id = ${corpId} and state = 'active' and member_no = any(${memberNos}::int[])
    order by member_no, began_at desc nulls last`.execute(platform.db);
  return rows;
}

/** Who external contacts are here; unknown ones have no number. */
export async function targetsOf(
  db: Kysely<DB>,
  corpId: string,
  externalUserids: readonly string[],
): Promise<Map<string, OutboundTarget>> {
  const { rows } = await sql<OutboundTarget>`
    select distinct on (external_userid) external_userid as key, origin_no as "originNo", member_no as "memberNo" from wecom_follow
    where corp_id = ${corpId} and external_userid = any(${externalUserids}::text[])
    order by external_userid, member_no nulls last`.execute(db);
  return new Map(rows.map((row) => [row.key, row]));
}

/** Every page of a list that ends with an empty cursor. */
export async function* pages<Answer extends { next_cursor?: string }>(
  read: (cursor: string) => Promise<Answer>,
): AsyncGenerator<Answer> {
  for (let cursor = ""; ; ) {
    const answer = await read(cursor);
    yield answer;
    if (!answer.next_cursor) return;
    cursor = answer.next_cursor;
  }
}
