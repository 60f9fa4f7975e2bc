import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import { aPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadHeadquarters } from "../tree/store.ts";
import { changePhase, editStore } from "./change-store.ts";
import { nearestStores } from "./nearest.ts";
import { upsertStores } from "./upsert-stores.ts";

const platform = await testPlatform();
const server = await testServer(platform);
const { db } = platform.platform;
const everything = systemActor("test");

const places = gunzipSync(readFileSync(new URL("./testing/places.csv.gz", import.meta.url)))
  .toString("utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","))
  .map(([code = "", name = "", city = "", latitude, longitude]) => ({
    code,
    name,
    city,
    regionPath: city,
    latitude: Number(latitude),
    longitude: Number(longitude),
  }));
const upserted = await db.transaction().execute((tx) => upsertStores(tx, places, { today: "2026-06-01" }));
const storeNo = (code: string) => upserted.storeNos.get(code) ?? 0;

const shanghai = { latitude: 31.2304, longitude: 121.4737 };
const beijing = { latitude: 39.9087, longitude: 116.3975 };
const sanya = { latitude: 18.2528, longitude: 109.5119 };

interface Answer {
  readonly basis: string;
  readonly items: {
    readonly code: string;
    readonly name: string;
    readonly metres: number | null;
    readonly isOpen: boolean | null;
  }[];
  readonly cities: { readonly city: string; readonly stores: number }[];
}

const operator = await aPerson(platform, { roleCode: "hq_operator", unitId: (await loadHeadquarters(db)).id });

async function ask(query: Record<string, string | number>): Promise<Answer> {
  const text = new URLSearchParams(
    Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
  const { status, body } = await server.call<Answer>("GET", `/stores/nearest?${text}`, { cookie: operator.cookie });
  expect(status).toBe(200);
  return body;
}

describe("nearest stores", () => {
  it.each([
    [
      "Shanghai",
      shanghai,
      [
        ["29329", "迪美广场店", 231.8],
        ["35011", "人民公园店", 289.7],
        ["35038", "来福士2F店", 306.3],
      ],
      34,
      139,
    ],
    [
      "Beijing",
      beijing,
      [
        ["3890", "北京前门大街店", 1156.7],
        ["81212", "北京王府井喜悦店", 1164.9],
        ["53371", "北京市北京坊店", 1190.8],
      ],
      0,
      36,
    ],
    [
      "Sanya",
      sanya,
      [
        ["57800", "三亚蓝海华庭臻选店", 226.4],
        ["24214", "三亚金润豪庭店", 478.4],
        ["47875", "三亚明珠广场店", 970.0],
      ],
      3,
      7,
    ],
  ])("gives the known answers for %s [OR-13]", async (_city, position, three, within1, within3) => {
    const { basis, items } = await ask({ ...position, limit: 3 });
    expect(basis).toBe("position");
    expect(items.map((store) => [store.code, store.name, Math.round((store.metres ?? 0) * 10) / 10])).toEqual(three);
    expect((await ask({ ...position, limit: 200, withinMetres: 1_000 })).items).toHaveLength(within1);
    expect((await ask({ ...position, limit: 200, withinMetres: 3_000 })).items).toHaveLength(within3);
  });

  it("sorts all stores by true distance, without a search radius", async () => {
    const all = await nearestStores(db, everything, { position: sanya, limit: 5_000 });
    expect(all).toHaveLength(places.length);
    expect(all.map((store) => store.metres)).toEqual(all.map((store) => store.metres).sort((a, b) => a - b));
  });

  it("lets a customer who shares no position choose by city [OR-13]", async () => {
    const cities = await ask({});
    expect(cities.basis).toBe("choose_city");
    expect(cities.cities[0]).toEqual({
      city: "上海市",
      stores: places.filter((place) => place.city === "上海市").length,
    });
    const inSanya = await ask({ city: "三亚", limit: 200 });
    expect(inSanya.basis).toBe("city");
    expect(inSanya.items.map((store) => store.code).sort()).toEqual(
      places
        .filter((place) => place.city === "三亚市")
        .map((place) => place.code)
        .sort(),
    );
  });

  it("leaves out stores that do not trade, are shut at the moment, or lack the service [OR-13] [OR-14]", async () => {
    const today = "2026-06-15";
    await db.transaction().execute(async (tx) => {
      await changePhase(tx, everything, storeNo("29329"), { to: "refit", onDay: today }, platform.clock.now());
      await editStore(tx, everything, storeNo("35011"), {
        openingHours: { mon: [["10:00", "22:00"]] },
        services: ["in_store"],
      });
      await editStore(tx, everything, storeNo("35038"), {
        openingHours: { mon: [["07:00", "22:00"]] },
        services: ["in_store", "express"],
      });
    });
    const first = async (query: Record<string, string>) => (await ask({ ...shanghai, limit: 1, ...query })).items[0];
    expect(await first({})).toMatchObject({ code: "35011", isOpen: null });
    expect(await first({ openAt: `${today}T09:59:00+08:00` })).toMatchObject({ code: "35038", isOpen: true });
    expect(await first({ openAt: `${today}T02:00:00Z` })).toMatchObject({ code: "35011", isOpen: true });
    expect(await first({ openAt: `${today}T06:00:00+08:00` })).toMatchObject({ isOpen: null });
    expect(await first({ service: "express" })).toMatchObject({ code: "35038" });
  });
});
