import { sql } from "kysely";
import { dayIn, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { CodeConnector } from "./port.ts";
import type { GuideState, Slot, WallClock } from "./rules.ts";
import type { Tx } from "./store.ts";

export interface CodeGuide extends GuideState {
  readonly codeId: string;
  /** Of a place: the store that the guide serves; null elsewhere. */
  readonly storeNo: number | null;
  /** On the platform; null when unknown there. */
  readonly staffKey: string | null;
  readonly name: string;
}

interface Row extends Omit<CodeGuide, "staffKey" | "reachable"> {
  readonly slots: Slot[];
}

/** Weekday and time in the shop's zone. */
export function wallClock(timeZone: string, instant: Date): WallClock {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(instant);
  const weekday = new Date(`${dayIn(timeZone, instant)}T00:00:00Z`).getUTCDay() || 7;
  return { weekday, time };
}

/**
 * Everybody who may stand behind codes, with hours, pauses and today's new contacts: chosen guides, whoever serves a chosen unit today
 * (new hires by themselves, leavers no more), and for a place whoever serves its stores. One query for all codes.
 *
 * @param codeIds null = all in use
 * @param storeNo of a place: only this store
 */
export async function loadGuides(
  tx: Tx,
  { clock, config }: Pick<Platform, "clock" | "config">,
  connector: CodeConnector,
  codeIds: readonly string[] | null,
  storeNo: number | null = null,
): Promise<CodeGuide[]> {
  const now = clock.now();
  const today = dayIn(config.timeZone, now);
  const { rows } = await sql<Row>`
    with codes as (
      select c.id, c.kind, u.path from live_code c join org_unit u on u.id = c.org_unit_id
      where c.archived_at is null and c.paused_at is null and (${codeIds === null} or c.id = any(${codeIds ?? []}::uuid[]))
        and (c.kind in ('staff', 'store', 'acquisition') or (c.kind = 'place' and c.shows = 'guide'))),
    listed as (
      select g.code_id, null::int as store_no, g.staff_id, g.weight, g.daily_cap, g.slots, g.backup, 0 as rank
      from live_code_guide g join codes c on c.id = g.code_id where c.kind <> 'place'
      union all
      select t.code_id, null, p.staff_id, 1, null, '[]', false, 1 from live_code_team t join codes c on c.id = t.code_id
      join org_unit top on top.id = t.org_unit_id join org_unit u on u.path <@ top.path
      join staff_post p on p.org_unit_id = u.id and p.days @> ${today}::date
      union all
      select c.id, u.no, p.staff_id, 1, null, '[]', false, 1 from codes c join org_unit u on u.path <@ c.path and u.kind = 'store'
      join store s on s.org_unit_id = u.id and s.phase = 'open' join staff_post p on p.org_unit_id = u.id and p.days @> ${today}::date
      where c.kind = 'place' and (${storeNo}::int is null or u.no = ${storeNo})),
    guides as (select distinct on (code_id, store_no, staff_id) * from listed order by code_id, store_no, staff_id, rank)
    select g.code_id as "codeId", g.store_no as "storeNo", g.staff_id as "staffId", s.name, g.weight, g.daily_cap as "dailyCap", g.slots, g.backup,
      (d.staff_id is not null and (d.until is null or d.until > ${now})) as paused,
      (select count(*)::int from live_code_arrival a where a.code_id = g.code_id and a.kind = 'contact' and a.carrier = s.code
        and a.arrived_at >= ${instantOf(config.timeZone, today)}) as today
    from guides g join staff s on s.id = g.staff_id and s.status = 'active' left join guide_pause d on d.staff_id = g.staff_id
    order by g.code_id, g.store_no, s.code`.execute(tx);
  const keys = await connector.staffKeys(tx, [...new Set(rows.map(({ staffId }) => staffId))]);
  return rows.map((row) => {
    const staffKey = keys.get(row.staffId) ?? null;
    return { ...row, staffKey, reachable: staffKey !== null };
  });
}
