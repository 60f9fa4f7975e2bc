import { addDays } from "../../../kernel/calendar.ts";
import { bestSellers, hasRows, unitOf } from "./look-up.ts";
import type { Colleague, Office } from "./office.ts";

interface Plan {
  readonly id: string;
  readonly version: number;
}

const slots = [
  { code: "main", name: "总部主推", openTo: [], lockedFields: ["item", "price", "offer", "presence"], most: 20 },
  { code: "bulk", name: "量贩", openTo: ["format", "store"], lockedFields: ["price"], most: 10 },
  { code: "region", name: "区域特色", openTo: ["region"], lockedFields: [], most: 10 },
  { code: "store", name: "门店自选", openTo: ["store"], lockedFields: [], most: 5 },
];

interface Month {
  readonly name: string;
  readonly theme: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Headquarters' part of a month's plan, opened for the regions. Returns its lines' ids by slot. */
async function openPlan(office: Office, hq: Colleague, frameworkId: string, month: Month, goods: readonly string[]) {
  const { name, theme, startsOn, endsOn } = month;
  const plan = await hq.post<Plan>("/campaign-plans", {
    frameworkId,
    name,
    theme,
    startsOn,
    endsOn,
    content: "门店张贴海报、店长朋友圈转发、社群周三与周六各推一次；主推商品全国同价。",
    fronts: ["store", "mini_program", "wecom"],
  });
  const top = await unitOf(office.platform, "HQ");
  const { ids } = await hq.post<{ ids: string[] }>(`/campaign-plans/${plan.id}/lines`, {
    unitId: top.id,
    why: "近两个月销量靠前",
    lines: [
      ...goods.slice(0, 4).map((sku) => ({ slot: "main", sku, offerKind: "discount", offer: "会员第二件半价" })),
      ...goods.slice(4, 6).map((sku) => ({ slot: "bulk", sku, offerKind: "bundle", offer: "满 12 件打包带走" })),
    ],
  });
  await hq.post(`/campaign-plans/${plan.id}/state`, { to: "open", version: plan.version });
  return { plan, main: ids.slice(0, 4), bulk: ids.slice(4) };
}

/** A month's campaign that ended, with its results, and the next one, which the east is adapting. */
export async function planCampaigns(office: Office): Promise<void> {
  if (await hasRows(office.platform, "campaign_plan")) return;
  const { today } = office;
  const on = (days: number, time = "10:00") => office.at(addDays(today, days), time);
  const hq = await office.colleague("hq");
  const east = await office.colleague("east");
  const eastern = await unitOf(office.platform, "华东大区");
  const goods = (await bestSellers(office.platform, 20)).map(({ sku }) => sku);

  on(-46);
  const framework = await hq.post<{ id: string }>("/campaign-frameworks", {
    name: "月度 DM",
    theme: "当季好物",
    slots,
  });
  const adapt = async (planId: string, bulk: readonly string[], skus: readonly string[]) => {
    await east.post(`/campaign-plans/${planId}/lines`, {
      unitId: eastern.id,
      why: "华东顾客更喜欢小件家居",
      lines: skus.map((sku) => ({ slot: "region", sku, offerKind: "gift", offer: "加赠明信片一张" })),
    });
    await east.put(`/campaign-plans/${planId}/overrides`, {
      unitId: eastern.id,
      format: "convenience",
      lineId: bulk[0],
      changes: { present: false },
      why: "便利店货架小，不放大包装",
      version: 0,
    });
  };

  const past = await openPlan(
    office,
    hq,
    framework.id,
    {
      name: "上期月度 DM",
      theme: "焕新一间房",
      startsOn: addDays(today, -38),
      endsOn: addDays(today, -9),
    },
    goods,
  );
  on(-44);
  await adapt(past.plan.id, past.bulk, goods.slice(6, 11));
  on(-40);
  const open = await hq.get<Plan>(`/campaign-plans/${past.plan.id}`);
  await hq.post(`/campaign-plans/${past.plan.id}/state`, { to: "settled", version: open.version });
  on(-38);
  await office.runJob("engagement.turn_plans");
  on(-8);
  await office.runJob("engagement.turn_plans");

  on(-3);
  const next = await openPlan(
    office,
    hq,
    framework.id,
    {
      name: "下期月度 DM",
      theme: "把周末留给家",
      startsOn: addDays(today, 6),
      endsOn: addDays(today, 35),
    },
    goods.slice(4),
  );
  on(-1);
  await adapt(next.plan.id, next.bulk, goods.slice(11, 16));
  await east.put(`/campaign-plans/${next.plan.id}/overrides`, {
    unitId: eastern.id,
    format: null,
    lineId: next.main[0],
    changes: { offer: "会员第二件 3 折" },
    why: "同商圈的店正在做第二件 3 折",
    version: 0,
  });
}
