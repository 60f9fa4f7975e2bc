import path from "node:path";
import type { DemoBrand } from "./brand.ts";
import { type CsvValue, writeCsv } from "./csv.ts";
import { productName } from "./product-name.ts";
import { hashOf } from "./random.ts";
import { retailLines } from "./retail-lines.ts";
import { orderPlace } from "./shoppers.ts";

/** The demo enters through the same door as a retailer's own exports: files with Chinese headers, in the order of loading. */
export interface DemoFiles {
  readonly stores: string;
  readonly products: string;
  readonly members: string;
  readonly orders: string;
}

function* storeRows(brand: DemoBrand): Generator<CsvValue[]> {
  for (const store of brand.stores) {
    yield [
      store.code,
      store.name,
      [...store.regionPath, ...(store.dealer ? [store.dealer] : [])].join("/"),
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

function* memberRows(brand: DemoBrand): Generator<CsvValue[]> {
  for (const shopper of [...brand.buyers.values(), ...brand.fans]) {
    const { person } = shopper;
    // Not everybody tells everything: a file in which nothing is missing would be no exercise.
    const told = hashOf(`told${shopper.customerId}`) % 100;
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
      shopper.guide,
      shopper.registeredFrom,
      told < 64 ? shopper.unionid : null,
    ];
  }
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
        shopper && place.channel === "store" ? shopper.guide : null,
      ];
    }
  }
}

/** Writes the demo's files into a folder. */
export async function writeDemoFiles(brand: DemoBrand, folder: string): Promise<DemoFiles> {
  const at = (name: string) => path.join(folder, name);
  const files = { stores: at("门店.csv"), products: at("商品.csv"), members: at("客户.csv"), orders: at("订单.csv") };
  await writeCsv(
    files.stores,
    ["门店编码", "门店名称", "所属区域", "店型", "经营方式", "状态", "省份", "城市", "地址", "纬度", "经度"],
    storeRows(brand),
  );
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
      "专属导购工号",
      "来源渠道",
      "unionid",
    ],
    memberRows(brand),
  );
  await writeCsv(
    files.orders,
    ["订单号", "商品编码", "商品名称", "数量", "下单时间", "单价", "客户编号", "门店编码", "渠道", "导购工号"],
    orderRows(brand),
  );
  return files;
}
