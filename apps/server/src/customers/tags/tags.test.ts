import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { mergeByHand } from "../identity/decide-tie.ts";
import { resolveMembers } from "../identity/resolve-members.ts";
import { undoMerge } from "../identity/separate.ts";
import { assignTags, recountTags, replaceRuleTagMembers } from "./assign-tags.ts";
import { tagFamilyNames } from "./families.ts";
import { createGroup, createTag, loadTag } from "./library.ts";

const feilun = await testPlatform();
const { platform } = feilun;
const { db } = platform;
const server = await testServer(feilun);

interface Tag {
  tagNo: number;
  name: string;
  family: string;
  madeByKind: string;
  memberCount: number;
}

let chain: SmallChain;
let operator: TestPerson;
let guide: TestPerson;
let members: number[];
let groups: Record<string, string>;

const call = <Body>(who: TestPerson, method: string, path: string, body?: unknown) =>
  server.call<Body>(method, path, { cookie: who.cookie, body });
const search = async (query: string) =>
  (await call<{ items: Tag[] }>(operator, "GET", `/tags?${query}`)).body.items.map((tag) => tag.name);
const tagged = async (query: string) =>
  (await call<{ items: { memberNo: number }[] }>(operator, "GET", `/members?${query}`)).body.items.map(
    (item) => item.memberNo,
  );

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  guide = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.N1.id });
  const facts = Array.from({ length: 6 }, (_, n) => ({
    identifiers: [{ kind: "phone" as const, value: `1394444${1000 + n}` }],
    occurredAt: new Date("2026-05-01T00:00:00Z"),
    source: "pos",
    storeNo: n < 4 ? chain.stores.N1.no : chain.stores.S1.no,
  }));
  members = (await db.transaction().execute((tx) => resolveMembers(tx, platform, facts))).map(
    (each) => each.memberNo as number,
  );
  groups = {};
  for (const family of tagFamilyNames) {
    const { body } = await call<{ id: string }>(operator, "POST", "/tag-groups", { family, name: `${family} 组` });
    groups[family] = body.id;
  }
});

describe("the tag library", () => {
  it("keeps tags in groups of the five families, and finds them by name, pinyin and initials [DT-04]", async () => {
    for (const [family, name] of [
      ["channel", "门店扫码"],
      ["identity", "企业客户"],
      ["intent", "高意向"],
      ["activity", "沉睡"],
      ["consumption", "高客单价"],
    ] as const) {
      expect((await call<Tag>(operator, "POST", "/tags", { groupId: groups[family], name })).body).toMatchObject({
        name,
        family,
        madeByKind: "company",
      });
    }
    expect(await search(`q=${encodeURIComponent("客单")}`)).toEqual(["高客单价"]);
    expect(await search("q=gaoyi")).toEqual(["高意向"]);
    expect(await search("q=gkdj")).toEqual(["高客单价"]);
    expect(await search("family=activity")).toEqual(["沉睡"]);
    const twice = await call<{ code: string }>(operator, "POST", "/tags", { groupId: groups.intent, name: "高意向" });
    expect([twice.status, twice.body.code]).toEqual([409, "name_taken"]);
  });

  it("finds one among 1,500 and pages through all, the most used first [DT-03]", async () => {
    await sql`insert into tag (group_id, name, made_by_kind, pinyin, initials, created_by)
      select ${groups.consumption}::uuid, '批量' || n, 'company', 'piliang' || n, 'pl' || n, 'test' from generate_series(1, 1500) n`.execute(
      db,
    );
    expect(await search("q=pl1499")).toEqual(["批量1499"]);
    const seen = new Set<number>();
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body }: { body: { items: Tag[]; nextCursor: string | null } } = await call(
        operator,
        "GET",
        `/tags?limit=200${cursor ? `&cursor=${cursor}` : ""}`,
      );
      for (const tag of body.items) seen.add(tag.tagNo);
      cursor = body.nextCursor;
    }
    expect(seen.size).toBe(1505);
  });

  it("joins what guides name in the field with the company's tags into one view [DT-06]", async () => {
    const company = (await call<Tag>(operator, "POST", "/tags", { groupId: groups.intent, name: "喜欢新品" })).body;
    expect((await call(guide, "POST", "/tags", { groupId: groups.intent, name: "我的标签" })).status).toBe(403);
    const field = (await call<Tag>(guide, "POST", "/guide-tags", { groupId: groups.intent, name: "爱尝新" })).body;
    expect(field.madeByKind).toBe("guide");
    await call(guide, "POST", "/tag-assignments", { memberNos: [members[0]], tagNos: [field.tagNo] });
    await call(operator, "POST", "/tag-assignments", { memberNos: [members[1]], tagNos: [company.tagNo] });
    const merged = await call<Tag>(operator, "POST", `/tags/${field.tagNo}/merge`, { intoTagNo: company.tagNo });
    expect(merged.body).toMatchObject({ tagNo: company.tagNo, memberCount: 2 });
    expect(await tagged(`tags=${company.tagNo}`)).toEqual([members[1], members[0]]);
    const { body } = await call<{ tags: { name: string; setBy: string }[] }>(operator, "GET", `/members/${members[0]}`);
    expect(body.tags).toEqual([expect.objectContaining({ name: "喜欢新品", setBy: guide.actor.name })]);
    expect(await search(`q=${encodeURIComponent("爱尝新")}`)).toEqual([]);
  });
});

describe("tagging", () => {
  const make = async (name: string, kind: "manual" | "rule" = "manual") =>
    (
      await db
        .transaction()
        .execute((tx) =>
          createTag(tx, { groupId: groups.activity as string, name, madeByKind: "company", kind, by: "test" }),
        )
    ).tagNo;

  it("tags and untags in bulk within the caller's scope, and says who did what and when", async () => {
    const tagNo = await make("到店两次");
    const { body } = await call<{ added: number; skippedMembers: number }>(guide, "POST", "/tag-assignments", {
      memberNos: members,
      tagNos: [tagNo],
    });
    expect(body).toEqual({ added: 4, skippedMembers: 2 });
    expect(
      (await call<{ added: number }>(guide, "POST", "/tag-assignments", { memberNos: members, tagNos: [tagNo] })).body
        .added,
    ).toBe(0);
    expect(await tagged(`tags=${tagNo}`)).toEqual(members.slice(0, 4).reverse());
    await call(operator, "POST", "/tag-removals", { memberNos: [members[2]], tagNos: [tagNo] });
    expect((await loadTag(db, tagNo)).memberCount).toBe(3);
    const history = await call<{ items: { action: string; by: string; source: string }[] }>(
      operator,
      "GET",
      `/members/${members[2]}/tag-history`,
    );
    expect(history.body.items.map(({ action, by, source }) => [action, by, source])).toEqual([
      ["removed", operator.actor.name, "manual"],
      ["set", guide.actor.name, "bulk"],
    ]);
    expect(
      (await call(operator, "POST", "/tag-assignments", { memberNos: [members[0]], tagNos: [9_999_999] })).status,
    ).toBe(404);
  });

  it("makes a rule tag's members exactly those that fit now, and leaves what people set", async () => {
    const tagNo = await make("近期活跃", "rule");
    const [a, b, c, d] = members as [number, number, number, number];
    const replace = (list: number[]) => db.transaction().execute((tx) => replaceRuleTagMembers(tx, tagNo, list));
    await db
      .transaction()
      .execute((tx) => assignTags(tx, [{ originNo: d, memberNo: d, tagNo }], { source: "manual", by: "店长" }));
    expect(await replace([a, b])).toEqual({ added: 2, removed: 0 });
    expect(await replace([b, c])).toEqual({ added: 1, removed: 1 });
    expect(await replace([b, c])).toEqual({ added: 0, removed: 0 });
    expect(await tagged(`tags=${tagNo}`)).toEqual([d, c, b]);
    expect((await loadTag(db, tagNo)).memberCount).toBe(3);
  });

  it("gives a merged member the union of both members' tags, and each its own again on undo [ID-09]", async () => {
    const [only, both] = [await make("只有一方"), await make("双方都有")];
    const [a, b] = [members[4] as number, members[5] as number];
    const pairs = [
      { memberNo: a, tagNo: both },
      { memberNo: b, tagNo: both },
      { memberNo: b, tagNo: only },
    ];
    await db.transaction().execute((tx) =>
      assignTags(
        tx,
        pairs.map((pair) => ({ ...pair, originNo: pair.memberNo })),
        { source: "bulk", by: "test" },
      ),
    );
    const by = { actor: "test", note: "test", at: new Date("2026-05-02T00:00:00Z") };
    const { mergeLogIds } = await db.transaction().execute((tx) => mergeByHand(tx, platform, [a, b], by));
    expect([await tagged(`tags=${both}`), await tagged(`tags=${only}`)]).toEqual([[a], [a]]);
    await db.transaction().execute((tx) => recountTags(tx));
    expect((await loadTag(db, both)).memberCount).toBe(1);
    await db.transaction().execute((tx) => undoMerge(tx, platform, mergeLogIds[0] as number, by));
    expect([await tagged(`tags=${both}`), await tagged(`tags=${only}`)]).toEqual([[b, a], [b]]);
  });
});

describe("names of groups", () => {
  it("are taken once", async () => {
    await expect(
      db.transaction().execute((tx) => createGroup(tx, { family: "intent", name: "intent 组" })),
    ).rejects.toThrow("已有同名的标签组");
  });
});
