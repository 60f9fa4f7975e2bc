import { describe, expect, it } from "vitest";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { assets } from "./catalogue.ts";

const feilun = await testPlatform();
const server = await testServer(feilun);

interface Register {
  version: number;
  items: { code: string; owner: string; stored: { table: string; rows: number }[]; copies: { table: string }[] }[];
}

describe("the register of data assets", () => {
  it("tells what is held in both engines, measured, with owner and notes of people [DT-08]", async () => {
    const chain = await aSmallChain(feilun);
    const admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
    const regional = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.south.id });
    const read = (cookie: string) => server.call<Register>("GET", "/data-assets", { cookie });
    const first = (await read(admin.cookie)).body;
    const organization = first.items.find((item) => item.code === "organization");
    expect(organization?.stored.find(({ table }) => table === "store")?.rows).toBe(4);
    expect(first.items.find((item) => item.code === "orders")?.copies.map(({ table }) => table)).toContain(
      "order_fact",
    );
    const held = new Set(first.items.flatMap((item) => item.stored.map(({ table }) => table)));
    expect(assets.flatMap((asset) => asset.tables).filter((table) => !held.has(table))).toEqual([]);

    const put = (version: number) =>
      server.call<Register & { code?: string }>("PUT", "/data-assets/orders", {
        cookie: admin.cookie,
        body: { owner: "财务部 李敏", notes: "以收银系统为准", version },
      });
    expect((await put(first.version)).body.items.find((item) => item.code === "orders")?.owner).toBe("财务部 李敏");
    expect((await put(first.version)).body.code).toBe("setting_changed");
    expect((await read(regional.cookie)).status).toBe(403);
  });
});
