import { sql } from "kysely";
import { expect } from "vitest";
import { upsertOrders, upsertProducts } from "../../commerce/index.ts";
import { resolveMembers } from "../../customers/index.ts";
import { upsertStores } from "../../organization/index.ts";
import { aPerson, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { measurePlanJob, turnPlansJob } from "./jobs.ts";

export interface Line {
  id: string;
  slot: string;
  sku: string | null;
  title: string;
  priceLi: number | null;
  from: { unitName: string; level: string; by: string; at: string; why: string };
  applied: { changes: Record<string, unknown>; state: string; from: { unitName: string; why: string } }[];
  standing: { state: string }[];
}
export interface StorePlan {
  lines: Line[];
  leftOut: Line[];
  conflicts: { kind: string; sku: string }[];
  settled: boolean;
}
export interface Plan {
  id: string;
  version: number;
  state: string;
  stores: number | null;
  waiting: number;
  slots: { code: string; openTo: string[]; lockedFields: string[] }[];
}
export interface Result {
  key: string;
  label: string;
  now: { amountFen: number; orders: number; buyers: number; quantity: number };
  before: { amountFen: number };
  change: number | null;
}
export interface Results {
  total: Result | null;
  level: Result[];
  format: Result[];
  region: Result[];
  item: Result[];
}
export interface Framework {
  id: string;
  version: number;
  slots: object[];
  evidence: { campaigns: object[]; shares: Share[] } | null;
  plans: { name: string; amountFen: number | null }[];
}
export interface Share {
  level: string;
  category: string | null;
  offerKind: string;
  format: string;
  campaigns: number;
  amountFen: number;
  beforeAmountFen: number;
  worked: boolean;
}

export const formats = ["flagship", "city_supermarket", "convenience"] as const;
export const skus = {
  main: ["RICE", "OIL", "MILK", "BIGPACK"],
  north: ["DUMPLING", "NOODLE", "LAMB", "VINEGAR", "PEAR"],
  south: ["HERBTEA", "LYCHEE", "RICENOODLE", "SEAFOOD", "BANANA"],
};
const categoryOf: Record<string, string> = { RICE: "粮油", OIL: "粮油", MILK: "乳品", BIGPACK: "量贩装" };

/** Who works on the plan. */
export interface Colleagues {
  readonly operator: TestPerson;
  readonly north: TestPerson;
  readonly south: TestPerson;
  readonly manager: TestPerson;
}

/** The chain of CASE-28, two regions with a store of each format, its goods, and what a test says of them. */
export async function caseChain() {
  const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
  const { platform } = testing;
  const server = await testServer(testing);
  await platform.db.transaction().execute(async (tx) => {
    await upsertStores(
      tx,
      ["北区", "南区"].flatMap((region) =>
        formats.map((format) => ({
          code: `${region}-${format}`,
          name: `${region}${format}`,
          regionPath: region,
          format,
        })),
      ),
    );
    await upsertProducts(
      tx,
      [...skus.main, ...skus.north, ...skus.south].map((sku) => ({
        sku,
        name: `商品${sku}`,
        category: categoryOf[sku] ?? "特产",
        listPriceLi: 50_000,
      })),
    );
  });
  const { rows } = await sql<{ name: string; id: string; no: number }>`select name, id, no from org_unit`.execute(
    platform.db,
  );
  const units: Record<string, { id: string; no: number }> = {};
  for (const { name, id, no } of rows) units[name] = { id, no };
  let orderCode = 0;

  const call = async <Body = Record<string, unknown>>(method: string, path: string, who: TestPerson, body?: object) =>
    server.call<Body>(method, path, { cookie: who.cookie, ...(body ? { body } : {}) });
  async function ok<Body = Record<string, unknown>>(method: string, path: string, who: TestPerson, body?: object) {
    const answer = await call<Body>(method, path, who, body);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  }
  const unit = (name: string) => units[name] ?? { id: "", no: 0 };
  const planFor = (id: string, store: string, who: TestPerson) =>
    ok<StorePlan>("GET", `/campaign-plans/${id}/stores/${unit(store).no}`, who);
  const titles = (lines: readonly { sku: string | null }[]) => lines.map(({ sku }) => sku);
  const measure = async (planId: string) => {
    const run = measurePlanJob.run as (payload: { planId: string }, context: object) => Promise<void>;
    await run({ planId }, { platform, signal: new AbortController().signal, attempt: 1 });
  };
  const turn = async () => {
    const run = turnPlansJob.run as (payload: object, context: object) => Promise<void>;
    await run({}, { platform, signal: new AbortController().signal, attempt: 1 });
  };

  /** One order of one item by a customer. */
  async function sell(store: string, day: string, sku: string, yuan: number, phone: string | null): Promise<void> {
    await platform.db.transaction().execute(async (tx) => {
      const paidAt = new Date(`${day}T04:00:00Z`);
      const [member] =
        phone === null
          ? []
          : await resolveMembers(tx, platform, [
              {
                identifiers: [{ kind: "phone", value: phone }],
                occurredAt: paidAt,
                source: "pos",
                storeNo: unit(store).no,
              },
            ]);
      orderCode += 1;
      await upsertOrders(tx, platform, [
        {
          source: "pos",
          orderCode: `O${orderCode}`,
          member:
            member?.originNo != null && member.memberNo != null
              ? { originNo: member.originNo, memberNo: member.memberNo }
              : null,
          storeNo: unit(store).no,
          channel: "store",
          businessDay: day,
          paidAt,
          lines: [{ sku, name: sku, quantity: 1, unitPriceLi: yuan * 1_000, amountLi: yuan * 1_000 }],
        },
      ]);
    });
  }

  /** Sessions end with time. */
  async function signIn(): Promise<Colleagues> {
    return {
      operator: await aPerson(testing, { roleCode: "hq_operator", unitId: unit("总部").id }),
      north: await aPerson(testing, { roleCode: "region_manager", unitId: unit("北区").id }),
      south: await aPerson(testing, { roleCode: "region_manager", unitId: unit("南区").id }),
      manager: await aPerson(testing, { roleCode: "store_manager", unitId: unit("北区convenience").id }),
    };
  }

  return { testing, platform, server, call, ok, unit, planFor, titles, measure, turn, sell, signIn };
}
