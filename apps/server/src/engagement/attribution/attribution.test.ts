import ExcelJS from "exceljs";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders, upsertRefunds } from "../../commerce/index.ts";
import { bindMembers, resolveMembers } from "../../customers/index.ts";
import { appendEvents } from "../../events/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { followOrders, revisitOrders } from "./follow-orders.ts";
import { claimSources } from "./gather-claims.ts";
import { initialRule } from "./rules.ts";
import { workRun } from "./runs.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const on = (day: string, hour = 4) => new Date(`2026-06-${day}T${String(hour).padStart(2, "0")}:00:00Z`);
const never = new AbortController().signal;

interface Figures {
  total: { orders: number; netFen: number };
  credited: { orders: number; netFen: number };
  uncredited: { orders: number; grossFen: number; netFen: number };
  matchRate: number | null;
  subjects: { subjectKind: string; subject: string; name: string; orders: number; grossFen: number; netFen: number }[];
  evidences: { evidence: string; orders: number }[];
  days: { day: string; netFen: number; creditedFen: number }[];
  waiting: number;
}
interface Explained {
  dimensions: {
    dimension: string;
    sentence: string;
    claims: { evidence: string; subject: string; name: string; share: number; netFen: number; verdict: string }[];
  }[];
}
interface Run {
  id: string;
  state: string;
  done: number;
  total: number;
  changed: number;
  dimensions: {
    dimension: string;
    orders: number;
    movedFen: number;
    subjects: { name: string; presentFen: number; thenFen: number }[];
  }[];
  code?: string;
}

let chain: SmallChain;
let hq: TestPerson;
let manager: TestPerson;
const guides: { id: string; no: number; name: string }[] = [];
const members: { originNo: number; memberNo: number }[] = [];

const call = <Body>(who: TestPerson, method: string, path: string, body?: unknown) =>
  server.call<Body>(method, path, { cookie: who.cookie, ...(body !== undefined && { body }) });
const figures = async (dimension: string, who = hq, more = "") =>
  (await call<Figures>(who, "GET", `/attribution/figures?dimension=${dimension}&from=2026-06-01&to=2026-07-01${more}`))
    .body;
const creditsOf = async (dimension: string, who = hq) =>
  Object.fromEntries((await figures(dimension, who)).subjects.map(({ name, netFen }) => [name, netFen]));
const explain = async (order: string, dimension = "seller") => {
  const { rows } = await sql<{ id: number }>`select id from sales_order where order_code = ${order}`.execute(db);
  const { body } = await call<Explained>(hq, "GET", `/orders/${rows[0]?.id}/attribution`);
  return body.dimensions.find((each) => each.dimension === dimension);
};
/** As the minute's job does, with what it brought into ClickHouse. */
const settle = async () => {
  await testing.passHorizon();
  await followOrders(platform, claimSources, never);
  await testing.deliver();
};

const member = (at: number) => {
  const found = members[at];
  if (!found) throw new Error(`no member ${at}`);
  return found;
};

interface Sale {
  readonly code: string;
  readonly buyer: number | null;
  readonly at: Date;
  readonly fen: number;
  readonly store?: "N1" | "S1";
  readonly guide?: number;
}

async function sell(...sales: Sale[]): Promise<void> {
  await db.transaction().execute((tx) =>
    upsertOrders(
      tx,
      platform,
      sales.map(({ code, buyer, at, fen, store = "N1", guide }) => ({
        source: "pos",
        orderCode: code,
        member: buyer === null ? null : member(buyer),
        storeNo: chain.stores[store].no,
        channel: "store",
        businessDay: at.toISOString().slice(0, 10),
        paidAt: at,
        guideNo: guide === undefined ? null : (guides[guide]?.no ?? null),
        lines: [{ sku: "SKU-1", name: "茶", quantity: 1, unitPriceLi: fen * 10, amountLi: fen * 10 }],
      })),
    ),
  );
}

async function refund(code: string, order: string, fen: number): Promise<void> {
  await db.transaction().execute((tx) =>
    upsertRefunds(tx, platform, [
      {
        source: "pos",
        refundCode: code,
        orderCode: order,
        member: null,
        storeNo: chain.stores.N1.no,
        channel: "store",
        businessDay: "2026-06-15",
        refundedAt: on("15"),
        lines: [{ sku: "SKU-1", name: "茶", quantity: 1, unitPriceLi: fen * 10, amountLi: fen * 10 }],
      },
    ]),
  );
}

/** Opens the mini program by a card that a guide or a customer shared. */
async function openShared(buyer: number, at: Date, sharer: { staffNo: number } | { origin: number }): Promise<void> {
  await db.transaction().execute((tx) =>
    appendEvents(tx, [
      {
        source: "test",
        eventId: `opened-${buyer}-${at.getTime()}`,
        type: "mini_program.opened",
        ...member(buyer),
        occurredAt: at,
        properties: {
          appId: "wx1",
          visitId: `v${buyer}`,
          ...("staffNo" in sharer ? { sharerStaffNo: sharer.staffNo } : { sharerOrigin: sharer.origin }),
        },
      },
    ]),
  );
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  hq = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  manager = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.S1.id });
  for (let at = 0; at < 3; at++) {
    const { id } = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.N1.id });
    const { rows } = await sql<{ no: number; name: string }>`select no, name from staff where id = ${id}`.execute(db);
    guides.push({ id, ...(rows[0] as { no: number; name: string }) });
  }
  const resolved = await db.transaction().execute((tx) =>
    resolveMembers(
      tx,
      platform,
      Array.from({ length: 8 }, (_, at) => ({
        identifiers: [{ kind: "phone" as const, value: String(13_900_020_000 + at) }],
        occurredAt: on("01"),
        source: "test",
      })),
    ),
  );
  for (const { originNo, memberNo } of resolved)
    members.push({ originNo: originNo as number, memberNo: memberNo as number });
  await db.transaction().execute((tx) =>
    bindMembers(tx, [
      {
        ...member(0),
        guideId: guides[0]?.id ?? "",
        storeNo: chain.stores.N1.no,
        source: "test",
        reason: null,
        boundAt: on("02"),
        by: "test",
      },
      {
        ...member(1),
        guideId: guides[0]?.id ?? "",
        storeNo: chain.stores.N1.no,
        source: "test",
        reason: null,
        boundAt: on("02"),
        by: "test",
      },
    ]),
  );
});

describe("attribution of orders", () => {
  it("credits the last identified share link within seven days, then the bound guide, then who rang it up [AQ-27]", async () => {
    const [bound, sharing, ringing] = guides as [(typeof guides)[0], (typeof guides)[0], (typeof guides)[0]];
    await openShared(0, on("03"), { staffNo: sharing.no });
    await openShared(1, on("03"), { staffNo: sharing.no });
    await sell(
      { code: "SHARED", buyer: 0, at: on("09"), fen: 10_000, guide: 2 },
      { code: "TOO-LATE", buyer: 1, at: on("11"), fen: 2_000, guide: 2 },
      { code: "RUNG-UP", buyer: 2, at: on("09"), fen: 300, guide: 2 },
      { code: "ANONYMOUS", buyer: null, at: on("09"), fen: 40 },
      // Before they were bound.
      { code: "EARLY", buyer: 1, at: on("01"), fen: 5 },
    );
    await settle();
    expect(await creditsOf("seller")).toEqual({ [sharing.name]: 10_000, [bound.name]: 2_000, [ringing.name]: 300 });
    const all = await figures("seller");
    expect(all).toMatchObject({
      total: { orders: 5, netFen: 12_345 },
      credited: { orders: 3, netFen: 12_300 },
      uncredited: { orders: 2, grossFen: 45, netFen: 45 },
      matchRate: 12_300 / 12_345,
      waiting: 0,
    });
    expect(all.days).toContainEqual({ day: "2026-06-09", netFen: 10_340, creditedFen: 10_300 });
    expect(await explain("SHARED")).toMatchObject({
      sentence: "按依据优先级，「分享链接」最先命中。",
      claims: [
        { evidence: "bound_guide", name: bound.name, share: 0, verdict: "「分享链接」优先" },
        { evidence: "share_link", name: sharing.name, share: 1, netFen: 10_000, verdict: "归属" },
        { evidence: "rang_up", name: ringing.name, share: 0, verdict: "「分享链接」优先" },
      ],
    });
    expect((await explain("ANONYMOUS"))?.sentence).toBe("没有任何依据，计入未归因。");
    expect(await creditsOf("store")).toEqual({ 北一店: 12_345 });
  });

  it("lets leaders, dealers and sharing customers claim in the same dimension, and lists the orders of each [AQ-27]", async () => {
    const { rows: units } = await sql<{ no: number }>`select no from org_unit where name = '南区'`.execute(db);
    const dealerNo = units[0]?.no ?? 0;
    await sql`insert into leader (origin_no, member_no, store_no, pickup_point, status, level, applied_at, approved_at)
      values (${member(7).originNo}, ${member(7).memberNo}, ${chain.stores.S1.no}, '东门自提点', 'approved', 'base', ${on("01")}, ${on("01")})`.execute(
      db,
    );
    const { rows: leaders } = await sql<{ no: number }>`select no from leader`.execute(db);
    await sql`insert into leader_binding (leader_no, origin_no, member_no, source, bound_at, bound_by)
      values (${leaders[0]?.no}, ${member(3).originNo}, ${member(3).memberNo}, 'invited', ${on("02")}, 'test')`.execute(
      db,
    );
    await sql`insert into traffic_allocation (origin_no, member_no, dealer_no, store_no, channel, decided_by, losers, rule_version, commission_bp,
        allocated_at, business_day, protected_until, attributed_until, allocated_by)
      select origin, member, ${dealerNo}, ${chain.stores.S1.no}, 'mini_program', 'nearest', '[]', 1, 0, ${on("02")}, '2026-06-02', ${on("30")}, ${on("12")}, 'test'
      from (values (${member(3).originNo}::int, ${member(3).memberNo}::int), (${member(4).originNo}, ${member(4).memberNo})) v (origin, member)`.execute(
      db,
    );
    await openShared(5, on("08"), { origin: member(6).originNo });
    await openShared(6, on("08"), { origin: member(6).originNo });
    await sell(
      { code: "LED", buyer: 3, at: on("10"), fen: 700, store: "S1" },
      { code: "ALLOCATED", buyer: 4, at: on("10"), fen: 60, store: "S1" },
      { code: "NO-LONGER", buyer: 4, at: on("13"), fen: 9, store: "S1" },
      { code: "FRIEND", buyer: 5, at: on("10"), fen: 8_000, store: "S1" },
      { code: "ONESELF", buyer: 6, at: on("10"), fen: 1, store: "S1" },
    );
    await settle();
    const found = (await figures("seller", manager)).subjects.map(({ subjectKind, netFen }) => [subjectKind, netFen]);
    expect(found).toEqual([
      ["member", 8_000],
      ["leader", 700],
      ["dealer", 60],
    ]);
    expect((await figures("seller", manager)).uncredited).toMatchObject({ orders: 2, netFen: 10 });
    const path = `/attribution/orders?dimension=seller&subjectKind=dealer&subject=${dealerNo}&from=2026-06-01&to=2026-07-01`;
    type Orders = { items: { orderCode: string; evidence: string; storeName: string }[] };
    expect((await call<Orders>(hq, "GET", path)).body.items).toMatchObject([
      { orderCode: "ALLOCATED", evidence: "allocated", storeName: "南一店" },
    ]);
    // A store's manager sees what was sold there and nothing else.
    expect((await figures("seller", manager)).total.orders).toBe(5);
    const { rows } = await sql<{ id: number }>`select id from sales_order where order_code = 'SHARED'`.execute(db);
    expect((await call(manager, "GET", `/orders/${rows[0]?.id}/attribution`)).status).toBe(404);
  });

  it("is taken out as a file by who may, marked and audited, and adds up to all sales [AQ-27]", async () => {
    const ask = (who: TestPerson, more: string) =>
      fetch(`${server.url}/api/v1/attribution/export?dimension=seller&from=2026-06-01&to=2026-07-01${more}`, {
        headers: { cookie: who.cookie },
      });
    const shown = await figures("seller");
    const csv = await (await ask(hq, "&format=csv")).text();
    const lines = csv.replace("\uFEFF", "").trim().split("\r\n");
    const number = /编号 ([0-9A-F]{8})/.exec(lines[1] ?? "")?.[1];
    expect(lines[1]).toContain("仅限内部使用");
    const netOf = (line: string) => Math.round(Number(line.split(",").at(-2)) * 100);
    expect(lines.slice(3).reduce((sum, line) => sum + netOf(line), 0)).toBe(shown.total.netFen);
    expect(lines.at(-1)).toMatch(/^未归因,/);
    const { rows } = await sql<{ rows: number }>`select (detail ->> 'rows')::int as rows from audit_log
      where action = 'attribution.exported' and subject_id = ${number ?? ""}`.execute(db);
    expect(rows).toEqual([{ rows: lines.length - 3 }]);

    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await (await ask(hq, "&content=orders")).arrayBuffer());
    const sheet = book.getWorksheet("订单明细");
    const nets = sheet?.getColumn(9).values.slice(4) ?? [];
    expect(Math.round(nets.reduce((sum: number, net) => sum + Number(net), 0) * 100)).toBe(shown.credited.netFen);
    expect((await ask(manager, "&format=csv")).status).toBe(403);
    expect((await ask(hq, "&format=pdf")).status).toBe(400);
  });

  it("takes refunds back, follows a merge and its undo, and hears of late claims at night [AQ-27]", async () => {
    await refund("R1", "SHARED", 4_000);
    await settle();
    expect((await figures("seller")).subjects.find(({ name }) => name === guides[1]?.name)).toMatchObject({
      grossFen: 10_000,
      netFen: 6_000,
    });
    // Who rang it up was all that was known of this buyer; merged with a bound one, the guide gets it.
    const bound = (await creditsOf("seller"))[guides[0]?.name ?? ""];
    const merged = await call<{ memberNos: number[] }>(hq, "POST", "/identity/merges", {
      memberNos: [member(2).memberNo, member(0).memberNo],
      note: "同一个人",
    });
    expect(merged.status).toBe(200);
    await settle();
    expect((await explain("RUNG-UP"))?.claims.find(({ share }) => share === 1)).toMatchObject({
      evidence: "share_link",
    });
    const { rows: log } = await sql<{ id: number }>`select max(id) as id from merge_log`.execute(db);
    await call(hq, "POST", `/identity/merges/${log[0]?.id}/undo`, { note: "不是同一个人" });
    await settle();
    expect((await creditsOf("seller"))[guides[0]?.name ?? ""]).toBe(bound);
    expect((await explain("RUNG-UP"))?.claims.find(({ share }) => share === 1)).toMatchObject({ evidence: "rang_up" });

    await openShared(2, on("07"), { staffNo: guides[0]?.no ?? 0 });
    await settle();
    const before = await creditsOf("seller");
    expect(await revisitOrders(platform, claimSources, "2026-06-15", never)).toBe(1);
    await testing.deliver();
    expect(await creditsOf("seller")).toEqual({
      ...before,
      [guides[0]?.name ?? ""]: 2_300,
      [guides[2]?.name ?? ""]: undefined,
    });
    expect(await revisitOrders(platform, claimSources, "2026-06-15", never)).toBe(0);
  });

  it("tries a rule on the past before it is published, compares models, and decides the past anew only when told to [AQ-27]", async () => {
    const ringsUp = {
      ...initialRule,
      dimensions: {
        ...initialRule.dimensions,
        seller: { ...initialRule.dimensions.seller, evidences: ["rang_up", "bound_guide"] },
      },
    };
    const present = await creditsOf("seller");
    const started = await call<Run>(hq, "POST", "/attribution/runs", {
      from: "2026-06-01",
      to: "2026-07-01",
      rule: ringsUp,
    });
    expect([started.status, started.body.state, started.body.total]).toEqual([202, "waiting", 10]);
    expect((await call<Run>(hq, "POST", "/attribution/runs", { from: "2026-06-01", to: "2026-07-01" })).body.code).toBe(
      "attribution_running",
    );
    await workRun(platform, claimSources, started.body.id, never);
    const trial = (await call<Run>(hq, "GET", `/attribution/runs/${started.body.id}`)).body;
    expect(trial).toMatchObject({ state: "done", done: 10, changed: 6 });
    const seller = trial.dimensions.find(({ dimension }) => dimension === "seller");
    // 6,000 and 2,000 and 300 to the guide at the till; the leader's, the dealer's and the friend's to nobody.
    expect(seller).toMatchObject({ orders: 6, movedFen: 6_000 + 2_000 + 300 + 700 + 60 + 8_000 });
    expect(seller?.subjects).toContainEqual(
      expect.objectContaining({ name: guides[2]?.name, presentFen: 0, thenFen: 8_300 }),
    );
    expect(await creditsOf("seller")).toEqual(present);

    const past = await call<{ errors: { path: string }[] }>(hq, "POST", "/attribution/rules", {
      rule: ringsUp,
      startsOn: "2026-06-10",
    });
    expect([past.status, past.body.errors?.[0]?.path]).toEqual([400, "startsOn"]);
    expect(
      (await call(hq, "POST", "/attribution/rules", { rule: ringsUp, startsOn: "2026-06-15", note: "以开单为准" }))
        .status,
    ).toBe(201);
    await sell({ code: "NEW-RULE", buyer: 0, at: on("15", 3), fen: 77, guide: 2 });
    await settle();
    expect(await creditsOf("seller")).toEqual({ ...present, [guides[2]?.name ?? ""]: 77 });
    const again = await call<Run>(hq, "POST", "/attribution/runs", { from: "2026-06-01", to: "2026-07-01" });
    await workRun(platform, claimSources, again.body.id, never);
    await testing.deliver();
    // Each day keeps the rule of its day.
    expect(await creditsOf("seller")).toEqual({ ...present, [guides[2]?.name ?? ""]: 77 });

    type Models = { chosen: string; subjects: { name: string; netFen: Record<string, number> }[] };
    const models = (await call<Models>(hq, "GET", "/attribution/models?dimension=seller&from=2026-06-01&to=2026-06-15"))
      .body;
    expect(models.chosen).toBe("priority");
    expect(models.subjects.find(({ name }) => name === guides[0]?.name)?.netFen).toMatchObject({
      first: expect.any(Number),
    });
    for (const model of ["first", "last", "linear", "decay", "position"])
      expect(models.subjects.reduce((sum, { netFen }) => sum + (netFen[model] ?? 0), 0)).toBeLessThanOrEqual(17_065);
    const refused = await call<{ errors: { path: string }[] }>(hq, "POST", "/attribution/rules", {
      rule: {
        ...initialRule,
        dimensions: { ...initialRule.dimensions, live: { ...initialRule.dimensions.live, evidences: ["ad"] } },
      },
      startsOn: "2026-06-20",
    });
    expect(refused.body.errors[0]?.path).toBe("rule.dimensions.live.evidences");
  });
});
