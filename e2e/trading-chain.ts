import { upsertOrders } from "../apps/server/src/commerce/index.ts";
import { upsertMembers } from "../apps/server/src/customers/index.ts";
import { systemActor } from "../apps/server/src/kernel/audit/audit.ts";
import { addDays, dayIn } from "../apps/server/src/kernel/calendar.ts";
import { createStaff } from "../apps/server/src/organization/index.ts";
import { aSmallChain, type SmallChain } from "../apps/server/src/testing/people.ts";
import type { TestPlatform } from "../apps/server/src/testing/platform.ts";

export const password = "correct-horse-battery";

export interface Sale {
  readonly storeCode: keyof SmallChain["stores"];
  /** Which of the twelve customers, from 0. */
  readonly customer: number;
  readonly daysAgo: number;
  readonly fen: number;
}

export const customerNames = [
  "李晓雨",
  "王建国",
  "张敏",
  "刘洋",
  "陈思思",
  "杨帆",
  "赵一鸣",
  "黄丽",
  "周杰",
  "吴静",
  "徐明",
  "孙悦",
];

/** Two months of sales: each customer buys in one store, every fifth day to every sixteenth. */
export const sales: readonly Sale[] = customerNames.flatMap((_, customer) => {
  const storeCode = (["N1", "N2", "S1", "S2"] as const)[customer % 4] ?? "N1";
  const every = 5 + customer;
  return Array.from({ length: Math.floor(60 / every) }, (_, index) => ({
    storeCode,
    customer,
    daysAgo: (index + 1) * every,
    fen: 10_000 + customer * 500 + index * 130,
  }));
});

/** What the sales of the last 30 full days come to, added up here and not by the product. */
export function salesOfLast30Days(stores: readonly Sale["storeCode"][]): {
  fen: number;
  orders: number;
  buyers: number;
} {
  const chosen = sales.filter((sale) => sale.daysAgo >= 1 && sale.daysAgo <= 30 && stores.includes(sale.storeCode));
  return {
    fen: chosen.reduce((sum, sale) => sum + sale.fen, 0),
    orders: chosen.length,
    buyers: new Set(chosen.map((sale) => sale.customer)).size,
  };
}

/** A chain of four stores with customers, sales, an HQ operator `hq` and a manager `n1` of store N1, through the product's own verbs. */
export async function aTradingChain(feilun: TestPlatform): Promise<SmallChain> {
  const { platform, clock } = feilun;
  const chain = await aSmallChain(feilun);
  const today = dayIn(platform.config.timeZone, clock.now());
  await platform.db.transaction().execute(async (tx) => {
    const members = await upsertMembers(
      tx,
      platform,
      customerNames.map((name, customer) => ({
        identifiers: [{ kind: "phone" as const, value: `1380000${String(1000 + customer)}` }],
        attributes: { name },
        registeredAt: new Date(clock.now().getTime() - 90 * 86_400_000),
        storeNo: chain.stores[(["N1", "N2", "S1", "S2"] as const)[customer % 4] ?? "N1"].no,
        channel: "store",
        source: "pos",
        observedAt: clock.now(),
      })),
    );
    await upsertOrders(
      tx,
      platform,
      sales.map((sale, index) => {
        const { originNo, memberNo } = members[sale.customer] ?? {};
        const businessDay = addDays(today, -sale.daysAgo);
        return {
          source: "pos",
          orderCode: `P${index}`,
          member: originNo && memberNo ? { originNo, memberNo } : null,
          storeNo: chain.stores[sale.storeCode].no,
          channel: "store",
          businessDay,
          paidAt: new Date(`${businessDay}T12:00:00+08:00`),
          lines: [{ sku: "A1", name: "燕麦奶", quantity: 1, unitPriceLi: sale.fen * 10, amountLi: sale.fen * 10 }],
        };
      }),
    );
    for (const person of [
      { code: "hq", name: "林一诺", roleCode: "hq_operator", unitId: chain.hq.id },
      { code: "n1", name: "陈思远", roleCode: "store_manager", unitId: chain.stores.N1.id },
    ]) {
      await createStaff(tx, systemActor("test"), {
        code: person.code,
        name: person.name,
        login: person.code,
        password,
        mustChangePassword: false,
        posts: [{ unitId: person.unitId, roleCode: person.roleCode, kind: "regular", fromDay: today }],
      });
    }
  });
  await feilun.deliver();
  return chain;
}
