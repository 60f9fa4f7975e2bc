import { sql } from "kysely";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { platformNames, type WechatPlatform } from "../wechat/index.ts";

export interface OwnConnection {
  readonly kind: "account" | "key" | "webhook" | "exchange";
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly health: "good" | "troubled" | "off" | "unused";
  /** Why it is not good, or when it was last used. */
  readonly says: string;
  readonly lastAt: Date | null;
}

type Row = Omit<OwnConnection, "what"> & { readonly what: string };

const quietDays = 7;

/** Feilun's own connections as they really are: accounts on platforms, keys, pushes and exchanges that have not ended. */
export async function ownConnections({ db, clock, config }: Platform): Promise<OwnConnection[]> {
  const now = clock.now();
  const since = instantOf(config.timeZone, addDays(dayIn(config.timeZone, now), -quietDays));
  const dayAgo = new Date(now.getTime() - 86_400_000);
  const { rows } = await sql<Row>`
    select 'account' as kind, a.id::text as id, a.name, a.platform as what, r.last_at as "lastAt",
      case when not a.enabled then 'off' when r.last_at > ${dayAgo} or f.failed > 0 then 'troubled' else 'good' end as health,
      case when not a.enabled then '已停用' when r.last_at > ${dayAgo} then '24 小时内有调用被拒绝或没有回应' when f.failed > 0 then '体检有 ' || f.failed || ' 项没通过' else '' end as says
    from wechat_account a
      left join lateral (select max(last_at) as last_at from wechat_refusal r where r.wechat_account_id = a.id) r on true
      left join lateral (select count(*)::int as failed from wechat_examination e, jsonb_array_elements(e.findings) x
        where e.wechat_account_id = a.id and x ->> 'state' = 'failed') f on true
    union all
    select 'key', k.id::text, k.name, u.name, k.last_used_at,
      case when k.last_used_at is null then 'unused' when k.last_used_at < ${since} then 'unused' else 'good' end,
      case when k.last_used_at is null then '还没用过' when k.last_used_at < ${since} then ${`${quietDays} 天没有用过`} else '' end
    from api_key k join org_unit u on u.id = k.org_unit_id
    where k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now}) and not exists (select from exchange_system x where x.api_key_id = k.id)
      and not exists (select from store_device d where d.api_key_id = k.id)
    union all
    select 'webhook', w.id::text, w.name, u.name, w.delivered_at,
      case when w.state = 'stopped' or w.failures > 0 then 'troubled' when w.state = 'paused' then 'off' when w.delivered_at is null then 'unused' else 'good' end,
      case when w.state = 'stopped' then '连续失败，已停止' when w.failures > 0 then '连续失败 ' || w.failures || ' 次' when w.state = 'paused' then '已暂停'
        when w.delivered_at is null then '还没推送过' else '' end
    from webhook w join org_unit u on u.id = w.org_unit_id where w.state <> 'ended'
    union all
    select 'exchange', x.id::text, x.name, u.name, greatest(x.read_at, x.written_at),
      case when coalesce(d.failed, 0) > 0 then 'troubled' when greatest(x.read_at, x.written_at) is null or greatest(x.read_at, x.written_at) < ${since} then 'unused' else 'good' end,
      case when coalesce(d.failed, 0) > 0 then '近 7 天有 ' || d.failed || ' 行没收下' when x.read_at is null and x.written_at is null then '还没交换过'
        when greatest(x.read_at, x.written_at) < ${since} then ${`${quietDays} 天没有交换过`} else '' end
    from exchange_system x join api_key k on k.id = x.api_key_id join org_unit u on u.id = k.org_unit_id
      left join lateral (select sum(rows_failed)::int as failed from exchange_day d where d.system_no = x.no and d.day >= ${since}::timestamptz::date) d on true
    where x.ended_at is null and k.revoked_at is null
    order by kind, name`.execute(db);
  return rows.map((row) =>
    row.kind === "account" ? { ...row, what: platformNames[row.what as WechatPlatform] ?? row.what } : row,
  );
}
