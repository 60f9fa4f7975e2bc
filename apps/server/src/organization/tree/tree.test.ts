import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

interface TreeUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly path: string;
  readonly kind: string;
  readonly storeCount: number;
}

const platform = await testPlatform();
const server = await testServer(platform);
const chain = await aSmallChain(platform);
const admin = await aPerson(platform, { roleCode: "admin", unitId: chain.hq.id });

async function tree(cookie: string, query = ""): Promise<TreeUnit[]> {
  const { status, body } = await server.call<{ items: TreeUnit[] }>("GET", `/organization/units${query}`, { cookie });
  expect(status).toBe(200);
  return body.items;
}

async function add(parentId: string, kind: "region" | "dealer", name: string): Promise<TreeUnit & { code: string }> {
  const { status, body } = await server.call<TreeUnit & { code: string }>("POST", "/organization/units", {
    cookie: admin.cookie,
    body: { parentId, kind, name },
  });
  expect(status).toBe(201);
  return body;
}

describe("the organisation tree", () => {
  it("holds headquarters → regions → cities → stores, counting stores at every level [OR-01]", async () => {
    const units = await tree(admin.cookie, "?withStores=true");
    const count = (name: string) => units.find((unit) => unit.name === name)?.storeCount;
    expect([count("总部"), count("北区"), count("北京"), count("南区"), count("北二店")]).toEqual([4, 2, 1, 2, 1]);
    const shanghai = units.find((unit) => unit.name === "北二店");
    expect(shanghai?.path.split(".")).toHaveLength(4);
    expect((await tree(admin.cookie)).some((unit) => unit.kind === "store")).toBe(false);
  });

  it("shows a region manager the region from its top, and nothing above or beside it [OR-05]", async () => {
    const manager = await aPerson(platform, { roleCode: "region_manager", unitId: chain.north.id });
    const units = await tree(manager.cookie, "?withStores=true");
    expect(units.map((unit) => unit.name).sort()).toEqual(["北一店", "北二店", "北京", "北区"].sort());
    expect(units.find((unit) => unit.name === "北区")?.parentId).toBeNull();
  });

  it("keeps a dealer's stores from the dealer next door, while headquarters sees both [OR-03] [OR-05]", async () => {
    const dealers = [
      await add(chain.south.id, "dealer", "甲经销商"),
      await add(chain.south.id, "dealer", "乙经销商"),
    ] as const;
    for (const [at, dealer] of dealers.entries()) {
      const body = {
        parentId: dealer.id,
        code: `D${at}`,
        name: `经销店${at}`,
        format: "specialty",
        ownership: "dealer",
      };
      expect((await server.call("POST", "/stores", { cookie: admin.cookie, body })).status).toBe(201);
    }
    const [first] = await Promise.all(
      dealers.map((dealer) => aPerson(platform, { roleCode: "region_manager", unitId: dealer.id })),
    );
    const stores = async (cookie: string) =>
      (await server.call<{ items: { code: string }[] }>("GET", "/stores?ownership=dealer", { cookie })).body.items.map(
        (store) => store.code,
      );
    expect(await stores(first?.cookie ?? "")).toEqual(["D0"]);
    expect(await stores(admin.cookie)).toEqual(["D0", "D1"]);
  });

  it("moves a subtree with all its paths, and changes at once what a scope covers [OR-01]", async () => {
    const east = await add(chain.hq.id, "region", "东区");
    const city = await add(chain.south.id, "region", "厦门");
    const dealer = await add(city.id, "dealer", "厦门经销商");
    const manager = await aPerson(platform, { roleCode: "region_manager", unitId: east.id });
    expect(await tree(manager.cookie)).toHaveLength(1);
    const moved = await server.call<TreeUnit>("POST", `/organization/units/${city.id}/move`, {
      cookie: admin.cookie,
      body: { parentId: east.id },
    });
    expect(moved.status).toBe(200);
    const seen = await tree(manager.cookie);
    expect(seen.map((unit) => unit.name)).toEqual(["东区", "厦门", "厦门经销商"]);
    expect(seen.at(-1)?.path).toBe(`${east.path}.${city.path.split(".").at(-1)}.${dealer.path.split(".").at(-1)}`);
  });

  it("keeps every path equal to its chain of parents whatever is moved where, also at once", async () => {
    const ids = (await tree(admin.cookie)).filter((unit) => unit.parentId !== null).map((unit) => unit.id);
    for (const id of ids) {
      await Promise.all([
        ...ids.map((parentId) =>
          server.call("POST", `/organization/units/${id}/move`, { cookie: admin.cookie, body: { parentId } }),
        ),
        server.call("POST", "/organization/units", {
          cookie: admin.cookie,
          body: { parentId: id, kind: "region", name: `新增${id}` },
        }),
      ]);
    }
    const { rows } = await sql<{ wrong: number; units: number }>`
      with recursive real as (
        select id, no::text::ltree as path from org_unit where parent_id is null
        union all select u.id, real.path || u.no::text from org_unit u join real on real.id = u.parent_id
      ) select count(*) filter (where u.path is distinct from real.path)::int as wrong, count(*)::int as units
        from org_unit u left join real on real.id = u.id`.execute(platform.platform.db);
    expect(rows[0]).toEqual({ wrong: 0, units: (await tree(admin.cookie, "?withStores=true")).length });
  });

  it("refuses a cycle, a child of a store, a taken code and a namesake, each with its reason", async () => {
    const outer = await add(chain.hq.id, "region", "外区");
    const inner = await add(outer.id, "region", "内区");
    const post = (path: string, body: object) =>
      server.call<{ code: string; title: string }>("POST", `/organization/units${path}`, {
        cookie: admin.cookie,
        body,
      });
    expect((await post(`/${outer.id}/move`, { parentId: inner.id })).body.code).toBe("org_cycle");
    expect((await post(`/${outer.id}/move`, { parentId: outer.id })).body.code).toBe("org_cycle");
    expect((await post(`/${outer.id}/move`, { parentId: chain.stores.N1.id })).body.code).toBe("invalid_input");
    expect((await post("", { parentId: outer.id, kind: "region", name: "内区" })).body.code).toBe("name_taken");
    expect((await post("", { parentId: outer.id, kind: "region", name: "别区", code: inner.code })).body.code).toBe(
      "code_taken",
    );
    expect((await post(`/${chain.hq.id}/move`, { parentId: outer.id })).body.code).toBe("headquarters_stays");
    expect((await post(`/${outer.id}/close`, {})).body.code).toBe("unit_in_use");
  });

  it("the database itself refuses a cycle and a store with children", async () => {
    const { db } = platform.platform;
    const outer = await add(chain.hq.id, "region", "库外区");
    const inner = await add(outer.id, "region", "库内区");
    await expect(sql`update org_unit set parent_id = ${inner.id} where id = ${outer.id}`.execute(db)).rejects.toThrow(
      "below itself",
    );
    await expect(
      sql`insert into org_unit (parent_id, kind, code, name) values (${chain.stores.S1.id}, 'region', 'x', 'x')`.execute(
        db,
      ),
    ).rejects.toThrow("nothing below");
  });

  it("writes each change to the trail with its values before and after", async () => {
    const unit = await add(chain.hq.id, "region", "旧名");
    await server.call("PATCH", `/organization/units/${unit.id}`, { cookie: admin.cookie, body: { name: "新名" } });
    const { body } = await server.call<{
      items: { action: string; actorId: string; detail: { before?: { name: string }; after?: { name: string } } }[];
    }>("GET", `/audit?subjectKind=org_unit&subjectId=${unit.id}`, { cookie: admin.cookie });
    expect(body.items.map((entry) => entry.action)).toEqual(["org_unit.edited", "org_unit.created"]);
    expect(body.items[0]).toMatchObject({
      actorId: admin.id,
      detail: { before: { name: "旧名" }, after: { name: "新名" } },
    });
  });
});
