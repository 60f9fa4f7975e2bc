import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import { findAccount, WechatRefusal } from "../../wechat/index.ts";
import { wecomApi } from "../wecom-api.ts";
import { askForCustomers, askForGroups } from "./ask.ts";
import { carryOver } from "./carry-over.ts";
import { readResults } from "./read-results.ts";
import { CARRY_TRIES, POLL_MINUTES } from "./rules.ts";
import { type Plan, takeDuePlan } from "./store.ts";

/** Works off the plans that are due. Returns how many. */
export async function workOffInheritance(platform: Platform, signal: AbortSignal): Promise<number> {
  for (let touched = 0; ; touched++) {
    const plan = signal.aborted ? undefined : await takeDuePlan(platform.db);
    if (!plan) return touched;
    try {
      await workOff(platform, plan, signal);
    } catch (error) {
      if (!(error instanceof WechatRefusal))
        platform.log.warn({ err: error, plan: plan.id }, "an inheritance could not be worked on");
      const [reason, remedy] = error instanceof WechatRefusal ? [error.cause, error.remedy] : [String(error), ""];
      await sql`
        update inheritance_plan set reason = ${reason}, remedy = ${remedy}, next_at = now() + interval '5 minutes' where id = ${plan.id}`.execute(
        platform.db,
      );
    }
  }
}

/** What became of earlier calls first: so that a lost answer is known before anything is asked again. */
async function workOff(platform: Platform, plan: Plan, signal: AbortSignal): Promise<void> {
  const { db } = platform;
  const api = wecomApi(platform, await findAccount(platform, db, plan.accountId));
  await readResults(platform, api, plan, signal);
  await askForCustomers(db, api, plan, signal);
  await askForGroups(db, api, plan, signal);
  await carryOver(platform, api, plan, signal);
  if (signal.aborted) return;
  const { rows } = await sql<{ open: boolean; soon: Date | null }>`
    select exists (select from inheritance_item where plan_id = ${plan.id} and (state in ('planned', 'asking', 'waiting')
        or (kind = 'customer' and state = 'done' and carried_at is null and carry_tries < ${CARRY_TRIES}))) as open,
      (select min(takes_over_at) from inheritance_item where plan_id = ${plan.id} and state = 'waiting') as soon`.execute(
    db,
  );
  if (rows[0]?.open)
    await sql`
      update inheritance_plan set reason = null, remedy = null,
        next_at = greatest(now() + interval '1 minute', least(now() + make_interval(mins => ${POLL_MINUTES}), ${rows[0].soon ?? null}::timestamptz + interval '1 minute'))
      where id = ${plan.id}`.execute(db);
  else await finish(platform, plan);
}

async function finish({ db }: Platform, plan: Plan): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`
      update inheritance_plan set state = 'done', settled_at = now(), reason = null, remedy = null where id = ${plan.id} and state = 'working'`.execute(
      tx,
    );
    await sql`
      update wecom_inheritance_task set state = 'done', settled_at = now() where corp_id = ${plan.corpId} and userid = ${plan.handoverUserid} and state = 'working'`.execute(
      tx,
    );
  });
}
