import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import {
  assignTags,
  createGroup,
  createTag,
  recordConsent,
  resolveMembers,
  tagFamilyNames,
} from "../../../customers/index.ts";
import { runAudience } from "../../../insight/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount } from "../../wechat/index.ts";

const testing = await testPlatform();
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const corpId = "ww0000000000000001";
let operator: TestPerson;
let accountId: string;
let tagNo: number;
let chain: Awaited<ReturnType<typeof aSmallChain>>;

const ask = <Body>(method: string, path: string, body?: object) =>
  server.call<Body>(method, `/outbound${path}`, { cookie: operator.cookie, body });

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  const actor = systemActor("test");
  await db.transaction().execute(async (tx) => {
    accountId = (
      await createAccount(platform, tx, actor, {
        platform: "wecom",
        accountId: corpId,
        agentId: "1000002",
        name: "测试企业",
        baseUrl: "http://127.0.0.1:9",
        secrets: { secret: "s" },
      })
    ).id;
    const group = await createGroup(tx, { name: "喜好", family: tagFamilyNames[0] });
    const tag = { groupId: group.id, name: "爱喝茶", madeByKind: "company", by: "test" } as const;
    tagNo = (await createTag(tx, tag)).tagNo;
  });
});

/** Members of a store with the tag; friends of LiLei unless said otherwise. */
async function members(count: number, more: { readonly friend?: boolean; readonly storeNo?: number } = {}) {
  const { friend = true, storeNo = chain.stores.N1.no } = more;
  const keys = Array.from({ length: count }, (_, i) => `wm${storeNo}${friend ? "f" : "x"}${i}`);
  return db.transaction().execute(async (tx) => {
    const made = await resolveMembers(
      tx,
      platform,
      keys.map((value) => ({
        identifiers: [{ kind: "external_userid", scope: corpId, value }],
        occurredAt: new Date(),
        source: "wecom",
        storeNo,
      })),
    );
    const people = made.map(({ originNo, memberNo }, i) => ({
      key: keys[i],
      originNo: originNo ?? 0,
      memberNo: memberNo ?? 0,
    }));
    if (friend)
      await sql`
        insert into wecom_follow (corp_id, userid, external_userid, origin_no, member_no, state, began_at)
        select ${corpId}, 'LiLei', n.key, n."originNo", n."memberNo", 'active', now()
        from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as n(key text, "originNo" int, "memberNo" int)`.execute(
        tx,
      );
    await assignTags(
      tx,
      people.map(({ originNo, memberNo }) => ({ originNo, memberNo, tagNo })),
      { source: "manual", by: "test" },
    );
    return people;
  });
}

describe("writing a message to customers", () => {
  it("offers staff, groups and tags of the company, and none of another channel", async () => {
    await sql`insert into wecom_member (corp_id, userid, name, departments, status, serves)
      values (${corpId}, 'LiLei', '李雷', '{1}', 1, true), (${corpId}, 'Gone', '走了', '{1}', 5, false)`.execute(db);
    await sql`insert into customer_group (platform, account_key, chat_key, name, owner_key, opened_at, customer_count)
      values ('wecom', ${corpId}, 'wr1', '茶友群', 'LiLei', now(), 12)`.execute(db);
    const { body } = await ask<object>("GET", "/choices?channel=wecom_group");
    expect(body).toMatchObject({
      accounts: [{ id: accountId, name: "测试企业" }],
      staff: [{ key: "LiLei", name: "李雷", customers: 0 }],
      groups: [{ key: "wr1", name: "茶友群", ownerKey: "LiLei", customers: 12 }],
      tags: [],
    });
    expect((await ask<object>("GET", "/choices?channel=official_template")).body).toMatchObject({
      accounts: [],
      staff: [],
    });
  });

  it("counts whom it reaches before anything is sent, and leaves out who withdrew consent or has no address", async () => {
    const friends = await members(4);
    await members(2, { friend: false });
    await members(3, { storeNo: chain.stores.S1.no });
    const withdrawn = friends[0];
    if (!withdrawn) throw new Error("no friend");
    await db.transaction().execute((tx) =>
      recordConsent(tx, [
        {
          originNo: withdrawn.originNo,
          memberNo: withdrawn.memberNo,
          purpose: "marketing",
          channel: "wecom",
          granted: false,
          at: new Date(),
          source: "test",
          by: "test",
        },
      ]),
    );
    const to = { channel: "wecom_mass", accountId, audience: { tagNos: [tagNo], storeNos: [chain.stores.N1.no] } };
    expect((await ask<object>("POST", "/reach", to)).body).toEqual({
      reachable: 3,
      withoutAddress: 2,
      refused: 1,
      refusals: { no_consent: 1 },
      sendAt: null,
      parts: 1,
    });
    expect((await db.selectFrom("outbound").select("id").execute()).length).toBe(0);

    const made = await ask<{ ids: string[] }>("POST", "", {
      ...to,
      businessKey: "console:1",
      title: "新茶到店",
      content: { text: "新茶到店，欢迎来喝" },
    });
    expect(made.body).toEqual({ ids: [expect.any(String)], withoutAddress: 2, refused: 1 });
    const [id] = made.body.ids;
    const { body } = await ask<{ outcomes: object }>("GET", `/${id}`);
    expect(body.outcomes).toEqual({ waiting: 3, no_address: 2, no_consent: 1 });
    const left = await ask<{ items: object[] }>("GET", `/${id}/deliveries?outcome=no_consent`);
    expect(left.body.items).toMatchObject([{ memberNo: withdrawn.memberNo, reason: "已退订营销消息" }]);
  });

  it("goes to a 人群包 that was made for WeCom, without who is held out, and its effect counts from there [DT-16]", async () => {
    const people = await members(40, { storeNo: chain.stores.N2.no });
    await db.transaction().execute((tx) =>
      recordConsent(
        tx,
        people.map(({ originNo, memberNo }) => ({
          originNo,
          memberNo,
          purpose: "marketing",
          channel: "wecom",
          granted: true,
          at: new Date(),
          source: "test",
          by: "本人",
        })),
      ),
    );
    const audience = (body: object) =>
      server.call<{ id: string }>("POST", "/audiences", {
        cookie: operator.cookie,
        body: { name: "茶友", purpose: "新茶上市通知老客", orgUnitId: chain.stores.N2.id, filter: {}, ...body },
      });
    await sql`insert into setting (key, value, version, updated_by) values ('insight.audiences',
      '{"minMembers":1,"approvalAbove":10000,"keepHours":72,"rowsPerFile":1000,"adultAge":18,"measureDays":30,"keepDays":400}', 1, 'test')`.execute(
      db,
    );
    const wecom = { target: "wecom", columns: [{ kind: "external_userid", scope: corpId }], holdoutPercent: 30 };
    const { id } = (await audience(wecom)).body;
    await runAudience(platform, id, new AbortController().signal);
    const { chosen, heldOut } = (
      await server.call<{ chosen: number; heldOut: number }>("GET", `/audiences/${id}`, { cookie: operator.cookie })
    ).body;
    expect([chosen + heldOut, heldOut > 0]).toEqual([40, true]);
    const to = { channel: "wecom_mass", accountId, audience: { audienceId: id } };
    expect((await ask<object>("POST", "/reach", to)).body).toMatchObject({ reachable: chosen, refused: 0 });
    const made = await ask("POST", "", { ...to, businessKey: "b:1", title: "新茶", content: { text: "新茶到店" } });
    expect(made.status).toBe(202);
    const effect = await server.call<{ from: string | null }>("GET", `/audiences/${id}/effect`, {
      cookie: operator.cookie,
    });
    expect(effect.body.from).not.toBeNull();
    const ad = { target: "ad_platform", platform: "腾讯广告", columns: [{ kind: "phone_md5" }] };
    const other = (await audience(ad)).body.id;
    const refused = await ask("POST", "/reach", { ...to, audience: { audienceId: other } });
    expect(refused.status).toBe(400);
  });

  it("asks for a condition, names what is missing, and refuses a store's own people", async () => {
    const to = { channel: "wecom_mass", accountId };
    expect(await ask("POST", "/reach", { ...to, audience: {} })).toMatchObject({
      status: 400,
      body: { errors: [{ path: "audience", message: expect.stringContaining("至少选一个条件") }] },
    });
    expect(await ask("POST", "/reach", to)).toMatchObject({ status: 400, body: { errors: [{ path: "memberNos" }] } });
    expect(await ask("POST", "/reach", { ...to, channel: "wecom_app" })).toMatchObject({
      body: { errors: [{ path: "targetKeys", message: expect.stringContaining("导购") }] },
    });
    const manager = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    const refused = await server.call("POST", "/outbound/reach", {
      cookie: manager.cookie,
      body: { ...to, memberNos: [1] },
    });
    expect(refused.status).toBe(403);
  });
});
