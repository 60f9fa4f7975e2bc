import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../commerce/index.ts";
import { resolveMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

interface Tenant {
  unitId: string;
  name: string;
  status: string;
  version: number;
  daysLeft: number;
  stores: number;
  staff: number;
  skus: { sku: string }[];
  invitation: { login: string; password: string } | null;
  code: string;
}

const contract = { kind: "merchant", contractFrom: "2026-01-01", contractTo: "2026-12-31" };

describe("tenants on the operator's platform", async () => {
  const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
  const { platform } = feilun;
  const server = await testServer(feilun);
  const chain = await aSmallChain(feilun);
  let admin: TestPerson;
  let tenantManager: TestPerson;
  let noodles: Tenant;
  let tea: Tenant;
  let storeNo = 0;
  const call = <Body = Tenant>(cookie: string, method: string, path: string, body?: object) =>
    server.call<Body>(method, path, { cookie, ...(body && { body }) });
  const signIn = async (login: string, password: string) => {
    const { status, headers } = await server.call("POST", "/sign-in", { body: { login, password } });
    return { status, cookie: headers.get("set-cookie")?.split(";")[0] ?? "" };
  };

  beforeAll(async () => {
    admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
  });

  it("are taken on with contract, place, first store and an invitation that works once [OR-18]", async () => {
    const made = await call(admin.cookie, "POST", "/tenants", {
      parentId: chain.south.id,
      name: "老汤面馆",
      ...contract,
      category: "餐饮",
      floor: "B1",
      booth: "B1-12",
      commissionBp: 800,
      store: { code: "TN1", name: "老汤面馆·南区店", format: "other" },
      firstUser: { code: "TU1", name: "面馆负责人", login: "noodles", roleCode: "tenant_manager" },
    });
    expect(made).toMatchObject({ status: 201, body: { status: "preparing", stores: 1, staff: 1, daysLeft: 199 } });
    noodles = made.body;
    tea = (
      await call(admin.cookie, "POST", "/tenants", {
        parentId: chain.south.id,
        name: "山间茶铺",
        ...contract,
        store: { code: "TT1", name: "山间茶铺·南区店", format: "other" },
      })
    ).body;
    const { login, password } = noodles.invitation ?? { login: "", password: "" };
    const session = await signIn(login, password);
    expect(session.status).toBeLessThan(300);
    expect((await call<{ mustChangePassword: boolean }>(session.cookie, "GET", "/me")).body.mustChangePassword).toBe(
      true,
    );
    const again = await call(admin.cookie, "POST", "/tenants", {
      parentId: chain.south.id,
      name: "老汤面馆",
      ...contract,
    });
    expect(again).toMatchObject({ status: 409, body: { code: "name_taken" } });
    const backwards = await call(admin.cookie, "POST", "/tenants", {
      parentId: chain.south.id,
      name: "倒着的合同",
      ...contract,
      contractTo: "2025-12-31",
    });
    expect(backwards.status).toBe(400);
    const { rows } = await sql<{ no: number }>`select no from org_unit where code = 'TN1'`.execute(platform.db);
    storeNo = rows[0]?.no ?? 0;
    tenantManager = await aPerson(feilun, { roleCode: "tenant_manager", unitId: noodles.unitId });
  });

  it("see their own people, orders and pool; the mall's and each other's never [OR-18] [ID-06] [OR-05]", async () => {
    const people = await platform.db.transaction().execute(async (tx) => {
      const fact = (value: string, store: number) => ({
        identifiers: [{ kind: "phone" as const, value }],
        occurredAt: feilun.clock.now(),
        source: "pos",
        storeNo: store,
        channel: "store",
      });
      return resolveMembers(tx, platform, [fact("13911110001", storeNo), fact("13911110002", chain.stores.S1.no)]);
    });
    await platform.db.transaction().execute((tx) =>
      upsertOrders(
        tx,
        platform,
        people.map(({ originNo, memberNo }, index) => ({
          source: "pos",
          orderCode: `TENANT-${index}`,
          member: { originNo: originNo ?? 0, memberNo: memberNo ?? 0 },
          storeNo,
          channel: "store",
          businessDay: "2026-06-15",
          paidAt: new Date("2026-06-15T03:00:00Z"),
          lines: [
            { sku: index === 0 ? "NOODLE" : "COLA", name: "面", quantity: 1, unitPriceLi: 50_000, amountLi: 50_000 },
          ],
        })),
      ),
    );
    await feilun.deliver();
    const [own, mall] = people.map((each) => each.memberNo ?? 0);
    const cookie = tenantManager.cookie;
    const list = await call<{ items: { memberNo: number }[] }>(cookie, "GET", "/members");
    expect(list.body.items.map((each) => each.memberNo)).toEqual([own]);
    expect((await call(cookie, "GET", `/members/${mall}`)).status).toBe(404);
    expect((await call(cookie, "GET", `/members/${own}`)).status).toBe(200);
    expect((await call<{ items: object[] }>(cookie, "GET", "/orders")).body.items).toHaveLength(2);
    expect((await call<{ items: Tenant[] }>(cookie, "GET", "/tenants")).body.items.map((each) => each.name)).toEqual([
      "老汤面馆",
    ]);
    expect((await call(cookie, "GET", `/tenants/${tea.unitId}`)).status).toBe(404);
    expect(
      (await call(cookie, "PUT", `/tenants/${noodles.unitId}`, { name: "x", ...contract, version: 1 })).status,
    ).toBe(403);
  });

  it("have goods of their own, one owner each, and a report with the operator's share [OR-18]", async () => {
    const path = `/tenants/${noodles.unitId}/products`;
    const tagged = await call(admin.cookie, "POST", path, { add: ["NOODLE", "SOUP"] });
    expect(tagged.body.skus.map((each) => each.sku)).toEqual(["NOODLE", "SOUP"]);
    expect(await call(admin.cookie, "POST", `/tenants/${tea.unitId}/products`, { add: ["SOUP"] })).toMatchObject({
      status: 409,
      body: { code: "sku_taken" },
    });
    await call(admin.cookie, "POST", path, { remove: ["SOUP"] });
    const report = async (cookie: string) =>
      (await call<{ tenants: object[] }>(cookie, "GET", "/insight/tenants?from=2026-06-01&to=2026-07-01")).body.tenants;
    const mine = {
      name: "老汤面馆",
      orders: 2,
      salesFen: 10_000,
      netFen: 10_000,
      buyers: 2,
      ownBuyers: 1,
      members: 1,
      ownGoodsFen: 5_000,
      commissionFen: 800,
    };
    expect(await report(tenantManager.cookie)).toEqual([expect.objectContaining(mine)]);
    const all = await report(admin.cookie);
    expect(all).toHaveLength(2);
    expect(all).toContainEqual(expect.objectContaining(mine));
    expect(all).toContainEqual(expect.objectContaining({ name: "山间茶铺", orders: 0, buyers: 0, members: 0 }));
  });

  it("are invited by headquarters' operators too, to roles of tenants only [OR-18] [OR-05]", async () => {
    const operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    const ask = (login: string, roleCode: string) =>
      call(operator.cookie, "POST", `/tenants/${tea.unitId}/invitations`, {
        code: login,
        name: "茶铺员工",
        login,
        roleCode,
      });
    expect((await ask("tea-boss", "tenant_manager")).status).toBe(201);
    expect((await ask("tea-admin", "admin")).status).toBe(400);
    expect((await ask("tea-region", "region_manager")).status).toBe(400);
  });

  it("add their own staff within their own authority [OR-18] [OR-05]", async () => {
    const clerk = {
      code: "TU2",
      name: "面馆店员",
      posts: [{ unitId: noodles.unitId, roleCode: "tenant_clerk", fromDay: "2026-06-15" }],
    };
    expect((await call(tenantManager.cookie, "POST", "/staff", clerk)).status).toBe(201);
    const wider = {
      ...clerk,
      code: "TU3",
      posts: [{ unitId: chain.south.id, roleCode: "tenant_clerk", fromDay: "2026-06-15" }],
    };
    expect((await call(tenantManager.cookie, "POST", "/staff", wider)).status).toBe(404);
    const higher = {
      ...clerk,
      code: "TU4",
      posts: [{ unitId: noodles.unitId, roleCode: "admin", fromDay: "2026-06-15" }],
    };
    expect((await call(tenantManager.cookie, "POST", "/staff", higher)).status).toBe(403);
  });

  it("lose their access while suspended or ended, and get it back when resumed [OR-18]", async () => {
    const status = (to: string, reason?: string) =>
      call(admin.cookie, "POST", `/tenants/${noodles.unitId}/status`, { to, ...(reason && { reason }) });
    expect((await status("suspended", "未开业")).status).toBe(409);
    expect((await status("active")).body.status).toBe("active");
    expect((await status("suspended")).status).toBe(400);
    const person = await aPerson(feilun, { roleCode: "tenant_manager", unitId: noodles.unitId });
    expect((await call(person.cookie, "GET", "/members")).status).toBe(200);
    expect((await status("suspended", "欠缴租金")).status).toBe(200);
    expect((await call(person.cookie, "GET", "/members")).status).toBe(401);
    const later = await aPerson(feilun, { roleCode: "tenant_manager", unitId: noodles.unitId });
    expect((await call(later.cookie, "GET", "/members")).status).toBe(403);
    await status("active");
    expect((await call(later.cookie, "GET", "/members")).status).toBe(200);
    expect((await status("ended", "合同到期")).status).toBe(200);
    expect((await status("active")).status).toBe(409);
    const { rows } = await sql<{ action: string }>`select action from audit_log where subject_kind = 'tenant'
      and subject_id = ${noodles.unitId} order by id`.execute(platform.db);
    expect(rows.map((row) => row.action)).toEqual([
      "tenant.onboarded",
      "tenant.user_invited",
      "tenant.products_changed",
      "tenant.products_changed",
      ...Array.from({ length: 4 }, () => "tenant.status_changed"),
    ]);
  });
});
