import { describe, expect, it } from "vitest";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { findStoresByCode } from "./store.ts";
import type { StoreImport } from "./upsert-rules.ts";
import { upsertStores } from "./upsert-stores.ts";

interface Store {
  readonly storeNo: number;
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly parentName: string;
  readonly format: string;
  readonly ownership: string;
  readonly phase: string;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly services: string[];
  readonly warehouseMode: string;
  readonly brandName: string | null;
  readonly contactName: string | null;
  readonly phaseChanges: { readonly fromPhase: string | null; readonly toPhase: string; readonly onDay: string }[];
}

interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
}

const platform = await testPlatform();
const server = await testServer(platform);
const { db } = platform.platform;
const chain = await aSmallChain(platform);
const admin = await aPerson(platform, { roleCode: "admin", unitId: chain.hq.id });

async function get<Body>(path: string, cookie = admin.cookie): Promise<Body> {
  const { status, body } = await server.call<Body>("GET", path, { cookie });
  expect(status).toBe(200);
  return body;
}

function send<Body = Store>(method: string, path: string, body: object, cookie = admin.cookie) {
  return server.call<Body>(method, path, { cookie, body });
}

async function codes(query: string): Promise<string[]> {
  return (await get<{ items: Store[] }>(`/stores?${query}`)).items.map((store) => store.code);
}

const upsert = (rows: readonly StoreImport[]) =>
  db.transaction().execute((tx) => upsertStores(tx, rows, { today: "2026-06-15" }));

describe("stores", () => {
  it("have a format, and what a new store gets follows from it [OR-02] [OR-14]", async () => {
    const added = await send("POST", "/store-formats", {
      code: "mini_mart",
      name: "新零售便利店",
      warehouseMode: "front_warehouse",
      services: ["in_store", "express"],
    });
    expect(added.status).toBe(201);
    const mini = await send("POST", "/stores", {
      parentId: chain.south.id,
      code: "M1",
      name: "便利一店",
      format: "mini_mart",
    });
    expect(mini).toMatchObject({
      status: 201,
      body: { services: ["in_store", "express"], warehouseMode: "front_warehouse", phase: "preparing" },
    });
    const big = await send("POST", "/stores", {
      parentId: chain.south.id,
      code: "M2",
      name: "旗舰二店",
      format: "flagship",
    });
    expect(big.body).toMatchObject({
      services: ["in_store", "home_delivery", "pick_up"],
      warehouseMode: "store_stock",
    });
    expect(await codes("format=mini_mart")).toEqual(["M1"]);
    expect(await codes("service=express")).toEqual(["N2", "S2", "M1"]);
  });

  it("record who owns them and on what site they trade [OR-03]", async () => {
    await upsert([
      { code: "O1", name: "专柜", regionPath: "南区", ownership: "self_run", site: "counter" },
      { code: "O2", name: "加盟街店", regionPath: "南区", ownership: "franchise", site: "street" },
      { code: "O3", name: "经销街店", regionPath: "南区", ownership: "dealer", site: "street" },
    ]);
    expect(await codes("ownership=franchise")).toEqual(["O2"]);
    expect(await codes("site=street")).toEqual(["O2", "O3"]);
    expect(await codes("site=street&ownership=dealer")).toEqual(["O3"]);
    const turned = await send("PATCH", `/stores/${(await findStoresByCode(db, ["O2"])).get("O2")}`, {
      ownership: "self_run",
    });
    expect(turned.body.ownership).toBe("self_run");
  });

  it("live from preparing through open and refit to closed, with dates, and refuse a leap", async () => {
    const { body: store } = await send("POST", "/stores", {
      parentId: chain.north.id,
      code: "L1",
      name: "新店",
      format: "pop_up",
      phaseSince: "2026-05-01",
    });
    const move = (to: string, onDay: string) =>
      send<Store & Problem>("POST", `/stores/${store.storeNo}/phase`, { to, onDay });
    expect(await move("refit", "2026-05-10")).toMatchObject({
      status: 409,
      body: { code: "phase_not_allowed", detail: "可以变为：营业、闭店" },
    });
    expect((await move("open", "2026-04-30")).body.code).toBe("invalid_input");
    expect((await move("open", "2026-05-10")).body).toMatchObject({ phase: "open", openedOn: "2026-05-10" });
    await move("refit", "2026-06-01");
    await move("open", "2026-06-10");
    expect((await move("closed", "2026-06-15")).body).toMatchObject({
      phase: "closed",
      openedOn: "2026-05-10",
      closedOn: "2026-06-15",
    });
    expect((await move("preparing", "2026-06-15")).body).toMatchObject({ phase: "preparing", closedOn: null });
    const { phaseChanges } = await get<Store>(`/stores/${store.storeNo}`);
    expect(phaseChanges.map((change) => change.toPhase)).toEqual([
      "preparing",
      "closed",
      "open",
      "refit",
      "open",
      "preparing",
    ]);
  });

  it("do not come back below a region that has closed meanwhile", async () => {
    const { body: region } = await send<{ id: string }>("POST", "/organization/units", {
      parentId: chain.hq.id,
      kind: "region",
      name: "关停区",
    });
    const { body: store } = await send("POST", "/stores", {
      parentId: region.id,
      code: "K1",
      name: "关停店",
      format: "other",
    });
    expect((await send<Problem>("POST", `/organization/units/${region.id}/close`, {})).body.code).toBe("unit_in_use");
    await send("POST", `/stores/${store.storeNo}/phase`, { to: "closed" });
    expect((await send("POST", `/organization/units/${region.id}/close`, {})).status).toBe(200);
    const back = () => send<Problem>("POST", `/stores/${store.storeNo}/phase`, { to: "preparing" });
    expect((await back()).body.code).toBe("parent_closed");
    expect((await send("POST", `/organization/units/${region.id}/reopen`, {})).status).toBe(200);
    expect((await back()).status).toBe(200);
  });

  it("belong to one of the group's brands, each with its own team under headquarters [OR-04]", async () => {
    const brand = async (code: string, name: string) =>
      (await send<{ id: string }>("POST", "/brands", { code, name })).body.id;
    const [one, two] = [await brand("ONE", "壹品牌"), await brand("TWO", "贰品牌")];
    const division = async (name: string, brandId: string) =>
      (
        await send<{ id: string; path: string }>("POST", "/organization/units", {
          parentId: chain.hq.id,
          kind: "region",
          name,
          brandId,
        })
      ).body;
    const [first, second] = [await division("壹品牌事业部", one), await division("贰品牌事业部", two)];
    for (const [code, parentId] of [
      ["B1", first.id],
      ["B2", first.id],
      ["B3", second.id],
    ]) {
      const { body } = await send("POST", "/stores", { parentId, code, name: `${code}店`, format: "specialty" });
      expect(body.brandName).toBe(code === "B3" ? "贰品牌" : "壹品牌");
    }
    const team = await aPerson(platform, { roleCode: "region_manager", unitId: first.id });
    await aPerson(platform, { roleCode: "content_operator", unitId: first.id });
    expect((await get<{ items: Store[] }>("/stores", team.cookie)).items.map((store) => store.code)).toEqual([
      "B1",
      "B2",
    ]);
    const brands = await get<{ items: { code: string; stores: number; team: number }[] }>("/brands");
    expect(brands.items).toEqual([
      expect.objectContaining({ code: "ONE", stores: 2, team: 2 }),
      expect.objectContaining({ code: "TWO", stores: 1, team: 0 }),
    ]);
    expect(await codes(`brandId=${two}`)).toEqual(["B3"]);
  });

  it("name a contact who serves there, and lose the contact when that person leaves [OR-17]", async () => {
    const manager = await aPerson(platform, { roleCode: "store_manager", unitId: chain.stores.S1.id });
    const stranger = await aPerson(platform, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    const path = `/stores/${chain.stores.S1.no}`;
    expect((await send<Problem>("PATCH", path, { contactStaffId: stranger.id })).status).toBe(404);
    expect((await send("PATCH", path, { contactStaffId: manager.id })).body.contactName).toBe(manager.actor.name);
    const left = await send<{ storesWithoutContact: string[] }>("POST", `/staff/${manager.id}/leave`, {});
    expect(left.body.storesWithoutContact).toEqual(["南一店"]);
    expect((await get<Store>(path)).contactName).toBeNull();
  });

  it("page by number with a total, and search by name, code and address", async () => {
    const first = await get<{ items: Store[]; nextCursor: string; total: number }>("/stores?limit=3");
    const second = await get<{ items: Store[]; total: number }>(`/stores?limit=200&cursor=${first.nextCursor}`);
    const numbers = [...first.items, ...second.items].map((store) => store.storeNo);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(numbers).toHaveLength(first.total);
    expect(await codes(`text=${encodeURIComponent("北二")}`)).toEqual(["N2"]);
    expect(await codes("text=%25")).toEqual([]);
    expect(await codes(`unitId=${chain.north.id}&phase=open`)).toEqual(["N1", "N2"]);
  });

  it("keep two coordinates or none, and a code of their own", async () => {
    expect(
      (
        await send<Problem>("POST", "/stores", {
          parentId: chain.south.id,
          code: "N1",
          name: "重码店",
          format: "other",
        })
      ).body.code,
    ).toBe("code_taken");
    expect(
      (
        await send<Problem>("POST", "/stores", {
          parentId: chain.south.id,
          code: "X1",
          name: "无型店",
          format: "nonsense",
        })
      ).body.code,
    ).toBe("invalid_input");
    expect(
      (
        await send<Problem>("POST", "/stores", {
          parentId: chain.south.id,
          code: "X2",
          name: "半坐标店",
          format: "other",
          latitude: 30,
        })
      ).status,
    ).toBe(400);
    expect((await findStoresByCode(db, ["X1", "X2"])).size).toBe(0);
  });
});

describe("upsertStores", () => {
  const rows: StoreImport[] = [
    {
      code: "U1",
      name: "徐汇店",
      regionPath: "华东区/上海",
      format: "便利店",
      address: "漕溪北路 1 号",
      latitude: 31.19,
      longitude: 121.43,
      openedOn: "2020-03-01",
    },
    { code: "U2", name: "静安店", regionPath: "华东区 / 上海", format: "flagship", ownership: "franchise" },
    { code: "U3", name: "杭州店", regionPath: "华东区/浙江/杭州", phase: "closed" },
    { code: "U4", name: "明年店", parentCode: "HQ", openedOn: "2027-01-01" },
  ];

  it("makes missing regions along the path, and changes nothing the second time", async () => {
    expect(await upsert(rows)).toMatchObject({ created: 4, updated: 0, unchanged: 0, problems: [] });
    const before = await get<{ items: { name: string; path: string }[] }>(
      "/organization/units?withStores=true&withClosed=true",
    );
    expect(await upsert(rows)).toMatchObject({ created: 0, updated: 0, unchanged: 4 });
    expect(await get("/organization/units?withStores=true&withClosed=true")).toEqual(before);
    const path = (name: string) => before.items.find((unit) => unit.name === name)?.path ?? "";
    expect(path("徐汇店").startsWith(`${path("上海")}.`)).toBe(true);
    expect(path("杭州店").startsWith(`${path("浙江")}.`)).toBe(true);
    expect(before.items.filter((unit) => unit.name === "上海")).toHaveLength(1);
    const numbers = await findStoresByCode(db, ["U1", "U3", "U4"]);
    expect(await get<Store>(`/stores/${numbers.get("U1")}`)).toMatchObject({
      format: "convenience",
      phase: "open",
      openedOn: "2020-03-01",
      services: expect.arrayContaining(["express"]),
    });
    expect(await get<Store>(`/stores/${numbers.get("U3")}`)).toMatchObject({ phase: "closed" });
    expect(await get<Store>(`/stores/${numbers.get("U4")}`)).toMatchObject({ phase: "preparing", parentName: "总部" });
  });

  it("updates what a corrected row changes and keeps what it does not mention", async () => {
    const answer = await upsert([
      { code: "U1", name: "徐家汇店", regionPath: "华东区/浙江" },
      { code: "U2", name: "静安店", phase: "refit" },
    ]);
    expect(answer).toMatchObject({ created: 0, updated: 2 });
    const numbers = await findStoresByCode(db, ["U1", "U2"]);
    expect(await get<Store>(`/stores/${numbers.get("U1")}`)).toMatchObject({
      name: "徐家汇店",
      parentName: "浙江",
      format: "convenience",
      address: "漕溪北路 1 号",
    });
    expect(await get<Store>(`/stores/${numbers.get("U2")}`)).toMatchObject({
      phase: "refit",
      parentName: "上海",
      ownership: "franchise",
    });
  });

  it("takes the good rows and says of each bad one what is wrong", async () => {
    const { problems, created } = await upsert([
      { code: "V1", name: "好店", regionPath: "华东区" },
      { code: "V2", name: "无上级", parentCode: "NOPE" },
      { code: "V3", name: "怪店型", format: "太空店" },
      { code: "HQ", name: "冒名" },
      { code: "V5", name: "店下店", parentCode: "N1" },
      { code: "V6", name: "半坐标", latitude: 30 },
      { code: "", name: "无码" },
      { code: "V8", name: "无此品牌", brandCode: "NOPE" },
    ]);
    expect(created).toBe(1);
    expect(problems.map((problem) => [problem.index, problem.path])).toEqual([
      [1, "parentCode"],
      [2, "format"],
      [3, "code"],
      [4, "parentCode"],
      [5, "latitude"],
      [6, "code"],
      [7, "brandCode"],
    ]);
  });

  it("counts the later of two rows with one code, and spends no numbers on known stores", async () => {
    await upsert([
      { code: "W1", name: "一稿" },
      { code: "W1", name: "二稿" },
    ]);
    await upsert(rows);
    await upsert([{ code: "W2", name: "下一家" }]);
    const numbers = await findStoresByCode(db, ["W1", "W2"]);
    expect((await get<Store>(`/stores/${numbers.get("W1")}`)).name).toBe("二稿");
    expect((numbers.get("W2") ?? 0) - (numbers.get("W1") ?? 0)).toBe(1);
  });

  it("stays within the scope of the one who imports", async () => {
    const south = (await aPerson(platform, { roleCode: "region_manager", unitId: chain.south.id })).actor;
    const { problems, created } = await db.transaction().execute((tx) =>
      upsertStores(
        tx,
        [
          { code: "Y1", name: "自家店", regionPath: "南区" },
          { code: "Y2", name: "别家店", regionPath: "北区" },
          { code: "N1", name: "抢来的店", regionPath: "南区" },
        ],
        { actor: south },
      ),
    );
    expect(created).toBe(1);
    expect(problems.map((problem) => problem.index)).toEqual([1, 2]);
  });
});
