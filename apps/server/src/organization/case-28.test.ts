import { describe, expect, it } from "vitest";
import { aPerson } from "../testing/people.ts";
import { testPlatform } from "../testing/platform.ts";
import { testServer } from "../testing/server.ts";
import { loadHeadquarters, upsertStores } from "./index.ts";

interface Unit {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly kind: string;
  readonly storeCount: number;
}

const testing = await testPlatform();
const server = await testServer(testing);

/** The chain on which the monthly plan runs; the plan itself comes with campaigns. */
describe("CASE-28 「全国零售商超连锁」: headquarters leads, the region adapts, the store executes", async () => {
  const formats = ["flagship", "city_supermarket", "convenience"] as const;
  await testing.platform.db.transaction().execute((tx) =>
    upsertStores(
      tx,
      ["北区", "南区"].flatMap((region) =>
        formats.map((format) => ({
          code: `${region}-${format}`,
          name: `${region}${format}`,
          regionPath: region,
          format,
        })),
      ),
    ),
  );
  const hq = await loadHeadquarters(testing.platform.db);
  const operator = await aPerson(testing, { roleCode: "hq_operator", unitId: hq.id });

  const get = async <Body>(path: string, cookie = operator.cookie) =>
    (await server.call<Body>("GET", path, { cookie })).body;
  const units = (await get<{ items: Unit[] }>("/organization/units?withStores=true")).items;
  const named = (name: string): Unit => {
    const unit = units.find((candidate) => candidate.name === name);
    if (!unit) throw new Error(`no unit ${name}`);
    return unit;
  };

  it("has three levels, and each store's line of command from headquarters down [OR-01]", () => {
    expect(units.map((unit) => unit.kind).sort()).toEqual(
      ["headquarters", ...Array(2).fill("region"), ...Array(6).fill("store")].sort(),
    );
    expect([named("总部").storeCount, named("北区").storeCount, named("南区").storeCount]).toEqual([6, 3, 3]);
    for (const store of units.filter((unit) => unit.kind === "store")) {
      const above = units
        .filter((unit) => unit !== store && store.path.startsWith(`${unit.path}.`))
        .map((unit) => unit.kind);
      expect(above).toEqual(["headquarters", "region"]);
    }
  });

  it('can be addressed by region and by format, so that a rule may say "convenience stores of the north" [OR-02]', async () => {
    const codes = async (query: string) =>
      (await get<{ items: { code: string }[] }>(`/stores?${query}`)).items.map((store) => store.code).sort();
    expect(await codes("format=convenience")).toEqual(["北区-convenience", "南区-convenience"]);
    expect(await codes(`unitId=${named("北区").id}&format=convenience`)).toEqual(["北区-convenience"]);
    const express = await codes("service=express");
    expect(express).toEqual(["北区-convenience", "南区-convenience"]);
  });

  it("lets the region see its three stores and the store itself alone [OR-01] [OR-05]", async () => {
    const north = await aPerson(testing, { roleCode: "region_manager", unitId: named("北区").id });
    const store = await aPerson(testing, { roleCode: "store_manager", unitId: named("北区flagship").id });
    expect((await get<{ items: object[] }>("/stores", north.cookie)).items).toHaveLength(3);
    expect((await get<{ items: { code: string }[] }>("/stores", store.cookie)).items.map((one) => one.code)).toEqual([
      "北区-flagship",
    ]);
  });
});
