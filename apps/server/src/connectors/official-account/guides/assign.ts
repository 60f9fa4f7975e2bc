import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { invalid } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { servesInScope } from "../../../organization/index.ts";
import { guideSetting } from "./rules.ts";

interface Assignment {
  readonly accountId: string;
  readonly openids: readonly string[];
  readonly staffId: string;
}

/** Gives followers to a guide, who then may open contact. Returns how many. @throws Refusal when nobody on duty is named */
export async function assignFollowers(
  tx: Tx,
  actor: Actor,
  { accountId, openids, staffId }: Assignment,
  at: { readonly now: Date; readonly today: string },
): Promise<number> {
  if (!(await servesInScope(tx, actor, staffId, at.today)))
    throw invalid([{ path: "staffId", message: "请选择在职的员工" }]);
  const { rows } = await sql`
    update official_follower set guide_staff_id = ${staffId}, guided_at = ${at.now}, guide_store_no = (${storeOf(sql`${staffId}::uuid`, at.today)})
    where wechat_account_id = ${accountId} and openid = any(${openids}::text[]) and following returning openid`.execute(
    tx,
  );
  if (rows.length > 0)
    await audit(tx, actor, {
      action: "official_follower.assigned",
      subject: { kind: "wechat_account", id: accountId },
      detail: { staffId, followers: rows.length },
    });
  return rows.length;
}

/** Gives followers of nobody, or of somebody who has left, to the guide that the customer has already. Returns how many. */
export async function assignToOwnGuides(
  tx: Tx,
  actor: Actor,
  accountId: string,
  at: { readonly now: Date; readonly today: string },
): Promise<number> {
  const { rows } = await sql`
    update official_follower f set guide_staff_id = m.guide_id, guided_at = ${at.now},
      guide_store_no = coalesce((${storeOf(sql`m.guide_id`, at.today)}), m.store_no)
    from member m
    where f.wechat_account_id = ${accountId} and f.following and m.member_no = f.member_no and m.guide_id is not null
      and exists (select from staff_post p where p.staff_id = m.guide_id and p.days @> ${at.today}::date)
      and not exists (select from staff_post p where p.staff_id = f.guide_staff_id and p.days @> ${at.today}::date)
    returning f.openid`.execute(tx);
  if (rows.length > 0)
    await audit(tx, actor, {
      action: "official_follower.assigned",
      subject: { kind: "wechat_account", id: accountId },
      detail: { followers: rows.length, by: "own_guide" },
    });
  return rows.length;
}

const storeOf = (staffId: ReturnType<typeof sql>, today: string) => sql`
  select u.no from staff_post p join org_unit u on u.id = p.org_unit_id and u.kind = 'store'
  where p.staff_id = ${staffId} and p.days @> ${today}::date order by p.from_day desc, u.no limit 1`;

/** An article push grants every guide with followers on the account some guide messages, once. */
export async function grantForPush(tx: Tx, accountId: string, msgId: string, at: Date): Promise<void> {
  const { perPush } = (await readSetting(tx, guideSetting)).value;
  if (perPush === 0) return;
  await sql`
    insert into official_guide_credit (wechat_account_id, staff_id, kind, amount, entry_key, note, at, by)
    select ${accountId}::uuid, g.id, 'push', ${perPush}, ${`push:${accountId}:${msgId}:`}::text || g.id::text, '推送图文', ${at}, 'official_account'
    from (select distinct guide_staff_id as id from official_follower where wechat_account_id = ${accountId} and following and guide_staff_id is not null) g
    on conflict (entry_key) do nothing`.execute(tx);
}
