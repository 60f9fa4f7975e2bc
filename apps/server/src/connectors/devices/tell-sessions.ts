import { type RawBuilder, sql } from "kysely";
import { replaceTastes } from "../../customers/index.ts";
import { appendEventsFrom } from "../../events/index.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { deviceKindNames, deviceKinds } from "./vocabulary.ts";

const source = "device";
const labels = Object.fromEntries(deviceKindNames.map((kind) => [kind, deviceKinds[kind].label]));

export interface TellMoment {
  readonly receivedAt: Date;
  readonly tasteDays: number;
}

/**
 * Puts what was done in sessions into the history of those who kept them, and derives their tastes anew (DT-11). Idempotent: what is there
 * stays as it is, so it may be told again with each late event. Sessions that nobody kept tell nothing.
 */
export async function tellSessions(
  tx: Tx,
  sessionNos: readonly number[],
  { receivedAt, tasteDays }: TellMoment,
): Promise<void> {
  if (sessionNos.length === 0) return;
  await sql`${appendEventsFrom(drafts(sessionNos), receivedAt)}`.execute(tx);
  const { rows } = await sql<{ originNo: number }>`
    select distinct origin_no as "originNo" from device_session where no = any(${sessionNos}::bigint[]) and origin_no is not null`.execute(
    tx,
  );
  const originNos = rows.map(({ originNo }) => originNo);
  await replaceTastes(
    tx,
    source,
    originNos,
    derivedTastes(originNos, new Date(receivedAt.getTime() - tasteDays * 86_400_000), tasteDays),
  );
}

/** One visit per session, and each thing done under the type that the history knows it by. */
function drafts(sessionNos: readonly number[]): RawBuilder<unknown> {
  return sql`
    with kept as (select s.*, d.kind, d.name, d.store_no, ${JSON.stringify(labels)}::jsonb ->> d.kind as label
      from device_session s join store_device d on d.no = s.device_no where s.no = any(${sessionNos}::bigint[]) and s.member_no is not null)
    select ${source} as source, k.device_no || ':visit:' || k.session_key as event_id, 'store.visited' as type, k.origin_no, k.member_no,
      k.started_at as occurred_at, k.store_no, 'store' as channel,
      jsonb_build_object('means', case when k.kind = 'wifi' then 'wifi' else 'device' end) as properties
    from kept k
    union all
    select ${source}, k.device_no || ':' || e.event_id,
      case e.type when 'tried' then 'device.tried' when 'connected' then 'wifi.connected' else 'product.viewed' end, k.origin_no, k.member_no,
      e.occurred_at, k.store_no, 'store',
      jsonb_strip_nulls(case e.type
        when 'tried' then jsonb_build_object('deviceKind', k.label, 'deviceName', k.name, 'sku', e.sku, 'productName', p.name,
          'seconds', e.properties -> 'seconds', 'pictureMade', e.properties -> 'pictureMade', 'attributes', e.properties -> 'attributes')
        when 'connected' then '{}'
        else jsonb_build_object('sku', e.sku, 'productName', p.name,
          'durationMs', round((e.properties ->> 'seconds')::numeric * 1000)::int) end)
    from kept k join device_event e on e.session_no = k.no left join product p on p.sku = e.sku`;
}

/** What tries since a day say of taste, with how much was seen: one per try, up to one more for half a minute's look, one for a picture. */
function derivedTastes(originNos: readonly number[], since: Date, tasteDays: number): RawBuilder<unknown> {
  return sql`
    select s.origin_no, max(s.member_no) as member_no, a.key as name, a.value, count(*)::int as times,
      sum(1 + least(coalesce((e.properties ->> 'seconds')::float8, 0) / 30, 1) + coalesce((e.properties ->> 'pictureMade')::boolean, false)::int) as weight,
      min(e.occurred_at) as first_at, max(e.occurred_at) as last_at, max(e.occurred_at) + make_interval(days => ${tasteDays}) as expires_at
    from device_session s join device_event e on e.session_no = s.no and e.type = 'tried' and e.occurred_at > ${since}
      cross join lateral jsonb_each_text(e.properties -> 'attributes') a
    where s.origin_no = any(${originNos}::int[])
    group by s.origin_no, a.key, a.value`;
}
