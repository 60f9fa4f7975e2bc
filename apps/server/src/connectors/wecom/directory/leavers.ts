import { sql } from "kysely";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/errors.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { leave } from "../../../organization/index.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { directorySetting } from "../settings.ts";
import { inTransaction } from "../transaction.ts";
import type { WecomApi } from "../wecom-api.ts";

/** Unknown to the company (60111, 46004); anything else only says that this app does not see the member. */
const gone = new Set([60111, 46004]);

/** Asks one by one whether members who were not seen have left; the others lie outside the visible range. Returns the leavers. */
export async function findLeavers(
  apis: readonly WecomApi[],
  userids: readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const left: string[] = [];
  for (const userid of userids) {
    const verdicts = await Promise.all(apis.map((api) => hasLeft(api, userid, signal)));
    if (verdicts.includes("left") && !verdicts.includes("there")) left.push(userid);
  }
  return left;
}

async function hasLeft(api: WecomApi, userid: string, signal?: AbortSignal): Promise<"left" | "there" | "unknown"> {
  try {
    const { status } = await api.get<{ status?: number }>("/cgi-bin/user/get", { userid }, signal);
    return status === 5 ? "left" : "there";
  } catch (error) {
    if (!(error instanceof WechatRefusal) || error.errcode === 0 || error.retry === "safe") throw error;
    return gone.has(error.errcode) ? "left" : "unknown";
  }
}

/**
 * Members left the company (GD-14): they are disabled here at once, their customers and groups wait for somebody to take over
 * (`wecom_inheritance_task`), and the staff record ends or waits for a person's word, as set. Again changes nothing.
 */
export async function recordLeavers(
  platform: Platform,
  corpId: string,
  userids: readonly string[],
  at: Date,
  today: string,
): Promise<string[]> {
  if (userids.length === 0) return [];
  const { left, ending } = await inTransaction(platform, async (tx) => {
    const { value } = await readSetting(tx, directorySetting);
    const { rows } = await sql<{ userid: string; staffId: string | null }>`
      update wecom_member set left_at = ${at}, serves = false, leaving = case when staff_id is null then null else 'waiting' end
      where corp_id = ${corpId} and lower(userid) = any(${userids.map((userid) => userid.toLowerCase())}::text[]) and left_at is null
      returning userid, staff_id as "staffId"`.execute(tx);
    await queueInheritance(
      tx,
      corpId,
      rows.map(({ userid }) => userid),
      at,
    );
    return { left: rows, ending: value.leavers === "end" };
  });
  if (ending)
    for (const { userid, staffId } of left) if (staffId) await endStaff(platform, corpId, userid, staffId, today);
  return left.map(({ userid }) => userid);
}

async function queueInheritance(tx: Tx, corpId: string, userids: readonly string[], at: Date): Promise<void> {
  await sql`
    insert into wecom_inheritance_task (corp_id, userid, staff_id, customers, groups, left_at)
    select * from (
      select m.corp_id, m.userid, m.staff_id,
        (select count(*)::int from wecom_follow f where f.corp_id = m.corp_id and f.userid = m.userid and f.state = 'active') as customers,
        (select count(*)::int from customer_group g where g.account_key = m.corp_id and lower(g.owner_key) = lower(m.userid) and g.dismissed_at is null) as groups,
        ${at}::timestamptz
      from wecom_member m where m.corp_id = ${corpId} and m.userid = any(${userids}::text[])) t
    where t.customers + t.groups > 0
    on conflict do nothing`.execute(tx);
}

/** Ends the staff record; where that is refused (the last administrator), it waits for a person. */
async function endStaff(
  platform: Platform,
  corpId: string,
  userid: string,
  staffId: string,
  today: string,
): Promise<void> {
  try {
    await inTransaction(platform, async (tx) => {
      await leave(tx, systemActor("wecom.directory"), staffId, today);
      await sql`update wecom_member set leaving = 'ended' where corp_id = ${corpId} and userid = ${userid}`.execute(tx);
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    platform.log.warn({ err: error, userid }, "the staff record of a leaver could not be ended");
  }
}
