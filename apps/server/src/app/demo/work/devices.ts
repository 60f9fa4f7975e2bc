import { sql } from "kysely";
import { keepSession, openCode, takeMessage } from "../../../connectors/devices/index.ts";
import { addDays } from "../../../kernel/calendar.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import { hashOf } from "../random.ts";
import { bestSellers, hasRows, membersOf, unitOf } from "./look-up.ts";
import type { Office } from "./office.ts";

const styles = ["法式田园", "北欧简约", "复古", "现代"] as const;
const colours = ["奶油白", "雾霾蓝", "原木色", "墨绿"] as const;
const rooms = ["客厅", "餐厅", "卧室"] as const;
const days = 28;

interface DemoDevice {
  readonly name: string;
  readonly kind: string;
  readonly actor: Actor;
}

/** One use of a device; `memberNo` when the customer kept it. */
interface Use {
  readonly key: string;
  readonly day: string;
  readonly skus: readonly string[];
  readonly memberNo: number | null;
}

async function register(office: Office, name: string, kind: string, storeNo: number): Promise<DemoDevice> {
  const hq = await office.colleague("hq");
  const { id } = await hq.post<{ id: string }>("/devices", { name, kind, storeNo });
  const { rows } = await sql<{ id: string }>`select api_key_id as id from store_device where id = ${id}`.execute(
    office.platform.db,
  );
  const actor: Actor = { kind: "api_key", id: rows[0]?.id ?? "", name, permissions: new Set(), scope: [] };
  return { name, kind, actor };
}

const say = ({ platform }: Office, { actor }: DemoDevice, events: readonly object[], firmware?: string) =>
  platform.db
    .transaction()
    .execute((tx) => takeMessage(platform, tx, actor, { sentAt: platform.clock.now(), firmware, events }));

/** People who bought at the store, and some days before; they tried it first. */
async function buyers({ platform, today }: Office, storeNo: number): Promise<Use[]> {
  const { rows } = await sql<{ no: number; sku: string; day: string }>`
    select distinct on (o.member_no) o.member_no as no, o.lines -> 0 ->> 0 as sku, to_char(o.business_day - 1 - o.id::int % 4, 'YYYY-MM-DD') as day
    from sales_order o where o.store_no = ${storeNo} and o.member_no is not null and not o.is_gift and o.items > 0 and o.status = 'paid'
      and o.business_day between ${addDays(today, 5 - days)}::date and ${today}::date order by o.member_no, o.id limit 14`.execute(
    platform.db,
  );
  return rows.map(({ no, sku, day }) => ({ key: `buyer-${no}`, day, skus: [sku], memberNo: no }));
}

/** People who only tried: a third of them kept it. */
async function lookers({ platform, today }: Office, storeNo: number): Promise<Use[]> {
  const goods = (await bestSellers(platform, 24)).map(({ sku }) => sku);
  const known = await membersOf(platform, storeNo, 40, 20);
  return Array.from({ length: days * 3 }, (_, index) => {
    const luck = hashOf(`device${index}`);
    const start = luck % Math.max(1, goods.length - 3);
    return {
      key: `use-${index}`,
      day: addDays(today, -1 - (index % days)),
      skus: goods.slice(start, start + 1 + (luck % 3)),
      memberNo: luck % 3 === 0 ? (known[luck % Math.max(1, known.length)] ?? null) : null,
    };
  });
}

/** When a use began, as a time of its day. */
const startOf = ({ key }: Use): string => `${11 + (hashOf(key) % 8)}:${10 + (hashOf(key) % 40)}`;

/** What a device tells of a use that has just ended. */
function eventsOf({ platform }: Office, { kind }: DemoDevice, use: Use): object[] {
  const luck = hashOf(use.key);
  const ended = platform.clock.now().getTime();
  return use.skus.map((sku, index) => {
    const base = {
      ...{ eventId: `${use.key}-${index}`, sessionId: use.key, sku, seconds: 12 + (hashOf(`${use.key}${sku}`) % 80) },
      occurredAt: new Date(ended - (use.skus.length - index) * 90_000).toISOString(),
    };
    if (kind !== "furniture_ar") return { ...base, type: kind === "smart_shelf" ? "picked_up" : "looked" };
    // Somebody has a style that they come back to.
    const taste = use.memberNo ?? luck;
    return {
      ...{ ...base, type: "tried", pictureMade: luck % 4 === 0 },
      attributes: {
        style: styles[(luck % 5 === 0 ? index + luck : taste) % styles.length],
        colour: colours[taste % colours.length],
        room: rooms[luck % rooms.length],
      },
    };
  });
}

async function keep({ platform }: Office, { actor }: DemoDevice, use: Use): Promise<void> {
  const { memberNo } = use;
  if (memberNo === null) return;
  await platform.db.transaction().execute(async (tx) => {
    const { token } = await openCode(platform, tx, actor, use.key);
    await keepSession(platform, tx, token, { originNo: memberNo, memberNo, by: "mini_program" }, 1);
  });
}

/** The flagship's devices day by day, one that fell silent elsewhere, one that was never plugged in. Invented, but for goods and orders. */
export async function runDevices(office: Office, flagship: string): Promise<void> {
  const { platform, today } = office;
  if (await hasRows(platform, "store_device")) return;
  const hq = await office.colleague("hq");
  const { no: storeNo } = await unitOf(platform, flagship);
  office.at(addDays(today, -days - 1), "10:00");
  const { value } = await hq.get<{ value: object }>("/settings/devices");
  // Nothing sends on after the demo is loaded: its devices may rest for a while before they count as silent.
  await hq.put("/settings/devices", { value: { ...value, lateMinutes: 1_440, silentMinutes: 10_080 }, version: 0 });
  const ar = await register(office, "客厅 AR 屏", "furniture_ar", storeNo);
  const screen = await register(office, "门口智能屏", "smart_screen", storeNo);
  const shelf = await register(office, "新品智能货架", "smart_shelf", storeNo);
  const door = await register(office, "大门客流计", "counter", storeNo);
  const { rows: others } = await sql<{
    no: number;
  }>`select u.no from org_unit u join store s on s.org_unit_id = u.id and s.phase = 'open'
    where u.no <> ${storeNo} and u.closed_at is null order by u.no limit 2`.execute(platform.db);
  const quiet = others[0] && (await register(office, "试摆 AR 屏", "furniture_ar", others[0].no));
  if (others[1]) await register(office, "橱窗智能屏", "smart_screen", others[1].no);
  const uses = [...(await buyers(office, storeNo)), ...(await lookers(office, storeNo))];
  const deviceOf = (use: Use) =>
    use.memberNo !== null || hashOf(use.key) % 2 === 0 ? ar : hashOf(use.key) % 3 === 0 ? shelf : screen;
  for (let back = days; back >= 1; back -= 1) {
    const day = addDays(today, -back);
    const ofDay = uses.filter((use) => use.day === day).sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
    for (const use of ofDay) {
      const device = deviceOf(use);
      office.at(day, startOf(use));
      await say(office, device, eventsOf(office, device, use), "2.4.1");
      await keep(office, device, use);
    }
    office.at(day, "21:30");
    const entered = 90 + (hashOf(day) % 120);
    await say(
      office,
      door,
      [{ eventId: day, type: "counted", occurredAt: platform.clock.now().toISOString(), entered }],
      "1.9",
    );
    if (quiet && back > 9) await say(office, quiet, [], "2.3.0");
  }
  office.at(addDays(today, -1), "15:00");
  await office.runJob("connectors.watch_devices");
  office.at(today, "23:59");
  for (const device of [ar, screen, shelf, door]) await say(office, device, []);
}
