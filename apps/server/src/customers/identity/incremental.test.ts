import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { testPlatform } from "../../testing/platform.ts";
import { mergeByHand } from "./decide-tie.ts";
import type { IdentityFact } from "./prepare-facts.ts";
import { resolveMembers } from "./resolve-members.ts";
import { partition } from "./rules.ts";
import { redoMerge, undoMerge } from "./separate.ts";
import { loadIdentitySettings } from "./settings.ts";
import { buildWorkingGraph } from "./working-graph.ts";

const base = (await testPlatform()).platform;
/** A table of some other wing, whose rows must follow their members. */
const platform = { ...base, memberTables: [...base.memberTables, "test_row"] };
const { db } = platform;
const by = { actor: "tester", note: "test", at: new Date("2026-03-01T00:00:00Z") };

beforeAll(() =>
  sql`create table test_row (id int generated always as identity, origin_no int, member_no int, fact text)`.execute(db),
);

const clear = () =>
  sql`truncate member, member_record, guide_binding, identifier, identifier_tie, separation, separation_side, merge_log, member_override, test_row restart identity cascade`.execute(
    db,
  );

const value = {
  phone: (n: number) => `1390000${String(1000 + n)}`,
  unionid: (n: number) => `union-${n}`,
  card: (n: number) => `card-${n}`,
  device: (n: number) => `device-${n}`,
  external_userid: (n: number) => `wm-customer-${n}`,
};
const identifier = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("phone" as const), n: fc.nat(7) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("unionid" as const), n: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("card" as const), n: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("device" as const), n: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("external_userid" as const), n: fc.nat(4) }) },
);
const anyFact: fc.Arbitrary<IdentityFact> = fc.record({
  identifiers: fc
    .array(fc.oneof({ weight: 12, arbitrary: identifier }, fc.constant({ kind: "phone" as const, n: -1 })), {
      minLength: 1,
      maxLength: 3,
    })
    .map((list) => list.map(({ kind, n }) => ({ kind, value: n === -1 ? "13800138000" : value[kind](n) }))),
  occurredAt: fc.nat(60).map((day) => new Date(Date.UTC(2026, 0, 1 + day, 3))),
  source: fc.constant("pos"),
  groupOnly: fc.boolean(),
});

async function feed(facts: readonly IdentityFact[], batchSizes: readonly number[]): Promise<void> {
  for (let at = 0, batch = 0; at < facts.length; batch += 1) {
    const some = facts.slice(at, at + (batchSizes[batch % batchSizes.length] as number));
    at += some.length;
    await db.transaction().execute(async (tx) => {
      const resolved = await resolveMembers(tx, platform, some);
      for (const [index, { originNo, memberNo }] of resolved.entries()) {
        const fact = JSON.stringify(some[index]);
        if (originNo !== null)
          await sql`insert into test_row (origin_no, member_no, fact) values (${originNo}, ${memberNo}, ${fact})`.execute(
            tx,
          );
      }
    });
  }
}

/** Everything that must be the same for the same facts: who is together, how close, whose rows, which ties and why. No number appears. */
async function outcome() {
  const members = await sql<{ keys: string; rows: string }>`
    select string_agg(i.value_index::text, ' ' order by i.value_index) as keys,
      (select coalesce(string_agg(r.fact, ' ' order by r.fact), '') from test_row r where r.member_no = i.member_no) as rows,
      (select m.relation from member m where m.member_no = i.member_no) as relation
    from identifier i where member_no is not null group by member_no order by 1`.execute(db);
  const ties = await sql`select a, b, state, reason from identifier_tie order by a, b`.execute(db);
  const shared = await sql`select value_index from identifier where shared order by 1`.execute(db);
  // A shared identifier belongs to a profile of its own or to nobody, depending on whether anything was recorded under it.
  return {
    members: members.rows.filter(
      (row) =>
        row.rows !== "" || !shared.rows.some((each) => (each as { value_index: string }).value_index === row.keys),
    ),
    ties: ties.rows,
    shared: shared.rows,
  };
}

/** Exactly who owns what, numbers included; a number that was given out on the way and owns nothing does not matter. */
async function ownership() {
  const identifiers = await sql`select value_index, member_no from identifier order by 1`.execute(db);
  const members = await sql`
    select member_no, owner_no, relation, first_seen_at from member where status = 'active' order by 1`.execute(db);
  const rows = await sql`select id, origin_no, member_no from test_row order by 1`.execute(db);
  return { identifiers: identifiers.rows, members: members.rows, rows: rows.rows };
}

async function expectSound(): Promise<void> {
  const broken = await sql`
    select 'identifier' as what, value_index::text as which from identifier i join member m on m.member_no = i.origin_no where m.owner_no <> i.member_no
    union all select 'owner', member_no::text from member m where owner_no <> (select min(origin_no) from identifier i where i.member_no = m.owner_no)
    union all select 'row', r.id::text from test_row r join member m on m.member_no = r.origin_no where m.owner_no <> r.member_no
    union all select 'nobody', value_index::text from identifier where member_no is null and not shared`.execute(db);
  expect(broken.rows).toEqual([]);
}

describe("members from a stream of facts", () => {
  it("come out the same in any order and any batches, with their rows [ID-01] [ID-09]", {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(anyFact, { minLength: 2, maxLength: 25 })
          .chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))),
        fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 }),
        async ([facts, shuffled], batches) => {
          await clear();
          await feed(facts, [facts.length]);
          await expectSound();
          const atOnce = await outcome();
          await clear();
          await feed(shuffled, batches);
          await expectSound();
          expect(await outcome()).toEqual(atOnce);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("are what the rules make of all stored facts together", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFact, { minLength: 2, maxLength: 25 }), async (facts) => {
        await clear();
        await feed(facts, [1]);
        const all = await sql<{ key: string }>`select value_index as key from identifier order by 1`.execute(db);
        const working = await buildWorkingGraph(
          db,
          all.rows.map((row) => row.key),
        );
        const { componentOf } = partition(working.graph, await loadIdentitySettings(db));
        const memberOfComponent = new Map<number, number | null>();
        for (const [index, node] of working.nodes.entries()) {
          const component = componentOf[index] as number;
          expect(memberOfComponent.get(component) ?? node.memberNo).toBe(node.memberNo);
          memberOfComponent.set(component, node.memberNo);
        }
        const numbers = [...memberOfComponent.values()].filter((memberNo) => memberNo !== null);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
      { numRuns: 20 },
    );
  });

  it("are restored exactly when a merge is undone, and merged again when the undo is [ID-09]", {
    timeout: 120_000,
  }, async () => {
    let merges = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyFact, { minLength: 3, maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        async (facts, first, second) => {
          await clear();
          await feed(facts, [5]);
          const { rows } = await sql<{
            no: number;
          }>`select distinct member_no as no from identifier where not shared order by 1`.execute(db);
          const [one, other] = [rows[first % rows.length]?.no, rows[second % rows.length]?.no];
          fc.pre(one !== undefined && other !== undefined && one !== other);
          const before = await ownership();
          const { mergeLogIds } = await db
            .transaction()
            .execute((tx) => mergeByHand(tx, platform, [one as number, other as number], by));
          await expectSound();
          const merged = await ownership();
          expect(merged).not.toEqual(before);
          const log = await sql<{
            id: number;
          }>`select id from merge_log where id = any(${mergeLogIds}::bigint[]) and kind = 'merge' order by id desc`.execute(
            db,
          );
          for (const { id } of log.rows) await db.transaction().execute((tx) => undoMerge(tx, platform, id, by));
          expect(await ownership()).toEqual(before);
          for (const { id } of log.rows.toReversed())
            await db.transaction().execute((tx) => redoMerge(tx, platform, id, by));
          expect(await ownership()).toEqual(merged);
          merges += 1;
        },
      ),
      { numRuns: 20 },
    );
    expect(merges).toBeGreaterThan(5);
  });

  it("are of a group until the first friendship, whichever is told first, and merging them and back changes nothing [ID-05]", async () => {
    const relationsOf = async () =>
      (
        await sql<{ relation: string }>`select relation from member where status = 'active' order by member_no`.execute(
          db,
        )
      ).rows.map(({ relation }) => relation);
    const at = new Date("2026-01-02T00:00:00Z");
    const seen = (n: number, groupOnly: boolean): IdentityFact => ({
      identifiers: [{ kind: "external_userid", scope: "corp", value: value.external_userid(n) }],
      occurredAt: at,
      source: groupOnly ? "wecom_group" : "wecom",
      groupOnly,
    });
    await clear();
    await feed([seen(1, true), seen(2, true)], [1]);
    expect(await relationsOf()).toEqual(["group", "group"]);
    await feed([seen(1, false), seen(1, true)], [1]);
    expect(await relationsOf()).toEqual(["contact", "group"]);
    const before = await ownership();
    const numbers = await sql<{ no: number }>`select distinct member_no as no from identifier order by 1`.execute(db);
    const { mergeLogIds } = await db
      .transaction()
      .execute((tx) => mergeByHand(tx, platform, numbers.rows.map(({ no }) => no) as [number, number], by));
    expect(await relationsOf()).toEqual(["contact"]);
    for (const id of mergeLogIds) await db.transaction().execute((tx) => undoMerge(tx, platform, id, by));
    expect(await ownership()).toEqual(before);
    await clear();
    await feed([seen(1, false), seen(1, true)], [2]);
    expect(await relationsOf()).toEqual(["contact"]);
  });
});
