import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../commerce/index.ts";
import { aPerson, aSmallChain, somebody, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly errors?: { path: string; message: string }[];
}
interface Service extends Problem {
  readonly id: string;
  readonly version: number;
  readonly stores: number;
}
interface Visit extends Problem {
  readonly id: string;
  readonly state: string;
  readonly staffId: string | null;
  readonly nextDueOn: string | null;
  readonly followUpOn: string | null;
  readonly score: number | null;
  readonly address: string | null;
  readonly findings: { name: string; value: string }[];
  readonly earlier: { day: string }[];
  readonly version: number;
}
interface Book {
  readonly items: Visit[];
  readonly waiting: { followUp: number; due: number; lowScore: number };
}
interface Slots {
  readonly hoursKnown: boolean;
  readonly items: { time: string; startsAt: string; staff: { name: string }[] }[];
}

// A Monday in Shanghai, ten o'clock.
const feilun = await testPlatform({ now: "2026-06-15T02:00:00Z" });
const { platform, clock } = feilun;
const { db } = platform;
const server = await testServer(feilun);
const chain = await aSmallChain(feilun);
const storeNo = chain.stores.N1.no;
const roles = { admin: chain.hq.id, store_manager: chain.stores.N1.id, guide: chain.stores.N1.id } as const;
let admin: TestPerson;
let manager: TestPerson;
let guide: TestPerson;
let colleague: TestPerson;
let stranger: TestPerson;
let eyeCheck: Service;
let slug: string;

const call = <Body>(method: string, path: string, body?: object, cookie = guide.cookie) =>
  server.call<Body>(method, path, { cookie, ...(body && { body }) });
const asCustomer = <Body>(method: string, path: string, body?: object, cookie?: string) =>
  server.call<Body>(method, path, { ...(cookie && { cookie }), ...(body && { body }) });
const agent = "Mozilla/5.0 (iPhone) AppleWebKit Safari";
const get = (path: string, cookie = "") =>
  fetch(`${server.url}${path}`, { headers: { "user-agent": agent, cookie }, redirect: "manual" });
/** A fresh browser that has scanned the store's code. */
const scan = async () => ((await get(`/c/${slug}`)).headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
const at = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`).toISOString();
const book = (day: string, time: string, phone: string, cookie: string) =>
  asCustomer<{ key: string } & Problem>(
    "POST",
    `/service-pages/${slug}/bookings`,
    { serviceId: eyeCheck.id, startsAt: at(day, time), phone },
    cookie,
  );
const visits = async (query: string, cookie = guide.cookie) =>
  (await call<Book>("GET", `/service-visits?${query}`, undefined, cookie)).body;
const step = (visit: Visit, state: string, cookie = guide.cookie) =>
  call<Visit>("POST", `/service-visits/${visit.id}/state`, { version: visit.version, state }, cookie);
const toDos = async (cookie: string) =>
  (await call<{ items: { kind: string; title: string }[] }>("GET", "/me/to-dos", undefined, cookie)).body.items.map(
    ({ kind, title }) => [kind, title],
  );
const slots = async (day: string) =>
  (await asCustomer<Slots>("GET", `/service-pages/${slug}/slots?serviceId=${eyeCheck.id}&day=${day}`)).body;
const keyOf = async (visit: Visit) =>
  (await sql<{ key: string }>`select key from service_visit where id = ${visit.id}`.execute(db)).rows[0]?.key ?? "";

/** Sessions end within a day: everybody signs in again at another time. */
async function goTo(now: string): Promise<void> {
  clock.set(new Date(now));
  const names = await sql<{ id: string; name: string }>`select id, name from staff`.execute(db);
  const again = (person: TestPerson) => somebody(feilun, names.rows.find(({ id }) => id === person.id)?.name ?? "");
  [admin, manager, guide] = [await again(admin), await again(manager), await again(guide)];
  [colleague, stranger] = [await again(colleague), await again(stranger)];
}

beforeAll(async () => {
  admin = await aPerson(feilun, { roleCode: "admin", unitId: roles.admin });
  manager = await aPerson(feilun, { roleCode: "store_manager", unitId: roles.store_manager });
  guide = await aPerson(feilun, { roleCode: "guide", unitId: roles.guide });
  colleague = await aPerson(feilun, { roleCode: "guide", unitId: roles.guide });
  stranger = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.S2.id });
  const week = JSON.stringify(
    Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["10:00", "12:00"]]])),
  );
  await sql`update store set opening_hours = ${week}::jsonb where org_unit_id = ${chain.stores.N1.id}`.execute(db);
  await sql`insert into setting (key, value, version, updated_by)
    values ('instance.public_address', '{"url": "https://crm.example.com"}', 1, 'test')`.execute(db);
  const made = await call<Service>(
    "POST",
    "/services",
    {
      ...{ unitId: chain.hq.id, name: "验光", minutes: 30, places: ["store", "wecom"], seats: 2 },
      fields: [
        { key: "left", label: "左眼度数", unit: "度", kind: "number" },
        { key: "advice", label: "建议", unit: "", kind: "text" },
      ],
      ...{ followUpDays: 7, nextAfterMonths: 12 },
    },
    admin.cookie,
  );
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  eyeCheck = made.body;
  const codes = await call<{ made: number }>("POST", "/services/codes", { unitId: chain.hq.id }, admin.cookie);
  expect(codes.body).toEqual({ made: 4 });
  const { rows } = await sql<{ slug: string }>`
    select c.slug from service_code k join live_code c on c.id = k.code_id where k.store_no = ${storeNo}`.execute(db);
  slug = rows[0]?.slug ?? "";
  // Two give it: the manager does not.
  const chosen = { offered: true, seats: 2, staffIds: [guide.id, colleague.id] };
  const kept = await call("PUT", `/services/${eyeCheck.id}/stores/${storeNo}`, chosen, manager.cookie);
  expect(kept.status, JSON.stringify(kept.body)).toBe(200);
});

describe("service as a place of its own", () => {
  it("is offered by headquarters; a store says what it offers and who gives it, its own only [CH-37]", async () => {
    expect(eyeCheck.stores).toBe(4);
    const edit = { version: 1, name: "改", minutes: 30, places: ["store"] };
    expect((await call("PUT", `/services/${eyeCheck.id}`, edit, manager.cookie)).status).toBe(403);
    expect((await call("PUT", `/services/${eyeCheck.id}`, edit, guide.cookie)).status).toBe(403);
    const foreign = `/services/${eyeCheck.id}/stores/${storeNo}`;
    expect((await call("PUT", foreign, { offered: false }, stranger.cookie)).status).toBe(404);
    const wrong = await call<Problem>("PUT", foreign, { offered: true, staffIds: [stranger.id] }, manager.cookie);
    expect(wrong.body.errors).toMatchObject([{ path: "staffIds.0" }]);
    await call("PUT", `/services/${eyeCheck.id}/stores/${chain.stores.S2.no}`, { offered: false }, stranger.cookie);
    const { body } = await call<{ items: Service[]; storesWithoutHours: { name: string }[] }>(
      ...(["GET", "/services", undefined, admin.cookie] as const),
    );
    expect(body.items).toMatchObject([{ id: eyeCheck.id, stores: 3 }]);
    expect(body.storesWithoutHours).toHaveLength(3);
    const twice = [1, 2].map(() => ({ key: "left", label: "左" }));
    const badFields = { ...edit, unitId: chain.hq.id, fields: twice };
    expect((await call<Problem>("POST", "/services", badFields, admin.cookie)).body.errors?.[0]?.path).toBe("fields");
  });

  it("takes appointments from the code's page within store hours; at once, nobody is booked twice [CH-37]", async () => {
    const opened = await get(`/c/${slug}`);
    expect(opened.headers.get("location")).toBe(`/v/${slug}`);
    const page = await get(`/v/${slug}`, await scan());
    expect(await page.text()).toContain("验光");
    expect((await slots("2026-06-15")).items.map(({ time }) => time)).toEqual(["10:30", "11:00", "11:30"]);
    // Who works when is not told to customers.
    expect((await slots("2026-06-15")).items.flatMap(({ staff }) => staff)).toEqual([]);
    expect(
      (await asCustomer<Problem>("GET", `/service-pages/${slug}/slots?serviceId=${eyeCheck.id}&day=2026-07-15`)).body
        .errors,
    ).toMatchObject([{ path: "day" }]);
    // Two seats, two colleagues, six customers at once.
    const browsers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => scan()));
    const answers = await Promise.all(
      browsers.map((cookie, index) => book("2026-06-16", "10:30", `1391234560${index}`, cookie)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("slot_taken");
    const tomorrow = await visits("day=2026-06-16");
    expect(tomorrow.items.map(({ staffId }) => staffId).sort()).toEqual([guide.id, colleague.id].sort());
    expect((await slots("2026-06-16")).items.map(({ time }) => time)).toEqual(["10:00", "11:00", "11:30"]);
    expect((await book("2026-06-16", "11:30", "13900000000", await scan())).body.errors).toMatchObject([
      { path: "phone" },
    ]);
    // The same customer again, for the same service.
    const happy = answers.findIndex(({ status }) => status === 201);
    const again = await book("2026-06-16", "11:30", `1391234560${happy}`, browsers[happy] ?? "");
    expect(again.body.code).toBe("already_booked");
    expect((await book("2026-06-16", "11:30", "139", browsers[happy] ?? "")).body.errors).toMatchObject([
      { path: "phone" },
    ]);
    expect((await book("2026-06-16", "13:00", "13912345709", await scan())).body.code).toBe("slot_taken");
    expect((await book("2026-06-16", "11:30", "13912345709", "")).body.code).toBe("open_page_first");
    // A store sees its own book only.
    expect((await visits("day=2026-06-16", stranger.cookie)).items).toEqual([]);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from event_log where type = 'service.booked' and store_no = ${storeNo}`.execute(db);
    expect(rows[0]?.n).toBe(2);
    const days = await toDos(guide.cookie);
    expect(days).toContainEqual(["service_remind", "明天有 1 位客户预约，提醒一声"]);
  });

  it("lets the customer move and cancel, and asks by tier who may come [CH-37]", async () => {
    const cookie = await scan();
    const { key } = (await book("2026-06-17", "10:00", "13912345720", cookie)).body;
    expect(await (await get(`/vb/${key}`)).text()).toContain("已为你约好");
    const move = (time: string) =>
      asCustomer<Problem>("POST", `/service-bookings/${key}/time`, { startsAt: at("2026-06-17", time) });
    expect((await move("11:00")).status).toBe(200);
    expect((await move("09:00")).body.code).toBe("slot_taken");
    const early = await asCustomer<Problem>("POST", `/service-bookings/${key}/state`, { state: "arrived" });
    expect(early.body.code).toBe("not_today");
    expect((await asCustomer("POST", `/service-bookings/${key}/state`, { state: "cancelled" })).status).toBe(200);
    expect((await move("10:00")).body.code).toBe("not_booked");
    expect((await get(`/vb/${"0".repeat(32)}`)).status).toBe(404);
    const exclusive = await call<Service>(
      "POST",
      "/services",
      { unitId: chain.hq.id, name: "专属保养", minutes: 15, places: ["store"], tiers: ["high"] },
      admin.cookie,
    );
    const walkIn = { serviceId: exclusive.body.id, storeNo, phone: "13912345720" };
    expect((await call<Problem>("POST", "/service-visits/walk-ins", walkIn)).body.code).toBe("tier_not_served");
    await sql`update member set tier = 'high' where member_no = (select max(member_no) from service_visit)`.execute(db);
    const taken = await call<Visit>("POST", "/service-visits/walk-ins", walkIn);
    expect(taken.status, JSON.stringify(taken.body)).toBe(201);
    // Headquarters does not serve in the store; whoever does begins, and nobody else can be booked with them meanwhile.
    expect((await step(taken.body, "serving", admin.cookie)).body.errors).toMatchObject([{ path: "state" }]);
    const serving = await step(taken.body, "serving", colleague.cookie);
    expect(serving.body).toMatchObject({ state: "serving", staffId: colleague.id });
    const another = await call<Visit>("POST", "/service-visits/walk-ins", { ...walkIn, serviceId: eyeCheck.id });
    expect((await step(another.body, "serving", colleague.cookie)).body.code).toBe("slot_taken");
    expect((await step(another.body, "cancelled", admin.cookie)).status).toBe(200);
    expect((await step(another.body, "cancelled")).body.code).toBe("wrong_state");
  });

  it("records what was found, makes the next visit due by rule, and keeps the relation: score, follow-up, re-check [CH-37]", async () => {
    await goTo("2026-06-16T02:28:00Z");
    const [first] = (await visits("day=2026-06-16&mine=true")).items as [Visit];
    const key = await keyOf(first);
    // The customer says so at the door; the guide begins, and writes the record.
    expect((await asCustomer("POST", `/service-bookings/${key}/state`, { state: "arrived" })).status).toBe(200);
    const begun = await step({ ...first, version: 2 }, "serving");
    expect(begun.body).toMatchObject({ state: "serving", staffId: guide.id });
    clock.set(new Date("2026-06-16T02:55:00Z"));
    const record = (version: number, findings: object) =>
      call<Visit>("POST", `/service-visits/${first.id}/record`, { version, findings, note: "戴镜习惯良好" });
    expect((await record(3, { left: "三百" })).body.errors).toMatchObject([{ path: "findings.left" }]);
    expect((await record(3, { right: "-3" })).body.errors).toMatchObject([{ path: "findings.right" }]);
    const both = await Promise.all([record(3, { left: "-3.25" }), record(3, { left: "-3.25" })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const done = both.find(({ status }) => status === 200)?.body as Visit;
    expect(done).toMatchObject({ state: "done", nextDueOn: "2027-06-16", followUpOn: "2026-06-23" });

    // The old address shows nothing any more; the guide's new one shows the record and asks for a score.
    expect((await get(`/vb/${key}`)).status).toBe(404);
    const detail = (await call<Visit>("GET", `/service-visits/${first.id}`)).body;
    expect(detail.findings).toEqual([{ name: "左眼度数", value: "-3.25 度" }]);
    expect((await call("GET", `/service-visits/${first.id}`, undefined, stranger.cookie)).status).toBe(404);
    const fresh = detail.address?.split("/vb/")[1] ?? "";
    const page = await (await get(`/vb/${fresh}`)).text();
    expect(page).toContain("-3.25 度");
    expect(page).toContain("2027-06-16");
    expect(page).not.toContain("戴镜习惯良好");
    const score = (body: object) => asCustomer<Problem>("POST", `/service-bookings/${fresh}/score`, body);
    expect((await score({ score: 6 })).body.errors).toMatchObject([{ path: "score" }]);
    expect((await score({ score: 2, words: "等太久" })).status).toBe(200);
    expect((await score({ score: 5 })).body.code).toBe("already_scored");
    // Read in the clear: written down, as is every step.
    const trail = await sql<{ action: string }>`
      select action from audit_log where subject_id = ${first.id} order by id`.execute(db);
    expect(trail.rows.map(({ action }) => action.replace("service_visit.", ""))).toEqual([
      ...["booked", "stepped", "stepped", "recorded", "opened", "scored"],
    ]);
    const told = await sql<{ properties: object }>`
      select properties from event_log where type = 'service.recorded'`.execute(db);
    expect(told.rows).toMatchObject([{ properties: { serviceKind: "验光", nextVisitDay: "2027-06-16" } }]);
    expect(JSON.stringify(told.rows)).not.toContain("3.25");

    // Who is nobody's friend yet is to be asked right after the service.
    expect((await toDos(guide.cookie)).map(([kind]) => kind)).toContain("serviced_customer");

    // A low score waits for who runs the store, not for the guide, until it is seen to.
    const lowScore = ["service_low_score", "服务低分：1 位客户不满意，请处理"];
    expect(await toDos(manager.cookie)).toContainEqual(lowScore);
    expect(await toDos(guide.cookie)).not.toContainEqual(lowScore);
    const care =
      (what: string, note = "", cookie = guide.cookie) =>
      async (version: number) =>
        call<Visit>("POST", `/service-visits/${first.id}/care`, { version, what, note }, cookie);
    const { version } = (await call<Visit>("GET", `/service-visits/${first.id}`)).body;
    expect((await care("handled", "", manager.cookie)(version)).body.errors).toMatchObject([{ path: "note" }]);
    expect((await care("handled", "已致歉，下次优先", manager.cookie)(version)).status).toBe(200);
    expect(await toDos(manager.cookie)).not.toContainEqual(lowScore);

    await goTo("2026-06-23T02:00:00Z");
    expect(await toDos(guide.cookie)).toContainEqual(["service_follow_up", "服务回访：1 位客户"]);
    expect((await visits("view=follow_up&mine=true")).items.map(({ id }) => id)).toEqual([first.id]);
    expect((await visits("view=follow_up&mine=true", colleague.cookie)).items).toEqual([]);
    expect((await care("followed_up")(version + 1)).status).toBe(200);
    expect((await visits("view=follow_up&mine=true")).waiting).toEqual({ followUp: 0, due: 0, lowScore: 0 });
    await goTo("2027-06-01T02:00:00Z");
    expect((await visits("view=due")).items.map(({ id }) => id)).toEqual([first.id]);
    expect(await toDos(guide.cookie)).toContainEqual(["service_due", "该复查、再次服务：1 位客户"]);
    // Who makes an appointment is due no more.
    const phone = (
      await sql<{ no: number }>`select member_no as no from service_visit where id = ${first.id}`.execute(db)
    ).rows[0]?.no;
    const next = {
      serviceId: eyeCheck.id,
      storeNo,
      startsAt: at("2027-06-02", "10:00"),
      memberNo: phone,
      place: "store",
    };
    const booked = await call<Visit>("POST", "/service-visits", next);
    expect(booked.status, JSON.stringify(booked.body)).toBe(201);
    expect((await visits("view=due")).items).toEqual([]);
    expect((await call<Visit>("GET", `/service-visits/${booked.body.id}`)).body.earlier).toMatchObject([
      { day: "2026-06-16" },
    ]);
  });

  it("counts services, time kept, satisfaction, friends and what was bought, beside members not served of the same tier [CH-37]", async () => {
    await goTo("2026-06-18T02:00:00Z");
    const { rows } = await sql<{ no: number }>`
      select member_no as no from service_visit where state = 'done' order by no limit 1`.execute(db);
    const served = rows[0]?.no ?? 0;
    const order = (orderCode: string, memberNo: number, day: string, yuan: number) => ({
      ...{
        source: "pos",
        orderCode,
        channel: "store" as const,
        storeNo,
        businessDay: day,
        paidAt: new Date(`${day}T06:00:00Z`),
      },
      member: { originNo: memberNo, memberNo },
      lines: [{ sku: "A", name: "镜片", quantity: 1, unitPriceLi: yuan * 1000, amountLi: yuan * 1000 }],
    });
    const other =
      (
        await sql<{
          no: number;
        }>`select distinct member_no as no from service_visit where member_no is not null and member_no <> ${served} order by 1 limit 1`.execute(
          db,
        )
      ).rows[0]?.no ?? 0;
    await sql`update member set tier = 'potential', registered_at = '2026-01-01', store_no = ${storeNo} where member_no in (${served}, ${other})`.execute(
      db,
    );
    await db
      .transaction()
      .execute((tx) =>
        upsertOrders(tx, platform, [
          ...[
            order("V-1", served, "2026-06-16", 100),
            order("V-2", served, "2026-07-01", 200),
            order("V-3", served, "2026-08-20", 400),
          ],
          ...[order("V-0", served, "2026-05-01", 50), order("V-9", other, "2026-05-01", 50)],
        ]),
      );
    const { rows: codes } = await sql<{
      id: string;
    }>`select code_id as id from service_code where store_no = ${storeNo}`.execute(db);
    await sql`insert into live_code_arrival (event_key, code_id, kind, origin_no, member_no, store_no, arrived_at, first)
      values (gen_random_uuid(), ${codes[0]?.id}, 'contact', ${served}, ${served}, ${storeNo}, '2026-06-16T03:30:00Z', true)`.execute(
      db,
    );
    await goTo("2026-10-01T02:00:00Z");
    const figures = async (by: string, cookie = admin.cookie) =>
      (
        await call<{ total: object; rows: object[] }>(
          "GET",
          `/services/figures?by=${by}&from=2026-06-15&to=2026-06-17`,
          undefined,
          cookie,
        )
      ).body;
    expect((await figures("service")).rows).toMatchObject([
      {
        ...{ label: "验光", booked: 3, walkIns: 1, done: 1, cancelled: 2, begun: 1, onTime: 1, members: 1 },
        ...{ scores: 1, scoreAverage: 2, lowScores: 1, newFriends: 1, revenue30Fen: 30_000, revenue90Fen: 70_000 },
      },
      { label: "专属保养", walkIns: 1, done: 0, cancelled: 0 },
    ]);
    expect((await figures("store")).rows).toMatchObject([{ label: "北一店", done: 1 }]);
    expect((await figures("store", stranger.cookie)).rows).toEqual([]);
    const compared = await call<{ observedDays: number; rows: object[] }>(
      ...(["GET", "/services/comparison?from=2026-06-15&to=2026-06-17", undefined, admin.cookie] as const),
    );
    expect(compared.body).toMatchObject({
      observedDays: 90,
      rows: [
        {
          ...{ tier: "potential", served: 1, servedAgain: 1, servedBuyers: 1, servedKept: 1 },
          ...{ others: 1, othersAgain: 0, othersBuyers: 1, othersKept: 0 },
        },
      ],
    });
    expect((await call("GET", "/services/comparison", undefined, stranger.cookie)).body).toMatchObject({ rows: [] });
  });

  it("forgets whom it served when a customer is erased; that it served stays [CH-37]", async () => {
    const { rows } = await sql<{ no: number }>`select member_no as no from service_visit where state = 'done'`.execute(
      db,
    );
    const asked = await call<{ id: string }>(
      ...([
        "POST",
        `/members/${rows[0]?.no}/erasure-requests`,
        { receivedVia: "email", note: "邮件" },
        admin.cookie,
      ] as const),
    );
    await call(
      "POST",
      `/erasure-requests/${asked.body.id}/review`,
      { decision: "approve", note: "已核对" },
      manager.cookie,
    );
    await call(
      "POST",
      `/erasure-requests/${asked.body.id}/review`,
      { decision: "approve", note: "已核对" },
      admin.cookie,
    );
    const confirmation = `永久删除 ${rows[0]?.no}`;
    const executed = await call("POST", `/erasure-requests/${asked.body.id}/execute`, { confirmation }, admin.cookie);
    expect(executed.status, JSON.stringify(executed.body)).toBe(200);
    const left = await sql<object>`
      select member_no, note, findings, score_words, next_due_on, score from service_visit where state = 'done'`.execute(
      db,
    );
    expect(left.rows).toEqual([
      { member_no: null, note: "", findings: [], score_words: "", next_due_on: null, score: 2 },
    ]);
  });
});
