import { WECOM_QUOTAS, type WecomAnswer } from "@feilun/wechat-protocol";
import { type Kysely, sql } from "kysely";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import type { WecomApi } from "../wecom-api.ts";
import type { Plan } from "./store.ts";

const BASE = "/cgi-bin/externalcontact";
/** Already on the way to a new member: what a repeated call is answered. */
const ALREADY = 40100;
/** The new owner owns it already, or it was handed over before: a repeated call after a lost answer. */
const GROUP_ALREADY = new Set([90504, 90508]);

/** Asks for the takeover of what is planned, a hundred customers of one taker at a time. Asking again is answered 40100 and moves nobody twice. */
export async function askForCustomers(db: Kysely<DB>, api: WecomApi, plan: Plan, signal: AbortSignal): Promise<void> {
  const path = plan.kind === "resigned" ? `${BASE}/resigned/transfer_customer` : `${BASE}/transfer_customer`;
  while (!signal.aborted) {
    const batch = await takeBatch(db, plan.id, "customer", WECOM_QUOTAS.transferCustomers.amount);
    if (!batch) return;
    const { customer } = await api.post<WecomAnswer<"POST /cgi-bin/externalcontact/transfer_customer">>(
      path,
      {
        handover_userid: plan.handoverUserid,
        takeover_userid: batch.taker,
        external_userid: batch.keys,
        ...(plan.kind === "on_job" && plan.message && { transfer_success_msg: plan.message }),
      },
      { repeatable: false, signal },
    );
    await sql`
      update inheritance_item i set state = case when n.errcode in (0, ${ALREADY}) then 'waiting' else 'rejected' end,
        errcode = nullif(n.errcode, 0), takes_over_at = case when n.errcode in (0, ${ALREADY}) then i.asked_at + make_interval(secs => ${WECOM_QUOTAS.takeoverDelay.amount}) end,
        settled_at = case when n.errcode in (0, ${ALREADY}) then null else now() end
      from jsonb_to_recordset(${JSON.stringify(customer)}::jsonb) as n(external_userid text, errcode int)
      where i.plan_id = ${plan.id} and i.kind = 'customer' and i.target_key = n.external_userid and i.state = 'asking'`.execute(
      db,
    );
  }
}

/** Hands groups over, which works at once; no more of one owner a day than the platform allows, the rest tomorrow. */
export async function askForGroups(db: Kysely<DB>, api: WecomApi, plan: Plan, signal: AbortSignal): Promise<void> {
  const path = plan.kind === "resigned" ? `${BASE}/groupchat/transfer` : `${BASE}/groupchat/onjob_transfer`;
  // A lost answer: asking again changes nothing that was done.
  await sql`update inheritance_item set state = 'planned' where plan_id = ${plan.id} and kind = 'group' and state = 'asking'`.execute(
    db,
  );
  while (!signal.aborted) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from inheritance_item i join inheritance_plan p on p.id = i.plan_id
      where p.corp_id = ${plan.corpId} and p.handover_userid = ${plan.handoverUserid} and i.kind = 'group' and i.asked_at > now() - interval '1 day'
        and i.state in ('asking', 'done')`.execute(db);
    const room = WECOM_QUOTAS.groupTransfersPerDay.amount - (rows[0]?.n ?? 0);
    const batch =
      room > 0 && (await takeBatch(db, plan.id, "group", Math.min(room, WECOM_QUOTAS.transferGroups.amount)));
    if (!batch) return;
    const { failed_chat_list: failed = [] } = await api.post<
      WecomAnswer<"POST /cgi-bin/externalcontact/groupchat/transfer">
    >(path, { chat_id_list: batch.keys, new_owner: batch.taker }, { repeatable: true, signal });
    const refused = failed.filter(({ errcode }) => !GROUP_ALREADY.has(errcode));
    await sql`
      update inheritance_item i set state = case when n.errcode is null then 'done' else 'rejected' end, errcode = n.errcode, settled_at = now(),
        carried_at = now()
      from unnest(${batch.keys}::text[]) k(key)
      left join jsonb_to_recordset(${JSON.stringify(refused)}::jsonb) as n(chat_id text, errcode int) on n.chat_id = k.key
      where i.plan_id = ${plan.id} and i.kind = 'group' and i.target_key = k.key`.execute(db);
  }
}

/** Marks the next items of one taker as on their way, before the call. */
async function takeBatch(
  db: Kysely<DB>,
  planId: string,
  kind: "customer" | "group",
  most: number,
): Promise<{ readonly taker: string; readonly keys: string[] } | undefined> {
  const { rows } = await sql<{ taker: string; key: string }>`
    update inheritance_item set state = 'asking', asked_at = now()
    where plan_id = ${planId} and kind = ${kind} and state = 'planned' and target_key in (
      select target_key from inheritance_item
      where plan_id = ${planId} and kind = ${kind} and state = 'planned' and takeover_userid = (
        select takeover_userid from inheritance_item where plan_id = ${planId} and kind = ${kind} and state = 'planned' order by takeover_userid limit 1)
      order by target_key limit ${most})
    returning takeover_userid as taker, target_key as key`.execute(db);
  return rows[0] && { taker: rows[0].taker, keys: rows.map(({ key }) => key) };
}
