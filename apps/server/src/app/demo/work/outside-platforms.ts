import { sql } from "kysely";
import { upsertOrders } from "../../../commerce/index.ts";
import { appendEvents, type EventDraft } from "../../../events/index.ts";
import { addDays } from "../../../kernel/calendar.ts";
import { hashOf } from "../random.ts";
import { bestSellers, hasRows } from "./look-up.ts";
import type { Colleague, Office } from "./office.ts";

interface DemoPlacement {
  readonly account: "taobao" | "douyin" | "xiaohongshu" | "bilibili";
  readonly form: string;
  readonly title: string;
  readonly way: string;
  readonly creator?: string;
  readonly tier?: string;
  readonly isInWave?: true;
  readonly daysAgo: number;
  readonly yuan: Readonly<Partial<Record<"creator" | "boost" | "goods", number>>>;
  /** What the platform says it was seen by now; null = it has no such number. */
  readonly views: number | null;
  /** Why it went out in spite of warnings. */
  readonly reason?: string;
  readonly buyers: number;
  readonly onlookers: number;
}

const placements: readonly DemoPlacement[] = [
  {
    ...{ account: "taobao", form: "parcel_card", title: "包裹卡：收纳咨询群", way: "parcel_card", daysAgo: 60 },
    ...{ yuan: { goods: 360 }, views: null, buyers: 26, onlookers: 90 },
  },
  {
    ...{ account: "taobao", form: "order_sms", title: "签收后短信：领保养手册", way: "order_sms", daysAgo: 34 },
    ...{ yuan: { boost: 420 }, views: null, buyers: 11, onlookers: 60 },
  },
  {
    ...{
      account: "xiaohongshu",
      form: "note",
      title: "五平米厨房的收纳清单",
      way: "short_link",
      creator: "收纳师小满",
    },
    ...{ tier: "middle", isInWave: true, daysAgo: 38, yuan: { creator: 3_000, goods: 260 }, views: 46_000 },
    ...{ reason: "链接放在品牌店铺页，笔记里不放", buyers: 9, onlookers: 55 },
  },
  {
    ...{ account: "xiaohongshu", form: "note", title: "租房党换季衣物怎么收", way: "brand_word", creator: "阿木的家" },
    ...{ tier: "koc", isInWave: true, daysAgo: 36, yuan: { goods: 180 }, views: 8_200, buyers: 0, onlookers: 0 },
  },
  {
    ...{
      account: "xiaohongshu",
      form: "long_video",
      title: "一家三口的周末收纳",
      way: "short_link",
      creator: "林太太",
    },
    ...{ tier: "head", isInWave: true, daysAgo: 35, yuan: { creator: 9_000, boost: 1_500 }, views: 182_000 },
    ...{ reason: "链接放在品牌店铺页，笔记里不放", buyers: 14, onlookers: 120 },
  },
  {
    ...{ account: "bilibili", form: "long_video", title: "厨房改造全记录", way: "short_link", creator: "改造老王" },
    ...{
      tier: "middle",
      isInWave: true,
      daysAgo: 33,
      yuan: { creator: 4_500 },
      views: 63_000,
      buyers: 12,
      onlookers: 70,
    },
  },
  {
    ...{
      account: "douyin",
      form: "live",
      title: "冬日暖厨直播间",
      way: "ad_landing",
      daysAgo: 20,
      yuan: { boost: 6_000 },
    },
    ...{ views: 240_000, reason: "用平台的加粉组件，已过审", buyers: 8, onlookers: 160 },
  },
  {
    ...{ account: "douyin", form: "short_video", title: "三分钟便当的锅", way: "brand_word", daysAgo: 12 },
    ...{ yuan: { boost: 800 }, views: 31_000, buyers: 0, onlookers: 0 },
  },
];

const accounts = [
  { platform: "taobao", name: "禾光天猫旗舰店", note: "接住搜索来的人，包裹卡带回企业微信", orderSources: ["tmall"] },
  { platform: "douyin", name: "禾光生活抖音号", note: "短视频推爆款，直播间清仓" },
  { platform: "xiaohongshu", name: "禾光生活小红书号", note: "讲收纳方法，让人去搜品牌" },
  { platform: "bilibili", name: "禾光生活 B 站号", note: "改造全记录，长视频" },
] as const;

/** Outside platforms of two months: accounts, what was published, a seeding wave, and the people who came back. Invented, but for the orders. */
export async function publishOutside(office: Office): Promise<void> {
  const { platform, today } = office;
  if (await hasRows(platform, "outside_account")) return;
  const operator = await office.colleague("hq");
  const goods = (await bestSellers(platform, 3)).map(({ sku, name }) => ({ sku, name }));
  office.at(addDays(today, -62), "09:30");
  await sellOnTmall(office, goods);
  const ids = new Map<string, string>();
  for (const account of accounts)
    ids.set(account.platform, (await operator.post<{ id: string }>("/outside-accounts", account)).id);
  const waveId = await planWave(office, operator, goods.slice(0, 2));
  for (const placement of placements)
    await publish(office, operator, placement, ids.get(placement.account) as string, waveId);
  office.at(today, "09:10");
  await operator.post("/outside-placements", {
    ...{
      accountId: ids.get("douyin"),
      form: "short_video",
      title: "加微信领年终收纳清单",
      plannedOn: addDays(today, 2),
    },
    ...{ body: "想要清单的加 V，私信发你", lead: null },
  });
  await office.runJob("engagement.take_content_touches");
}

/** Orders of the brand's shop on Tmall, months ago: who comes back by the parcel card is known from them. */
async function sellOnTmall(
  { platform, today }: Office,
  goods: readonly { sku: string; name: string }[],
): Promise<void> {
  const { rows } = await sql<{ no: number }>`select member_no as no from member where status = 'active'
    order by md5(member_no || 'tmall') limit 60`.execute(platform.db);
  await platform.db.transaction().execute((tx) =>
    upsertOrders(
      tx,
      platform,
      rows.map(({ no }, at) => {
        const day = addDays(today, -(95 + (at % 40)));
        const { sku, name } = goods[at % goods.length] ?? { sku: "TM-1", name: "收纳盒" };
        const priceLi = 39_000 + (hashOf(`tmall${no}`) % 40) * 1_000;
        return {
          source: "tmall",
          orderCode: `TM${no}`,
          member: { originNo: no, memberNo: no },
          storeNo: null,
          channel: "ecommerce",
          businessDay: day,
          paidAt: new Date(`${day}T12:30:00Z`),
          lines: [{ sku, name, quantity: 1, unitPriceLi: priceLi, amountLi: priceLi }],
        };
      }),
    ),
  );
}

async function planWave({ today }: Office, operator: Colleague, goods: readonly { sku: string }[]): Promise<string> {
  const { id } = await operator.post<{ id: string }>("/outside-waves", {
    ...{ name: "秋冬收纳 · 第一波", skus: goods.map(({ sku }) => sku), words: ["禾光生活", "禾光收纳盒"] },
    ...{
      startsOn: addDays(today, -40),
      endsOn: addDays(today, -31),
      budgetFen: 2_000_000,
      note: "四位达人讲同两款收纳",
    },
  });
  const lines = Array.from({ length: 38 }, (_, at) => {
    const daysAgo = 54 - at;
    const lift = daysAgo <= 38 && daysAgo >= 31 ? 1.9 : daysAgo < 31 ? 1.3 : 1;
    return ["禾光生活", "禾光收纳盒"].map((word, index) => {
      const usual = (index === 0 ? 620 : 90) + (hashOf(`${word}${at}`) % (index === 0 ? 90 : 20));
      return `${addDays(today, -daysAgo)},${word},${Math.round(usual * lift)}`;
    });
  });
  await operator.put(`/outside-waves/${id}/searches`, { platform: "微信指数", csv: lines.flat().join("\n") });
  return id;
}

async function publish(
  office: Office,
  operator: Colleague,
  placement: DemoPlacement,
  accountId: string,
  waveId: string,
): Promise<void> {
  const { today } = office;
  const day = addDays(today, -placement.daysAgo);
  const { title, form, way, creator = "", tier = null, isInWave, views, yuan, reason = "" } = placement;
  const target =
    way === "brand_word" ? null : { way: "mini_program", appId: "wxdemo0000000000", page: "pages/goods/detail" };
  office.at(day, "10:00");
  const { id, version, linkKey } = await operator.post<{ id: string; version: number; linkKey: string | null }>(
    "/outside-placements",
    {
      ...{ accountId, form, title, creator, creatorTier: tier, plannedOn: day, lead: { way, target } },
      waveId: isInWave ? waveId : null,
    },
  );
  await operator.post(`/outside-placements/${id}/publish`, { version, riskReason: reason });
  for (const [kind, amount] of Object.entries(yuan))
    await operator.put(`/outside-placements/${id}/costs`, { kind, lines: [{ day, amountFen: amount * 100 }] });
  office.at(addDays(today, -1), "18:20");
  if (views !== null) {
    const after = [1, 3, 7, placement.daysAgo - 1].filter(
      (days, at, all) => days < placement.daysAgo && all.indexOf(days) === at,
    );
    await operator.put(`/outside-placements/${id}/figures`, {
      lines: after.map((days, at) => {
        const seen = Math.round((views * (at + 1)) / after.length);
        return {
          day: addDays(day, days),
          views: seen,
          likes: ~~(seen / 28),
          saves: ~~(seen / 60),
          comments: ~~(seen / 400),
          shares: ~~(seen / 300),
        };
      }),
    });
  }
  if (linkKey !== null) await comeBack(office, placement, linkKey, day);
}

/** People whom the link led to the mini program: buyers of the following days, and others who only looked; some follow the account. */
async function comeBack({ platform }: Office, placement: DemoPlacement, key: string, day: string): Promise<void> {
  const from = new Date(`${day}T04:00:00Z`);
  const isOfShop = placement.account === "taobao";
  const { rows } = await sql<{ no: number; at: Date }>`
    (select o.member_no as no, min(o.paid_at) - interval '30 minutes' as at from sales_order o join member m on m.member_no = o.member_no
     where o.paid_at > ${from} and o.paid_at < ${from}::timestamptz + interval '12 days' and o.items > 0 and m.status = 'active' group by 1
     order by md5(o.member_no || ${key}) limit ${placement.buyers})
    union all
    (select m.member_no, ${from}::timestamptz + make_interval(mins => (abs(hashtext(m.member_no || ${key})) % 10000))
     from member m where m.status = 'active'
     order by exists (select from sales_order o where o.member_no = m.member_no and o.source = 'tmall') = ${isOfShop} desc,
       md5(m.member_no || ${key}) limit ${placement.onlookers})`.execute(platform.db);
  const events = [...new Map(rows.map((row) => [row.no, row])).values()].flatMap(({ no, at }): EventDraft[] => {
    const base = { source: "demo", originNo: no, memberNo: no, storeNo: null };
    const view: EventDraft = {
      ...{ ...base, eventId: `outside:${key}:${no}`, type: "page.viewed", occurredAt: at, channel: "mini_program" },
      properties: { path: "/pages/goods/detail", title: placement.title.slice(0, 60), sourceCode: key },
    };
    const follow: EventDraft = {
      ...{ ...base, eventId: `outside-follow:${key}:${no}`, type: "account.followed", channel: "official_account" },
      occurredAt: new Date(at.getTime() + 5 * 60_000),
      properties: { accountCode: "gh_demo", accountName: "禾光生活" },
    };
    return hashOf(`${key}${no}`) % 10 < 3 ? [view, follow] : [view];
  });
  await platform.db.transaction().execute((tx) => appendEvents(tx, events, platform.clock.now()));
}
