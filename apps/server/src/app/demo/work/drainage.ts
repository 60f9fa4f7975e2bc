import { sql } from "kysely";
import { appendEvents, type EventDraft } from "../../../events/index.ts";
import { addDays } from "../../../kernel/calendar.ts";
import { hashOf } from "../random.ts";
import { hasRows } from "./look-up.ts";
import type { Office } from "./office.ts";

interface Made {
  readonly id: string;
  readonly key: string;
  readonly version: number;
}

interface Came {
  readonly no: number;
  readonly at: Date;
}

/** Days ago of the ad by a KOL and of the one in Moments (advertising.ts), whose people the plans lead on. */
const kol = { name: "家居达人试用 · 收纳系列", from: 30, to: 17 };
const moments = { name: "朋友圈广告 · 厨房焕新季", from: 45, to: 32 };

/** Buyers of some days, an hour before their first order there; of them some whom an ad had touched already. */
async function buyersOf({ platform }: Office, from: string, to: string, most: number): Promise<Came[]> {
  const { rows } = await sql<Came>`
    select o.member_no as no, min(o.paid_at) - interval '10 minutes' as at from sales_order o join member m on m.member_no = o.member_no
    where o.business_day between ${from} and ${to} and o.items > 0 and m.status = 'active' group by 1
    order by not exists (select from ad_touch a where a.member_no = o.member_no), md5(o.member_no || 'drainage') limit ${most}`.execute(
    platform.db,
  );
  return rows;
}

/** Touchpoints with what realises them, a plan of several and one of a single ad, and what the brand says of itself. Invented, but for the orders. */
export async function planDrainage(office: Office): Promise<void> {
  const { platform, today } = office;
  if (await hasRows(platform, "touchpoint")) return;
  const operator = await office.colleague("hq");
  const { items: ads } = await operator.get<{ items: { id: string; name: string }[] }>("/ad-plans");
  const adNamed = (name: string) => ads.find((ad) => ad.name === name)?.id;
  office.at(addDays(today, -46), "09:30");

  const enter = async (body: object): Promise<Made> => operator.post<Made>("/touchpoints", body);
  const start = async ({ id, version }: Made) => operator.post(`/touchpoints/${id}/state`, { to: "active", version });
  const ad = (name: string, kind: string) =>
    enter({ name, kind, landing: "mini_program", means: "ad_plan", adPlanId: adNamed(name) });
  const byMoments = await ad(moments.name, "social_ad");
  const byKol = await ad(kol.name, "other_ad");
  const inStores = await enter({
    name: "收银台小程序码",
    kind: "scan_purchase",
    landing: "mini_program",
    means: "scene",
    note: "印在收银台和购物袋上",
  });
  const notice = await enter({
    name: "付款后服务通知",
    kind: "service_notice",
    landing: "mini_program",
    means: "scene",
  });
  for (const each of [byMoments, byKol, inStores, notice]) await start(each);
  await enter({ name: "包裹卡 · 秋季", kind: "parcel_card", landing: "wecom" });
  await enter({ name: "社群活码 · 收纳爱好者", kind: "group_code", landing: "group" });

  const plan = (name: string, days: { from: number; to: number }, more: object) =>
    operator.post("/drainage-plans", {
      name,
      startsOn: addDays(today, -days.from),
      endsOn: addDays(today, -days.to),
      ...more,
    });
  await plan("只投朋友圈", moments, { steps: [{ touchpointId: byMoments.id }] });
  await plan("达人 + 门店扫码 + 服务通知", kol, {
    incentive: "周期性折扣 / 秒杀",
    budgetFen: 900_000,
    steps: [byKol, inStores, notice].map(({ id }) => ({ touchpointId: id })),
  });
  await operator.post("/drainage-plans", {
    name: "新店开业引流",
    startsOn: addDays(today, 7),
    endsOn: addDays(today, 36),
    chain: "push_account_mini",
    incentive: "周期性折扣 / 秒杀",
  });
  office.at(addDays(today, -kol.to + 1), "10:00");
  await operator.put(`/touchpoints/${inStores.id}/spends`, {
    lines: [{ day: addDays(today, -kol.from), amountFen: 60_000 }],
  });

  const buyers = await buyersOf(office, addDays(today, -kol.from), addDays(today, -kol.to), 70);
  const events = buyers.map(
    ({ no, at }): EventDraft => ({
      source: "demo",
      eventId: `touchpoint:${inStores.key}:${no}`,
      type: "page.viewed",
      originNo: no,
      memberNo: no,
      occurredAt: at,
      channel: "mini_program",
      storeNo: null,
      properties: {
        path: "/pages/scan/index",
        title: "扫码购",
        sourceCode: hashOf(`notice${no}`) % 4 === 0 ? notice.key : inStores.key,
      },
    }),
  );
  await platform.db.transaction().execute((tx) => appendEvents(tx, events, platform.clock.now()));
  await office.runJob("engagement.take_touchpoint_events");
  const { version } = await operator.get<{ version: number }>("/drainage-advice");
  await operator.put("/drainage-advice/profile", {
    version,
    value: {
      hasStores: true,
      inMall: true,
      dealerLed: false,
      frequency: "low",
      interaction: "high",
      position: "value",
      fronts: [],
    },
  });
}
