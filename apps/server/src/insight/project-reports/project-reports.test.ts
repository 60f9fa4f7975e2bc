import { beforeAll, describe, expect, it } from "vitest";
import { remindProjectsJob } from "../../organization/project-offices/reminders.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadOrders } from "../testing/load-facts.ts";
import { freezeMeetings } from "./freeze-meetings.ts";

interface Report {
  staffName: string;
  state: string;
  filed: { version: number; figures: Record<string, number>; remarks: string } | null;
}
interface Answer {
  code?: string;
  id: string;
  state: string;
  seesAll: boolean;
  overdueReports: number;
  nextMeeting: string | null;
  version: number;
  members: { id: string; staffId: string; part: string }[];
  milestoneList: { id: string; doneOn: string | null }[];
  meetings: { id: string; dueOn: string; reports: Report[] }[];
  history: { action: string }[];
  items: { id: string; kind: string; subjectId: string; overdue: boolean; reminded: number; title: string }[];
  figures: Record<string, number> | null;
  live: Record<string, number> | null;
  units: { unitName: string; figures: Record<string, number> }[];
  reports: Report[];
  errors?: { path: string }[];
}

describe("a project office across levels", async () => {
  const feilun = await testPlatform({ now: "2026-06-11T01:00:00Z" });
  const { platform } = feilun;
  const server = await testServer(feilun);
  let chain: SmallChain;
  let operator: TestPerson;
  let sponsor: TestPerson;
  let lead: TestPerson;
  let north: TestPerson;
  let south: TestPerson;
  let outsider: TestPerson;
  let project: Answer;
  const call = (who: TestPerson, method: string, path: string, body?: object) =>
    server.call<Answer>(method, path, { cookie: who.cookie, ...(body && { body }) });
  const remind = () =>
    remindProjectsJob.run({} as never, { platform, signal: new AbortController().signal, attempt: 1 });
  const toDos = async (who: TestPerson) => (await call(who, "GET", "/me/to-dos")).body.items;
  const meeting = (index: number) => project.meetings[index] ?? { id: "", dueOn: "", reports: [] };
  const plan = () => ({
    unitId: chain.hq.id,
    name: "云商 111",
    purpose: "每位导购每天加 1 位客户、卖 1 件",
    startsOn: "2026-05-15",
    endsOn: "2026-08-31",
    rhythm: "monthly",
    rhythmDay: 12,
    metrics: ["gmv", "orders"],
    members: [
      { staffId: sponsor.id, part: "sponsor" },
      { staffId: lead.id, part: "lead" },
      { staffId: north.id, part: "regional", unitId: chain.north.id, task: "北区落实" },
      { staffId: south.id, part: "regional", unitId: chain.south.id },
    ],
  });

  beforeAll(async () => {
    chain = await aSmallChain(feilun);
    operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    // None of these roles gives the permission to manage projects at headquarters: their part in it does.
    sponsor = await aPerson(feilun, { roleCode: "analyst", unitId: chain.hq.id });
    lead = await aPerson(feilun, { roleCode: "team_lead", unitId: chain.hq.id });
    north = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.north.id });
    south = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.south.id });
    outsider = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    const order = (storeNo: number, amountLi: number, day: string) => ({ memberNo: 1, storeNo, day, amountLi });
    await loadOrders(platform.clickhouse, [
      order(chain.stores.N1.no, 100_000, "2026-05-20"),
      order(chain.stores.N2.no, 50_000, "2026-06-01"),
      order(chain.stores.S1.no, 30_000, "2026-06-02"),
      order(chain.stores.S1.no, 70_000, "2026-05-14"),
    ]);
  });

  it("is opened with sponsor, lead and counterparts, and lays its business meetings out [OR-11]", async () => {
    const { status, body } = await call(operator, "POST", "/projects", plan());
    expect({ status, ...body }).toMatchObject({
      status: 201,
      state: "running",
      seesAll: true,
      nextMeeting: "2026-06-12",
    });
    // 12 July is a Sunday.
    expect(body.meetings.map((each) => each.dueOn)).toEqual(["2026-06-12", "2026-07-13", "2026-08-12", "2026-08-31"]);
    project = body;
    const noLead = { ...plan(), members: plan().members.filter((each) => each.part !== "lead") };
    expect((await call(operator, "POST", "/projects", noLead)).body.errors?.[0]?.path).toBe("members");
    expect(
      (await call(operator, "POST", "/projects", { ...plan(), metrics: ["profit_of_luck"] })).body.errors?.[0]?.path,
    ).toBe("metrics");
    expect((await call(outsider, "POST", "/projects", plan())).status).toBe(403);
    expect((await call(north, "POST", "/projects", plan())).status).toBe(404);
  });

  it("shows counterparts their own part, lead and sponsor everything, others nothing [OR-11] [OR-05]", async () => {
    const path = `/projects/${project.id}`;
    for (const who of [lead, sponsor]) expect((await call(who, "GET", path)).body.seesAll).toBe(true);
    expect((await call(outsider, "GET", path)).status).toBe(404);
    expect((await call(outsider, "GET", "/projects")).body.items).toEqual([]);
    const own = (await call(north, "GET", path)).body;
    expect(own).toMatchObject({ seesAll: false, history: [] });
    expect(own.meetings[0]?.reports.map((each) => each.staffName)).toEqual([north.actor.name]);
    const progress = (await call(north, "GET", `${path}/meetings/${meeting(0).id}`)).body;
    expect(progress).toMatchObject({
      live: null,
      figures: null,
      units: [{ unitName: "北区", figures: { gmv: 15_000, orders: 2 } }],
    });
    expect((await call(north, "POST", `${path}/close`, { lessons: "我不该能结束这个项目" })).status).toBe(403);
  });

  it("asks for reports that are due on the to-do list until they are filed [OR-11]", async () => {
    expect(await toDos(north)).toEqual([]);
    await remind();
    await remind();
    expect(await toDos(north)).toMatchObject([
      { kind: "project_report", subjectId: project.id, overdue: false, reminded: 1 },
    ]);
    expect(await toDos(sponsor)).toEqual([]);
    const path = `/projects/${project.id}/meetings/${meeting(0).id}/report`;
    const report = { remarks: "北区两家店都已开展", needs: "需要海报", version: 0 };
    expect((await call(north, "PUT", path, report)).body.reports).toMatchObject([
      { state: "filed", filed: { version: 1, figures: { gmv: 15_000, orders: 2 } } },
    ]);
    expect((await call(north, "PUT", path, report)).body.code).toBe("report_changed");
    expect((await call(sponsor, "PUT", path, report)).status).toBe(403);
    expect(await toDos(north)).toEqual([]);
    const ahead = `/projects/${project.id}/meetings/${meeting(2).id}/report`;
    expect((await call(north, "PUT", ahead, report)).body.code).toBe("meeting_ahead");
  });

  it("has a progress report with the chain's figures when the day of the meeting comes [OR-11]", async () => {
    feilun.clock.set("2026-06-11T12:00:00Z");
    expect(await freezeMeetings(platform)).toBe(0);
    feilun.clock.set("2026-06-11T22:30:00Z");
    expect(await freezeMeetings(platform)).toBe(1);
    expect(await freezeMeetings(platform)).toBe(0);
    // An order that comes in later moves the live figure, not the kept one.
    await loadOrders(platform.clickhouse, [
      { memberNo: 2, storeNo: chain.stores.S2.no, day: "2026-06-03", amountLi: 10_000 },
    ]);
    // The sessions of the morning are over.
    const manager = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    const progress = (await call(manager, "GET", `/projects/${project.id}/meetings/${meeting(0).id}`)).body;
    expect(progress).toMatchObject({ figures: { gmv: 18_000, orders: 3 }, live: { gmv: 19_000, orders: 4 } });
    expect(progress.reports.map(({ state }) => state).sort()).toEqual(["due", "due", "filed"]);
  });

  it("counts what is late, moves a meeting around a holiday and changes its rhythm from here on [OR-11]", async () => {
    feilun.clock.set("2026-06-12T17:00:00Z");
    const south1 = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.south.id });
    const path = `/projects/${project.id}`;
    const leads = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    expect((await call(leads, "GET", path)).body.overdueReports).toBe(2);
    await remind();
    const moved = await call(leads, "POST", `${path}/meetings/${meeting(1).id}/move`, { dueOn: "2026-07-15" });
    expect(moved.body.meetings.map((each) => each.dueOn)).toEqual([
      "2026-06-12",
      "2026-07-15",
      "2026-08-12",
      "2026-08-31",
    ]);
    const past = await call(leads, "POST", `${path}/meetings/${meeting(0).id}/move`, { dueOn: "2026-06-20" });
    expect(past.body.code).toBe("meeting_begun");
    const { unitId: _unit, members: _members, startsOn: _start, ...fields } = plan();
    const edited = await call(leads, "PUT", path, {
      ...fields,
      rhythm: "weekly",
      rhythmDay: 5,
      endsOn: "2026-07-03",
      basedOn: 1,
    });
    expect(edited.body.meetings.map((each) => each.dueOn)).toEqual([
      "2026-06-12",
      "2026-06-19",
      "2026-06-26",
      "2026-07-03",
    ]);
    // Whoever joins now owes nothing for meetings that are over.
    const joined = await call(leads, "POST", `${path}/members`, {
      staffId: south1.id,
      part: "departmental",
      task: "数据",
    });
    expect(joined.body.meetings.map((each) => each.reports.length)).toEqual([3, 4, 4, 4]);
    expect((await call(leads, "POST", `${path}/members`, { staffId: south1.id, part: "lead" })).body.code).toMatch(
      /member_exists|part_taken/,
    );
  });

  it("reaches milestones and closes with lessons; its history stays [OR-11]", async () => {
    const path = `/projects/${project.id}`;
    const leads = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    const northId = project.members.find((each) => each.staffId === north.id)?.id;
    const set = await call(leads, "POST", `${path}/milestones`, {
      name: "北区全员开通",
      dueOn: "2026-06-18",
      memberId: northId,
    });
    expect(set.status).toBe(201);
    const milestone = set.body.milestoneList[0]?.id;
    await remind();
    const { rows } = await platform.pool.query(
      "select count(*)::int as n from project_reminder where milestone_id is not null",
    );
    expect(rows).toEqual([{ n: 1 }]);
    const reached = await call(leads, "PUT", `${path}/milestones/${milestone}`, { done: true });
    expect(reached.body.milestoneList).toMatchObject([{ doneOn: "2026-06-13" }]);
    const closed = await call(leads, "POST", `${path}/close`, {
      lessons: "每天一件看得见，门店就跟得上；海报要早一周到店。",
    });
    expect(closed.body).toMatchObject({ state: "closed", overdueReports: 0, nextMeeting: null });
    expect(closed.body.history.map((each) => each.action)).toEqual([
      "project.closed",
      "project.milestone_reached",
      "project.milestone_set",
      "project.member_added",
      "project.edited",
      "project.meeting_moved",
      "project.report_filed",
      "project.opened",
    ]);
    const late = await call(leads, "POST", `${path}/milestones`, { name: "来不及了", dueOn: "2026-06-18" });
    expect(late.body.code).toBe("project_closed");
  });
});
