import { sql } from "kysely";
import { Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { type DeviceEventProblem, type JudgedDeviceEvent, judgeEvents } from "./judge-events.ts";
import { skewOf } from "./rules.ts";
import { deviceSetting } from "./settings.ts";
import { type CallingDevice, callingDevice } from "./store.ts";
import { tellSessions } from "./tell-sessions.ts";

export interface DeviceMessage {
  /** By the device's own clock. */
  readonly sentAt: Date;
  readonly firmware?: string | undefined;
  readonly events: readonly unknown[];
}

export interface DeviceReceipt {
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly clockSkewMs: number;
  readonly errors: DeviceEventProblem[];
}

/** Minutes that a session goes on after it was kept; the next customer has a session of their own. */
const goesOnMinutes = 30;

/**
 * Takes what a device says: when this returns, every accepted event is on disk and counts once. A message without events is a heartbeat. What
 * belongs to a session that somebody kept goes on into their history.
 *
 * @throws Refusal `forbidden` for a key that is no device's; `device_too_fast` (429) above the key's rate
 */
export async function takeMessage(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  message: DeviceMessage,
): Promise<DeviceReceipt> {
  const device = await callingDevice(tx, actor);
  const { value: rules } = await readSetting(tx, deviceSetting);
  const receivedAt = platform.clock.now();
  await spendRate(tx, device, message.events.length, rules.eventsPerMinute, receivedAt);
  const { good, problems } = judgeEvents(device.kind, message.events, { sentAt: message.sentAt, receivedAt });
  const unique = [...new Map(good.map((event) => [event.eventId, event])).values()];
  const sessions = await openSessions(tx, device, unique);
  const over = unique.filter(({ sessionId, at }) => isOver(sessions.get(sessionId ?? ""), at));
  const written = await writeEvents(
    tx,
    device,
    unique.filter((event) => !over.includes(event)),
    sessions,
    receivedAt,
  );
  const errors = [...problems, ...over.map(overProblem)].sort((a, b) => a.index - b.index);
  await countDay(tx, platform, device, written, errors.length, receivedAt);
  const clockSkewMs = skewOf(message.sentAt, receivedAt);
  await sql`update store_device set last_seen_at = ${receivedAt}, clock_skew_ms = ${clockSkewMs}, silent_at = null,
      firmware = coalesce(${message.firmware ?? null}, firmware), last_event_at = case when ${written.length} > 0 then ${receivedAt} else last_event_at end
    where no = ${device.no}`.execute(tx);
  const kept = new Set(
    written.map(({ sessionId }) => sessions.get(sessionId ?? "")).flatMap((of) => (of?.memberNo ? [of.no] : [])),
  );
  await tellSessions(tx, [...kept], { receivedAt, tasteDays: rules.tasteDays });
  return {
    accepted: written.length,
    duplicate: good.length - over.length - written.length,
    rejected: errors.length,
    clockSkewMs,
    errors,
  };
}

/** Counts against the key's minute. @throws Refusal `device_too_fast` */
export async function spendRate(
  tx: Tx,
  device: CallingDevice,
  events: number,
  perMinute: number,
  now: Date,
): Promise<void> {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const before = device.windowAt?.getTime() === minute.getTime() ? device.windowEvents : 0;
  // A heartbeat costs as much as an event; a batch that alone is above the rate is never let through.
  const spent = before + Math.max(1, events);
  if (spent > perMinute)
    throw new Refusal({
      code: "device_too_fast",
      status: 429,
      title: `这台设备每分钟最多上报 ${perMinute} 个事件`,
      detail: `这一分钟已收 ${before} 个。请放慢，到下一分钟再补发；事件编号不变，不会重复`,
    });
  await sql`update store_device set window_at = ${minute}, window_events = ${spent} where no = ${device.no}`.execute(
    tx,
  );
}

interface OpenSession {
  readonly no: number;
  readonly memberNo: number | null;
  readonly identifiedAt: Date | null;
}

/** The sessions that events name, opened where they are new. */
async function openSessions(
  tx: Tx,
  device: CallingDevice,
  events: readonly JudgedDeviceEvent[],
): Promise<Map<string, OpenSession>> {
  const named = events.flatMap(({ sessionId, at }) => (sessionId === undefined ? [] : [{ key: sessionId, at }]));
  if (named.length === 0) return new Map();
  const { rows } = await sql<OpenSession & { key: string }>`
    insert into device_session as s (device_no, session_key, started_at)
    select ${device.no}::int, n.key, min(n.at) from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as n(key text, at timestamptz) group by n.key
    on conflict (device_no, session_key) do update set started_at = least(s.started_at, excluded.started_at)
    returning no, session_key as key, member_no as "memberNo", identified_at as "identifiedAt"`.execute(tx);
  return new Map(rows.map((row) => [row.key, row]));
}

const isOver = (session: OpenSession | undefined, at: Date): boolean =>
  session?.identifiedAt != null && at.getTime() > session.identifiedAt.getTime() + goesOnMinutes * 60_000;

const overProblem = ({ index, eventId }: JudgedDeviceEvent): DeviceEventProblem => ({
  ...{ index, eventId, path: "sessionId" },
  message: `这次使用已被客户保存，${goesOnMinutes} 分钟后不再接续：每位客户请用新的 sessionId`,
});

/** @returns those that were new */
async function writeEvents(
  tx: Tx,
  device: CallingDevice,
  events: readonly JudgedDeviceEvent[],
  sessions: ReadonlyMap<string, OpenSession>,
  receivedAt: Date,
): Promise<JudgedDeviceEvent[]> {
  if (events.length === 0) return [];
  const rows = events.map(
    ({ index: _index, late: _late, eventId, type, occurredAt: _said, sessionId, sku, at, ...properties }) => ({
      ...{ id: eventId, type, at, sku: sku ?? null, properties },
      session: sessionId === undefined ? null : sessions.get(sessionId)?.no,
    }),
  );
  const { rows: written } = await sql<{ id: string }>`
    insert into device_event (device_no, event_id, session_no, type, occurred_at, received_at, sku, properties)
    select ${device.no}::int, id, session, type, at, ${receivedAt}, sku, properties
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id text, session bigint, type text, at timestamptz, sku text, properties jsonb)
    on conflict (device_no, event_id) do nothing returning event_id as id`.execute(tx);
  const ids = new Set(written.map(({ id }) => id));
  return events.filter(({ eventId }) => ids.has(eventId));
}

async function countDay(
  tx: Tx,
  { config }: Platform,
  device: CallingDevice,
  written: readonly JudgedDeviceEvent[],
  refused: number,
  receivedAt: Date,
): Promise<void> {
  if (written.length + refused === 0) return;
  const rows = written.map(({ at, late, entered }) => ({
    at,
    events: 1,
    late: Number(late),
    refused: 0,
    entered: entered ?? 0,
  }));
  if (refused > 0) rows.push({ at: receivedAt, events: 0, late: 0, refused, entered: 0 });
  await sql`
    insert into device_day as d (device_no, day, events, late, refused, entered)
    select ${device.no}::int, (n.at at time zone ${config.timeZone})::date, sum(n.events), sum(n.late), sum(n.refused), sum(n.entered)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(at timestamptz, events int, late int, refused int, entered int) group by 2
    on conflict (device_no, day) do update set events = d.events + excluded.events, late = d.late + excluded.late,
      refused = d.refused + excluded.refused, entered = d.entered + excluded.entered`.execute(tx);
}
