import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { testPlatform } from "../../testing/platform.ts";
import { createUnit, moveUnit } from "../tree/change-tree.ts";
import { loadHeadquarters } from "../tree/store.ts";
import { scopeCondition, unitCondition } from "./condition.ts";
import { collapsePaths } from "./rules.ts";
import { storeNosInScope } from "./stores-in-scope.ts";

interface Node {
  readonly id: string;
  readonly no: number;
  readonly parentId: string | null;
  readonly path: string;
  readonly kind: string;
}

const { platform } = await testPlatform();
const { db } = platform;

async function nodes(): Promise<Node[]> {
  const { rows } =
    await sql<Node>`select id, no, parent_id as "parentId", path::text as path, kind from org_unit`.execute(db);
  return rows;
}

/** A chain of 60 units below headquarters, each under one of those before it. */
async function grow(): Promise<void> {
  const hq = await loadHeadquarters(db);
  const inner = [hq.id];
  for (let at = 0; at < 60; at += 1) {
    const parentId = inner[(at * 7 + 3) % inner.length] ?? hq.id;
    if (at % 2 === 0) {
      const depth = (await nodes()).find((node) => node.id === parentId)?.path.split(".").length ?? 1;
      if (depth < 8)
        inner.push(
          await db
            .transaction()
            .execute((tx) => createUnit(tx, systemActor("test"), { parentId, kind: "region", name: `区${at}` })),
        );
    } else {
      await sql`insert into org_unit (parent_id, kind, code, name) values (${parentId}, 'store', ${`s${at}`}, ${`店${at}`})`.execute(
        db,
      );
    }
  }
  // Rows of another wing that carry a store, or none.
  await sql`create table thing (store_no int)`.execute(db);
  await sql`insert into thing select no from org_unit where kind = 'store'`.execute(db);
  await sql`insert into thing values (null)`.execute(db);
}

await grow();

/** The units below `root` by walking parents, without looking at paths. */
function below(all: readonly Node[], rootIds: readonly string[]): Set<string> {
  const parents = new Map(all.map((node) => [node.id, node.parentId]));
  const reaches = (id: string | null | undefined): boolean =>
    id == null ? false : rootIds.includes(id) || reaches(parents.get(id));
  return new Set(all.filter((node) => reaches(node.id)).map((node) => node.id));
}

function actorAt(roots: readonly Node[]): Actor {
  return {
    kind: "staff",
    id: "x",
    name: "x",
    permissions: new Set(),
    scope: collapsePaths(roots.map((node) => node.path)),
  };
}

async function visible(actor: Actor): Promise<{ things: (number | null)[]; units: string[] }> {
  const things = await sql<{
    store_no: number | null;
  }>`select store_no from thing t where ${scopeCondition(actor, "t.store_no")} order by 1`.execute(db);
  const units = await sql<{
    id: string;
  }>`select id from org_unit u where ${unitCondition(actor, "u.path")} order by id`.execute(db);
  return { things: things.rows.map((row) => row.store_no), units: units.rows.map((row) => row.id) };
}

describe("scope in the database", () => {
  it("never shows a unit or row outside the subtree, before and after units move [OR-05]", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.nat(),
        async (picks, mover, target) => {
          const before = await nodes();
          const unit = before[mover % before.length];
          const parent = before[target % before.length];
          if (unit && parent) {
            // Most random moves are refused (a cycle, a store as parent): then the tree stays, which is fine too.
            await db
              .transaction()
              .execute((tx) => moveUnit(tx, systemActor("test"), unit.id, parent.id))
              .catch(() => undefined);
          }
          const all = await nodes();
          const roots = picks.map((pick) => all[pick % all.length]).filter((node) => node !== undefined);
          const actor = actorAt(roots);
          const inside = below(
            all,
            roots.map((node) => node.id),
          );
          const stores = all.filter((node) => node.kind === "store" && inside.has(node.id)).map((node) => node.no);
          const whole = roots.some((node) => node.parentId === null);
          const seen = await visible(actor);
          expect(seen.units).toEqual([...inside].sort());
          expect(seen.things.filter((no) => no !== null)).toEqual(stores.sort((a, b) => a - b));
          expect(seen.things.includes(null)).toBe(whole);
          expect(await storeNosInScope(platform, actor)).toEqual(whole ? "all" : stores);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("shows nothing to somebody without a post, and everything to Feilun itself [OR-05]", async () => {
    const stranger: Actor = { kind: "staff", id: "x", name: "x", permissions: new Set(), scope: [] };
    expect(await visible(stranger)).toEqual({ things: [], units: [] });
    expect(await storeNosInScope(platform, stranger)).toEqual([]);
    expect((await visible(systemActor("test"))).units).toHaveLength((await nodes()).length);
    expect(await storeNosInScope(platform, systemActor("test"))).toBe("all");
  });

  it("asks for the stores of a scope again only when the tree has changed", async () => {
    const region = (await nodes()).find((node) => node.kind === "region");
    if (!region) throw new Error("no region");
    const actor = actorAt([region]);
    const first = await storeNosInScope(platform, actor);
    expect(await storeNosInScope(platform, actor)).toBe(first);
    await sql`insert into org_unit (parent_id, kind, code, name) values (${region.id}, 'store', 'late', '新店')`.execute(
      db,
    );
    expect(await storeNosInScope(platform, actor)).toHaveLength(first.length + 1);
  });
});
