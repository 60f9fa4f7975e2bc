import { TRANSFER_STATUS, type WecomAnswer } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import { endFollows } from "../customers/end-follows.ts";
import { inTransaction } from "../transaction.ts";
import type { WecomApi } from "../wecom-api.ts";
import type { ItemState } from "./rules.ts";
import type { Plan } from "./store.ts";

const BASE = "/cgi-bin/externalcontact";

const stateOf: Readonly<Record<number, ItemState>> = {
  [TRANSFER_STATUS.done]: "done",
  [TRANSFER_STATUS.waiting]: "waiting",
  [TRANSFER_STATUS.refused]: "customer_refused",
  [TRANSFER_STATUS.takeoverAtCap]: "taker_full",
};

/** Reads what became of what was asked for; an item whose call's answer was lost and of which there is no record is planned again. */
export async function readResults(platform: Platform, api: WecomApi, plan: Plan, signal: AbortSignal): Promise<void> {
  const { db } = platform;
  const { rows: takers } = await sql<{ userid: string }>`
    select distinct takeover_userid as userid from inheritance_item
    where plan_id = ${plan.id} and kind = 'customer' and state in ('asking', 'waiting')`.execute(db);
  const path = plan.kind === "resigned" ? `${BASE}/resigned/transfer_result` : `${BASE}/transfer_result`;
  for (const { userid } of takers) {
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const answer: WecomAnswer<"POST /cgi-bin/externalcontact/transfer_result"> = await api.post(
        path,
        { handover_userid: plan.handoverUserid, takeover_userid: userid, ...(cursor && { cursor }) },
        { signal },
      );
      await record(platform, plan, userid, answer.customer);
      cursor = answer.next_cursor || undefined;
    }
    // Older records of the same two members are of earlier transfers: only the beginning tells ours.
    await sql`
      update inheritance_item set state = 'planned' where plan_id = ${plan.id} and kind = 'customer' and takeover_userid = ${userid} and state = 'asking'`.execute(
      db,
    );
  }
}

async function record(
  platform: Platform,
  plan: Plan,
  taker: string,
  customers: readonly { external_userid: string; status: number; takeover_time: number }[],
): Promise<void> {
  const told = customers.flatMap(({ external_userid: key, status, takeover_time: at }) => {
    const state = stateOf[status];
    return state ? [{ key, state, at: new Date(at * 1000).toISOString() }] : [];
  });
  await inTransaction(platform, async (tx) => {
    const { rows } = await sql<{ key: string; at: Date }>`
      update inheritance_item i set state = n.state, takes_over_at = n.at, settled_at = case when n.state = 'waiting' then null else now() end
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as n(key text, state text, at timestamptz)
      where i.plan_id = ${plan.id} and i.kind = 'customer' and i.takeover_userid = ${taker} and i.target_key = n.key and i.state in ('asking', 'waiting')
        and i.state is distinct from n.state and (n.state = 'waiting' or n.at >= i.asked_at - interval '10 minutes')
      returning n.key, n.at, n.state`.execute(tx);
    const over = rows.filter((row) => (row as { state?: string }).state === "done");
    // After resignation nobody tells of the former relation's end.
    await endFollows(
      tx,
      platform,
      plan.corpId,
      over.map(({ key, at }) => ({ userid: plan.handoverUserid, externalUserid: key, at, by: "transfer" as const })),
    );
  });
}
