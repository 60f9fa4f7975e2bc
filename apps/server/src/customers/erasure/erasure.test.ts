import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../commerce/index.ts";
import { processInbox } from "../../events/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { findByIdentifier } from "../identity/find-by-identifier.ts";
import { upsertMembers } from "../members/upsert-members.ts";
import { assignTags } from "../tags/assign-tags.ts";
import { createGroup, createTag } from "../tags/library.ts";
import { finishErasure } from "./finish-erasure.ts";

const feilun = await testPlatform();
const { platform } = feilun;
const server = await testServer(feilun);

let chain: SmallChain;
let officer: TestPerson;
let admin: TestPerson;
let guide: TestPerson;

interface Request {
  id: string;
  status: string;
  dueOn: string;
  note: string | null;
  confirmation: string;
  erased: Record<string, number> | null;
  code?: string;
  errors?: { message: string }[];
}

const secretName = "慕容雪";
const phone = "13955556666";
const otherPhone = "13955557777";

const call = <Body = Request>(method: string, path: string, body?: unknown, who = officer) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });

/** A member with two phones that were merged by hand, a name, a tag, consent, a guide's remark, an order and an event. */
async function aKnownPerson(): Promise<{ memberNo: number; otherNo: number }> {
  const at = feilun.clock.now();
  const [one, other] = await platform.db.transaction().execute(async (tx) => {
    const made = await upsertMembers(
      tx,
      platform,
      [phone, otherPhone].map((value) => ({
        identifiers: [
          { kind: "phone" as const, value },
          { kind: "openid" as const, scope: "wx1", value: `o-${value}` },
        ],
        attributes: { name: secretName, remark: "对花生过敏", address: "天津市和平区一号" },
        registeredAt: at,
        storeNo: chain.stores.N1.no,
        channel: "mini_program",
        consents: [{ purpose: "marketing" as const, channel: "any" as const, granted: true }],
        source: "pos",
        observedAt: at,
      })),
    );
    return made.map((each) => each.memberNo as number);
  });
  if (one === undefined || other === undefined) throw new Error("nobody was made");
  await call("POST", "/identity/merges", { memberNos: [one, other], note: "同一个人" }, admin);
  await platform.db.transaction().execute(async (tx) => {
    const { id: groupId } = await createGroup(tx, { family: "intent", name: "意向" });
    const { tagNo } = await createTag(tx, { groupId, name: "爱喝乌龙", madeByKind: "company", by: "测试" });
    await assignTags(tx, [{ originNo: one, memberNo: one, tagNo }], { source: "manual", by: "测试" });
    await upsertOrders(tx, platform, [
      {
        source: "pos",
        orderCode: "E-1",
        member: { originNo: one, memberNo: one },
        storeNo: chain.stores.N1.no,
        channel: "store",
        businessDay: "2026-06-14",
        paidAt: at,
        lines: [{ sku: "SKU-1", name: "茶", quantity: 1, unitPriceLi: 12_340, amountLi: 12_340 }],
      },
    ]);
  });
  const event = (eventId: string, type: string) => ({
    eventId,
    type,
    occurredAt: at.toISOString(),
    identifiers: [{ kind: "phone", value: phone }],
    properties: { keyword: secretName, path: "/home" },
  });
  await call("POST", "/events", { events: [event("e1", "search.performed"), event("e2", "moon.landed")] }, admin);
  await processInbox(platform);
  await feilun.deliver();
  return { memberNo: one, otherNo: other };
}

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
  officer = await aPerson(feilun, { roleCode: "compliance_officer", unitId: chain.hq.id });
  guide = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.N1.id });
});

/** Every table of PostgreSQL in which the text stands, the sealed values and hashes of it aside. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`.execute(platform.db);
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: hits } =
      await sql`select 1 from ${sql.table(name)} t where t::text like ${`%${text}%`} limit 1`.execute(platform.db);
    if (hits.length > 0) found.push(name);
  }
  return found;
}

describe("a request to be forgotten", () => {
  it("is asked, reviewed and executed, leaves nothing of the person in either engine, and keeps the facts", async () => {
    const { memberNo, otherNo } = await aKnownPerson();
    const asked = await call("POST", `/members/${otherNo}/erasure-requests`, {
      receivedVia: "phone",
      note: "本人来电要求注销",
    });
    expect([asked.status, asked.body.status, asked.body.dueOn]).toEqual([201, "requested", "2026-07-15"]);
    const again = await call("POST", `/members/${memberNo}/erasure-requests`, {
      receivedVia: "store",
      note: "到店再说一次",
    });
    expect(again.body.code).toBe("erasure_under_way");
    const path = `/erasure-requests/${asked.body.id}`;
    const early = await call("POST", `${path}/execute`, { confirmation: asked.body.confirmation });
    expect(early.body.code).toBe("erasure_not_approved");
    expect((await call("POST", `${path}/review`, { decision: "approve", note: "已核对" }, guide)).status).toBe(403);
    await call("POST", `${path}/review`, { decision: "approve", note: "已核对身份" });
    const mistyped = await call("POST", `${path}/execute`, { confirmation: "删除" });
    expect([mistyped.status, mistyped.body.errors?.[0]?.message]).toEqual([
      400,
      `删除后无法恢复，请一字不差地输入「永久删除 ${memberNo}」`,
    ]);

    const before = await platform.clickhouse.row<{ n: number }>(
      `select count() as n from event where properties like '%${secretName}%'`,
    );
    expect(before.n).toBe(1);
    const done = await call("POST", `${path}/execute`, { confirmation: `永久删除 ${memberNo}` });
    expect(done.body).toMatchObject({
      status: "executed",
      note: null,
      erased: {
        identifier: 4,
        member: 2,
        member_record: 2,
        event_log: expect.any(Number),
        event_dead_letter: 1,
        member_tag: 1,
      },
    });
    await feilun.deliver();
    await expect.poll(() => finishErasure(platform, asked.body.id), { timeout: 20_000 }).toBe(true);

    for (const text of [secretName, phone, otherPhone, "花生", `o-${phone}`])
      expect(await tablesWith(text)).toEqual([]);
    const { rows: sealed } = await sql`select from member where owner_no = ${memberNo}
      and (name_sealed is not null or search_tokens <> '{}' or gender is not null)`.execute(platform.db);
    expect(sealed).toHaveLength(0);
    const after = await platform.clickhouse.row<{ facts: number; told: number; events: number; orders: number }>(
      `select (select count() from member_fact where member_no in (${memberNo}, ${otherNo})) as facts,
        (select count() from event where properties not in ('{}', '')) as told,
        (select count() from event where type = 'search.performed') as events, (select count() from purchase) as orders`,
    );
    expect(after).toEqual({ facts: 0, told: 0, events: 1, orders: 1 });
    const { rows: orders } = await sql<{ amount: number }>`
      select amount_fen as amount from sales_order where member_no = ${memberNo}`.execute(platform.db);
    expect(orders).toEqual([{ amount: 1234 }]);
    const { rows: audits } = await sql<{ action: string }>`
      select action from audit_log where subject_kind = 'erasure_request' order by id`.execute(platform.db);
    expect(audits.map((row) => row.action)).toEqual(["erasure.requested", "erasure.approved", "erasure.executed"]);
  });

  it("closes the profile and its merges for good, and takes the same phone for a new person", async () => {
    const { rows } = await sql<{
      no: number;
    }>`select member_no as no from member where status = 'erased' order by 1`.execute(platform.db);
    const [memberNo, otherNo] = rows.map((row) => row.no);
    for (const no of [memberNo, otherNo]) {
      const profile = await call<{ code: string }>("GET", `/members/${no}`);
      expect([profile.status, profile.body.code]).toEqual([410, "member_erased"]);
    }
    const { rows: merges } = await sql<{ id: number }>`select id from merge_log where kind = 'merge'`.execute(
      platform.db,
    );
    const undo = await call("POST", `/identity/merges/${merges[0]?.id}/undo`, { note: "想撤销" }, admin);
    expect(undo.body.code).toBe("member_erased");

    const [fresh] = await platform.db.transaction().execute((tx) =>
      upsertMembers(tx, platform, [
        {
          identifiers: [{ kind: "phone", value: phone }],
          source: "pos",
          observedAt: feilun.clock.now(),
          storeNo: chain.stores.N1.no,
        },
      ]),
    );
    expect(fresh).toMatchObject({ isNew: true });
    expect(rows.map((row) => row.no)).not.toContain(fresh?.memberNo);
    expect(await findByIdentifier(platform.db, platform, "phone", undefined, phone)).toBe(fresh?.memberNo);
    const merge = await call(
      "POST",
      "/identity/merges",
      { memberNos: [fresh?.memberNo, memberNo], note: "合回去" },
      admin,
    );
    expect(merge.body.code).toBe("member_erased");
  });

  it("asks for another look when the member was merged after the review", async () => {
    const made = await platform.db.transaction().execute((tx) =>
      upsertMembers(
        tx,
        platform,
        ["13955550001", "13955550002"].map((value) => ({
          identifiers: [{ kind: "phone" as const, value }],
          source: "pos",
          observedAt: feilun.clock.now(),
          storeNo: chain.stores.N1.no,
        })),
      ),
    );
    const [one, other] = made.map((each) => each.memberNo as number);
    const asked = await call("POST", `/members/${one}/erasure-requests`, {
      receivedVia: "email",
      note: "邮件要求删除",
    });
    await call("POST", `/erasure-requests/${asked.body.id}/review`, { decision: "approve", note: "已核对" });
    await call("POST", "/identity/merges", { memberNos: [one, other], note: "同一个人" }, admin);
    const execute = () =>
      call("POST", `/erasure-requests/${asked.body.id}/execute`, { confirmation: `永久删除 ${one}` });
    expect((await execute()).body.code).toBe("erasure_member_changed");
    expect(await findByIdentifier(platform.db, platform, "phone", undefined, "13955550001")).toBe(one);
    await call("POST", `/erasure-requests/${asked.body.id}/review`, { decision: "approve", note: "已再次核对" });
    expect((await execute()).body.status).toBe("executed");
  });
});
