import { readFileSync } from "node:fs";
import path from "node:path";
import { createRecordSplitter } from "../../connectors/files/index.ts";
import { projectRoot } from "../../kernel/package-root.ts";
import { hashOf, seeded, weighted } from "./random.ts";

/** The big regions (大区) a national chain is usually cut into, by province. */
const regionOf: Readonly<Record<string, string>> = {
  上海市: "华东大区",
  江苏省: "华东大区",
  浙江省: "华东大区",
  安徽省: "华东大区",
  山东省: "华东大区",
  北京市: "华北大区",
  天津市: "华北大区",
  河北省: "华北大区",
  山西省: "华北大区",
  内蒙古自治区: "华北大区",
  广东省: "华南大区",
  广西壮族自治区: "华南大区",
  海南省: "华南大区",
  福建省: "华南大区",
  湖北省: "华中大区",
  湖南省: "华中大区",
  河南省: "华中大区",
  江西省: "华中大区",
  四川省: "西南大区",
  重庆市: "西南大区",
  云南省: "西南大区",
  贵州省: "西南大区",
  辽宁省: "东北大区",
  吉林省: "东北大区",
  黑龙江省: "东北大区",
  陕西省: "西北大区",
  甘肃省: "西北大区",
  宁夏回族自治区: "西北大区",
  青海省: "西北大区",
};

/** In these cities the stores belong to a dealer. */
const dealerCities = new Set(["温州市", "金华市", "台州市", "泉州市", "佛山市", "南通市", "扬州市", "烟台市"]);

/** Code of a dealer's unit. */
export function dealerCode(dealer: string): string {
  return `D-${dealer.replace("经销商", "")}`;
}

/** The merchant that trades at a counter of its own. */
export const tenantCode = "T-QINGHE";
/** A brand with a shop in a mall. */
export const secondTenantCode = "T-MUMIAN";

/** Stores of tenants, and whose they are. */
const tenantStores: ReadonlyMap<string, string> = new Map([
  ["FL0012", tenantCode],
  ["FL0105", secondTenantCode],
]);

export interface DemoStore {
  readonly code: string;
  readonly name: string;
  /** From the top, without headquarters: `华东大区/浙江省`. */
  readonly regionPath: readonly string[];
  readonly dealer: string | null;
  /** Code of the unit that it stands under when that is no region. */
  readonly partnerCode: string | null;
  readonly province: string;
  readonly city: string;
  readonly cityCode: string;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly format: "flagship" | "city_supermarket" | "convenience" | "community" | "pop_up";
  readonly ownership: "self_run" | "franchise" | "dealer";
  readonly phase: "preparing" | "open" | "refit";
  /** Share of the chain's traffic, without unit. */
  readonly weight: number;
}

type StoreRow = Record<
  "code" | "name" | "province" | "city" | "city_code" | "address" | "latitude" | "longitude",
  string
>;

/** The demo chain's stores: real places (data/stores), everything about how they trade is made up. */
export function demoStores(): DemoStore[] {
  const text = readFileSync(path.join(projectRoot, "data", "stores", "stores.csv"), "utf8");
  const [header, ...records] = createRecordSplitter(",").push(text, true);
  const rows = records.map(
    (record) => Object.fromEntries(header?.cells.map((name, at) => [name, record.cells[at]]) ?? []) as StoreRow,
  );
  return rows.map((row, index): DemoStore => {
    const random = seeded(hashOf(row.code));
    const dealer = dealerCities.has(row.city) ? `${row.city.replace("市", "")}经销商` : null;
    const format = weighted(random, [
      ["city_supermarket", 45],
      ["convenience", 25],
      ["community", 18],
      ["flagship", 8],
      ["pop_up", 4],
    ] as const);
    // A few stores carry much of the trade, as in every chain.
    const rank = 1 + (hashOf(`rank${row.code}`) % rows.length);
    return {
      code: row.code,
      name: row.name,
      regionPath: [regionOf[row.province] ?? "华东大区", row.province],
      dealer,
      partnerCode: dealer ? dealerCode(dealer) : (tenantStores.get(row.code) ?? null),
      province: row.province,
      city: row.city,
      cityCode: row.city_code,
      address: row.address,
      latitude: Number(row.latitude),
      longitude: Number(row.longitude),
      format: index === 0 ? "flagship" : format,
      ownership: dealer
        ? "dealer"
        : weighted(random, [
            ["self_run", 84],
            ["franchise", 16],
          ] as const),
      phase:
        index > 0 && !tenantStores.has(row.code) && random() < 0.015
          ? "preparing"
          : index > 0 && random() < 0.02
            ? "refit"
            : "open",
      weight: index === 0 ? 2.5 : (format === "flagship" ? 1.6 : 1) / rank ** 0.45,
    };
  });
}
