import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { resolveMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { loadOrders, loadRefunds } from "../testing/load-facts.ts";
import { earnedLevel } from "./rules.ts";

interface Leader {
  id: string;
  no: number;
  memberNo: number | null;
  staffId: string | null;
  staffName: string | null;
  status: string;
  level: string;
  version: number;
  led: number;
  twin: boolean;
  rateBp: number;
  orders: number;
  buyers: number;
  salesFen: number;
  netFen: number;
  commissionFen: number;
  earnedLevel: string | null;
  members: { memberNo: number }[];
  code: string;
  count: number;
}

describe("group-buying leaders", async () => {
  const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
  const { platform } = feilun;
  const server = await testServer(feilun);
  const chain = await aSmallChain(feilun);
  let hq: TestPerson;
  let region: TestPerson;
  let manager: TestPerson;
  let guide: TestPerson;
  let southern: TestPerson;
  let leader: Leader;
  let people: number[] = [];
  const call = <Body = Leader>(who: TestPerson, method: string, path: string, body?: object) =>
    server.call<Body>(method, path, { cookie: who.cookie, ...(body && { body }) });
  const place = { storeNo: chain.stores.N1.no, pickupPoint: "北门自提柜", level: "starter" };
  const members = async (storeNo: number, phones: string[]) =>
    platform.db.transaction().execute(async (tx) => {
      const facts = phones.map((value) => ({
        identifiers: [{ kind: "phone" as const, value }],
        occurredAt: feilun.clock.now(),
        source: "pos",
        storeNo,
        channel: "store",
      }));
      return (await resolveMembers(tx, platform, facts)).map((each) => each.memberNo ?? 0);
    });

  beforeAll(async () => {
    hq = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    region = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.north.id });
    manager = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    guide = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.N1.id });
    southern = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.S1.id });
    people = await members(
      chain.stores.N1.no,
      [1, 2, 3, 4].map((at) => `1381111000${at}`),
    );
  });

  it("one of the own staff is put forward by the store and approved by the region [OR-20]", async () => {
    const applied = await call(manager, "POST", "/leaders", { ...place, staffId: guide.id });
    expect(applied).toMatchObject({
      status: 201,
      body: { status: "applied", staffName: guide.actor.name, memberNo: null },
    });
    leader = applied.body;
    const status = `/leaders/${leader.id}/status`;
    expect(await call(manager, "POST", status, { to: "approved" })).toMatchObject({ status: 403 });
    expect(await call(southern, "POST", status, { to: "approved" })).toMatchObject({ status: 404 });
    expect(await call(region, "POST", status, { to: "approved" })).toMatchObject({
      status: 200,
      body: { status: "approved" },
    });
    expect(await call(region, "POST", status, { to: "approved" })).toMatchObject({
      status: 409,
      body: { code: "status_not_next" },
    });
  });

  it("is one record for one person, also when they are a member and staff [OR-20]", async () => {
    expect(await call(manager, "POST", "/leaders", { ...place, staffId: guide.id })).toMatchObject({
      status: 409,
      body: { code: "already_leader" },
    });
    const both = await call(manager, "PUT", `/leaders/${leader.id}`, {
      ...place,
      memberNo: people[0],
      version: (await call(manager, "GET", `/leaders/${leader.id}`)).body.version,
    });
    expect(both).toMatchObject({ status: 200, body: { memberNo: people[0], staffId: guide.id } });
    const second = await call(manager, "POST", "/leaders", { ...place, memberNo: people[0] });
    expect(second).toMatchObject({ status: 409, body: { code: "already_leader" } });
    expect((await call(manager, "POST", "/leaders", place)).status).toBe(400);
    const [foreign] = await members(chain.stores.S1.no, ["13822220009"]);
    expect((await call(manager, "POST", "/leaders", { ...place, memberNo: foreign })).status).toBe(404);
  });

  it("leads members, who have one leader at a time; sales and commission follow from facts [OR-20] [CO-31]", async () => {
    const bind = (who: string, memberNos: (number | undefined)[]) =>
      call(manager, "POST", `/leaders/${who}/members`, { memberNos });
    expect(await bind(leader.id, [people[1], people[2]])).toMatchObject({ status: 200, body: { count: 2 } });
    expect(await bind(leader.id, [people[1]])).toMatchObject({ body: { count: 0 } });
    expect((await bind(leader.id, [people[0]])).status).toBe(400);
    await feilun.deliver();
    await loadOrders(platform.clickhouse, [
      { memberNo: people[1], day: "2026-06-16", amountLi: 2_000_000, orderId: 31 },
      { memberNo: people[2], day: "2026-06-16", amountLi: 1_000_000, orderId: 32 },
      // Before they were led, and of somebody who is not.
      { memberNo: people[1], day: "2026-06-10", amountLi: 7_000_000, orderId: 33 },
      { memberNo: people[3], day: "2026-06-16", amountLi: 7_000_000, orderId: 34 },
    ]);
    await loadRefunds(platform.clickhouse, [
      { orderId: 32, memberNo: people[2], day: "2026-06-16", amountLi: 500_000 },
    ]);
    const seen = await call<{ items: Leader[] }>(region, "GET", "/leaders?from=2026-06-01&to=2026-07-01");
    expect(seen.body.items).toHaveLength(1);
    expect(seen.body.items[0]).toMatchObject({
      led: 2,
      orders: 2,
      buyers: 2,
      salesFen: 300_000,
      netFen: 250_000,
      rateBp: 300,
      commissionFen: 7_500,
    });

    const rival = (await call(manager, "POST", "/leaders", { ...place, memberNo: people[3] })).body;
    await call(region, "POST", `/leaders/${rival.id}/status`, { to: "approved" });
    expect(await bind(rival.id, [people[1]])).toMatchObject({ body: { count: 1 } });
    expect((await call(manager, "GET", `/leaders/${leader.id}`)).body.members.map((each) => each.memberNo)).toEqual([
      people[2],
    ]);
    expect(
      (await call<{ items: Leader[] }>(southern, "GET", "/leaders?from=2026-06-01&to=2026-07-01")).body.items,
    ).toEqual([]);
  });

  it("keeps who was led through a merge, and shows two leaders that turn out to be one person [OR-20] [ID-09]", async () => {
    const [twin] = await members(chain.stores.N1.no, ["13833330001"]);
    const made = (await call(manager, "POST", "/leaders", { ...place, memberNo: twin })).body;
    await call(hq, "POST", "/identity/merges", { memberNos: [people[0], twin], note: "同一个人" });
    expect((await call(manager, "GET", `/leaders/${made.id}`)).body).toMatchObject({ memberNo: people[0], twin: true });
    expect(
      (await call(region, "POST", `/leaders/${made.id}/status`, { to: "declined", reason: "重复档案" })).status,
    ).toBe(200);
    await call(hq, "POST", "/identity/merges", { memberNos: [people[1], people[2]], note: "同一个人" });
    const led = (await call(manager, "GET", `/leaders/${leader.id}`)).body.members.map((each) => each.memberNo);
    expect(led).toEqual([people[1]]);
  });

  it("pauses and ends with a reason; who ends lets their members go; nothing is left out of the trail [OR-20]", async () => {
    const status = (to: string, reason?: string) =>
      call(manager, "POST", `/leaders/${leader.id}/status`, { to, ...(reason && { reason }) });
    expect((await status("paused")).status).toBe(400);
    expect((await status("paused", "休假")).body.status).toBe("paused");
    expect(await call(manager, "POST", `/leaders/${leader.id}/members`, { memberNos: [people[3]] })).toMatchObject({
      status: 409,
      body: { code: "not_leading" },
    });
    expect((await status("approved")).body.status).toBe("approved");
    expect((await status("ended", "离职")).body).toMatchObject({ status: "ended", led: 0 });
    const { rows } = await sql<{ action: string }>`select action from audit_log where subject_kind = 'leader'
      and subject_id = ${leader.id} order by id`.execute(platform.db);
    expect(rows.map((row) => row.action)).toEqual([
      "leader.applied",
      "leader.status_changed",
      "leader.edited",
      "leader.members_bound",
      "leader.members_bound",
      ...Array.from({ length: 3 }, () => "leader.status_changed"),
    ]);
  });

  it("has levels as the chain's data, and shows which one sales have earned [OR-20]", async () => {
    const { items, version } = (
      await call<{
        items: { code: string; name: string; commissionBp: number; monthlySalesFen: number }[];
        version: number;
      }>(hq, "GET", "/leader-levels")
    ).body;
    expect(earnedLevel(items, 250_000)?.code).toBe("starter");
    expect(earnedLevel(items, 1_000_000)?.code).toBe("senior");
    const raised = items.map((level) => ({ ...level, commissionBp: level.commissionBp + 100 }));
    expect((await call(hq, "PUT", "/leader-levels", { items: raised, version })).status).toBe(200);
    expect((await call(region, "PUT", "/leader-levels", { items: raised, version: version + 1 })).status).toBe(403);
    expect((await call(manager, "GET", `/leaders/${leader.id}`)).body.rateBp).toBe(400);
    expect((await call(manager, "POST", "/leaders", { ...place, level: "unknown", memberNo: people[2] })).status).toBe(
      400,
    );
  });
});
