import { sql } from "kysely";
import { addDays, instantOf } from "../../../kernel/calendar.ts";
import { hasRows, membersOf, unitOf } from "./look-up.ts";
import type { Colleague, Office } from "./office.ts";

const week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const offered = [
  {
    ...{ name: "选礼咨询", says: "说说送给谁、预算多少，帮你配好一份礼。", minutes: 30, followUpDays: 3 },
    fields: [
      { key: "whom", label: "送给谁", unit: "", kind: "text" },
      { key: "budget", label: "预算", unit: "元", kind: "number" },
    ],
  },
  {
    ...{
      name: "清洗保养",
      says: "餐具、香薰灯免费清洗保养，半年一次。",
      minutes: 30,
      seats: 1,
      followUpDays: 7,
      nextAfterMonths: 6,
    },
    fields: [
      { key: "goods", label: "保养的商品", unit: "", kind: "text" },
      { key: "state", label: "状况", unit: "", kind: "text" },
    ],
  },
];
const findings = [
  { whom: "新婚朋友", budget: "300" },
  { goods: "香薰灯", state: "滤芯该换了" },
  { whom: "公司同事", budget: "120" },
  { goods: "陶瓷餐具", state: "完好" },
];

interface Past {
  readonly daysAgo: number;
  readonly score?: number;
  readonly words?: string;
  readonly lateMinutes?: number;
  readonly followedUp?: true;
}
/** The oldest ones are due for their next service soon; the latest wait for a follow-up. */
const past: readonly Past[] = [
  ...[163, 158, 156, 140, 133, 121, 112, 104].map((daysAgo) => ({ daysAgo, score: 5, followedUp: true as const })),
  { daysAgo: 38, score: 5, words: "配得很用心", followedUp: true },
  { daysAgo: 29, score: 4, followedUp: true },
  { daysAgo: 22, score: 5, followedUp: true },
  { daysAgo: 15, score: 3, words: "等了一会儿", lateMinutes: 20, followedUp: true },
  { daysAgo: 9, score: 5 },
  { daysAgo: 6, score: 2, words: "约好的时间没人接待", lateMinutes: 25 },
  { daysAgo: 4 },
  { daysAgo: 2, score: 5 },
];

interface Visit {
  readonly id: string;
  readonly version: number;
}

/** One service from its appointment the day before to its record, the score and the follow-up, each on its day. */
async function serve(office: Office, guide: Colleague, visit: Past, booking: object, written: object): Promise<void> {
  const day = addDays(office.today, -visit.daysAgo);
  office.at(addDays(day, -1), "15:00");
  const startsAt = instantOf(office.platform.config.timeZone, day, "14:00").toISOString();
  const { id } = await guide.post<Visit>("/service-visits", { ...booking, startsAt, staffId: guide.id });
  const path = `/service-visits/${id}`;
  office.at(day, "13:55");
  await guide.post(`${path}/state`, { version: 1, state: "arrived" });
  office.at(day, `14:${String(visit.lateMinutes ?? 5).padStart(2, "0")}`);
  await guide.post(`${path}/state`, { version: 2, state: "serving" });
  office.at(day, "14:50");
  await guide.post(`${path}/record`, { version: 3, findings: written });
  let version = 4;
  if (visit.score !== undefined) {
    const { rows } = await sql<{ key: string }>`select key from service_visit where id = ${id}`.execute(
      office.platform.db,
    );
    office.at(day, "20:10");
    await guide.post(`/service-bookings/${rows[0]?.key}/score`, { score: visit.score, words: visit.words ?? "" });
    version += 1;
  }
  if (!visit.followedUp) return;
  office.at(addDays(day, 7), "10:20");
  await guide.post(`${path}/care`, { version, what: "followed_up" });
}

/** The flagship's services: half a year of records with what customers said, and the appointments of the coming days. */
export async function offerServices(office: Office, flagship: string): Promise<void> {
  if (await hasRows(office.platform, "service")) return;
  const operator = await office.colleague("hq");
  const guides = [await office.colleague(`${flagship}-1`), await office.colleague(`${flagship}-2`)];
  const { id: unitId, no: storeNo } = await unitOf(office.platform, flagship);
  const people = await membersOf(office.platform, storeNo, past.length + 4, 120);
  office.at(addDays(office.today, -170), "09:00");
  const hours = Object.fromEntries(week.map((day) => [day, [["10:00", "22:00"]]]));
  await operator.patch(`/stores/${storeNo}`, { openingHours: hours });
  const services: string[] = [];
  for (const service of offered)
    services.push((await operator.post<{ id: string }>("/services", { ...service, unitId, places: ["store"] })).id);
  await operator.post("/services/codes", { unitId });
  const bookingOf = (at: number) => ({ serviceId: services[at % 2], storeNo, memberNo: people[at] });
  for (const [at, visit] of past.entries())
    await serve(office, guides[at % 3 === 0 ? 1 : 0] as Colleague, visit, bookingOf(at), findings[at % 4] ?? {});

  const [guide] = guides as [Colleague];
  office.at(office.today, "23:59");
  for (const [at, daysAhead] of [1, 1, 2].entries()) {
    const startsAt = instantOf(
      office.platform.config.timeZone,
      addDays(office.today, daysAhead),
      `1${at + 1}:00`,
    ).toISOString();
    await guide.post("/service-visits", { ...bookingOf(past.length + at), startsAt, staffId: guide.id });
  }
  await guide.post("/service-visits/walk-ins", bookingOf(past.length + 3));
}
