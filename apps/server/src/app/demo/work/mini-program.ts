import { sql } from "kysely";
import { appendEvents, type EventDraft } from "../../../events/index.ts";
import { addDays, instantOf } from "../../../kernel/calendar.ts";
import { hashOf } from "../random.ts";
import { hasRows, unitOf } from "./look-up.ts";
import type { Office } from "./office.ts";

const app = { appId: "wxdemo", appName: "禾光生活商城" };
/** Entries by which the demo's people come, the usual ones more often. */
const entries = [
  ...Array<{ scene: number }>(5).fill({ scene: 1089 }),
  ...Array<{ scene: number }>(3).fill({ scene: 1008 }),
  ...Array<{ scene: number }>(3).fill({ scene: 1047 }),
  ...Array<{ scene: number }>(2).fill({ scene: 1107 }),
  ...[1034, 1035, 1045, 1048, 1058, 1053].map((scene) => ({ scene })),
] as const;

interface Visitor {
  readonly no: number;
  readonly at: Date;
  readonly storeNo: number | null;
  readonly storeName: string | null;
}

/** People before their orders in the mini program, and people who only looked. */
async function visitors({ platform, today }: Office): Promise<Visitor[]> {
  const from = addDays(today, -30);
  const { rows: buyers } = await sql<Visitor>`
    select o.member_no as no, o.paid_at - make_interval(mins => 3 + o.id::int % 40) as at, o.store_no as "storeNo", u.name as "storeName"
    from sales_order o left join org_unit u on u.no = o.store_no
    where o.channel = 'mini_program' and o.member_no is not null and o.business_day >= ${from} order by o.id limit 600`.execute(
    platform.db,
  );
  const { rows: others } = await sql<{ no: number; storeNo: number | null; storeName: string | null }>`
    select m.member_no as no, m.store_no as "storeNo", u.name as "storeName" from member m left join org_unit u on u.no = m.store_no
    where m.status = 'active' order by md5('mini' || m.member_no) limit 500`.execute(platform.db);
  const start = instantOf(platform.config.timeZone, from).getTime();
  const lookers = others.map((each) => {
    const luck = hashOf(`mini${each.no}`);
    const daytime = (9 + (luck % 13)) * 3_600_000 + (luck % 3_600) * 1_000;
    return { ...each, at: new Date(start + (luck % 30) * 86_400_000 + daytime) };
  });
  return [...buyers, ...lookers];
}

function eventsOf({ no, at, storeNo, storeName }: Visitor): EventDraft[] {
  const luck = hashOf(`${no}${at.toISOString()}`);
  const visitId = `demo-${no}-${at.getTime()}`;
  const entry = entries[luck % entries.length] ?? entries[0];
  const base = { source: "demo", originNo: no, memberNo: no, channel: "mini_program", storeNo: null };
  const kind = luck % 10;
  const home = storeNo === null || kind === 9 ? "nearby" : kind < 4 ? "scan_and_go" : "home_delivery";
  const basis =
    home === "nearby" ? "out_of_range" : home === "scan_and_go" ? "inside" : kind === 8 ? "last_store" : "in_range";
  const shown = home === "nearby" ? null : { storeName: storeName ?? "", storeNo };
  return [
    {
      ...base,
      eventId: `mini-opened:${visitId}`,
      type: "mini_program.opened",
      occurredAt: at,
      properties: { ...app, visitId, ...entry, isFirst: luck % 6 === 0, isNewMember: false },
    },
    {
      ...base,
      eventId: `mini-home:${visitId}`,
      type: "mini_program.home_shown",
      occurredAt: new Date(at.getTime() + 2_000),
      storeNo: shown?.storeNo ?? null,
      properties: { ...app, visitId, home, basis, ...(shown && { storeName: shown.storeName }) },
    },
  ];
}

/** Openings of the mini program and the homes shown, a rule of one store, and functions on the guides' workbench. Invented, but for the orders. */
export async function openMiniProgram(office: Office, flagship: string): Promise<void> {
  const { platform } = office;
  if (await hasRows(platform, "mini_program_home_rule")) return;
  const hq = await office.colleague("hq");
  office.at(addDays(office.today, -30), "09:30");
  const { id: unitId } = await unitOf(platform, flagship);
  await hq.put(`/mini-program/home/rules/${unitId}`, {
    ...{ scanAndGo: null, inStoreMetres: 200, homeDelivery: null },
    ...{ deliveryMetres: 5_000, deliveryMinutes: 45, deliversClosed: null, version: 0 },
  });
  const everybody = await sql<{ id: string }>`select id from org_unit where kind = 'headquarters'`.execute(platform.db);
  for (const [position, each] of [
    { name: "门店排班", note: "看这周的班次", address: "https://hr.example.com/shifts?ticket={token}" },
    { name: "商品知识", note: "新品卖点与搭配", address: "https://learn.example.com/goods" },
  ].entries())
    await hq.post("/workbench/functions", {
      ...each,
      ...{ kind: "web", unitId: everybody.rows[0]?.id, roleCodes: ["guide", "store_manager"], position },
    });
  office.at(office.today, "23:59");
  const drafts = (await visitors(office)).filter(({ at }) => at <= platform.clock.now());
  await platform.db.transaction().execute((tx) => appendEvents(tx, drafts.flatMap(eventsOf), platform.clock.now()));
}
