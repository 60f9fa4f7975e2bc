import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { aSmallChain } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { type TestSandbox, testSandbox } from "../../../testing/sandbox.ts";
import { createAccount } from "../../wechat/index.ts";
import { type Corp, listCorps } from "../corp.ts";
import { differencesIn } from "./report.ts";
import { findRun } from "./run.ts";
import { startRun } from "./start-run.ts";
import { workRun } from "./work-run.ts";

const test = await testPlatform();
const { platform } = test;
let sandbox: TestSandbox;
let corp: Corp;
let agentId: string;
const actor = systemActor("test");

async function sync(kind: "full" | "reconcile" = "full", signal = new AbortController().signal) {
  const id = await platform.db.transaction().execute((tx) => startRun(platform, tx, actor, corp, kind));
  await workRun(platform, id, signal);
  const run = await findRun(platform.db, id);
  if (!run) throw new Error("no run");
  return run;
}

const count = async (query: ReturnType<typeof sql>) =>
  ((await query.execute(platform.db)).rows[0] as { n: number } | undefined)?.n ?? 0;

beforeAll(async () => {
  await aSmallChain(test);
  sandbox = await testSandbox();
  await sandbox.act("wecom.open_department", { id: 2, name: "北一店(N1)", parentId: 1 });
  await sandbox.act("wecom.open_department", { id: 3, name: "南一店", parentId: 1 });
  await sandbox.act("wecom.bulk_populate", { stores: 3, members: 12, customers: 600, groups: 4, groupSize: 30 });
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  agentId = app.agentId;
  await platform.db.transaction().execute((tx) =>
    createAccount(platform, tx, actor, {
      platform: "wecom",
      accountId: app.corpId,
      agentId: app.agentId,
      name: "测试企业",
      baseUrl: sandbox.wecom,
      secrets: { secret: app.secret },
    }),
  );
  corp = (await listCorps(platform))[0] as Corp;
});
beforeEach(() => sandbox.act("faults.clear"));

describe("the sync of a company [IN-01]", () => {
  it("survives being stopped in the middle and takes everybody over once", async () => {
    const stop = new AbortController();
    const id = await platform.db.transaction().execute((tx) => startRun(platform, tx, actor, corp, "full"));
    const { world } = { world: await sandbox.look<{ follows: number; groups: number }>("/world") };
    // The platform goes silent after some answers: the run keeps its place and comes back.
    await sandbox.act("faults.add", {
      platform: "wecom",
      path: "/cgi-bin/externalcontact/groupchat/list",
      what: { kind: "errcode", errcode: 45009 },
      times: 1,
    });
    await workRun(platform, id, stop.signal).catch(() => undefined);
    expect(await findRun(platform.db, id)).toMatchObject({
      state: "running",
      failure: expect.stringContaining("45009"),
    });
    await workRun(platform, id, stop.signal);
    const run = await findRun(platform.db, id);
    expect(run).toMatchObject({ state: "done", customersDone: world.follows, groupsDone: world.groups, takes: 2 });
    expect(await count(sql`select count(*)::int as n from wecom_follow where state = 'active'`)).toBe(world.follows);
    expect(await count(sql`select count(*)::int as n from event_log where type = 'contact.added'`)).toBe(world.follows);
    expect(await count(sql`select count(*)::int as n from member`)).toBe(600);
    expect(await count(sql`select count(*)::int as n from event_log where type = 'group.joined'`)).toBe(120);
  });

  it("finds no difference the second time, and names and mends those there are", async () => {
    expect(differencesIn((await sync("reconcile")).report)).toBe(0);
    const { rows } = await sql<{ userid: string; externalUserid: string }>`
      select userid, external_userid as "externalUserid" from wecom_follow order by 1, 2 limit 3`.execute(platform.db);
    await sandbox.act("wecom.delete_customer", { ...rows[0] });
    await sandbox.act("wecom.edit_customer", { ...rows[1], remark: "老客户" });
    await sql`delete from wecom_follow where userid = ${rows[2]?.userid} and external_userid = ${rows[2]?.externalUserid}`.execute(
      platform.db,
    );
    const { report } = await sync("reconcile");
    expect(report.counts).toEqual({ contact_added: 1, contact_changed: 1, contact_removed: 1 });
    expect(differencesIn((await sync("reconcile")).report)).toBe(0);
    expect(await count(sql`select count(*)::int as n from event_log where type = 'contact.removed'`)).toBe(1);
  });

  it("lays departments onto units by code and name, and leaves the rest to people", async () => {
    const { rows } = await sql<{ name: string; code: string | null; by: string | null }>`
      select d.name, u.code, d.matched_by as by from wecom_department d left join org_unit u on u.id = d.org_unit_id
      where d.department_id <= 4 order by d.department_id`.execute(platform.db);
    expect(rows).toEqual([
      { name: "总部", code: "HQ", by: "root" },
      { name: "北一店(N1)", code: "N1", by: "code" },
      { name: "南一店", code: "S1", by: "name" },
      { name: "门店0001", code: null, by: null },
    ]);
  });

  it("warns where the app sees part of the company", async () => {
    await sandbox.act("wecom.configure_app", { agentId, visible: { users: [], departments: [2] } });
    const run = await sync();
    expect(run.warnings.map(({ code }) => code)).toContain("visible_range_partial");
    // Not to be seen is not to have left.
    expect(await count(sql`select count(*)::int as n from wecom_member where left_at is not null`)).toBe(0);
    await sandbox.act("wecom.configure_app", { agentId, visible: "all" });
  });

  it("disables leavers and queues their customers and groups for somebody else [GD-14]", async () => {
    await sandbox.act("wecom.dismiss_member", { userid: "g00001" });
    const run = await sync();
    expect(run).toMatchObject({ state: "done", report: { counts: { member_left: 1 } } });
    const { rows } = await sql`select userid, customers, groups, state from wecom_inheritance_task`.execute(
      platform.db,
    );
    expect(rows).toEqual([{ userid: "g00001", customers: expect.any(Number), groups: 1, state: "waiting" }]);
    expect((rows[0] as { customers: number }).customers).toBeGreaterThan(45);
  });

  it("takes over members whose details are refused", async () => {
    await sandbox.act("wecom.configure_app", { agentId, visible: { users: ["g00002"], departments: [2] } });
    await sandbox.act("faults.add", {
      platform: "wecom",
      path: "/cgi-bin/user/get",
      what: { kind: "errcode", errcode: 48009 },
      times: 1,
    });
    expect(await sync()).toMatchObject({ state: "done" });
    const { rows } = await sql`select name, serves from wecom_member where userid = 'g00002'`.execute(platform.db);
    expect(rows).toEqual([{ name: "g00002", serves: true }]);
    await sandbox.act("wecom.configure_app", { agentId, visible: "all" });
  });

  it("ends with cause and remedy where time will not mend it", async () => {
    await sandbox.act("faults.add", {
      platform: "wecom",
      path: "/cgi-bin/department/list",
      what: { kind: "errcode", errcode: 60020 },
      times: 9,
    });
    expect(await sync()).toMatchObject({ state: "failed", failure: expect.stringContaining("IP") });
  });
});
