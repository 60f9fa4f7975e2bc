import { sql } from "kysely";
import type { OutboundChannel, OutboundChoices } from "../../../engagement/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { findAccount, sendingAccounts } from "../../wechat/index.ts";

/** What people choose from, and what keys are called, is alike on every way out through WeCom. */
export function choosing(platform: Platform): Pick<OutboundChannel, "accounts" | "choices" | "names"> {
  return {
    accounts: () => sendingAccounts(platform, "wecom"),
    choices: (accountId) => choicesOf(platform, accountId),
    names: (accountId, keys) => namesOf(platform, accountId, keys),
  };
}

async function choicesOf(platform: Platform, accountId: string): Promise<OutboundChoices> {
  const { db } = platform;
  const { accountId: corpId } = await findAccount(platform, db, accountId);
  const { rows: staff } = await sql<OutboundChoices["staff"][number]>`
    select m.userid as key, m.name, u.name as "storeName", coalesce(f.customers, 0) as customers
    from wecom_member m
    left join (select userid, count(*)::int as customers from wecom_follow where corp_id = ${corpId} and state = 'active' group by 1) f
      using (userid)
    left join lateral (select o.name from wecom_department d join org_unit o on o.id = d.org_unit_id
      where d.corp_id = m.corp_id and d.department_id = any(m.departments) order by d.department_id limit 1) u on true
    where m.corp_id = ${corpId} and m.left_at is null and m.status = 1
    order by customers desc, m.userid limit 2000`.execute(db);
  const { rows: groups } = await sql<OutboundChoices["groups"][number]>`
    select chat_key as key, case when name = '' then '未命名群' else name end as name, owner_key as "ownerKey", customer_count as customers
    from customer_group where platform = 'wecom' and account_key = ${corpId} and dismissed_at is null
    order by customer_count desc, chat_key limit 2000`.execute(db);
  const { rows: tags } = await sql<OutboundChoices["tags"][number]>`
    select t.tag_id as id, t.name, g.name as "groupName" from wecom_tag t
    join wecom_tag_group g on g.corp_id = t.corp_id and g.group_id = t.group_id
    where t.corp_id = ${corpId} and t.deleted_at is null order by g.sort desc, g.name, t.sort desc, t.name limit 2000`.execute(
    db,
  );
  return { staff, groups, tags };
}

/** What members and groups are called. An account that is no longer there has none; who is in no directory is called as in the own staff. */
async function namesOf(platform: Platform, accountId: string, keys: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; name: string }>`
    with corp as (select account_id as id from wechat_account where id = ${accountId}::uuid and platform = 'wecom')
    select k.key, coalesce(m.name, s.name) as name from unnest(${keys}::text[]) k(key)
    left join wecom_member m on m.corp_id = (select id from corp) and lower(m.userid) = lower(k.key)
    left join staff s on s.code = k.key
    where coalesce(m.name, s.name) is not null
    union all
    select chat_key, name from customer_group
    where platform = 'wecom' and account_key = (select id from corp) and chat_key = any(${keys}::text[]) and name <> ''`.execute(
    platform.db,
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}
