import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { headCount, makesCircle } from "./rules.ts";

interface Answer {
  code?: string;
  id: string;
  name: string;
  version: number;
  planned: number;
  filled: number;
  gap: number;
  functions: {
    id: string;
    name: string;
    gap: number;
    filled: number;
    roleDuties: string;
    members: { id: string; staffName: string; current: boolean; holdsRole: boolean | null }[];
  }[];
  items: Answer[];
  reportsToStaffName: string | null;
  errors?: { path: string; message: string }[];
}

describe("heads and lines", () => {
  it("does not let a full function hide an empty one [OR-16]", () => {
    expect(
      headCount([
        { planned: 2, filled: 4 },
        { planned: 3, filled: 1 },
      ]),
    ).toEqual({ planned: 5, filled: 5, gap: 2 });
  });

  it("finds circles of any length", () => {
    const lines = new Map([
      ["b", "a"],
      ["c", "b"],
    ]);
    expect(makesCircle("a", "c", lines)).toBe(true);
    expect(makesCircle("c", "a", lines)).toBe(false);
    expect(makesCircle("a", "a", new Map())).toBe(true);
  });
});

describe("dedicated departments", async () => {
  const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
  const server = await testServer(feilun);
  let chain: SmallChain;
  let operator: TestPerson;
  let region: TestPerson;
  let southern: TestPerson;
  let cgo: TestPerson;
  let people: TestPerson[];
  let community: Answer;
  const call = (who: TestPerson, method: string, path: string, body?: object) =>
    server.call<Answer>(method, path, { cookie: who.cookie, ...(body && { body }) });
  const luckin = () => ({
    unitId: chain.hq.id,
    name: "社群运营部",
    purpose: "全国门店社群",
    reportsToStaffId: cgo.id,
    reportsToTitle: "首席增长官 CGO",
    functions: [
      { name: "活动", roleCode: "activity_operator", planned: 3 },
      { name: "文案", roleCode: "content_operator", planned: 2 },
      { name: "设计", planned: 2 },
      { name: "数据", roleCode: "analyst", planned: 2 },
      { name: "项目管理", planned: 1 },
    ],
  });
  const functionId = (name: string) => community.functions.find((each) => each.name === name)?.id;

  beforeAll(async () => {
    chain = await aSmallChain(feilun);
    operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    cgo = await aPerson(feilun, { roleCode: "team_lead", unitId: chain.hq.id });
    region = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.north.id });
    southern = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.south.id });
    people = [
      await aPerson(feilun, { roleCode: "activity_operator", unitId: chain.hq.id }),
      await aPerson(feilun, { roleCode: "analyst", unitId: chain.hq.id }),
    ];
  });

  it("stands at headquarters straight under the CGO with its functions and ten planned heads [OR-16]", async () => {
    const { status, body } = await call(operator, "POST", "/departments", luckin());
    expect({ status, ...body }).toMatchObject({
      status: 201,
      planned: 10,
      filled: 0,
      gap: 10,
      reportsToStaffName: cgo.actor.name,
    });
    expect(body.functions.map((each) => each.name)).toEqual(["活动", "文案", "设计", "数据", "项目管理"]);
    // Duties come from the catalogue of team roles.
    expect(body.functions[0]?.roleDuties).toBe("策划活动方案并对转化负责");
    community = body;
    expect((await call(operator, "POST", "/departments", luckin())).body.code).toBe("department_exists");
    const inStore = { ...luckin(), unitId: chain.stores.N1.id };
    expect((await call(operator, "POST", "/departments", inStore)).body.errors?.[0]?.path).toBe("unitId");
  });

  it("fills functions with dated people and shows who is missing, on any day [OR-16] [OR-15]", async () => {
    const path = `/departments/${community.id}/members`;
    const [first, second] = people as [TestPerson, TestPerson];
    const activity = { functionId: functionId("活动"), staffId: first.id, isHead: true, fromDay: "2026-06-15" };
    const filled = await call(operator, "POST", path, activity);
    expect(filled.body).toMatchObject({ filled: 1, gap: 9 });
    expect(filled.body.functions[0]?.members).toMatchObject([{ staffName: first.actor.name, holdsRole: true }]);
    expect((await call(operator, "POST", path, activity)).body.code).toBe("member_overlaps");
    // The analyst helps with copy from July: not at work yet, and without that role.
    const later = { functionId: functionId("文案"), staffId: second.id, fromDay: "2026-07-01", toDay: "2026-07-31" };
    const coming = await call(operator, "POST", path, later);
    expect(coming.body.functions[1]).toMatchObject({
      filled: 0,
      gap: 2,
      members: [{ current: false, holdsRole: false }],
    });
    const july = await call(operator, "GET", "/departments?day=2026-07-15");
    expect(july.body).toMatchObject({ planned: 10, filled: 2, gap: 8 });
    const august = await call(operator, "GET", "/departments?day=2026-08-01");
    expect(august.body).toMatchObject({ filled: 1, gap: 9 });
    const assignment = coming.body.functions[1]?.members[0]?.id;
    const ended = await call(operator, "POST", `${path}/${assignment}/end`, { lastDay: "2026-06-20" });
    expect(ended.body.functions[1]?.members).toEqual([]);
  });

  it("keeps functions that somebody filled, and refuses an edit of an old state [OR-16]", async () => {
    const { unitId: _unit, functions: _plan, ...fields } = luckin();
    const left = community.functions
      .filter((each) => each.name !== "活动")
      .map(({ id, name }) => ({ id, name, planned: 2 }));
    const path = `/departments/${community.id}`;
    expect((await call(operator, "PUT", path, { ...fields, functions: left, basedOn: 1 })).body.code).toBe(
      "function_has_members",
    );
    const grown = [{ id: functionId("活动"), name: "活动策划", planned: 4 }, ...left];
    const edited = await call(operator, "PUT", path, { ...fields, functions: grown, basedOn: 1 });
    expect(edited.body).toMatchObject({ version: 2, planned: 12, gap: 11 });
    expect((await call(operator, "PUT", path, { ...fields, functions: grown, basedOn: 1 })).body.code).toBe(
      "department_changed",
    );
  });

  it("reports along lines without a circle, and each region sees and sets up its own [OR-16] [OR-05]", async () => {
    const small = { functions: [{ name: "社群", planned: 1 }] };
    const north = await call(region, "POST", "/departments", { unitId: chain.north.id, name: "北区社群组", ...small });
    expect(north.status).toBe(201);
    expect((await call(southern, "GET", `/departments/${north.body.id}`)).status).toBe(404);
    expect((await call(southern, "GET", "/departments")).body.items).toEqual([]);
    expect(
      (await call(region, "POST", "/departments", { unitId: chain.south.id, name: "越界组", ...small })).status,
    ).toBe(404);
    const functions = north.body.functions.map(({ id, name }) => ({ id, name, planned: 1 }));
    const under = { name: "北区社群组", reportsToDepartmentId: community.id, functions, basedOn: 1 };
    expect((await call(operator, "PUT", `/departments/${north.body.id}`, under)).status).toBe(200);
    // The region renames its own without seeing the department above.
    const renamed = await call(region, "PUT", `/departments/${north.body.id}`, {
      ...under,
      name: "北区社群部",
      basedOn: 2,
    });
    expect(renamed.body.name).toBe("北区社群部");
    const circle = {
      name: "社群运营部",
      reportsToDepartmentId: north.body.id,
      functions: [{ name: "新", planned: 1 }],
      basedOn: 2,
    };
    expect((await call(operator, "PUT", `/departments/${community.id}`, circle)).body.errors?.[0]?.message).toContain(
      "循环",
    );
    expect((await call(operator, "POST", `/departments/${community.id}/close`)).body.code).toBe(
      "department_has_reports",
    );
    expect((await call(region, "POST", `/departments/${north.body.id}/close`)).status).toBe(204);
    expect((await call(operator, "POST", `/departments/${community.id}/close`)).status).toBe(204);
    expect((await call(operator, "GET", "/departments")).body.items).toEqual([]);
  });
});
