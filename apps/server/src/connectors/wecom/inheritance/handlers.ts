import { sql } from "kysely";
import type { WecomHandlers } from "../callbacks/handler.ts";
import { inTransaction } from "../transaction.ts";
import { workInheritance } from "./make-plan.ts";

/** What becomes of callbacks about takeovers (wecom-api.md §4.2): a failure is known at once, not at the next look. */
export const inheritanceHandlers: WecomHandlers = {
  "change_external_contact.transfer_fail": async (event, { platform, api, occurredAt }) => {
    const state = event.failReason === "customer_limit_exceed" ? "taker_full" : "customer_refused";
    await inTransaction(platform, async (tx) => {
      const { rows } = await sql`
        update inheritance_item i set state = ${state}, settled_at = ${occurredAt} from inheritance_plan p
        where p.id = i.plan_id and p.corp_id = ${api.account.accountId} and i.kind = 'customer' and i.target_key = ${event.externalUserId}
          and lower(i.takeover_userid) = lower(${event.userId}) and i.state in ('asking', 'waiting')
          and i.asked_at <= ${occurredAt}::timestamptz + interval '10 minutes'
        returning i.plan_id`.execute(tx);
      if (rows.length === 0) return;
      await sql`update inheritance_plan set next_at = now() where id = any(${rows.map((row) => (row as { plan_id: string }).plan_id)}::uuid[])
        and state = 'working'`.execute(tx);
      await platform.jobs.enqueue(tx, workInheritance, {}, { key: workInheritance });
    });
  },
};
