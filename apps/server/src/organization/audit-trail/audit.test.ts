import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

interface Page {
  readonly items: {
    readonly id: number;
    readonly action: string;
    readonly subjectId: string;
    readonly actorName: string;
    readonly ip: string | null;
    readonly requestId: string | null;
  }[];
  readonly nextCursor: string | null;
}

const platform = await testPlatform();
const server = await testServer(platform);
const chain = await aSmallChain(platform);
const admin = await aPerson(platform, { roleCode: "admin", unitId: chain.hq.id });

async function read(query: string, cookie = admin.cookie): Promise<Page> {
  const { status, body } = await server.call<Page>("GET", `/audit?${query}`, { cookie });
  expect(status).toBe(200);
  return body;
}

async function renameEverything(): Promise<void> {
  for (const code of ["N1", "N2", "S1", "S2"] as const) {
    await server.call("PATCH", `/stores/${chain.stores[code].no}`, {
      cookie: admin.cookie,
      body: { phone: `0${chain.stores[code].no}-1` },
    });
  }
}

await renameEverything();

describe("the trail", () => {
  it("shows headquarters everything and a region its subtree [OR-05]", async () => {
    const manager = await aPerson(platform, { roleCode: "region_manager", unitId: chain.north.id });
    const numbers = (page: Page) => page.items.map((entry) => Number(entry.subjectId)).sort((a, b) => a - b);
    expect(numbers(await read("action=store.edited"))).toEqual(Object.values(chain.stores).map((store) => store.no));
    expect(numbers(await read("action=store.edited", manager.cookie))).toEqual([
      chain.stores.N1.no,
      chain.stores.N2.no,
    ]);
    expect((await read("action=stores.imported")).items).toHaveLength(1);
    expect((await read("action=stores.imported", manager.cookie)).items).toHaveLength(0);
  });

  it("says who did it, from where, in which request", async () => {
    const [entry] = (await read("action=store&limit=1")).items;
    expect(entry).toMatchObject({
      action: "store.edited",
      actorName: admin.actor.name,
      ip: "127.0.0.1",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("pages from the latest back, without gap or repeat, also while new entries arrive", async () => {
    const all = (await read("limit=200")).items.map((entry) => entry.id);
    const paged: number[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Page = await read(`limit=3${cursor ? `&cursor=${cursor}` : ""}`);
      paged.push(...page.items.map((entry) => entry.id));
      cursor = page.nextCursor;
      await renameEverything();
    }
    expect(paged).toEqual(all);
    expect(all).toEqual([...all].sort((a, b) => b - a));
  });

  it("rolls back with what it describes, and can be neither changed nor removed", async () => {
    const before = (await read("limit=200")).items.length;
    const refused = await server.call("POST", "/stores", {
      cookie: admin.cookie,
      body: { parentId: chain.south.id, code: "N1", name: "重码", format: "other" },
    });
    expect(refused.status).toBe(409);
    expect((await read("limit=200")).items.length).toBe(before);
    await expect(sql`delete from audit_log`.execute(platform.platform.db)).rejects.toThrow("append-only");
    await expect(sql`update audit_log set actor_name = 'x'`.execute(platform.platform.db)).rejects.toThrow(
      "append-only",
    );
  });
});
