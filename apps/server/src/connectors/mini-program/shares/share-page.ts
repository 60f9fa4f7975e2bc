import { randomInt } from "node:crypto";
import { sql } from "kysely";
import { appendEvents } from "../../../events/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import { miniProgramByAppId } from "../account.ts";
import { findVisitor, type KnownVisitor } from "../visits/find-visitor.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const newKey = () => Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join("");

export interface SharedPage {
  readonly page: string;
  readonly title: string;
}

/** A card of somebody of the staff. The same page by the same person is the same card. */
export async function shareByStaff(
  tx: Tx,
  { clock }: Platform,
  account: WechatAccount,
  staffId: string,
  { page, title }: SharedPage,
): Promise<string> {
  // Two taps at once make one card.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`share:${staffId}:${account.id}:${page}`}, 0))`.execute(tx);
  const { rows } = await sql<{ key: string }>`
    select key from mini_program_share where staff_id = ${staffId} and wechat_account_id = ${account.id} and page = ${page} limit 1`.execute(
    tx,
  );
  if (rows[0]) return rows[0].key;
  const key = newKey();
  await sql`insert into mini_program_share (key, wechat_account_id, page, title, staff_id, created_at)
    values (${key}, ${account.id}, ${page}, ${title}, ${staffId}, ${clock.now()})`.execute(tx);
  return key;
}

/**
 * A visitor passes a page on: the card's key goes along in its address, and who opens it is known to have come by this person.
 * @throws Refusal `not_found`
 */
export async function shareByVisitor(
  platform: Platform,
  request: SharedPage & { readonly appId: string; readonly openid: string },
): Promise<{ readonly shareKey: string }> {
  const account = await miniProgramByAppId(platform, request.appId);
  return platform.db.transaction().execute(async (tx) => {
    const visitor = await findVisitor(tx, account.id, request.openid);
    const shareKey = newKey();
    await keep(tx, platform, account, visitor, { ...request, shareKey });
    return { shareKey };
  });
}

async function keep(
  tx: Tx,
  { clock }: Platform,
  account: WechatAccount,
  { originNo, memberNo, lastShareKey }: KnownVisitor,
  { shareKey, page, title }: SharedPage & { readonly shareKey: string },
): Promise<void> {
  const at = clock.now();
  await sql`insert into mini_program_share (key, wechat_account_id, page, title, origin_no, member_no, parent_key, created_at)
    values (${shareKey}, ${account.id}, ${page}, ${title}, ${originNo}, ${memberNo}, ${lastShareKey}, ${at})`.execute(
    tx,
  );
  await appendEvents(
    tx,
    [
      {
        source: "mini_program",
        eventId: `shared:${shareKey}`,
        type: "mini_program.shared",
        originNo,
        memberNo,
        occurredAt: at,
        channel: "mini_program",
        properties: {
          appId: account.accountId,
          appName: account.name.slice(0, 60),
          shareKey,
          page,
          ...(title && { title: title.slice(0, 60) }),
        },
      },
    ],
    at,
  );
}
