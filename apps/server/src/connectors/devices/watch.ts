import { sql } from "kysely";
import { z } from "zod";
import { forgetTastes } from "../../customers/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { Refusal } from "../../kernel/errors.ts";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { isOpenAt, loadHeadquarters, publishNotice } from "../../organization/index.ts";
import { deviceSetting } from "./settings.ts";
import { type DeviceKind, kindOf } from "./vocabulary.ts";

const actor = systemActor("connectors.watch_devices");
/** Days for which what devices told is kept event by event; figures by day stay. */
const keptDays = 400;
const deletedAtOnce = 10_000;

export interface StoreHours {
  readonly openingHours: unknown;
  readonly specialDays: unknown;
}

/** Whether a store is open at a moment; a store that told nobody its hours is taken to be open from 10:00 to 21:00. */
export function isStoreOpen({ openingHours, specialDays }: StoreHours, timeZone: string, at: Date): boolean {
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  const known = isOpenAt(
    openingHours as Parameters<typeof isOpenAt>[0],
    (specialDays ?? {}) as Parameters<typeof isOpenAt>[1],
    dayIn(timeZone, at),
    time,
  );
  return known ?? (time >= "10:00" && time < "21:00");
}

interface Quiet extends StoreHours {
  readonly no: number;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly unitId: string;
  readonly storeName: string;
  readonly lastSeenAt: Date;
}

/** Devices that were heard of once and not since `before`, not found silent yet, in stores that are open for business. */
async function quietSince(platform: Platform, before: Date): Promise<Quiet[]> {
  const { rows } = await sql<Quiet>`
    select d.no, d.name, d.kind, u.id as "unitId", u.name as "storeName", d.last_seen_at as "lastSeenAt", st.opening_hours as "openingHours",
      st.special_days as "specialDays"
    from store_device d join org_unit u on u.no = d.store_no and u.closed_at is null join store st on st.org_unit_id = u.id and st.phase = 'open'
      join api_key k on k.id = d.api_key_id and k.revoked_at is null
    where d.retired_at is null and d.silent_at is null and d.last_seen_at <= ${before} order by u.name, d.no`.execute(
    platform.db,
  );
  return rows;
}

/**
 * Finds devices that said nothing for as long as the rule allows while their store was open all that time, and tells the store's managers; where
 * there are none, headquarters. Each silence is told once. @returns how many were found
 */
export async function watchDevices(platform: Platform): Promise<number> {
  const now = platform.clock.now();
  const { value: rules } = await readSetting(platform.db, deviceSetting);
  const before = new Date(now.getTime() - rules.silentMinutes * 60_000);
  const wasOpen = (store: StoreHours) => [now, before].every((at) => isStoreOpen(store, platform.config.timeZone, at));
  const quiet = (await quietSince(platform, before)).filter(wasOpen);
  const byStore = new Map<string, Quiet[]>();
  for (const device of quiet) byStore.set(device.unitId, [...(byStore.get(device.unitId) ?? []), device]);
  let found = 0;
  for (const [unitId, devices] of byStore)
    found += await platform.db
      .transaction()
      .execute((tx) => tellSilent(platform, tx, unitId, devices, { now, before }));
  return found;
}

async function tellSilent(
  platform: Platform,
  tx: Tx,
  unitId: string,
  devices: readonly Quiet[],
  { now, before }: { readonly now: Date; readonly before: Date },
): Promise<number> {
  const { rows } = await sql<{ no: number }>`update store_device set silent_at = ${now}
    where no = any(${devices.map(({ no }) => no)}::int[]) and silent_at is null and last_seen_at <= ${before} returning no`.execute(
    tx,
  );
  const silent = devices.filter(({ no }) => rows.some((row) => row.no === no));
  const [first] = silent;
  if (!first) return 0;
  const clock = new Intl.DateTimeFormat("zh-CN", {
    timeZone: platform.config.timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  const lines = silent.map(
    (device) => `${device.name}（${kindOf(device.kind).label}）：最后一次上报 ${clock.format(device.lastSeenAt)}`,
  );
  const notice = {
    kind: "other" as const,
    title: `${first.storeName}：${silent.length} 台设备没有声音了`,
    body: [...lines, "请看设备是否通电、联网；恢复上报后会自动解除。设备在断网期间缓存的数据会补报，不会丢。"].join(
      "\n",
    ),
    attachments: [],
    postIds: [],
    confirmBy: null,
  };
  const moment = { at: now, today: dayIn(platform.config.timeZone, now) };
  const headquarters = { unitIds: [(await loadHeadquarters(tx)).id], roleCodes: ["hq_operator", "admin"] };
  for (const target of [{ unitIds: [unitId], roleCodes: ["store_manager"] }, headquarters]) {
    try {
      await publishNotice(tx, actor, { ...notice, ...target }, moment);
      return silent.length;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  platform.log.warn({ store: first.storeName }, "nobody could be told of silent devices");
  return silent.length;
}

/** Forgets what is too old, in batches. @returns how many events */
export async function forgetOldDeviceEvents({ db, clock }: Platform, signal?: AbortSignal): Promise<number> {
  const before = new Date(clock.now().getTime() - keptDays * 86_400_000);
  await db.transaction().execute((tx) => forgetTastes(tx, clock.now()));
  for (let forgotten = 0; ; ) {
    const { numAffectedRows } = await sql`delete from device_event where (device_no, event_id) in (
      select device_no, event_id from device_event where received_at < ${before} limit ${deletedAtOnce})`.execute(db);
    forgotten += Number(numAffectedRows ?? 0);
    if (signal?.aborted || Number(numAffectedRows ?? 0) < deletedAtOnce) return forgotten;
  }
}

export const deviceJobs: readonly AnyJob[] = [
  defineJob({
    name: "connectors.watch_devices",
    payload: z.object({}),
    schedule: { everyMinutes: 5 },
    async run(_payload, { platform }) {
      await watchDevices(platform);
    },
  }),
  defineJob({
    name: "connectors.forget_device_events",
    payload: z.object({}),
    schedule: { dailyAt: "03:40" },
    async run(_payload, { platform, signal }) {
      await forgetOldDeviceEvents(platform, signal);
    },
  }),
];
