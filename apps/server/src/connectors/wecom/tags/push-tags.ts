import { type Kysely, sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { syncSetting } from "../settings.ts";
import type { WecomApi } from "../wecom-api.ts";

/** Relations handed over side by side: far below the platform's limit of concurrent calls. */
const LANES = 4;
const BATCH = 500;
const MAX_TRIES = 6;

interface Difference {
  readonly userid: string;
  readonly externalUserid: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly tries: number;
}

/**
 * Hands changed tags to WeCom (DT-06): where what we say differs from what both sides last agreed on, every relation of the customer is
 * marked to say the same. The call sets a state, so that repeating it does no harm, and it brings no callback: nothing goes in circles.
 *
 * @param everybody look at all relations, not only at customers whose tags changed lately
 * @returns relations that were marked
 */
export async function pushTags(
  platform: Platform,
  api: WecomApi,
  signal: AbortSignal,
  everybody = false,
): Promise<number> {
  const corpId = api.account.accountId;
  const { value } = await readSetting(platform.db, syncSetting);
  if (!value.tagsOut) return 0;
  const look = everybody ? undefined : await lookThroughLog(platform.db, corpId);
  let marked = 0;
  for (let after: readonly [string, string] = ["", ""]; !signal.aborted; ) {
    const differences = await findDifferences(platform.db, corpId, {
      members: look?.memberNos,
      after,
      // Where marks are not taken over, what we lack says nothing.
      removals: value.tagsIn,
    });
    const queue = [...differences];
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (let next = queue.shift(); next && !signal.aborted; next = queue.shift())
          if (await mark(platform, api, next, signal)) marked++;
      }),
    );
    const last = differences[differences.length - 1];
    if (!last || differences.length < BATCH) break;
    after = [last.userid, last.externalUserid];
  }
  if (look && !signal.aborted) await keepCursor(platform.db, corpId, look.upTo);
  return marked;
}

/**
 * Members whose tags changed since the last look. Numbers of the log are given before transactions end: the cursor stays an hour behind,
 * and what is looked at twice makes no difference.
 */
async function lookThroughLog(db: Kysely<DB>, corpId: string): Promise<{ memberNos: number[]; upTo: number }> {
  const { rows } = await sql<{ memberNo: number }>`
    select distinct l.member_no as "memberNo" from member_tag_log l
    join wecom_tag w on w.corp_id = ${corpId} and w.tag_no = l.tag_no and w.deleted_at is null
    where l.id > coalesce((select log_id from wecom_tag_cursor where corp_id = ${corpId}), 0)`.execute(db);
  const { rows: waiting } = await sql<{ memberNo: number }>`
    select distinct member_no as "memberNo" from wecom_follow where push_after <= now() and member_no is not null and corp_id = ${corpId}`.execute(
    db,
  );
  const { rows: old } = await sql<{ id: number }>`
    select coalesce(max(id), 0) as id from member_tag_log
    where id > coalesce((select log_id from wecom_tag_cursor where corp_id = ${corpId}), 0) and at < now() - interval '1 hour'`.execute(
    db,
  );
  return { memberNos: [...rows, ...waiting].map(({ memberNo }) => memberNo), upTo: old[0]?.id ?? 0 };
}

async function keepCursor(db: Kysely<DB>, corpId: string, upTo: number): Promise<void> {
  await sql`
    insert into wecom_tag_cursor as c (corp_id, log_id) values (${corpId}, ${upTo})
    on conflict (corp_id) do update set log_id = greatest(c.log_id, excluded.log_id), looked_at = now()`.execute(db);
}

async function findDifferences(
  db: Kysely<DB>,
  corpId: string,
  which: {
    readonly members: readonly number[] | undefined;
    readonly after: readonly [string, string];
    readonly removals: boolean;
  },
): Promise<Difference[]> {
  if (which.members?.length === 0) return [];
  const ofMembers = which.members ? sql`and f.member_no = any(${which.members}::int[])` : sql``;
  const { rows } = await sql<Difference>`
    select * from (
      select f.userid, f.external_userid as "externalUserid", f.push_tries as tries,
        array(select w.tag_id from member_tag m join wecom_tag w on w.corp_id = ${corpId} and w.tag_no = m.tag_no and w.deleted_at is null
          join tag t on t.tag_no = w.tag_no and t.archived_at is null
          where m.member_no = f.member_no and not w.tag_id = any(f.tag_ids) group by 1) as add,
        array(select w.tag_id from unnest(f.tag_ids) u(id) join wecom_tag w on w.corp_id = ${corpId} and w.tag_id = u.id and w.deleted_at is null
          join tag t on t.tag_no = w.tag_no and t.archived_at is null
          where ${which.removals} and not exists (select from member_tag m where m.member_no = f.member_no and m.tag_no = w.tag_no)) as remove
      from wecom_follow f
      where f.corp_id = ${corpId} and f.state = 'active' and f.member_no is not null and f.digest is not null
        and (f.push_after is null or f.push_after <= now()) and f.push_tries < ${MAX_TRIES} ${ofMembers}
        and (f.userid, f.external_userid) > (${which.after[0]}, ${which.after[1]})
        and exists (select from wecom_member g where g.corp_id = f.corp_id and g.userid = f.userid and g.left_at is null)) d
    where cardinality(d.add) + cardinality(d.remove) > 0 order by d.userid, d."externalUserid" limit ${BATCH}`.execute(
    db,
  );
  return rows;
}

async function mark(platform: Platform, api: WecomApi, difference: Difference, signal: AbortSignal): Promise<boolean> {
  const { userid, externalUserid, add, remove, tries } = difference;
  const corpId = api.account.accountId;
  try {
    await api.post(
      "/cgi-bin/externalcontact/mark_tag",
      { userid, external_userid: externalUserid, add_tag: add, remove_tag: remove },
      { signal },
    );
    await sql`
      update wecom_follow set push_after = null, push_tries = 0, push_errcode = null,
        tag_ids = array(select distinct t from unnest(tag_ids || ${add}::text[]) t where not t = any(${remove}::text[]))
      where corp_id = ${corpId} and userid = ${userid} and external_userid = ${externalUserid}`.execute(platform.db);
    return true;
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error;
    await sql`
      update wecom_follow set push_tries = push_tries + 1, push_errcode = ${error.errcode},
        push_after = now() + make_interval(mins => ${5 * 2 ** tries})
      where corp_id = ${corpId} and userid = ${userid} and external_userid = ${externalUserid}`.execute(platform.db);
    return false;
  }
}
