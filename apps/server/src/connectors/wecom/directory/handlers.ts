import { sql } from "kysely";
import { dayIn } from "../../../kernel/calendar.ts";
import type { WecomCallback, WecomHandlers } from "../callbacks/handler.ts";
import { findCorp } from "../corp.ts";
import { findLeavers, recordLeavers } from "./leavers.ts";

/** Directory events carry little more than ids (wecom-api.md §3.4): the directory is read anew, once for many of them. */
const refreshSoon = async (_event: unknown, { platform, api }: WecomCallback) => {
  const corpId = api.account.accountId;
  await platform.db
    .transaction()
    .execute((tx) =>
      platform.jobs.enqueue(
        tx,
        "wecom.refresh_directory",
        { corpId },
        { key: `wecom.refresh_directory ${corpId}`, queue: `wecom.directory ${corpId}` },
      ),
    );
};

/** What becomes of callbacks about departments and members. */
export const directoryHandlers: WecomHandlers = {
  "change_contact.create_user": refreshSoon,
  "change_contact.update_user": async (event, callback) => {
    const { newUserId } = event;
    if (newUserId) {
      // The same person under another id: relations and groups keep their history.
      const corpId = callback.api.account.accountId;
      await callback.platform.db.transaction().execute(async (tx) => {
        await sql`
          update wecom_member set userid = ${newUserId} where corp_id = ${corpId} and lower(userid) = lower(${event.userId})
            and not exists (select from wecom_member k where k.corp_id = ${corpId} and lower(k.userid) = lower(${newUserId}))`.execute(
          tx,
        );
        await sql`
          update wecom_follow f set userid = ${newUserId} where corp_id = ${corpId} and userid = ${event.userId}
            and not exists (select from wecom_follow k where k.corp_id = f.corp_id and k.userid = ${newUserId} and k.external_userid = f.external_userid)`.execute(
          tx,
        );
      });
    }
    await refreshSoon(event, callback);
  },
  "change_contact.delete_user": async ({ userId }, { platform, api, occurredAt, signal }) => {
    const corp = await findCorp(platform, api.account.accountId);
    if (!corp) return;
    const asked = [corp.api, ...(corp.contactSync ? [corp.contactSync] : [])];
    const left = await findLeavers(asked, [userId], signal);
    const today = dayIn(platform.config.timeZone, platform.clock.now());
    await recordLeavers(platform, corp.corpId, left, occurredAt, today);
  },
  "change_contact.create_party": refreshSoon,
  "change_contact.update_party": refreshSoon,
  "change_contact.delete_party": refreshSoon,
};
