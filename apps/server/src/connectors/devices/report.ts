import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import { boughtDays } from "./rules.ts";
import { type DeviceFilter, type DeviceMoment, type DeviceState, deviceTables, inFilter, stateOf } from "./store.ts";

export interface DevicePeriod {
  /** First and last calendar day in the shop's time zone. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly from: Date;
  readonly until: Date;
}

export interface DeviceFigures {
  readonly events: number;
  /** Came more than ten minutes after they happened. */
  readonly late: number;
  readonly refused: number;
  readonly entered: number;
  /** Uses that began in the period, and those of them that somebody kept. */
  readonly sessions: number;
  readonly identified: number;
  /** People who kept a use with goods in it; those of them who bought one of these goods within 14 days. */
  readonly triers: number;
  readonly buyers: number;
}

const none: DeviceFigures = {
  ...{ events: 0, late: 0, refused: 0, entered: 0 },
  ...{ sessions: 0, identified: 0, triers: 0, buyers: 0 },
};

/**
 * SQL: bought, by an order `o` that was not wholly refunded, goods `sku` of a member from a moment on. A scalar, so that it is asked of the
 * rows that are shown, by the member's own orders, and never turned into a join with all orders.
 */
export function boughtSince(memberNo: string, sku: string, at: string, days: number | null): RawBuilder<boolean> {
  return sql<boolean>`coalesce((select true from sales_order o cross join lateral json_array_elements(o.lines) line
    where o.member_no = ${sql.ref(memberNo)} and o.paid_at >= ${sql.ref(at)} and o.items > 0 and o.status <> 'refunded'
      and (${days}::int is null or o.paid_at < ${sql.ref(at)} + make_interval(days => ${days}::int)) and line ->> 0 = ${sql.ref(sku)}
    limit 1), false)`;
}

/** Figures of devices by their number, and of all together under 0: people who used two of them are one. */
export async function deviceFigures(
  db: Db,
  devices: RawBuilder<unknown>,
  period: DevicePeriod,
): Promise<Map<number, DeviceFigures>> {
  const { rows } = await sql<DeviceFigures & { deviceNo: number }>`
    with wanted as materialized (${devices}),
    told as (select device_no, sum(events)::int as events, sum(late)::int as late, sum(refused)::int as refused, sum(entered)::int as entered
      from device_day where device_no in (select no from wanted) and day between ${period.fromDay} and ${period.toDay}
      group by grouping sets ((device_no), ())),
    used as materialized (select no, device_no, member_no from device_session
      where device_no in (select no from wanted) and started_at >= ${period.from} and started_at < ${period.until}),
    counted as (select device_no, count(*)::int as sessions, count(member_no)::int as identified from used group by grouping sets ((device_no), ())),
    tried as (select u.device_no, u.member_no, e.sku, min(e.occurred_at) as at from used u join device_event e on e.session_no = u.no
      where u.member_no is not null and e.sku is not null group by 1, 2, 3),
    judged as (select device_no, member_no, bool_or(${boughtSince("t.member_no", "t.sku", "t.at", boughtDays)}) as bought from tried t group by 1, 2),
    sold as (select device_no, count(distinct member_no)::int as triers, (count(distinct member_no) filter (where bought))::int as buyers
      from judged group by grouping sets ((device_no), ()))
    select coalesce(w.no, 0) as "deviceNo", coalesce(t.events, 0) as events, coalesce(t.late, 0) as late, coalesce(t.refused, 0) as refused,
      coalesce(t.entered, 0) as entered, coalesce(c.sessions, 0) as sessions, coalesce(c.identified, 0) as identified,
      coalesce(s.triers, 0) as triers, coalesce(s.buyers, 0) as buyers
    from (select no from wanted union all select null) w
      left join told t on t.device_no is not distinct from w.no left join counted c on c.device_no is not distinct from w.no
      left join sold s on s.device_no is not distinct from w.no`.execute(db);
  return new Map(rows.map(({ deviceNo, ...figures }) => [deviceNo, figures]));
}

export interface DeviceOverview {
  readonly states: Readonly<Record<DeviceState, number>>;
  readonly total: DeviceFigures;
}

/** How the devices in scope stand, and what came of them in the period. */
export async function overviewOf(
  db: Db,
  actor: Actor,
  filter: DeviceFilter,
  moment: DeviceMoment,
  period: DevicePeriod,
): Promise<DeviceOverview> {
  const scope = { storeNo: filter.storeNo, kind: filter.kind };
  const [states, figures] = await Promise.all([
    sql<{ state: DeviceState; devices: number }>`
      select ${stateOf(moment)} as state, count(*)::int as devices from ${deviceTables}
      where ${scopeCondition(actor, "d.store_no")} and (${scope.storeNo ?? null}::int is null or d.store_no = ${scope.storeNo ?? null})
        and (${scope.kind ?? null}::text is null or d.kind = ${scope.kind ?? null}) group by 1`.execute(db),
    deviceFigures(db, sql`select d.no from ${deviceTables} where ${inFilter(actor, scope, moment)}`, period),
  ]);
  const of = (state: DeviceState) => states.rows.find((row) => row.state === state)?.devices ?? 0;
  return {
    states: {
      ...{ online: of("online"), late: of("late"), silent: of("silent") },
      ...{ unseen: of("unseen"), keyless: of("keyless"), retired: of("retired") },
    },
    total: figures.get(0) ?? none,
  };
}

export interface DeviceDay {
  readonly day: string;
  readonly events: number;
  readonly late: number;
  readonly refused: number;
  readonly entered: number;
  readonly sessions: number;
  readonly identified: number;
}

/** A device's days, the empty ones too. */
export async function deviceDays(
  db: Db,
  deviceNo: number,
  { fromDay, toDay, from, until }: DevicePeriod,
  timeZone: string,
): Promise<DeviceDay[]> {
  const { rows } = await sql<DeviceDay>`
    select to_char(n.day, 'YYYY-MM-DD') as day, coalesce(d.events, 0) as events, coalesce(d.late, 0) as late, coalesce(d.refused, 0) as refused,
      coalesce(d.entered, 0) as entered, coalesce(s.sessions, 0) as sessions, coalesce(s.identified, 0) as identified
    from (select generate_series(${fromDay}::date, ${toDay}::date, interval '1 day')::date as day) n
      left join device_day d on d.device_no = ${deviceNo} and d.day = n.day
      left join (select (started_at at time zone ${timeZone})::date as day, count(*)::int as sessions, count(member_no)::int as identified
        from device_session where device_no = ${deviceNo} and started_at >= ${from} and started_at < ${until} group by 1) s on s.day = n.day
    order by n.day`.execute(db);
  return rows;
}
