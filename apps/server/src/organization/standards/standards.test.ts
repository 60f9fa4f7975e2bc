import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

interface Standard {
  code?: string;
  id: string;
  title: string;
  state: string;
  version: number;
  stores: number;
  acknowledged: number;
  versions: { version: number; inForce: boolean }[];
  receipts: { name: string; acknowledgedBy: string | null; lastVersion: number | null }[];
}

describe("headquarters' standards", async () => {
  const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
  const server = await testServer(feilun);
  let chain: SmallChain;
  let operator: TestPerson;
  let region: TestPerson;
  let manager: TestPerson;
  let southern: TestPerson;
  let standard: Standard;
  const call = (who: TestPerson, method: string, path: string, body?: object) =>
    server.call<Standard>(method, path, { cookie: who.cookie, ...(body && { body }) });
  const list = async (who: TestPerson) =>
    (await server.call<{ items: Standard[] }>("GET", "/standards", { cookie: who.cookie })).body.items;
  const returns = {
    kind: "after_sales",
    title: "七天无理由退换",
    body: "凭小票，不影响二次销售即可退换。",
    validFrom: "2026-06-15",
  };

  beforeAll(async () => {
    chain = await aSmallChain(feilun);
    operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    region = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.north.id });
    manager = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    southern = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.S1.id });
  });

  it("are published to every store, which take note; who has not is seen at each level [OR-19] [OR-06]", async () => {
    const published = await call(operator, "POST", "/standards", returns);
    expect(published).toMatchObject({
      status: 201,
      body: { version: 1, state: "in_force", stores: 4, acknowledged: 0 },
    });
    standard = published.body;
    const path = `/standards/${standard.id}/receipts`;
    const receipt = { orgUnitId: chain.stores.N1.id, version: 1 };
    for (let again = 0; again < 2; again++)
      expect(await call(manager, "POST", path, receipt)).toMatchObject({
        status: 200,
        body: { stores: 1, acknowledged: 1, receipts: [{ name: "北一店", acknowledgedBy: manager.actor.name }] },
      });
    const north = await call(region, "GET", `/standards/${standard.id}`);
    expect(north.body).toMatchObject({ stores: 2, acknowledged: 1 });
    expect(north.body.receipts.map(({ name, acknowledgedBy }) => [name, acknowledgedBy])).toEqual([
      ["北二店", null],
      ["北一店", manager.actor.name],
    ]);
    expect(await list(operator)).toMatchObject([{ stores: 4, acknowledged: 1 }]);
    expect((await call(southern, "POST", path, receipt)).status).toBe(404);
    expect((await call(region, "POST", path, receipt)).status).toBe(403);
  });

  it("come in versions: a new one asks every store again, the old one holds until it is valid [OR-19]", async () => {
    const { kind: _kind, ...fields } = returns;
    const next = { ...fields, title: "十五天无理由退换", validFrom: "2026-07-01", note: "七天改为十五天" };
    const path = `/standards/${standard.id}/versions`;
    const { body } = await call(operator, "POST", path, { ...next, basedOn: 1 });
    expect(body).toMatchObject({ version: 2, state: "upcoming", acknowledged: 0 });
    expect(body.versions.map(({ version, inForce }) => [version, inForce])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(body.receipts.find((each) => each.name === "北一店")).toMatchObject({
      acknowledgedBy: null,
      lastVersion: 1,
    });
    expect((await call(operator, "POST", path, { ...next, basedOn: 1 })).body.code).toBe("standard_changed");
    expect((await call(region, "POST", path, { ...next, basedOn: 2 })).status).toBe(403);
    const stale = { orgUnitId: chain.stores.N1.id, version: 1 };
    expect((await call(manager, "POST", `/standards/${standard.id}/receipts`, stale)).body.code).toBe(
      "standard_changed",
    );
  });

  it("bind only the formats and regions that they name [OR-19] [OR-02]", async () => {
    const narrow = {
      ...returns,
      kind: "benefit",
      title: "旗舰店会员日",
      formats: ["flagship"],
      unitIds: [chain.north.id],
    };
    const { body } = await call(operator, "POST", "/standards", narrow);
    expect(body.receipts.map((each) => each.name)).toEqual(["北一店"]);
    expect((await list(southern)).map((each) => each.title)).toEqual(["十五天无理由退换"]);
    expect((await call(southern, "GET", `/standards/${body.id}`)).status).toBe(404);
    const wrong = await call(operator, "POST", "/standards", { ...narrow, formats: ["spaceship"] });
    expect(wrong).toMatchObject({ status: 400, body: { code: "invalid_input" } });
    const gone = await call(operator, "POST", `/standards/${body.id}/withdraw`, { reason: "活动结束" });
    expect(gone.body.state).toBe("withdrawn");
    const late = { orgUnitId: chain.stores.N1.id, version: 1 };
    expect((await call(manager, "POST", `/standards/${body.id}/receipts`, late)).body.code).toBe("standard_withdrawn");
  });
});
