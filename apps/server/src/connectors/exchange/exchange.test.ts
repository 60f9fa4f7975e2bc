import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";

interface Member {
  readonly memberNo: number;
  readonly state: string;
  readonly mergedInto: number | null;
  readonly record: null | {
    readonly externalId: string | null;
    readonly name: string | null;
    readonly phone: string | null;
    readonly tier: string | null;
    readonly identifiers: { kind: string; value: string }[];
    readonly tags: { tagNo: number; dynamic: boolean }[];
    readonly sharingRefused: boolean;
  };
}
interface Changes {
  readonly items: Member[];
  readonly cursor: string;
  readonly more: boolean;
  readonly title?: string;
}
interface Written {
  readonly written: number;
  readonly unchanged: number;
  readonly superseded: number;
  readonly failed: { key: string; code: string }[];
  readonly moved: { key: string; memberNo: number }[];
}

const feilun = await testPlatform();
const { db } = feilun.platform;
const server = await testServer(feilun);
const chain = await aSmallChain(feilun);
const admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });

async function connect(name: string, more: object = {}) {
  const { status, body } = await server.call<{ id: string; key: string }>("POST", "/exchange/systems", {
    cookie: admin.cookie,
    body: { name, scope: name, unitId: chain.hq.id, ...more },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  const call = <Body>(method: string, path: string, sent?: object) =>
    server.call<Body>(method, path, { headers: { authorization: `Bearer ${body.key}` }, ...(sent && { body: sent }) });
  /** Everything there is to read from a place on, once all that was committed lies below the horizon. */
  const read = async (cursor?: string): Promise<Changes> => {
    await settled();
    const items: Member[] = [];
    for (let place = cursor; ; ) {
      const query = place === undefined ? "limit=2" : `limit=2&cursor=${place}`;
      const answer = await call<Changes>("GET", `/exchange/changes?${query}`);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      items.push(...answer.body.items);
      place = answer.body.cursor;
      if (!answer.body.more) return { items, cursor: place, more: false };
    }
  };
  return { id: body.id, call, read };
}

/** Transaction ids are the cluster's: another test file's open transaction holds the horizon back for a moment. */
async function settled() {
  const { rows } = await sql<{ goal: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as goal`.execute(
    db,
  );
  await expect
    .poll(
      async () =>
        (
          await sql<{
            past: boolean;
          }>`select pg_snapshot_xmin(pg_current_snapshot()) >= ${rows[0]?.goal}::xid8 as past`.execute(db)
        ).rows[0]?.past,
      { timeout: 20_000 },
    )
    .toBe(true);
}

const at = "2026-06-15T08:00:00+08:00";
const person = (key: string, phone: string, more: object = {}) => ({
  key,
  externalId: key,
  identifiers: [{ kind: "phone", value: phone }],
  attributes: { name: `顾客${key}` },
  storeCode: "N1",
  at,
  ...more,
});

async function tagged(tagNo: number): Promise<number[]> {
  const { rows } = await sql<{
    no: number;
  }>`select member_no as no from member_tag where tag_no = ${tagNo} order by 1`.execute(db);
  return rows.map(({ no }) => no);
}

describe("exchange with an SCRM", () => {
  it("creates customers under the SCRM's numbers and a library of 1,000 and more tags, twice the same [IN-10]", async () => {
    const scrm = await connect("scrm", { personal: true });
    const rows = [
      person("c1", "13800000001"),
      person("c2", "13800000002"),
      person("c3", "没有"),
      person("c4", "13800000004", { storeCode: "X9" }),
    ];
    const made = await scrm.call<{
      changed: number;
      members: { key: string; isNew: boolean }[];
      failed: { key: string; code: string }[];
    }>("POST", "/exchange/members", { rows });
    expect(made.body.members.map(({ key, isNew }) => [key, isNew])).toEqual([
      ["c1", true],
      ["c2", true],
      ["c3", true],
    ]);
    expect(made.body.failed).toMatchObject([{ key: "c4", code: "unknown_store" }]);
    const again = await scrm.call<{ changed: number }>("POST", "/exchange/members", { rows: rows.slice(0, 3) });
    expect(again.body.changed).toBe(0);

    const tags = Array.from({ length: 1_200 }, (_, index) => ({
      group: `组${index % 12}`,
      family: "intent",
      name: `标签${index}`,
    }));
    const library = await scrm.call<{ made: number; tags: object[] }>("POST", "/exchange/tags", { tags });
    expect(library.body.made).toBe(1_200);
    const same = await scrm.call<{ made: number; tags: { tagNo: number }[] }>("POST", "/exchange/tags", { tags });
    expect(same.body).toEqual({ ...library.body, made: 0 });
    const listed = await scrm.call<{ items: { dynamic: boolean }[]; nextCursor: string | null }>(
      "GET",
      "/exchange/tags?limit=1000",
    );
    expect(listed.body.items).toHaveLength(1_000);
    const rest = await scrm.call<{ items: object[]; nextCursor: string | null }>(
      "GET",
      `/exchange/tags?limit=1000&cursor=${listed.body.nextCursor}`,
    );
    expect([rest.body.items.length, rest.body.nextCursor]).toEqual([200, null]);
  });

  it("tells each system what changed since its cursor, but not its own tags back [IN-10]", async () => {
    const [one, two] = [await connect("one", { personal: true }), await connect("two")];
    const { body: tags } = await one.call<{ tags: { tagNo: number }[] }>("POST", "/exchange/tags", {
      tags: [{ group: "回声", family: "activity", name: "爱逛" }],
    });
    const tagNo = tags.tags[0]?.tagNo ?? 0;
    const [first, second] = [await one.read(), await two.read()];
    const c1 = first.items.find(({ record }) => record?.phone === "13800000001");
    expect(c1?.record).toMatchObject({ name: "顾客c1", externalId: null });
    expect(second.items.find(({ memberNo }) => memberNo === c1?.memberNo)?.record).toMatchObject({
      name: "顾***",
      phone: "138****0001",
      identifiers: [],
    });
    expect((await one.read(first.cursor)).items).toEqual([]);

    const write = (add: number[], more: object = {}) =>
      one.call<Written>("POST", "/exchange/tag-writes", {
        rows: [{ key: "r1", memberNo: c1?.memberNo, add, ...more }],
      });
    expect((await write([tagNo])).body).toMatchObject({ written: 1, unchanged: 0, failed: [] });
    expect((await write([tagNo])).body).toMatchObject({ written: 0, unchanged: 1, failed: [] });
    expect((await one.read(first.cursor)).items).toEqual([]);
    const told = await two.read(second.cursor);
    expect(told.items.map(({ memberNo, record }) => [memberNo, record?.tags])).toEqual([
      [c1?.memberNo, [{ tagNo, dynamic: false }]],
    ]);

    // Decided by the SCRM before a colleague took it off here: the colleague's word stands.
    const taken = await server.call("POST", "/tag-removals", {
      cookie: admin.cookie,
      body: { memberNos: [c1?.memberNo], tagNos: [tagNo] },
    });
    expect(taken.status).toBe(200);
    expect((await write([tagNo], { at: "2020-01-01T00:00:00Z" })).body).toMatchObject({ written: 0, superseded: 1 });
    expect(await tagged(tagNo)).toEqual([]);
    expect((await one.read(first.cursor)).items.map(({ memberNo }) => memberNo)).toEqual([c1?.memberNo]);
  });

  it("shows dynamic tags as such, refuses them and what it does not know row by row, and takes the others [IN-10]", async () => {
    const scrm = await connect("rows");
    const { body: made } = await scrm.call<{ tags: { tagNo: number }[] }>("POST", "/exchange/tags", {
      tags: [
        { group: "逐行", family: "activity", name: "手工" },
        { group: "逐行", family: "activity", name: "规则" },
      ],
    });
    const [manual = 0, rule = 0] = made.tags.map(({ tagNo }) => tagNo);
    await sql`update tag set kind = 'rule' where tag_no = ${rule}`.execute(db);
    const { body: listed } = await scrm.call<{ items: { tagNo: number; dynamic: boolean }[] }>(
      "GET",
      `/exchange/tags?limit=1000&cursor=${Buffer.from(JSON.stringify([manual - 1])).toString("base64url")}`,
    );
    expect(listed.items).toMatchObject([
      { tagNo: manual, dynamic: false },
      { tagNo: rule, dynamic: true },
    ]);
    const phone = (value: string) => ({ identifier: { kind: "phone", value } });
    const { body } = await scrm.call<Written>("POST", "/exchange/tag-writes", {
      rows: [
        { key: "a", ...phone("138 0000 0001"), add: [manual] },
        { key: "b", ...phone("13900009999"), add: [manual] },
        { key: "c", ...phone("13800000002"), add: [manual, rule] },
        { key: "d", ...phone("13800000002"), add: [2_000_000_000] },
        { key: "e", add: [manual] },
      ],
    });
    expect(body.written).toBe(1);
    expect(body.failed.map(({ key, code }) => [key, code])).toEqual([
      ["b", "unknown_member"],
      ["c", "rule_tag"],
      ["d", "unknown_tag"],
      ["e", "no_member_named"],
    ]);
    const detail = await server.call<{ last30Days: object; failures: { rowKey: string }[]; waiting: null }>(
      "GET",
      `/exchange/systems/${scrm.id}`,
      { cookie: admin.cookie },
    );
    expect(detail.body).toMatchObject({
      waiting: null,
      last30Days: { reads: 0, writes: 1, tagsWritten: 1, rowsFailed: 4 },
    });
    expect(detail.body.failures.map(({ rowKey }) => rowKey)).toEqual(["e", "d", "c", "b"]);
  });

  it("tells merges as such, with the record of who is left, and takes writes to the old number [IN-10]", async () => {
    const scrm = await connect("merges", { personal: true });
    const { body: made } = await scrm.call<{ members: { memberNo: number }[] }>("POST", "/exchange/members", {
      rows: [person("m1", "13800000101"), person("m2", "", { identifiers: [{ kind: "card", value: "CARD-M2" }] })],
    });
    const [kept = 0, gone = 0] = made.members.map(({ memberNo }) => memberNo);
    const before = await scrm.read();
    const both = [
      { kind: "phone", value: "13800000101" },
      { kind: "card", value: "CARD-M2" },
    ];
    await scrm.call("POST", "/exchange/members", { rows: [person("m1", "", { identifiers: both })] });
    const told = await scrm.read(before.cursor);
    const mergedInto = told.items.find(({ memberNo }) => memberNo === gone);
    expect(mergedInto).toMatchObject({ state: "merged", mergedInto: kept, record: null });
    const owner = told.items.find(({ memberNo }) => memberNo === kept);
    expect(owner?.record?.identifiers.map(({ value }) => value).sort()).toEqual(["13800000101", "CARD-M2", "m1", "m2"]);
    const { body: tags } = await scrm.call<{ tags: { tagNo: number }[] }>("POST", "/exchange/tags", {
      tags: [{ group: "合并", family: "identity", name: "老客" }],
    });
    const tagNo = tags.tags[0]?.tagNo ?? 0;
    const { body } = await scrm.call<Written>("POST", "/exchange/tag-writes", {
      rows: [{ key: "x", memberNo: gone, add: [tagNo] }],
    });
    expect(body).toMatchObject({ written: 1, moved: [{ key: "x", memberNo: kept }] });
    expect(await tagged(tagNo)).toEqual([kept]);
  });

  it("keeps personal data of who refused sharing, other regions' customers and strangers' keys away [IN-10]", async () => {
    const scrm = await connect("clear", { personal: true });
    const { body: made } = await scrm.call<{ members: { memberNo: number }[] }>("POST", "/exchange/members", {
      rows: [person("p1", "13800000201"), person("p2", "13800000202", { storeCode: "S1" })],
    });
    const [refusing, southern] = made.members.map(({ memberNo }) => memberNo);
    const consent = await server.call("POST", `/members/${refusing}/consents`, {
      cookie: admin.cookie,
      body: { purpose: "data_sharing", channel: "any", granted: false, evidence: "电话里说的" },
    });
    expect(consent.status, JSON.stringify(consent.body)).toBeLessThan(300);
    const all = await scrm.read();
    expect(all.items.find(({ memberNo }) => memberNo === refusing)?.record).toMatchObject({
      name: null,
      phone: null,
      identifiers: [],
      sharingRefused: true,
    });
    const north = await connect("north", { unitId: chain.north.id });
    const seen = (await north.read()).items.map(({ memberNo }) => memberNo);
    expect(seen).toContain(refusing);
    expect(seen).not.toContain(southern);
    const { body: foreign } = await north.call<Written>("POST", "/exchange/tag-writes", {
      rows: [{ key: "s", memberNo: southern, add: [] }],
    });
    expect(foreign.failed).toMatchObject([{ code: "unknown_member" }]);

    const stranger = await server.call<{ key: string }>("POST", "/api-keys", {
      cookie: admin.cookie,
      body: { name: "不是对接", permissions: ["exchange.read"], unitId: chain.hq.id },
    });
    const refused = await server.call("GET", "/exchange/changes", {
      headers: { authorization: `Bearer ${stranger.body.key}` },
    });
    expect(refused.status).toBe(403);
    expect((await server.call("POST", `/exchange/systems/${scrm.id}/end`, { cookie: admin.cookie })).status).toBe(200);
    expect((await scrm.call("GET", "/exchange/changes")).status).toBe(401);
    const { rows } = await sql<{
      count: number;
    }>`select count(*)::int as count from audit_log where action = 'exchange.read_in_the_clear'`.execute(db);
    expect(rows[0]?.count).toBeGreaterThan(0);
  });
});
