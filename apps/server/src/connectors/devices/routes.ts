import { sql } from "kysely";
import { z } from "zod";
import { tasteNames } from "../../customers/index.ts";
import { addDays, dayIn, instantOf } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { changeSettingRoute, readSettingRoute } from "../../organization/index.ts";
import { registerDevice, renameDevice, retireDevice, rotateKey } from "./register-device.ts";
import { type DevicePeriod, deviceDays, deviceFigures, overviewOf } from "./report.ts";
import { skewWarningMs } from "./rules.ts";
import {
  daySchema,
  deviceName,
  deviceParams,
  deviceSchema,
  figuresSchema,
  kindSchema,
  periodQuery,
  statesSchema,
} from "./schemas.ts";
import { deviceSetting } from "./settings.ts";
import { type Device, type DeviceMoment, deviceStates, listDevices, loadDevice } from "./store.ts";
import { deviceEventTypes, deviceKindNames, kindOf } from "./vocabulary.ts";
import { isStoreOpen } from "./watch.ts";

const tag = "devices";
const usualDays = 30;
const filterQuery = z.object({
  storeNo: z.coerce.number().int().optional(),
  kind: z.enum(deviceKindNames).optional(),
});

/** 门店设备 as operators see and keep them (IN-17). */
export function deviceRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  const momentNow = async (): Promise<DeviceMoment> => ({
    now: clock.now(),
    rules: (await readSetting(db, deviceSetting)).value,
  });
  const present = ({ no: _no, keyId: _key, orgPath: _path, openingHours, specialDays, ...device }: Device) => ({
    ...device,
    kindLabel: kindOf(device.kind).label,
    storeOpen: isStoreOpen({ openingHours, specialDays }, config.timeZone, clock.now()),
    clockWrong: Math.abs(device.clockSkewMs ?? 0) > skewWarningMs,
    lastSeenAt: device.lastSeenAt?.toISOString() ?? null,
    lastEventAt: device.lastEventAt?.toISOString() ?? null,
    createdAt: device.createdAt.toISOString(),
    retiredAt: device.retiredAt?.toISOString() ?? null,
  });
  const periodOf = (query: z.output<typeof periodQuery>): DevicePeriod => {
    const toDay = query.to ?? dayIn(config.timeZone, clock.now());
    const fromDay = query.from ?? addDays(toDay, 1 - usualDays);
    if (fromDay > toDay) throw invalid([{ path: "from", message: "开始日期不能晚于结束日期" }]);
    if (addDays(fromDay, 400) < toDay) throw invalid([{ path: "from", message: "最多看 400 天，请把开始日期往后调" }]);
    return {
      fromDay,
      toDay,
      from: instantOf(config.timeZone, fromDay),
      until: instantOf(config.timeZone, addDays(toDay, 1)),
    };
  };
  const read = { tag, access: "device.read" } as const;
  const write = { tag, access: "device.write", params: deviceParams } as const;
  const setting = {
    path: "/settings/devices",
    tag,
    summary: "When a device counts as late or silent, its rate, how long tastes hold, and what customers agree to",
  };
  return [
    route({
      ...read,
      method: "GET",
      path: "/devices",
      summary: "Devices of the caller's stores with their figures, those that need somebody first",
      query: pageQuery.extend({ ...filterQuery.shape, ...periodQuery.shape, state: z.enum(deviceStates).optional() }),
      answer: pageOf(deviceSchema.extend({ figures: figuresSchema })),
      handle: async ({ actor, query: { cursor, limit, from, to, ...filter } }) => {
        const key = decodeCursor(cursor, 2);
        const after = key === null ? null : ([Number(key[0]), Number(key[1])] as const);
        const rows = await listDevices(db, actor, filter, await momentNow(), { after, limit: limit + 1 });
        const nos = rows.slice(0, limit).map(({ no }) => no);
        const figures = await deviceFigures(db, sql`select unnest(${nos}::int[]) as no`, periodOf({ from, to }));
        return toPage(
          rows,
          limit,
          (row) => [row.place, row.no],
          ({ place: _place, ...row }) => ({
            ...present(row),
            figures: figures.get(row.no) as z.input<typeof figuresSchema>,
          }),
        );
      },
    }),
    route({
      ...read,
      method: "GET",
      path: "/devices/overview",
      summary: "How the devices of the caller's stores stand, what came of them, and the kinds that there are",
      query: filterQuery.extend(periodQuery.shape),
      answer: z.object({
        from: z.iso.date(),
        to: z.iso.date(),
        states: statesSchema,
        total: figuresSchema,
        kinds: z.array(kindSchema),
      }),
      handle: async ({ actor, query: { from, to, ...filter } }) => {
        const period = periodOf({ from, to });
        const overview = await overviewOf(db, actor, filter, await momentNow(), period);
        return { from: period.fromDay, to: period.toDay, ...overview, kinds: deviceKindNames.map(presentKind) };
      },
    }),
    route({
      ...read,
      method: "GET",
      path: "/devices/:deviceId",
      summary: "One device and its days",
      params: deviceParams,
      query: periodQuery,
      answer: deviceSchema.extend({ figures: figuresSchema, days: z.array(daySchema) }),
      handle: async ({ actor, params: { deviceId }, query }) => {
        const device = await loadDevice(db, actor, deviceId, await momentNow());
        const period = periodOf(query);
        const figures = await deviceFigures(db, sql`select ${device.no}::int as no`, period);
        return {
          ...present(device),
          figures: figures.get(device.no) as z.input<typeof figuresSchema>,
          days: await deviceDays(db, device.no, period, config.timeZone),
        };
      },
    }),
    route({
      method: "POST",
      path: "/devices",
      tag,
      access: "device.write",
      secret: true,
      summary: "Register a device in a store; the answer is the only place where its key appears",
      body: z.object({ storeNo: z.int(), kind: z.enum(deviceKindNames), name: deviceName }),
      answer: z.object({ id: z.uuid(), key: z.string() }),
      status: 201,
      handle: ({ actor, body }) => db.transaction().execute((tx) => registerDevice(tx, actor, body, clock.now())),
    }),
    route({
      ...write,
      method: "PUT",
      path: "/devices/:deviceId",
      summary: "Give a device another name",
      body: z.object({ name: deviceName, version: z.int() }),
      answer: z.object({}),
      handle: async ({ actor, params: { deviceId }, body }) => {
        const moment = await momentNow();
        await db.transaction().execute((tx) => renameDevice(tx, actor, deviceId, body, moment));
        return {};
      },
    }),
    route({
      ...write,
      method: "POST",
      path: "/devices/:deviceId/key",
      secret: true,
      summary: "Give a device a new key, shown once; the old one ends at once",
      answer: z.object({ key: z.string() }),
      handle: async ({ actor, params: { deviceId } }) => {
        const moment = await momentNow();
        return { key: await db.transaction().execute((tx) => rotateKey(tx, actor, deviceId, moment)) };
      },
    }),
    route({
      ...write,
      method: "POST",
      path: "/devices/:deviceId/retire",
      summary: "Take a device out of use for good: its key ends, what it told stays",
      answer: z.object({}),
      handle: async ({ actor, params: { deviceId } }) => {
        const moment = await momentNow();
        await db.transaction().execute((tx) => retireDevice(tx, actor, deviceId, moment));
        return {};
      },
    }),
    readSettingRoute(platform, deviceSetting, { ...setting, access: "device.read" }),
    changeSettingRoute(platform, deviceSetting, { ...setting, access: "device.write" }),
  ];
}

function presentKind(code: (typeof deviceKindNames)[number]): z.input<typeof kindSchema> {
  const { label, says, types, tastes } = kindOf(code);
  return {
    ...{ code, label, says },
    types: types.map((type) => ({ code: type, label: deviceEventTypes[type] })),
    attributes: tastes.map((name) => ({ code: name, label: tasteNames[name] })),
  };
}
