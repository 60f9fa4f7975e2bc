import { z } from "zod";
import { type Home, homeBases } from "./rules.ts";
import { homeSetting } from "./settings.ts";

export const homeNames = { scan_and_go: "扫码购", home_delivery: "到家", nearby: "附近门店" } as const satisfies Record<
  Home,
  string
>;

const home = z.enum(["scan_and_go", "home_delivery", "nearby"]);
const basis = z.enum(Object.keys(homeBases) as [keyof typeof homeBases, ...(keyof typeof homeBases)[]]);

export const positionSchema = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  datum: z.enum(["gcj02", "wgs84"]).default("gcj02").describe("As wx.getLocation was asked for it"),
});

const storeSchema = z.object({
  storeNo: z.int(),
  code: z.string(),
  name: z.string(),
  address: z.string(),
  metres: z.int().nullable().describe("Null = no position"),
  isOpen: z.boolean().nullable().describe("Null = hours not known"),
  hours: z.string().describe("Today, as 09:00–22:00; empty = not known"),
});

export const homeAnswer = z.object({
  visitId: z.string(),
  home,
  homeName: z.string(),
  basis,
  basisName: z.string(),
  store: storeSchema.extend({ deliveryMinutes: z.int().nullable().describe("Promised, where it delivers") }).nullable(),
  nearby: z.array(storeSchema).describe("Stores to choose from, nearest first; empty without a position"),
  cities: z
    .array(z.object({ city: z.string(), stores: z.int() }))
    .describe("To choose from, when neither position nor store is known"),
});

const own = {
  scanAndGo: z.boolean().nullable().describe("Scan-and-go for who stands in the store"),
  inStoreMetres: z.int().min(20).max(2_000).nullable().describe("Metres from the store's point that count as inside"),
  homeDelivery: z.boolean().nullable(),
  deliveryMetres: z.int().min(100).max(200_000).nullable(),
  deliveryMinutes: z.int().min(10).max(4_320).nullable().describe("Promised to who orders"),
  deliversClosed: z.boolean().nullable().describe("Orders are taken while the store is closed, for later"),
};

export const ownRuleBody = z.object({ ...own, version: z.int().min(0).describe("0 = a new one") });

export const homeRulesAnswer = z.object({
  usual: z.object(own).describe("What holds where no unit says otherwise"),
  items: z.array(
    z.object({
      unitId: z.uuid(),
      unitName: z.string(),
      unitKind: z.string(),
      ...own,
      version: z.int(),
      updatedAt: z.iso.datetime(),
      updatedBy: z.string(),
    }),
  ),
  setting: z.object({ value: homeSetting.schema, version: z.int() }).describe("For who shares no position"),
});

export const tryBody = z.object({
  position: positionSchema.nullable().describe("Null = not shared"),
  memberNo: z
    .int()
    .positive()
    .optional()
    .describe("Whom it is tried for; without a position their guide's store counts"),
  at: z.iso.datetime({ offset: true }).optional().describe("When; now unless said"),
});

export const tryAnswer = homeAnswer.omit({ visitId: true }).extend({
  looked: z
    .array(
      storeSchema.extend({
        scanAndGo: z.string().nullable().describe("Chinese: why no scan-and-go there; null = it is possible"),
        homeDelivery: z.string().nullable().describe("Chinese: why no delivery from there; null = it is possible"),
        rule: z.object({
          inStoreMetres: z.int(),
          deliveryMetres: z.int(),
          deliveryMinutes: z.int(),
        }),
        ruleFrom: z.string().describe("The units whose words hold, or 系统默认"),
      }),
    )
    .describe("The stores that were looked at, nearest first, with the reason for each"),
});

export const homeReport = z.object({
  orderHours: z.int(),
  visits: z.int(),
  homes: z.array(
    z.object({
      home,
      name: z.string(),
      visits: z.int().describe("Openings that ended with this home"),
      users: z.int(),
      share: z.number().nullable(),
      orders: z
        .int()
        .describe("Mini-program orders within `orderHours` after it; each counts once, for the last home before it"),
      amountFen: z.int(),
    }),
  ),
  bases: z.array(z.object({ home, basis: z.string(), name: z.string(), visits: z.int() })),
  stores: z.array(
    z.object({
      storeNo: z.int(),
      storeName: z.string(),
      scanAndGo: z.int(),
      homeDelivery: z.int(),
      nearby: z.int(),
    }),
  ),
});
