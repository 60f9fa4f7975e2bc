import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { findByIdentifier } from "./find-by-identifier.ts";
import type { IdentityFact } from "./prepare-facts.ts";
import { resolveMembers } from "./resolve-members.ts";

const feilun = await testPlatform();
const { platform } = feilun;
const server = await testServer(feilun);

let chain: SmallChain;
let reviewer: TestPerson;
let regional: TestPerson;

interface Explanation {
  identifiers: { id: string; kind: string; value: string; memberNo: number | null; source: string }[];
  ties: {
    a: string;
    b: string;
    state: string;
    reason: string | null;
    source: string;
    storeName: string | null;
    firstAt: string;
  }[];
  changes: {
    id: number;
    kind: string;
    cause: string;
    actor: string;
    memberNo: number;
    otherNos: number[];
    undone: boolean;
  }[];
}
interface Review {
  items: { tie: { a: string; b: string; reason: string }; identifiers: { value: string; memberNo: number }[] }[];
  nextCursor: string | null;
}

const fact = (day: number, ...identifiers: IdentityFact["identifiers"]): IdentityFact => ({
  identifiers,
  occurredAt: new Date(Date.UTC(2026, 4, day, 2)),
  source: "pos",
  storeNo: chain.stores.N1.no,
  channel: "store",
});
const phone = (n: number) => ({ kind: "phone", value: `1392222${String(1000 + n)}` }) as const;
const unionid = (n: number) => ({ kind: "unionid", value: `union-${n}` }) as const;
const resolve = async (...facts: IdentityFact[]) =>
  (await platform.db.transaction().execute((tx) => resolveMembers(tx, platform, facts))).map(
    (each) => each.memberNo as number,
  );
const holder = (identifier: { kind: "phone" | "unionid" | "card"; value: string }) =>
  findByIdentifier(platform.db, platform, identifier.kind, undefined, identifier.value);
const call = <Body>(method: string, path: string, body?: unknown, who = reviewer) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
const review = async (who = reviewer) =>
  (await call<Review>("GET", "/identity/review?limit=100", undefined, who)).body.items;

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  reviewer = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
  regional = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.south.id });
});

describe("explaining a member", () => {
  it("shows each identifier, and each tie with its evidence: where, when, needed or not [ID-09] [ID-02]", async () => {
    const [memberNo] = await resolve(
      fact(1, phone(1), unionid(1)),
      fact(2, unionid(1), { kind: "card", value: "K1" }),
      fact(3, phone(1), { kind: "card", value: "K1" }),
    );
    const { body } = await call<Explanation>("GET", `/members/${memberNo}/identity`);
    expect(body.identifiers.map(({ kind, value }) => [kind, value]).sort()).toEqual([
      ["card", "K***"],
      ["phone", "139****1001"],
      ["unionid", "uni****n-1"],
    ]);
    const kindOf = new Map(body.identifiers.map(({ id, kind }) => [id, kind]));
    const ties = body.ties.map(({ a, b, state, source, storeName, firstAt }) => [
      [kindOf.get(a), kindOf.get(b)].sort().join("-"),
      state,
      source,
      storeName,
      firstAt.slice(0, 10),
    ]);
    expect(ties).toEqual([
      ["phone-unionid", "joined", "pos", "北一店", "2026-05-01"],
      ["card-unionid", "redundant", "pos", "北一店", "2026-05-02"],
      ["card-phone", "joined", "pos", "北一店", "2026-05-03"],
    ]);
  });
});

describe("the review queue", () => {
  it("holds what the rules refused, lets a person approve against the limit, and keeps the trace [ID-09]", async () => {
    const [one, other] = await resolve(fact(4, phone(11), unionid(11)), fact(5, phone(12)));
    await resolve(fact(6, phone(12), unionid(11)));
    const item = (await review()).find(({ identifiers }) => identifiers.some((each) => each.memberNo === other));
    expect(item?.tie.reason).toBe("limit:phone");
    expect(item?.identifiers.map((each) => each.memberNo).sort()).toEqual([one, other].sort());
    const { status, body } = await call<{ memberNos: number[] }>("POST", "/identity/decisions", {
      ...item?.tie,
      decision: "approve",
      note: "本人换号，已电话核实",
    });
    expect([status, body.memberNos]).toEqual([200, [one]]);
    expect(await holder(phone(12))).toBe(one);
    const changes = (await call<Explanation>("GET", `/members/${one}/identity`)).body.changes;
    expect(changes[0]).toMatchObject({
      kind: "merge",
      cause: "approved",
      actor: reviewer.actor.name,
      memberNo: one,
      otherNos: [other],
      undone: false,
    });
    const { rows } = await sql`select detail->>'note' as note from audit_log where action = 'identity.decided'`.execute(
      platform.db,
    );
    expect(rows).toEqual([{ note: "本人换号，已电话核实" }]);
  });

  it("does not ask again about what a person rejected or separated", async () => {
    const [, second, , fourth] = await resolve(
      fact(7, phone(21), unionid(21)),
      fact(7, phone(22)),
      fact(7, phone(23), unionid(23)),
      fact(7, phone(24)),
    );
    await resolve(fact(8, phone(22), unionid(21)), fact(8, phone(24), unionid(23)));
    const about = async (memberNo: number | undefined) =>
      (await review()).find(({ identifiers }) => identifiers.some((each) => each.memberNo === memberNo));
    await call("POST", "/identity/decisions", {
      ...(await about(second))?.tie,
      decision: "reject",
      note: "收银员录错",
    });
    await call("POST", "/identity/decisions", {
      ...(await about(fourth))?.tie,
      decision: "separate",
      note: "母女两人",
    });
    expect([await about(second), await about(fourth)]).toEqual([undefined, undefined]);
    await resolve(fact(9, phone(22), unionid(21)), fact(9, phone(24), unionid(23)));
    expect([await holder(phone(22)), await holder(phone(24))]).toEqual([second, fourth]);
    expect([await about(second), await about(fourth)]).toEqual([undefined, undefined]);
  });

  it("is closed to who may not see both members or has no right to review", async () => {
    await resolve(fact(10, phone(31), unionid(31)), fact(10, phone(32)), fact(11, phone(32), unionid(31)));
    const tie = (await review()).at(0)?.tie;
    expect(
      (await call("POST", "/identity/decisions", { ...tie, decision: "approve", note: "越权尝试" }, regional)).status,
    ).toBeGreaterThanOrEqual(403);
    const list = await call<Review>("GET", "/identity/review", undefined, regional);
    expect(list.status === 403 || list.body.items.length === 0).toBe(true);
  });
});

describe("merging by hand, undoing, splitting", () => {
  it("merges, undoes with everything back in place, and takes the undo back [ID-09]", async () => {
    const [one, other] = (await resolve(fact(12, phone(41)), fact(12, phone(42)))) as [number, number];
    await call("POST", "/tag-groups", { family: "intent", name: "意向" });
    const merged = await call<{ memberNos: number[] }>("POST", "/identity/merges", {
      memberNos: [other, one],
      note: "同一人两张卡",
    });
    expect(merged.body.memberNos).toEqual([one]);
    expect((await call("GET", `/members/${other}`)).body).toMatchObject({ memberNo: one, mergedMemberNos: [other] });
    const mergeId = (await call<Explanation>("GET", `/members/${one}/identity`)).body.changes[0]?.id;
    const undo = () =>
      call<{ code: string; memberNos: number[] }>("POST", `/identity/merges/${mergeId}/undo`, { note: "其实是两个人" });
    expect((await undo()).body.memberNos).toEqual([one, other]);
    expect((await undo()).body.code).toBe("already_undone");
    expect([await holder(phone(41)), await holder(phone(42))]).toEqual([one, other]);
    const refused = await call<{ code: string }>("POST", "/identity/merges", {
      memberNos: [one, other],
      note: "再试一次",
    });
    expect(refused.body.code).toBe("separated");
    await call("POST", `/identity/merges/${mergeId}/redo`, { note: "还是同一人" });
    expect(await holder(phone(42))).toBe(one);
  });

  it("splits identifiers off into a member of their own, under a number of its own [ID-09]", async () => {
    const [memberNo] = (await resolve(
      fact(13, phone(51), { kind: "card", value: "S1" }, { kind: "card", value: "S2" }),
    )) as [number];
    const { body } = await call<Explanation>("GET", `/members/${memberNo}/identity`);
    const cards = body.identifiers.filter(({ kind }) => kind === "card").map(({ id }) => id);
    const all = body.identifiers.map(({ id }) => id);
    expect((await call("POST", `/members/${memberNo}/split`, { identifierIds: all, note: "全部拆出" })).status).toBe(
      400,
    );
    await call("POST", `/members/${memberNo}/split`, { identifierIds: cards, note: "卡是家人的" });
    const holders = [
      await holder({ kind: "card", value: "S1" }),
      await holder({ kind: "card", value: "S2" }),
      await holder(phone(51)),
    ];
    expect(holders[2]).toBe(memberNo);
    expect(holders.slice(0, 2).every((each) => each !== null && each !== memberNo)).toBe(true);
  });
});
