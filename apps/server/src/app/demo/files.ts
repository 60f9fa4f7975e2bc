import path from "node:path";
import type { DemoBrand } from "./brand.ts";
import type { DemoStore } from "./chain.ts";
import { type CsvValue, writeCsv } from "./csv.ts";
import { productName } from "./product-name.ts";
import { hashOf } from "./random.ts";
import { retailLines } from "./retail-lines.ts";
import { guideCode, guidesPerStore, orderPlace, type Shopper } from "./shoppers.ts";

/** The demo enters through the same door as a retailer's own exports: files with Chinese headers, in the order of loading. */
export interface DemoFiles {
  /** Stores below regions. */
  readonly stores: string;
  /** Stores of dealers and merchants, whose units must be there. */
  readonly partnerStores: string;
  readonly products: string;
  readonly members: string;
  readonly orders: string;
  /** The mini program's users before they authorised their phone: people of their own so far. */
  readonly visitors: string;
  /** The phones that some of them authorised later: now they are known to be customers; a few share a phone with another. */
  readonly authorisations: string;
}

function* storeRows(brand: DemoBrand, partners: boolean): Generator<CsvValue[]> {
  for (const store of brand.stores) {
    if ((store.partnerCode !== null) !== partners) continue;
    yield [
      store.code,
      store.name,
      store.partnerCode ?? store.regionPath.join("/"),
      store.format,
      store.ownership,
      store.phase,
      store.province,
      store.city,
      store.address,
      store.latitude,
      store.longitude,
    ];
  }
}

function* productRows(brand: DemoBrand): Generator<CsvValue[]> {
  for (const [code, description] of brand.descriptions) yield [code, productName(description), description];
}

/** 0 to 99: how much somebody told the store. */
function toldBy(shopper: Shopper): number {
  return hashOf(`told${shopper.customerId}`) % 100;
}

function* memberRows(brand: DemoBrand): Generator<CsvValue[]> {
  for (const shopper of [...brand.buyers.values(), ...brand.fans]) {
    const { person } = shopper;
    // Not everybody tells everything: a file in which nothing is missing would be no exercise.
    const told = toldBy(shopper);
    yield [
      shopper.customerId,
      shopper.card,
      told < 93 ? person.phone : null,
      person.name,
      person.gender === "female" ? "女" : "男",
      told < 70 ? person.birthday : null,
      shopper.store.city,
      `${shopper.registeredDay} ${String(9 + (told % 12)).padStart(2, "0")}:${String(told % 60).padStart(2, "0")}:00`,
      shopper.store.code,
      shopper.registeredFrom,
      told < 64 ? shopper.unionid : null,
    ];
  }
}

/** Some buy only with a coupon, most now and then. */
function couponOf(shopper: Shopper, invoice: string): string | null {
  const always = hashOf(`coupon${shopper.customerId}`) % 100 < 12;
  return always || hashOf(`coupon${invoice}`) % 100 < 9 ? "MEMBERDAY-10" : null;
}

/** Who sold an order at a till: the customer's own guide in their own store, most of the time; else whoever was there. */
function guideOf(invoice: string, shopper: Shopper | null, store: DemoStore): string | null {
  const draw = hashOf(`sold${invoice}`);
  if (draw % 100 < 8) return null;
  if (shopper && shopper.store.code === store.code && draw % 100 < 80) return shopper.guide;
  return guideCode(store, 1 + (draw % guidesPerStore));
}

/** A few customers send what they buy on WeChat to somebody who has not bought anything yet. */
function recipientOf(brand: DemoBrand, shopper: Shopper | null, invoice: string): string | null {
  const draw = hashOf(`gift${invoice}`);
  if (!shopper || draw % 100 >= 6) return null;
  const friend = brand.fans[draw % brand.fans.length];
  return friend && toldBy(friend) < 93 ? friend.person.phone : null;
}

async function* orderRows(brand: DemoBrand): AsyncGenerator<CsvValue[]> {
  let invoice = "";
  let place = { store: null, channel: "store" } as ReturnType<typeof orderPlace>;
  for await (const lines of retailLines()) {
    for (const line of lines) {
      const shopper = brand.buyers.get(line.customerId) ?? null;
      if (line.invoice !== invoice) {
        invoice = line.invoice;
        place = orderPlace(invoice, shopper, brand.openStores, brand.storesOfCity);
      }
      const description = brand.descriptions.get(line.stockCode);
      yield [
        line.invoice,
        line.stockCode,
        description === undefined ? line.description.trim() : productName(description),
        line.quantity,
        `${brand.moved(line.at.slice(0, 10))} ${line.at.slice(11)}`,
        line.unitPrice,
        line.customerId || null,
        place.store?.code ?? null,
        place.channel,
        shopper ? couponOf(shopper, line.invoice) : null,
        place.store && place.channel === "store" ? guideOf(line.invoice, shopper, place.store) : null,
        place.channel === "mini_program" || place.channel === "wechat_shop"
          ? recipientOf(brand, shopper, line.invoice)
          : null,
      ];
    }
  }
}

/** Customers whose WeChat the store did not know, and who use the mini program. */
function miniProgramUsers(brand: DemoBrand): Shopper[] {
  return [...brand.buyers.values()].filter((shopper) => {
    const told = toldBy(shopper);
    return told >= 64 && told < 93;
  });
}

/** Whether a user of the mini program gave the phone later. */
function authorises(shopper: Shopper): boolean {
  return hashOf(`auth${shopper.customerId}`) % 10 < 7;
}

const nicknames = ["儿", "子同学", "的小店", "妈", "一点点", "在路上"];

function* visitorRows(brand: DemoBrand): Generator<CsvValue[]> {
  for (const shopper of miniProgramUsers(brand)) {
    // Who stays a stranger is known by the name given on WeChat only.
    const nickname = authorises(shopper)
      ? null
      : `${shopper.person.name.slice(-1)}${nicknames[toldBy(shopper) % nicknames.length]}`;
    yield [shopper.unionid, shopper.miniProgramOpenid, nickname, `${shopper.registeredDay} 20:10:00`, "mini_program"];
  }
}

function* authorisationRows(brand: DemoBrand): Generator<CsvValue[]> {
  for (const shopper of miniProgramUsers(brand)) {
    if (authorises(shopper)) yield [shopper.unionid, shopper.person.phone, `${brand.lastDay} 20:30:00`];
  }
  // Two people of one household, one phone: whether that is one customer is for a person to decide.
  const families = [...brand.buyers.values()].filter((shopper) => toldBy(shopper) < 64).slice(0, 12);
  for (const shopper of families) yield [`${shopper.unionid}f`, shopper.person.phone, `${brand.lastDay} 21:00:00`];
}

/** Writes the demo's files into a folder. */
export async function writeDemoFiles(brand: DemoBrand, folder: string): Promise<DemoFiles> {
  const at = (name: string) => path.join(folder, name);
  const files = {
    stores: at("门店.csv"),
    partnerStores: at("经销商与商户门店.csv"),
    products: at("商品.csv"),
    members: at("客户.csv"),
    orders: at("订单.csv"),
    visitors: at("小程序用户.csv"),
    authorisations: at("小程序手机授权.csv"),
  };
  const storeHeader = (above: string) => [
    ...["门店编码", "门店名称", above, "店型", "经营方式", "状态", "省份", "城市", "地址", "纬度", "经度"],
  ];
  await writeCsv(files.stores, storeHeader("所属区域"), storeRows(brand, false));
  await writeCsv(files.partnerStores, storeHeader("上级编码"), storeRows(brand, true));
  await writeCsv(files.products, ["商品编码", "商品名称", "英文名称"], productRows(brand));
  await writeCsv(
    files.members,
    [
      "客户编号",
      "会员卡号",
      "手机号",
      "姓名",
      "性别",
      "生日",
      "城市",
      "注册时间",
      "所属门店编码",
      "来源渠道",
      "unionid",
    ],
    memberRows(brand),
  );
  await writeCsv(
    files.orders,
    [
      "订单号",
      "商品编码",
      "商品名称",
      "数量",
      "下单时间",
      "单价",
      "客户编号",
      "门店编码",
      "渠道",
      "用券",
      "导购工号",
      "收礼人手机号",
    ],
    orderRows(brand),
  );
  await writeCsv(files.visitors, ["unionid", "openid", "昵称", "注册时间", "来源渠道"], visitorRows(brand));
  await writeCsv(files.authorisations, ["unionid", "手机号", "注册时间"], authorisationRows(brand));
  return files;
}
