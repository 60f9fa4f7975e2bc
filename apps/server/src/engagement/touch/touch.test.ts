import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recordConsent, resolveMembers } from "../../customers/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { HandOverRefused, type OutboundChannel } from "../outbound/channel.ts";
import { createOutbound, type OutboundDraft } from "../outbound/create-outbound.ts";
import { workOffOutbound } from "../outbound/work-outbound.ts";
import type { Cap, TouchPolicy } from "./policy.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);

let chain: SmallChain;
let operator: TestPerson;
let guide: TestPerson;
let number = 0;
const account = "0198a000-0000-7000-8000-000000000001";

beforeAll(async () => {
  chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  guide = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.N1.id });
});
beforeEach(async () => {
  clock.set("2026-06-15T04:00:00Z");
  await sql`delete from outbound`.execute(db);
  await sql`delete from setting where key = 'engagement.touch_policy'`.execute(db);
});

interface Person {
  readonly originNo: number;
  readonly memberNo: number;
}

async function people(count: number): Promise<Person[]> {
  const facts = Array.from({ length: count }, () => ({
    identifiers: [{ kind: "external_userid" as const, scope: "corp", value: `wm${++number}` }],
    occurredAt: clock.now(),
    source: "test",
    storeNo: chain.stores.N1.no,
  }));
  const made = await db.transaction().execute((tx) => resolveMembers(tx, platform, facts));
  return made.map(({ originNo, memberNo }) => ({ originNo: originNo ?? 0, memberNo: memberNo ?? 0 }));
}

const handed: string[][] = [];
/** A platform that takes everything at once, or refuses for good. */
const channelThat = (refuses: boolean): OutboundChannel => ({
  name: "wecom_mass",
  maxTargets: 1000,
  repetitionMinutes: 0,
  resolve: async () => [],
  accounts: async () => [],
  hand: async (_, targets) => {
    const never = { errcode: 1, reason: "不行", remedy: "换一条", retry: "never", uncertain: false } as const;
    if (refuses) throw new HandOverRefused(never);
    handed.push([...targets]);
    const results = targets.map((key) => ({
      target: { key, originNo: Number(key), memberNo: Number(key) },
      outcome: "sent" as const,
      at: clock.now(),
    }));
    return { platformKey: `p${++number}`, final: true, results };
  },
});
const send = (to: readonly Person[], draft: Partial<OutboundDraft> = {}) =>
  db.transaction().execute((tx) =>
    createOutbound(platform, tx, systemActor("test"), channelThat(false), {
      businessKey: `k${++number}`,
      accountId: account,
      title: "新茶到店",
      content: { text: "新茶到店" },
      targets: to.map((person) => ({ key: String(person.memberNo), ...person })),
      ...draft,
    }),
  );
const work = (refuses = false) => workOffOutbound(platform, [channelThat(refuses)], new AbortController().signal);
const due = () => sql`update outbound set next_at = now() where next_at < 'infinity'`.execute(db);
const outcomesOf = async (id: string | undefined) => {
  const { rows } = await sql<{ memberNo: number; outcome: string; reason: string | null }>`
    select member_no as "memberNo", outcome, reason from outbound_delivery where outbound_id = ${id} order by 1`.execute(
    db,
  );
  return rows;
};
const kindsOf = async (id: string | undefined) => (await outcomesOf(id)).map(({ outcome }) => outcome);

const cap = (changes: Partial<Cap> = {}): Cap => ({
  channel: "all",
  kind: "marketing",
  most: 1,
  window: "day",
  counting: "calendar",
  quota: false,
  ...changes,
});
const ask = <Body>(method: string, path: string, body?: object, cookie = operator.cookie) =>
  server.call<Body>(method, path, { cookie, ...(body && { body }) });
interface Answer {
  value: TouchPolicy;
  version: number;
  advised: TouchPolicy;
}
async function policy(changes: Partial<TouchPolicy>): Promise<void> {
  const { body } = await ask<Answer>("GET", "/touch-policy");
  const put = await ask("PUT", "/touch-policy", { value: { ...body.value, ...changes }, version: body.version });
  expect(put.status).toBe(200);
}

describe("the touch policy [CH-35] [RK-12]", () => {
  it("is headquarters' to set, names the field that is wrong, and leaves a trail", async () => {
    const { body } = await ask<Answer>("GET", "/touch-policy");
    expect(body).toMatchObject({ version: 0, value: { caps: [], quiet: [] } });
    const wrong = await ask<{ errors: { path: string }[] }>("PUT", "/touch-policy", {
      version: 0,
      value: { ...body.value, quiet: [{ channel: "all", from: "21:00", to: "21:00", handling: "put_off" }] },
    });
    expect([wrong.status, wrong.body.errors[0]?.path]).toEqual([400, "value.quiet.0.to"]);
    await policy({ caps: [cap()] });
    const late = await ask<{ code: string }>("PUT", "/touch-policy", { version: 0, value: body.value });
    expect([late.status, late.body.code]).toEqual([409, "setting_changed"]);
    expect((await ask("PUT", "/touch-policy", { version: 1, value: body.value }, guide.cookie)).status).toBe(403);
    const { rows } = await sql`
      select from audit_log where action = 'setting.changed' and subject_id = 'engagement.touch_policy'`.execute(db);
    expect(rows).toHaveLength(1);
  });

  it("leaves out who withdrew consent or had their share, each with the reason, and reaches the others", async () => {
    const [no, full, free] = (await people(3)) as [Person, Person, Person];
    const said = {
      purpose: "marketing",
      channel: "any",
      granted: false,
      at: clock.now(),
      source: "t",
      by: "本人",
    } as const;
    await db.transaction().execute((tx) => recordConsent(tx, [{ ...no, ...said }]));
    await policy({ caps: [cap()] });
    await send([full]);
    const [id] = await send([no, full, free]);
    expect(await outcomesOf(id)).toEqual([
      { memberNo: no.memberNo, outcome: "no_consent", reason: "已退订营销消息" },
      { memberNo: full.memberNo, outcome: "frequency_capped", reason: "已达触达上限：当天最多 1 次" },
      { memberNo: free.memberNo, outcome: "waiting", reason: null },
    ]);
    const shown = await ask<{ from: string; items: object[] }>("GET", "/touch-refusals?days=7");
    expect(shown.body).toEqual({
      from: "2026-06-09",
      to: "2026-06-15",
      items: [
        { day: "2026-06-15", reason: "frequency_capped", people: 1 },
        { day: "2026-06-15", reason: "no_consent", people: 1 },
      ],
    });
    // The next day in the shop has room again, and kinds that the policy exempts always have.
    expect(await kindsOf((await send([full], { kind: "transaction" }))[0])).toEqual(["waiting"]);
    expect(await kindsOf((await send([no, full], { kind: "reply" }))[0])).toEqual(["waiting", "waiting"]);
    clock.set("2026-06-15T16:00:00Z");
    expect(await kindsOf((await send([full]))[0])).toEqual(["waiting"]);
  });

  it("lets exactly one of many sends at the same moment take the last place, whatever channel's", async () => {
    const crowd = await people(20);
    await policy({ caps: [cap({ most: 2, window: "week", counting: "rolling" })] });
    const sends = await Promise.all(
      Array.from({ length: 6 }, (_, i) => send(i % 2 === 0 ? crowd : crowd.toReversed())),
    );
    const all = (await Promise.all(sends.map(([id]) => outcomesOf(id)))).flat();
    for (const { memberNo } of crowd)
      expect(all.filter((row) => row.memberNo === memberNo && row.outcome === "waiting")).toHaveLength(2);
  });

  it("gives a place back when a send failed for sure, and hands nothing over to nobody", async () => {
    const [one] = (await people(1)) as [Person];
    await policy({ caps: [cap()] });
    const [failed] = await send([one]);
    await work(true);
    expect(await kindsOf(failed)).toEqual(["failed"]);
    const [second] = await send([one]);
    expect(await kindsOf(second)).toEqual(["waiting"]);
    const before = handed.length;
    const [nobody] = await send([one]);
    await due();
    await work();
    expect(handed.slice(before)).toEqual([[String(one.memberNo)]]);
    const { rows } = await sql<{ state: string }>`select state from outbound where id = ${nobody}`.execute(db);
    expect(rows).toEqual([{ state: "settled" }]);
  });

  it("puts messages off until quiet hours end, once, and looks at consent again before they go", async () => {
    const [stays, leaves] = (await people(2)) as [Person, Person];
    await policy({ quiet: [{ channel: "all", from: "21:30", to: "08:00", handling: "put_off" }] });
    clock.set("2026-06-15T14:00:00Z");
    const [id] = await send([stays, leaves]);
    const before = handed.length;
    await work();
    await due();
    await work();
    expect(handed).toHaveLength(before);
    const { rows } = await sql<{ at: Date }>`select send_at as at from outbound where id = ${id}`.execute(db);
    expect(rows[0]?.at.toISOString()).toBe("2026-06-16T00:00:00.000Z");
    const said = { purpose: "marketing", channel: "wecom", granted: false, source: "t", by: "本人" } as const;
    await db.transaction().execute((tx) => recordConsent(tx, [{ ...leaves, ...said, at: clock.now() }]));
    clock.set("2026-06-16T00:00:01Z");
    await due();
    await Promise.all([work(), work()]);
    expect(handed.slice(before)).toEqual([[String(stays.memberNo)]]);
    expect(await kindsOf(id)).toEqual(["sent", "no_consent"]);
  });

  it("leaves people out in quiet hours where it is told to, with the moment from which it may go", async () => {
    const [one] = (await people(1)) as [Person];
    await policy({ quiet: [{ channel: "wecom_mass", from: "21:30", to: "08:00", handling: "refuse" }] });
    clock.set("2026-06-15T14:00:00Z");
    const [row] = await outcomesOf((await send([one]))[0]);
    expect(row).toMatchObject({ outcome: "quiet_hours" });
    expect(row?.reason).toContain("08:00");
  });

  it("lets what matters more go first: a planned message gives way, no more than one, and lesser ones yield", async () => {
    const [one] = (await people(1)) as [Person];
    await policy({ caps: [cap({ most: 2 })] });
    const [low] = await send([one], { priority: 10 });
    const [middle] = await send([one], { priority: 40 });
    const [high] = await send([one], { priority: 90 });
    expect([await kindsOf(low), await kindsOf(middle), await kindsOf(high)]).toEqual([
      ["lower_priority"],
      ["waiting"],
      ["waiting"],
    ]);
    expect(await kindsOf((await send([one], { priority: 20 }))[0])).toEqual(["lower_priority"]);
    await work();
    expect(await kindsOf((await send([one], { priority: 99 }))[0])).toEqual(["frequency_capped"]);
  });

  it("holds the same members out of all marketing, and tells a platform's limit from our own", async () => {
    const crowd = await people(60);
    await policy({ holdoutPercent: 50, caps: [cap({ channel: "wecom_mass", kind: "all", quota: true })] });
    const first = await outcomesOf((await send(crowd))[0]);
    const held = first.filter(({ outcome }) => outcome === "in_control").map(({ memberNo }) => memberNo);
    expect([held.length > 10, held.length < 50]).toEqual([true, true]);
    const second = await outcomesOf((await send(crowd))[0]);
    expect(second.filter(({ outcome }) => outcome === "in_control").map(({ memberNo }) => memberNo)).toEqual(held);
    expect(second.filter(({ outcome }) => outcome === "quota_exhausted")).toHaveLength(60 - held.length);
  });
});

describe("what the policy tells", () => {
  it("simulates for an audience whom it would reach and when, and whether the hour is good [CH-36]", async () => {
    const [no, one] = (await people(2)) as [Person, Person];
    const { body: before } = await ask<{ members: number }>("POST", "/touch-policy/simulation", {
      channel: "wecom_mass",
      audience: { storeNos: [chain.stores.N1.no] },
    });
    const said = { purpose: "marketing", channel: "wecom", granted: false, source: "t", by: "本人" } as const;
    await db.transaction().execute((tx) => recordConsent(tx, [{ ...no, ...said, at: clock.now() }]));
    await policy({
      caps: [cap()],
      quiet: [{ channel: "all", from: "22:00", to: "07:30", handling: "put_off" }],
    });
    await send([one]);
    const ofNow = { channel: "wecom_mass", audience: { storeNos: [chain.stores.N1.no] } };
    const { body } = await ask<{ reachable: number; refusals: Record<string, number> }>(
      "POST",
      "/touch-policy/simulation",
      { ...ofNow, at: "2026-06-15T12:00:00+08:00" },
    );
    expect(body).toMatchObject({ members: before.members, sendAt: "2026-06-15T04:00:00.000Z", isGoodHour: true });
    expect(body.refusals.frequency_capped).toBe(1);
    expect(body.refusals.no_consent).toBeGreaterThanOrEqual(1);
    const night = await ask<object>("POST", "/touch-policy/simulation", { ...ofNow, at: "2026-06-15T23:00:00+08:00" });
    expect(night.body).toMatchObject({ sendAt: "2026-06-15T23:30:00.000Z", isGoodHour: true });
    const noon = await ask<object>("POST", "/touch-policy/simulation", { ...ofNow, at: "2026-06-15T16:00:00+08:00" });
    expect(noon.body).toMatchObject({ isGoodHour: false });
  });

  it("rates hours by clicks, answers and purchases only where enough people were reached [CH-36]", async () => {
    const crowd = await people(100);
    await send(crowd);
    await work();
    const few = await people(3);
    clock.set("2026-06-15T12:00:00Z");
    await send(few);
    await work();
    const buyer = crowd[0] as Person;
    await sql`insert into event_log (event_key, source, event_id, type, origin_no, member_no, occurred_at, received_at, properties)
      values (gen_random_uuid(), 'test', 'c1', 'message.clicked', ${buyer.originNo}, ${buyer.memberNo}, '2026-06-15T05:00:00Z', now(), '{}')`.execute(
      db,
    );
    const { body } = await ask<{ enough: number; items: object[] }>("GET", "/touch-hours?days=7");
    expect(body.items).toMatchObject([
      { hour: 12, isWeekend: false, sent: 100, clicked: 1, clickRate: 0.01, purchaseRate: 0 },
      { hour: 20, isWeekend: false, sent: 3, clickRate: null, purchaseRate: null },
    ]);
  });

  it("shows a member's budget and last touches to those who may see the member [CH-35]", async () => {
    const [one] = (await people(1)) as [Person];
    await policy({ caps: [cap({ most: 3, window: "week", counting: "rolling" })] });
    await send([one], { title: "会员日" });
    const path = `/members/${one.memberNo}/touches`;
    const { body } = await ask<object>("GET", path);
    expect(body).toMatchObject({
      heldOut: false,
      caps: [{ most: 3, used: 1 }],
      touches: [{ title: "会员日", channel: "wecom_mass", kind: "marketing", outcome: "waiting" }],
    });
    const stranger = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.S1.id });
    expect((await ask("GET", path, undefined, stranger.cookie)).status).toBe(404);
    expect((await ask("GET", "/touch-policy", undefined, stranger.cookie)).status).toBe(403);
  });
});
