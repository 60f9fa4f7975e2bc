import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testSandbox } from "../../../testing/sandbox.ts";
import { testServer } from "../../../testing/server.ts";
import { aCodeWorld } from "../codes/codes.testing.ts";
import { directorySetting } from "../settings.ts";
import { workOffInheritance } from "./work-plans.ts";

const testing = await testPlatform({ now: new Date().toISOString() });
const { platform } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const CUSTOMERS = 120;

interface Shown {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly names: Readonly<Record<string, string>>;
  readonly counts: readonly { kind: string; takeover: string | null; state: string; count: number }[];
}
interface Guide {
  readonly person: TestPerson;
  readonly userid: string;
}
let world: Awaited<ReturnType<typeof aCodeWorld>>;
let leaver: Guide;
let near: Guide;
let far: Guide;
let keys: string[];
let accountId: string;

/** A guide with a session here and a member in WeCom, told to be one by the staff code. */
async function aGuide(unitId: string, department: number): Promise<Guide> {
  const person = await aPerson(testing, { roleCode: "guide", unitId });
  const userid = person.actor.name.replace("测试员工", "T");
  await sandbox.act("wecom.hire", { userid, name: person.actor.name, departments: [department] });
  return { person, userid };
}

async function befriend(userid: string, count: number): Promise<string[]> {
  const made: string[] = [];
  for (let i = 0; i < count; i++) {
    const person = await sandbox.act<{ id: string }>("people.add", { nickname: `${userid} 的客户 ${i}` });
    const friend = await sandbox.act<{ externalUserid: string }>("wecom.add_friend", { person: person.id, userid });
    made.push(friend.externalUserid);
  }
  return made;
}

const plan = (handoverUserid: string, takers: readonly string[], message = "") =>
  world.ask<Shown>("POST", "/inheritance", {
    accountId,
    handoverUserid,
    rule: { takers: takers.map((userid) => ({ userid })), byStore: true, byLoad: true },
    message,
  });
const look = (id: string) => world.ask<Shown>("GET", `/inheritance/${id}`);
async function carryOut(id: string): Promise<Shown> {
  await world.ask("POST", `/inheritance/${id}/start`);
  for (const hours of [0, 24]) {
    await sandbox.act("clock.advance", { ms: hours * 3_600_000 });
    await sql`update inheritance_plan set next_at = now() where state = 'working'`.execute(db);
    await workOffInheritance(platform, new AbortController().signal);
  }
  return look(id);
}
const countOf = ({ counts }: Shown, kind: string, takeover: string, state: string) =>
  counts.find((row) => row.kind === kind && row.takeover === takeover && row.state === state)?.count ?? 0;
/** What the customer reads from a member. */
const chat = async (userid: string, key: string) =>
  (await sandbox.look<{ from: string; content: { content?: string } }[]>(`/chat?key=wecom/${userid}/${key}`))
    .filter(({ from }) => from === userid)
    .map(({ content }) => content.content);
const tagsOf = () => world.rows(sql`select t.member_no, t.tag_no, t.origin_no from member_tag t order by 1, 2, 3`);
const historyOf = () =>
  world.rows<{ key: string }>(
    sql`select event_key::text as key, member_no from event_log where type = 'contact.added' order by 1`,
  );

beforeAll(async () => {
  world = await aCodeWorld(testing, server, sandbox);
  await sql`update setting set value = value || '{"leavers": "end"}' where key = ${directorySetting.key}`.execute(db);
  const { N1, N2 } = world.chain.stores;
  leaver = await aGuide(N1.id, 2);
  near = await aGuide(N1.id, 2);
  far = await aGuide(N2.id, 3);
  keys = await befriend(leaver.userid, CUSTOMERS);
  await befriend(near.userid, 10);
  for (const name of ["一群", "二群", "三群"]) await sandbox.act("wecom.open_group", { owner: leaver.userid, name });
  const { tag_group } = await world.api.post<{ tag_group: { tag: { id: string }[] } }>(
    "/cgi-bin/externalcontact/add_corp_tag",
    { group_name: "喜好", tag: [{ name: "爱喝茶" }] },
  );
  for (const external_userid of keys.slice(0, 5)) {
    const who = { userid: leaver.userid, external_userid };
    await world.api.post("/cgi-bin/externalcontact/mark_tag", { ...who, add_tag: [tag_group.tag[0]?.id] });
    await world.api.post("/cgi-bin/externalcontact/remark", { ...who, remark: "老客户，对花生过敏" });
  }
  await world.sync();
  accountId = (await world.rows<{ id: string }>(sql`select id from wechat_account`))[0]?.id ?? "";
  // Twenty of them chose the other store.
  await sql`
    update member set store_no = ${N2.no} where member_no in (
      select member_no from wecom_follow where external_userid = any(${keys.slice(-20)}::text[]))`.execute(db);
});

describe("CASE-49 A guide leaves [GD-14]", () => {
  it("hands 120 customers and 3 groups on by store and load, tells them, keeps tags and history, ends access and moves tasks [GD-14]", async () => {
    const [customer] = await world.rows<{ memberNo: number }>(
      sql`select member_no as "memberNo" from wecom_follow where external_userid = ${keys[0]}`,
    );
    const lead = await world.ask<{ id: string }>("POST", "/leads", {
      title: "公司下午茶",
      need: "每周五 30 人份",
      source: "visit",
      memberNo: customer?.memberNo,
    });
    await world.ask("POST", `/leads/${lead.id}/assign`, { staffId: leaver.person.id });
    const [tags, history] = [await tagsOf(), await historyOf()];
    expect([tags.length, history.length]).toEqual([5, CUSTOMERS + 10]);
    expect((await server.call("GET", "/me", { cookie: leaver.person.cookie })).status).toBe(200);

    await sandbox.act("wecom.dismiss_member", { userid: leaver.userid });
    await world.sync();
    expect((await server.call("GET", "/me", { cookie: leaver.person.cookie })).status).toBe(401);
    const sources = await world.ask<{ items: object[] }>("GET", "/inheritance/sources");
    expect(sources.items).toMatchObject([{ userid: leaver.userid, left: true, customers: CUSTOMERS, groups: 3 }]);

    const made = await plan(leaver.userid, [near.userid, far.userid]);
    expect(made.kind).toBe("resigned");
    expect(made.names[near.userid]).toBe(near.person.actor.name);
    // A hundred of the leaver's store stay in it; those who chose the other store go there.
    expect(countOf(made, "customer", near.userid, "planned")).toBe(100);
    expect(countOf(made, "customer", far.userid, "planned")).toBe(20);
    const done = await carryOut(made.id);
    expect(done.state).toBe("done");
    expect(done.counts.every(({ state }) => state === "done")).toBe(true);
    expect(done.counts.filter(({ kind }) => kind === "group").reduce((sum, { count }) => sum + count, 0)).toBe(3);

    await world.sync();
    const owners = await world.rows<{ guide: string | null; customers: number }>(sql`
      select m.guide_id as guide, count(*)::int as customers from member m
      where m.member_no in (select member_no from wecom_follow where external_userid = any(${keys}::text[])) group by 1 order by 2`);
    expect(owners).toEqual([
      { guide: far.person.id, customers: 20 },
      { guide: near.person.id, customers: 100 },
    ]);
    const groups = await world.rows<{ owner: string }>(
      sql`select distinct owner_key as owner from customer_group where dismissed_at is null`,
    );
    expect(groups.map(({ owner }) => owner)).not.toContain(leaver.userid);
    for (const key of [keys[0] ?? "", keys[99] ?? ""])
      expect(await chat(near.userid, key)).toContain(`您好，我是${near.person.actor.name}，接下来由我为您服务`);
    expect(await tagsOf()).toEqual(tags);
    expect((await historyOf()).map(({ key }) => key)).toEqual(expect.arrayContaining(history.map(({ key }) => key)));
    const [note] = await world.rows<{ remark: string | null }>(sql`
      select remark_sealed as remark from wecom_follow where external_userid = ${keys[0]} and userid = ${near.userid}`);
    expect(note?.remark && platform.cipher.open(note.remark)).toBe("老客户，对花生过敏");
    const [moved] = await world.rows<{ staffId: string; steps: number }>(sql`
      select assigned_to as "staffId", (select count(*)::int from lead_step where lead_id = lead.id and note = '随客户继承转交') as steps from lead`);
    expect(moved).toEqual({ staffId: near.person.id, steps: 1 });
  });

  it("transfers in post when a guide only moves to another store: access stays, customers hear whose they are [GD-14]", async () => {
    await sandbox.act("wecom.move_member", { userid: near.userid, departments: [3] });
    await world.sync();
    const [stays] = await world.rows<{ userid: string }>(
      sql`select userid from wecom_member where name = '李雷' and left_at is null`,
    );
    const made = await plan(near.userid, [stays?.userid ?? ""], "今后由李雷为您服务");
    expect(made.kind).toBe("on_job");
    const done = await carryOut(made.id);
    expect(countOf(done, "customer", stays?.userid ?? "", "done")).toBe(110);
    expect(await chat(stays?.userid ?? "", keys[0] ?? "")).toContain("今后由李雷为您服务");
    expect((await server.call("GET", "/me", { cookie: near.person.cookie })).status).toBe(200);
    await world.sync();
    const orphans = await world.rows(sql`
      select member_no from member where status = 'active' and guide_id is null
        and member_no in (select member_no from wecom_follow)`);
    expect(orphans).toEqual([]);
  });

  it("knows of a failed takeover from the callback, and what to do about it", async () => {
    await world.listen();
    const [giver] = await world.rows<{ userid: string }>(
      sql`select userid from wecom_member where name = '韩梅' and left_at is null`,
    );
    const from = giver?.userid ?? "";
    const [key = ""] = await befriend(from, 1);
    await world.work(1);
    const made = await plan(from, [far.userid]);
    await world.ask("POST", `/inheritance/${made.id}/start`);
    await workOffInheritance(platform, new AbortController().signal);
    await sandbox.act("wecom.answer_transfer", { externalUserid: key, takeover: far.userid, accept: false });
    await world.work(1);
    const items = await world.ask<{ items: object[] }>("GET", `/inheritance/${made.id}/items`);
    expect(items.items).toMatchObject([
      {
        state: "customer_refused",
        takeoverName: far.person.actor.name,
        remedy: expect.stringContaining("换一位接替人"),
      },
    ]);
    await workOffInheritance(platform, new AbortController().signal);
    expect((await look(made.id)).state).toBe("done");
  });

  it("keeps a customer's agreement to the archive as consent, once", async () => {
    const [friend] = await world.rows<{ userid: string; key: string }>(
      sql`select userid, external_userid as key from wecom_follow where state = 'active' limit 1`,
    );
    const relation = { userid: friend?.userid, externalUserid: friend?.key };
    await sandbox.act("wecom.agree_archive", { ...relation, agrees: true });
    await world.work(1);
    expect(
      await world.rows(sql`select purpose, channel, granted from consent_record where purpose = 'chat_archive'`),
    ).toEqual([{ purpose: "chat_archive", channel: "wecom", granted: true }]);
  });
});
