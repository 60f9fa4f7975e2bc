import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { aDeviceWorld, aTry, type Receipt } from "./devices.testing.ts";
import { forgetOldDeviceEvents, watchDevices } from "./watch.ts";

const feilun = await testPlatform();
const { clock, platform } = feilun;
const { db } = platform;
const server = await testServer(feilun);
let world: Awaited<ReturnType<typeof aDeviceWorld>>;

interface Figures {
  readonly events: number;
  readonly late: number;
  readonly refused: number;
  readonly entered: number;
  readonly sessions: number;
  readonly identified: number;
}
interface DeviceAnswer {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly clockWrong: boolean;
  readonly firmware: string | null;
  readonly version: number;
  readonly figures: Figures;
  readonly code?: string;
}
const list = async (who = world.operator, query = "") =>
  (await world.call<{ items: DeviceAnswer[] }>("GET", `/devices?${query}`, who)).body.items;
const one = async (id: string) => (await world.call<DeviceAnswer>("GET", `/devices/${id}`, world.operator)).body;

beforeAll(async () => {
  world = await aDeviceWorld(feilun, server);
});

describe("the register of devices", () => {
  it("gives each device a key of its own, shown once, that opens its own store's reports and nothing else [IN-17]", async () => {
    const { id, key } = await world.register("二楼试妆镜");
    expect(key).toMatch(/^flk_/);
    expect(JSON.stringify(await one(id))).not.toContain(key);
    const { rows } = await sql<{
      text: string;
    }>`select string_agg(row_to_json(k)::text, '') as text from api_key k`.execute(db);
    expect(rows[0]?.text).not.toContain(key.slice(10));
    const read = await server.call("GET", "/devices", { headers: { authorization: `Bearer ${key}` } });
    expect(read.status).toBe(403);
    // A key that may report and is no device's is refused, too.
    const other = await world.call<{ key: string }>("POST", "/api-keys", world.admin, {
      ...{ name: "不是设备", permissions: ["device.report"], unitId: world.chain.hq.id },
    });
    expect((await world.send(other.body.key, [aTry("s", world.ago(1))])).status).toBe(403);
    expect((await list(world.north)).map(({ name }) => name)).toContain("二楼试妆镜");
    expect((await list(world.south)).map(({ name }) => name)).not.toContain("二楼试妆镜");
    expect((await world.call("GET", `/devices/${id}`, world.south)).status).toBe(404);
    expect(
      (
        await world.call("POST", "/devices", world.north, {
          storeNo: world.chain.stores.N1.no,
          kind: "wifi",
          name: "x",
        })
      ).status,
    ).toBe(403);
  });

  it("rotates a key at once, renames over the version seen, and retires for good [IN-17]", async () => {
    const { id, key } = await world.register("要换钥匙的");
    const rotated = await world.call<{ key: string }>("POST", `/devices/${id}/key`, world.operator);
    expect((await world.send(key, [aTry("s", world.ago(1))])).status).toBe(401);
    expect((await world.send(rotated.body.key, [aTry("s", world.ago(1))])).body.accepted).toBe(1);
    const taken = await world.call<{ code: string }>("POST", "/devices", world.operator, {
      ...{ storeNo: world.chain.stores.N1.no, kind: "wifi", name: "要换钥匙的" },
    });
    expect(taken.body.code).toBe("device_name_taken");
    expect((await world.call("PUT", `/devices/${id}`, world.operator, { name: "新名字", version: 1 })).status).toBe(
      200,
    );
    const stale = await world.call<{ code: string }>("PUT", `/devices/${id}`, world.operator, {
      name: "旧版本",
      version: 1,
    });
    expect(stale.body.code).toBe("device_changed");
    expect((await world.call("POST", `/devices/${id}/retire`, world.operator)).status).toBe(200);
    expect((await world.send(rotated.body.key, [aTry("s", world.ago(1))])).status).toBe(401);
    expect(await one(id)).toMatchObject({ state: "retired", figures: { events: 1 } });
    expect((await list()).map((device) => device.id)).not.toContain(id);
    const { rows } = await sql<{
      action: string;
    }>`select action from audit_log where subject_id = ${id} order by id`.execute(db);
    expect(rows.map(({ action }) => action)).toEqual([
      "device.registered",
      "device.key_rotated",
      "device.changed",
      "device.retired",
    ]);
  });
});

describe("what a device tells", () => {
  it("counts once however often it is sent, also twice at the same moment [IN-17]", async () => {
    const { id, key } = await world.register("一次就一次");
    const events = [aTry("a", world.ago(3)), aTry("a", world.ago(2)), aTry("b", world.ago(1))];
    const both = await Promise.all([world.send(key, events), world.send(key, events)]);
    expect(both.map(({ body }) => body.accepted).sort()).toEqual([0, 3]);
    expect((await world.send(key, [...events, ...events])).body).toMatchObject({
      accepted: 0,
      duplicate: 6,
      rejected: 0,
    });
    expect((await one(id)).figures).toMatchObject({ events: 3, sessions: 2, identified: 0 });
  });

  it("is refused event by event, naming the field: what the kind cannot tell, another store, a person, a wrong value [IN-17]", async () => {
    const { id, key } = await world.register("只收自己的");
    const { body } = await world.send(key, [
      aTry("a", world.ago(1), { eventId: "good" }),
      { eventId: "c", type: "counted", occurredAt: world.ago(1), entered: 3 },
      aTry("a", world.ago(1), { storeCode: "S1" }),
      aTry("a", world.ago(1), { attributes: { size: "XL" } }),
      aTry("a", world.ago(1), { seconds: -1 }),
      aTry("a", world.ago(1), { phone: "13900000000" }),
      "nonsense",
      aTry("a", world.ago(-5)),
      aTry("a", world.ago(60 * 24 * 40)),
    ]);
    expect(body).toMatchObject({ accepted: 1, rejected: 8 });
    expect(body.errors.map(({ index, path }) => [index, path])).toEqual([
      [1, "type"],
      [2, "storeCode"],
      [3, "attributes.size"],
      [4, "seconds"],
      [5, "phone"],
      [6, "type"],
      [7, "occurredAt"],
      [8, "occurredAt"],
    ]);
    expect((await one(id)).figures).toMatchObject({ events: 1, refused: 8 });
    const counter = await world.register("大门", "counter");
    expect(
      (await world.send(counter.key, [{ eventId: "1", type: "counted", occurredAt: world.ago(1), entered: 37 }])).body
        .accepted,
    ).toBe(1);
    expect((await one(counter.id)).figures).toMatchObject({ entered: 37, sessions: 0 });
  });

  it("keeps what a store saved up while offline, late, at the right moment though the device's clock is wrong [IN-17]", async () => {
    const { id, key } = await world.register("离线的");
    // Its clock runs three hours behind, and it was offline for two days.
    const theirs = (minutes: number) => world.ago(minutes + 180);
    const sent = await world.send(key, [aTry("o", theirs(2_880), { eventId: "old" }), aTry("o", theirs(1))], theirs(0));
    expect(sent.body).toMatchObject({ accepted: 2, clockSkewMs: 10_800_000 });
    const { rows } = await sql<{ at: Date }>`
      select occurred_at as at from device_event e join store_device d on d.no = e.device_no where d.id = ${id} order by 1`.execute(
      db,
    );
    expect(rows.map(({ at }) => at.toISOString())).toEqual([world.ago(2_880), world.ago(1)]);
    expect(await one(id)).toMatchObject({ clockWrong: true, figures: { events: 2, late: 1 } });
  });

  it("has a rate per key: what is above it comes again the next minute and is not lost [IN-17]", async () => {
    const { key } = await world.register("太快的");
    const other = await world.register("不受影响的");
    const before = await world.call<{ value: object; version: number }>("GET", "/settings/devices", world.operator);
    await world.call("PUT", "/settings/devices", world.operator, {
      ...before.body,
      value: { ...before.body.value, eventsPerMinute: 60 },
    });
    const events = (count: number) => Array.from({ length: count }, () => aTry("r", world.ago(1)));
    const [first, second] = [events(50), events(20)];
    expect((await world.send(key, first)).body.accepted).toBe(50);
    const fast = await world.send(key, second);
    expect([fast.status, fast.body.code, fast.headers.get("retry-after")]).toEqual([429, "device_too_fast", "60"]);
    expect((await world.send(other.key, second)).body.accepted).toBe(20);
    clock.advance({ minutes: 1 });
    expect((await world.send(key, second)).body.accepted).toBe(20);
    const after = await world.call<{ version: number }>("GET", "/settings/devices", world.operator);
    await world.call("PUT", "/settings/devices", world.operator, { ...before.body, version: after.body.version });
  });
});

describe("a device that falls silent", () => {
  const beat = (key: string, firmware = "1.0") =>
    world.withKey<Receipt>(key, "/device-reports/heartbeat", { sentAt: clock.now().toISOString(), firmware });

  it("is told of once to the store's manager while the store is open, never at night, and comes back by itself [IN-17]", async () => {
    const { id, key } = await world.register("会静默的");
    await sql`update store set opening_hours = '{"mon":[["10:00","22:00"]],"tue":[["10:00","22:00"]]}'
      where org_unit_id = ${world.chain.stores.N1.id}`.execute(db);
    expect((await one(id)).state).toBe("unseen");
    // Monday 21:30 in Shanghai; the store closes at 22:00.
    clock.set("2026-06-15T13:30:00Z");
    await beat(key, "2.1");
    expect(await one(id)).toMatchObject({ state: "online", firmware: "2.1" });
    clock.set("2026-06-15T18:00:00Z");
    expect([await watchDevices(platform), (await one(id)).state]).toEqual([0, "late"]);
    clock.set("2026-06-16T02:30:00Z");
    expect(await watchDevices(platform)).toBe(0);
    // Signed in anew: a session does not last overnight.
    const notices = async () => {
      const manager = await aPerson(feilun, { roleCode: "store_manager", unitId: world.chain.stores.N1.id });
      const { body } = await world.call<{ items: { title: string }[] }>("GET", "/me/notices", manager);
      return body.items.filter(({ title }) => title.startsWith("北一店："));
    };
    clock.set("2026-06-16T03:10:00Z");
    expect(await watchDevices(platform)).toBeGreaterThan(0);
    expect((await one(id)).state).toBe("silent");
    expect(await watchDevices(platform)).toBe(0);
    expect(await notices()).toHaveLength(1);
    expect((await list(world.operator, "state=silent")).map((device) => device.id)).toContain(id);
    await beat(key);
    expect((await one(id)).state).toBe("online");
    clock.advance({ hours: 2 });
    expect(await watchDevices(platform)).toBe(1);
    expect(await notices()).toHaveLength(2);
  });

  it("forgets single events after 400 days and keeps the figures of the days [IN-17]", async () => {
    const { id, key } = await world.register("老设备");
    await world.send(key, [aTry("x", world.ago(1))]);
    clock.advance({ days: 401 });
    expect(await forgetOldDeviceEvents(platform)).toBeGreaterThan(0);
    const { rows } = await sql`select from device_event`.execute(db);
    expect(rows).toEqual([]);
    const { rows: days } = await sql<{ events: number }>`
      select a.events from device_day a join store_device d on d.no = a.device_no where d.id = ${id}`.execute(db);
    expect(days).toEqual([{ events: 1 }]);
  });
});
