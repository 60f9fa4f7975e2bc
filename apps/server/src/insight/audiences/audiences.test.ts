import { randomBytes } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { upsertOrders } from "../../commerce/index.ts";
import { assignTags, createGroup, createTag, recordConsent, upsertMembers } from "../../customers/index.ts";
import { appendEvents } from "../../events/index.ts";
import { createCipher } from "../../kernel/crypto/cipher.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { audienceErasure } from "./erase.ts";
import { expireAudiences, runAudience } from "./jobs.ts";
import { rotatePieceKeys } from "./rotate-keys.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);

interface Shown {
  id: string;
  state: string;
  chosen: number;
  heldOut: number;
  lines: number;
  files: number;
  leftOut: { reason: string; members: number }[];
  note: string | null;
  code?: string;
  errors?: { path: string; message: string }[];
  expiresAt: string | null;
}

let chain: SmallChain;
let admin: TestPerson;
let operator: TestPerson;
let colleague: TestPerson;
let tagNo: number;
/** Those with the tag and every consent, ascending. */
let people: number[];

const phoneOf = (index: number) => String(13_800_010_000 + index);
const still = new AbortController().signal;

const call = <Body = Shown>(method: string, path: string, body?: unknown, who = operator) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
const draft = (more: object = {}) => ({
  name: "六月投放",
  target: "ad_platform",
  platform: "腾讯广告",
  purpose: "六月新品投放相似人群",
  filter: { tagNos: [tagNo] },
  columns: [{ kind: "phone_md5" }],
  ...more,
});
const leftOut = (shown: Shown) => Object.fromEntries(shown.leftOut.map(({ reason, members }) => [reason, members]));

/** Asks for an audience and works it off. */
async function made(more: object = {}, who = operator): Promise<Shown> {
  const asked = await call("POST", "/audiences", draft(more), who);
  expect(asked.status, JSON.stringify(asked.body)).toBe(202);
  await runAudience(platform, asked.body.id, still);
  return (await call("GET", `/audiences/${asked.body.id}`, undefined, who)).body;
}

async function download(id: string, file = 1, who = operator) {
  const response = await fetch(`${server.url}/api/v1/audiences/${id}/download`, {
    method: "POST",
    headers: { cookie: who.cookie, "content-type": "application/json" },
    body: JSON.stringify({ file, reason: "交给投放同事上传" }),
  });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}
const linesOfFile = async (id: string, file = 1) =>
  (await download(id, file)).bytes.toString().split(/\r?\n/).slice(0, -1);

async function setting(values: object): Promise<void> {
  const { body } = await call<{ value: object; version: number }>("GET", "/settings/audiences");
  const saved = await call("PUT", "/settings/audiences", { ...body, value: { ...body.value, ...values } }, admin);
  expect(saved.status).toBe(200);
}

interface Given {
  readonly phone: string;
  readonly storeNo?: number;
  readonly birthday?: string;
  readonly sharing?: boolean;
  readonly openid?: boolean;
}
/** Members with the tag. */
async function members(given: readonly Given[]): Promise<number[]> {
  return db.transaction().execute(async (tx) => {
    const rows = await upsertMembers(
      tx,
      platform,
      given.map(({ phone, storeNo = chain.stores.N1.no, birthday, sharing = true, openid = true }) => ({
        identifiers: [
          { kind: "phone" as const, value: phone },
          ...(openid ? [{ kind: "openid" as const, scope: "wx-brand", value: `o-${phone}` }] : []),
          { kind: "external_userid" as const, scope: "ww1", value: `wm-${phone}` },
        ],
        ...(birthday ? { attributes: { birthday } } : {}),
        storeNo,
        source: "pos",
        registeredAt: clock.now(),
        observedAt: clock.now(),
        consents: [
          { purpose: "data_sharing" as const, channel: "any" as const, granted: sharing },
          { purpose: "marketing" as const, channel: "wecom" as const, granted: true },
        ],
      })),
    );
    const numbers = rows.map(({ memberNo }) => memberNo as number);
    await assignTags(
      tx,
      numbers.map((memberNo) => ({ originNo: memberNo, memberNo, tagNo })),
      { source: "manual", by: "测试" },
    );
    return numbers;
  });
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  colleague = await aPerson(testing, { roleCode: "compliance_officer", unitId: chain.hq.id });
  tagNo = await db.transaction().execute(async (tx) => {
    const { id: groupId } = await createGroup(tx, { family: "intent", name: "意向" });
    return (await createTag(tx, { groupId, name: "新品意向", madeByKind: "company", by: "测试" })).tagNo;
  });
  people = await members(Array.from({ length: 40 }, (_, index) => ({ phone: phoneOf(index) })));
  await setting({ minMembers: 10 });
});

describe("an audience", () => {
  it("is chosen by the member list's conditions, written in the background, downloaded with a reason, and audited [DT-16]", async () => {
    const shown = await made();
    expect(shown).toMatchObject({ state: "ready", chosen: 40, heldOut: 0, lines: 40, files: 1, leftOut: [] });
    const lines = await linesOfFile(shown.id);
    expect(lines).toHaveLength(40);
    expect(lines).toContain("1cb1a566d12c419bf9fbdc06d8c0bc87");
    expect(lines.join()).not.toContain(phoneOf(0));
    const { rows } = await sql<{ action: string; actor_name: string; detail: Record<string, unknown> }>`
      select action, actor_name, detail from audit_log where subject_id = ${shown.id} order by id`.execute(db);
    expect(rows.map(({ action }) => action)).toEqual(["audience.requested", "audience.downloaded"]);
    expect(rows[1]?.detail).toMatchObject({
      members: 40,
      lines: 40,
      purpose: "六月新品投放相似人群",
      reason: "交给投放同事上传",
    });
    const { rows: pieces } = await sql<{ sealed: string }>`
      select sealed from audience_piece where audience_id = ${shown.id}`.execute(db);
    expect(pieces.length).toBeGreaterThan(0);
    expect(pieces.map(({ sealed }) => sealed).join()).not.toContain("1cb1a566d12c419bf9fbdc06d8c0bc87");
  });

  it("leaves out who did not agree, minors and who has no such identifier, each counted with the reason [DT-16]", async () => {
    await members([
      { phone: "13700000001", sharing: false },
      { phone: "13700000002", sharing: false, birthday: "2012-01-01" },
      { phone: "13700000003", birthday: "2008-06-16" },
      { phone: "13700000004", birthday: "2008-06-15" },
      { phone: "13700000005", openid: false },
    ]);
    const shown = await made({ columns: [{ kind: "openid", scope: "wx-brand" }] });
    expect(leftOut(shown)).toEqual({ minor: 2, no_consent: 1, no_identifier: 1 });
    // The forty, and who turned 18 today.
    expect(shown.chosen).toBe(41);
    const lines = await linesOfFile(shown.id);
    expect(lines).toContain("o-13700000004");
    expect(lines.filter((line) => /1370000000[1235]/.test(line))).toEqual([]);
    await sql`delete from member_tag where tag_no = ${tagNo} and not member_no = any(${people}::int[])`.execute(db);
  });

  it("drops who withdrew consent after the choice, and cannot name a withdrawn one later", async () => {
    await setting({ approvalAbove: 5 });
    const asked = await made();
    expect(asked.state).toBe("waiting");
    const withdrawn = people[3] as number;
    const say = (granted: boolean, seconds: number) =>
      db.transaction().execute((tx) =>
        recordConsent(tx, [
          {
            originNo: withdrawn,
            memberNo: withdrawn,
            purpose: "data_sharing",
            channel: "any",
            granted,
            at: new Date(clock.now().getTime() + seconds * 1000),
            source: "test",
            by: "本人",
          },
        ]),
      );
    await say(false, 1);
    expect((await call("POST", `/audiences/${asked.id}/decision`, { approve: true }, colleague)).status).toBe(200);
    await runAudience(platform, asked.id, still);
    const { body } = await call("GET", `/audiences/${asked.id}`);
    expect(body).toMatchObject({ state: "ready", chosen: 39, lines: 39 });
    expect(leftOut(body)).toEqual({ withdrawn: 1 });
    await say(true, 2);
    await setting({ approvalAbove: 10_000 });
  });

  it("needs a second person over a size, and nobody approves their own [DT-16]", async () => {
    await setting({ approvalAbove: 5 });
    const asked = await made();
    const decide = (who: TestPerson, body: object) => call("POST", `/audiences/${asked.id}/decision`, body, who);
    expect((await decide(operator, { approve: true })).body.code).toBe("forbidden");
    expect((await download(asked.id)).status).toBe(409);
    expect((await decide(colleague, { approve: false })).body.errors?.[0]?.path).toBe("note");
    expect((await decide(colleague, { approve: false, note: "用途没有写清" })).body).toMatchObject({
      state: "rejected",
      note: "用途没有写清",
    });
    expect((await decide(colleague, { approve: true })).body.code).toBe("audience_decided");
    expect((await sql`select from audience_member where audience_id = ${asked.id}`.execute(db)).rows).toHaveLength(0);
    await setting({ approvalAbove: 10_000 });
  });

  it("is refused when it is so small that people could be told apart", async () => {
    await setting({ minMembers: 41 });
    expect(await made()).toMatchObject({ state: "refused", lines: 0, note: expect.stringContaining("41") });
    await setting({ minMembers: 10 });
  });

  it("goes into further files at the platform's limit, compressed when asked", async () => {
    await setting({ rowsPerFile: 15 });
    const shown = await made({ format: "txt", compressed: true });
    expect(shown.files).toBe(3);
    const parts = await Promise.all([1, 2, 3].map((file) => download(shown.id, file)));
    const lines = parts.map(({ bytes }) => gunzipSync(bytes).toString().trimEnd().split("\n"));
    expect(lines.map((list) => list.length)).toEqual([15, 15, 10]);
    expect(new Set(lines.flat()).size).toBe(40);
    expect((await download(shown.id, 4)).status).toBe(400);
    await setting({ rowsPerFile: 1_000_000 });
  });

  it("goes on where it stopped, without a line twice [DT-16]", async () => {
    const { body: asked } = await call("POST", "/audiences", draft());
    const steps = { numbers: 10, members: 7 };
    const at = async () => {
      const { rows } = await sql<{ state: string; members: number; lines: number }>`
        select state, (select count(*)::int from audience_member where audience_id = a.id) as members, lines from audience a
        where id = ${asked.id}`.execute(db);
      return rows[0];
    };
    // Dies in the middle of choosing, then between two pieces.
    await expect(runAudience(platform, asked.id, dyingAfter(2), steps)).rejects.toThrow("aborted");
    expect(await at()).toMatchObject({ state: "choosing", members: 20, lines: 0 });
    await expect(runAudience(platform, asked.id, dyingAfter(8), steps)).rejects.toThrow("aborted");
    const halfway = await at();
    expect(halfway).toMatchObject({ state: "writing", members: 40 });
    expect(halfway?.lines).toBeGreaterThan(0);
    expect(halfway?.lines).toBeLessThan(40);
    await Promise.all([1, 2].map(() => runAudience(platform, asked.id, still, steps)));
    const lines = await linesOfFile(asked.id);
    expect([lines.length, new Set(lines).size]).toEqual([40, 40]);
  });

  it("sees only the stores of whoever asks, and only they see it [DT-16]", async () => {
    const southern = await members(
      Array.from({ length: 12 }, (_, index) => ({
        phone: `1361111${String(index).padStart(4, "0")}`,
        storeNo: chain.stores.S1.no,
      })),
    );
    await sql`update role set permissions = permissions || '{member.export,audience.read}'::text[] where code = 'region_manager'`.execute(
      db,
    );
    const south = await aPerson(testing, { roleCode: "region_manager", unitId: chain.south.id });
    const north = await aPerson(testing, { roleCode: "region_manager", unitId: chain.north.id });
    const shown = await made({}, south);
    expect(shown).toMatchObject({ state: "ready", chosen: southern.length });
    expect((await call("GET", `/audiences/${shown.id}`, undefined, north)).status).toBe(404);
    expect((await download(shown.id, 1, north)).status).toBe(404);
    expect((await call("POST", "/audiences", draft({ orgUnitId: chain.south.id }), north)).status).toBe(404);
    await sql`delete from member_tag where member_no = any(${southern}::int[])`.execute(db);
  });

  it("goes to the guides' WeCom with guide and store, without who deleted the guide", async () => {
    const gone = people[5] as number;
    await db.transaction().execute((tx) =>
      appendEvents(
        tx,
        (["contact.added", "contact.removed"] as const).map((type, index) => ({
          source: "test",
          eventId: `${type}-${gone}`,
          type,
          originNo: gone,
          memberNo: gone,
          occurredAt: new Date(clock.now().getTime() + index * 1000),
          storeNo: null,
          channel: "wecom",
          properties: { guideCode: "G1" },
        })),
        clock.now(),
      ),
    );
    const shown = await made({
      target: "wecom",
      columns: [{ kind: "external_userid", scope: "ww1" }, { kind: "store_name" }],
    });
    expect(leftOut(shown)).toEqual({ unfollowed: 1 });
    const [heading, first] = await linesOfFile(shown.id);
    expect(heading).toBe("\ufeff企业微信客户 ID,门店名称");
    expect(first).toBe(`wm-${phoneOf(0)},北一店`);
    const wrong = await call("POST", "/audiences", draft({ target: "wecom", columns: [{ kind: "phone_md5" }] }));
    expect(wrong.body.errors?.[0]).toMatchObject({ path: "columns.0", message: expect.stringContaining("手机号 MD5") });
  });

  it("expires: the file is gone, and what nobody took is forgotten [DT-16]", async () => {
    await setting({ keepHours: 1 });
    const shown = await made();
    await setting({ keepHours: 72 });
    clock.advance({ hours: 2 });
    expect((await download(shown.id)).status).toBe(409);
    expect(await expireAudiences(platform)).toBeGreaterThan(0);
    expect((await call("GET", `/audiences/${shown.id}`)).body.state).toBe("expired");
    const { rows } = await sql`select from audience_piece where audience_id = ${shown.id}
      union all select from audience_member where audience_id = ${shown.id}`.execute(db);
    expect(rows).toHaveLength(0);
  });

  it("is sealed anew under a new key and reads the same", async () => {
    const shown = await made();
    const keys = ["new", "old"].map((id) => ({ id, secret: randomBytes(32) }));
    const [fresh, old] = keys as [(typeof keys)[0], (typeof keys)[0]];
    const indexSecret = randomBytes(32);
    const before = createCipher({ keys: [old], indexSecret });
    const after = createCipher({ keys: [fresh, old], indexSecret });
    const { rows } = await sql<{ seq: number; sealed: string }>`
      select seq, sealed from audience_piece where audience_id = ${shown.id}`.execute(db);
    const plain = platform.cipher.open(rows[0]?.sealed ?? "");
    await expect(
      db.transaction().execute(async (tx) => {
        await sql`delete from audience_piece where audience_id <> ${shown.id}`.execute(tx);
        await sql`update audience_piece set sealed = ${before.seal(plain)}`.execute(tx);
        expect(await rotatePieceKeys(tx, after)).toBe(1);
        expect(await rotatePieceKeys(tx, after)).toBe(0);
        const { rows: resealed } = await sql<{ sealed: string }>`select sealed from audience_piece`.execute(tx);
        expect(resealed[0]?.sealed).toMatch(/^new\./);
        expect(after.open(resealed[0]?.sealed ?? "")).toBe(plain);
        throw new Error("roll back");
      }),
    ).rejects.toThrow("roll back");
  });

  it("loses the lines of a person whose data is erased", async () => {
    const shown = await made();
    const person = { memberNo: people[0] as number, profileNos: [people[0] as number], identifiers: [] };
    expect(await db.transaction().execute((tx) => audienceErasure.erase(tx, platform, person))).toBeGreaterThan(0);
    const lines = await linesOfFile(shown.id);
    expect(lines).toHaveLength(39);
    expect(lines).not.toContain("1cb1a566d12c419bf9fbdc06d8c0bc87");
  });
});

describe("what came of it", () => {
  it("compares buyers and sales of the sent with those held out at random [DT-16]", async () => {
    const shown = await made({ holdoutPercent: 50 });
    expect(shown.chosen + shown.heldOut).toBe(40);
    expect(shown.heldOut).toBeGreaterThan(5);
    expect((await linesOfFile(shown.id)).length).toBe(shown.chosen);
    const { rows } = await sql<{ no: number; part: string }>`
      select member_no as no, part from audience_member where audience_id = ${shown.id} order by 1`.execute(db);
    const sent = rows.filter(({ part }) => part === "sent").map(({ no }) => no);
    const held = rows.filter(({ part }) => part === "held_out").map(({ no }) => no);
    clock.advance({ hours: 1 });
    const order = (memberNo: number, index: number, at = clock.now()) => ({
      source: "pos",
      orderCode: `A-${memberNo}-${index}`,
      member: { originNo: memberNo, memberNo },
      storeNo: chain.stores.N1.no,
      channel: "store",
      businessDay: at.toISOString().slice(0, 10),
      paidAt: at,
      lines: [{ sku: "SKU-1", name: "茶", quantity: 1, unitPriceLi: 100_000, amountLi: 100_000 }],
    });
    const [early, late] = [new Date("2026-06-01T04:00:00Z"), new Date("2026-09-01T04:00:00Z")];
    await db
      .transaction()
      .execute((tx) =>
        upsertOrders(tx, platform, [
          ...sent.map((no) => order(no, 1)),
          order(sent[0] as number, 2),
          order(held[0] as number, 1),
          order(held[1] as number, 1, early),
          order(held[1] as number, 2, late),
        ]),
      );
    await testing.deliver();
    const { body } = await call<Record<string, object>>("GET", `/audiences/${shown.id}/effect`);
    const n = sent.length;
    expect(body).toMatchObject({
      days: 30,
      isOver: false,
      sent: { members: n, buyers: n, orders: n + 1, amountFen: (n + 1) * 10_000 },
      heldOut: { members: held.length, buyers: 1, orders: 1, amountFen: 10_000 },
      uplift: { sentRate: 1, heldOutRate: 1 / held.length, isClear: true },
    });
  });

  it("can be aimed at an RFM group and at people of one pool who are not in another", async () => {
    await setting({ minMembers: 1 });
    const { body } = await call<{ groups: { code: string; customers: number }[] }>("GET", "/insight/rfm");
    const group = body.groups.find(({ customers }) => customers > 0);
    expect(group).toBeDefined();
    const all = { tagNos: [tagNo] };
    expect(await made({ filter: { ...all, rfmGroup: group?.code } })).toMatchObject({ chosen: group?.customers });
    expect(await made({ filter: { ...all, inPool: "member" } })).toMatchObject({ state: "ready", chosen: 40 });
    expect(await made({ filter: { ...all, inPool: "member", notInPool: "member" } })).toMatchObject({
      state: "refused",
      chosen: 0,
    });
    const wrong = await call("POST", "/audiences", draft({ filter: { inPool: "nowhere" } }));
    expect(wrong.body.errors?.[0]?.path).toBe("inPool");
  });
});

/** Aborts at the n-th question whether to stop. */
function dyingAfter(questions: number): AbortSignal {
  let asked = 0;
  return Object.assign(new AbortController().signal, {
    throwIfAborted() {
      asked += 1;
      if (asked > questions) throw new Error("aborted");
    },
  });
}
