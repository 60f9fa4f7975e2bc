import { type RawBuilder, sql } from "kysely";
import { forbidden, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import type { DeviceRules } from "./settings.ts";
import type { DeviceKind } from "./vocabulary.ts";

export const deviceStates = ["online", "late", "silent", "unseen", "keyless", "retired"] as const;
export type DeviceState = (typeof deviceStates)[number];

export interface Device {
  readonly no: number;
  readonly id: string;
  readonly storeNo: number;
  readonly storeName: string;
  readonly orgPath: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly keyId: string;
  readonly keyHint: string;
  readonly firmware: string | null;
  readonly clockSkewMs: number | null;
  readonly lastSeenAt: Date | null;
  readonly lastEventAt: Date | null;
  readonly state: DeviceState;
  readonly openingHours: unknown;
  readonly specialDays: unknown;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly retiredAt: Date | null;
}

export interface DeviceMoment {
  readonly now: Date;
  readonly rules: DeviceRules;
}

/** SQL: how a device `d` with its key `k` stands. Silent is what the watch found while the store was open; late is not heard of for a while. */
export function stateOf({ now, rules }: DeviceMoment): RawBuilder<DeviceState> {
  const lateBefore = new Date(now.getTime() - rules.lateMinutes * 60_000);
  return sql<DeviceState>`case when d.retired_at is not null then 'retired' when k.revoked_at is not null or k.expires_at <= ${now} then 'keyless'
    when d.silent_at is not null then 'silent' when d.last_seen_at is null then 'unseen' when d.last_seen_at < ${lateBefore} then 'late' else 'online' end`;
}

export const deviceTables = sql`store_device d join api_key k on k.id = d.api_key_id join org_unit u on u.no = d.store_no
  join store st on st.org_unit_id = u.id`;

const columns = (
  moment: DeviceMoment,
) => sql`d.no, d.id, d.store_no as "storeNo", u.name as "storeName", u.path::text as "orgPath", d.kind, d.name,
  k.id as "keyId", k.hint as "keyHint", d.firmware, d.clock_skew_ms::float8 as "clockSkewMs", d.last_seen_at as "lastSeenAt",
  d.last_event_at as "lastEventAt", ${stateOf(moment)} as state, st.opening_hours as "openingHours", st.special_days as "specialDays",
  d.version, d.created_at as "createdAt", d.created_by as "createdBy", d.retired_at as "retiredAt"`;

export interface DeviceFilter {
  readonly storeNo?: number | undefined;
  readonly kind?: DeviceKind | undefined;
  readonly state?: DeviceState | undefined;
}

/** SQL: devices `d` of the actor's stores that the filter takes; retired ones only when asked for. */
export function inFilter(actor: Actor, filter: DeviceFilter, moment: DeviceMoment): RawBuilder<boolean> {
  return sql<boolean>`${scopeCondition(actor, "d.store_no")} and (${filter.storeNo ?? null}::int is null or d.store_no = ${filter.storeNo ?? null})
    and (${filter.kind ?? null}::text is null or d.kind = ${filter.kind ?? null})
    and (case when ${filter.state ?? null}::text is null then d.retired_at is null else ${stateOf(moment)} = ${filter.state ?? null} end)`;
}

const needing = (moment: DeviceMoment) =>
  sql`array_position(array['silent', 'keyless', 'late', 'unseen', 'online', 'retired'], ${stateOf(moment)})`;

/** Devices in scope, those that need somebody first; `after` = (place of the state, device number) of the page before. */
export async function listDevices(
  db: Db,
  actor: Actor,
  filter: DeviceFilter,
  moment: DeviceMoment,
  page: { readonly after: readonly [number, number] | null; readonly limit: number },
): Promise<(Device & { readonly place: number })[]> {
  const { rows } = await sql<Device & { place: number }>`
    select ${columns(moment)}, ${needing(moment)} as place from ${deviceTables} where ${inFilter(actor, filter, moment)}
      and (${page.after === null} or (${needing(moment)}, d.no) > (${page.after?.[0] ?? 0}::int, ${page.after?.[1] ?? 0}::int))
    order by place, d.no limit ${page.limit}`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadDevice(db: Db | Tx, actor: Actor, id: string, moment: DeviceMoment): Promise<Device> {
  const { rows } = await sql<Device>`
    select ${columns(moment)} from ${deviceTables} where d.id = ${id} and ${scopeCondition(actor, "d.store_no")}`.execute(
    db,
  );
  if (!rows[0]) throw notFound("这台设备");
  return rows[0];
}

export interface CallingDevice {
  readonly no: number;
  readonly kind: DeviceKind;
  readonly storeNo: number;
  readonly windowAt: Date | null;
  readonly windowEvents: number;
}

/** The device whose key is calling, held until the transaction ends: its messages are taken one after the other. @throws Refusal `forbidden` */
export async function callingDevice(tx: Tx, actor: Actor): Promise<CallingDevice> {
  const { rows } =
    actor.kind === "api_key"
      ? await sql<CallingDevice>`
          select no, kind, store_no as "storeNo", window_at as "windowAt", window_events as "windowEvents" from store_device
          where api_key_id = ${actor.id} and retired_at is null for no key update`.execute(tx)
      : { rows: [] };
  if (!rows[0]) throw forbidden("这个接口只给门店设备使用：请在「门店设备」里登记设备，用它自己的密钥调用");
  return rows[0];
}
