import { addDays } from "../../kernel/calendar.ts";
import type { DemoBrand } from "./brand.ts";
import type { CsvValue } from "./csv.ts";
import { productName } from "./product-name.ts";
import { hashOf, pick, type Random, seeded, weighted } from "./random.ts";
import type { Shopper } from "./shoppers.ts";

/** Days before yesterday over which people of the demo leave traces. */
const behaviourDays = 100;

type Engagement = "keen" | "steady" | "rare" | "gone";

/** Acts a week. */
const pace: Readonly<Record<Engagement, number>> = { keen: 4.6, steady: 1.4, rare: 0.3, gone: 0.02 };

interface Act {
  readonly type: string;
  readonly channel: string;
  readonly properties: object;
}

const pages = [
  ["/pages/home", "首页"],
  ["/pages/new", "新品上市"],
  ["/pages/member", "会员中心"],
  ["/pages/gift", "送礼指南"],
  ["/pages/story", "品牌故事"],
] as const;
const messages = ["新品到店提醒", "会员日专享", "生日礼遇", "积分到期提醒", "周末茶会邀请", "节日礼盒预订"] as const;
// 7-9, 12-14 and 20-22 are when people look at their phones.
const hours = [
  [7, 3],
  [8, 5],
  [9, 4],
  [10, 3],
  [11, 4],
  [12, 8],
  [13, 7],
  [15, 4],
  [17, 4],
  [19, 6],
  [20, 11],
  [21, 12],
  [22, 7],
  [23, 2],
] as const;

function anAct(random: Random, skus: readonly (readonly [string, string])[], shopper: Shopper): Act {
  const kind = weighted(random, [
    ["page", 26],
    ["product", 30],
    ["opened", 18],
    ["clicked", 8],
    ["replied", 5],
    ["shared", 5],
    ["cart", 5],
    ["spoke", 3],
  ] as const);
  const [sku, name] = pick(random, skus);
  switch (kind) {
    case "page": {
      const [path, title] = pick(random, pages);
      return {
        type: "page.viewed",
        channel: "mini_program",
        properties: { path, title, durationMs: 2_000 + Math.floor(random() * 90_000) },
      };
    }
    case "product":
      return { type: "product.viewed", channel: "mini_program", properties: { sku, productName: name } };
    case "shared":
      return {
        type: "product.shared",
        channel: "mini_program",
        properties: { sku, productName: name, target: pick(random, ["friend", "group", "moments"] as const) },
      };
    case "cart":
      return {
        type: "cart.added",
        channel: "mini_program",
        properties: { sku, productName: name, quantity: 1 + Math.floor(random() * 3) },
      };
    case "spoke":
      return {
        type: "group.spoke",
        channel: "wecom",
        properties: { groupCode: `G-${shopper.store.code}`, groupName: `${shopper.store.name}福利群` },
      };
    default:
      return {
        type: `message.${kind}`,
        channel: "wecom",
        properties: {
          messageId: `M${hashOf(shopper.customerId + String(random())) % 100_000}`,
          title: pick(random, messages),
        },
      };
  }
}

function engagementOf(random: Random, boughtLately: boolean): Engagement {
  return boughtLately
    ? weighted(random, [
        ["keen", 26],
        ["steady", 40],
        ["rare", 26],
        ["gone", 8],
      ] as const)
    : weighted(random, [
        ["keen", 5],
        ["steady", 17],
        ["rare", 36],
        ["gone", 42],
      ] as const);
}

function clock(random: Random): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${two(weighted(random, hours))}:${two(random() * 60)}:${two(random() * 60)}`;
}

/** Columns of the demo's event file. */
export const eventHeader = ["事件编号", "事件类型", "发生时间", "客户编号", "门店编码", "渠道", "属性"] as const;

/** What the people of the demo did lately: invented, with a stated model (`pace`, `hours`), so that every page has something to show. */
export function* behaviourRows(brand: DemoBrand, lastOrderDays: ReadonlyMap<string, string>): Generator<CsvValue[]> {
  const skus = [...brand.descriptions]
    .filter(([code]) => /^\d{5}/.test(code))
    .slice(0, 400)
    .map(([code, text]) => [code, productName(text)] as const);
  const lately = addDays(brand.lastDay, -75);
  for (const shopper of [...brand.buyers.values(), ...brand.fans]) {
    const random = seeded(hashOf(`acts${shopper.customerId}`));
    const row = (id: string, day: string, act: Act): CsvValue[] => [
      `demo-${shopper.customerId}-${id}`,
      act.type,
      `${day} ${clock(random)}`,
      shopper.customerId,
      shopper.store.code,
      act.channel,
      JSON.stringify(act.properties),
    ];
    const isFan = shopper.customerId.startsWith("N");
    const boughtLately =
      (lastOrderDays.get(shopper.customerId) ?? "") >= lately || (isFan && shopper.registeredDay >= lately);
    if (random() < 0.62) {
      yield row("contact", shopper.registeredDay, {
        type: "contact.added",
        channel: "wecom",
        properties: { guideCode: shopper.guide, source: "门店活码" },
      });
      if (random() < 0.55) {
        yield row("group", shopper.registeredDay, {
          type: "group.joined",
          channel: "wecom",
          properties: { groupCode: `G-${shopper.store.code}`, groupName: `${shopper.store.name}福利群` },
        });
      }
    }
    if (random() < 0.3) {
      yield row("follow", shopper.registeredDay, {
        type: "account.followed",
        channel: "official_account",
        properties: { accountCode: "gh_demo", accountName: "禾光生活" },
      });
    }
    const chance = pace[engagementOf(random, boughtLately)] / 7;
    for (let ago = behaviourDays - 1; ago >= 0; ago -= 1) {
      const day = addDays(brand.lastDay, -ago);
      if (day < shopper.registeredDay) continue;
      for (let n = 0; random() < chance && n < 3; n += 1) yield row(`${ago}-${n}`, day, anAct(random, skus, shopper));
    }
  }
}
