import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { collapsePaths, covers, inScope, seesWholeChain } from "./rules.ts";

const path = fc
  .array(fc.integer({ min: 1, max: 30 }), { minLength: 0, maxLength: 5 })
  .map((tail) => [1, ...tail].join("."));

function actorWith(scope: readonly string[]): Actor {
  return { kind: "staff", id: "a", name: "a", permissions: new Set(), scope };
}

describe("scope rules", () => {
  it("compares numbers, not prefixes of text", () => {
    expect(covers("1.2", "1.20")).toBe(false);
    expect(covers("1.2", "1.2.7")).toBe(true);
    expect(collapsePaths(["1.2.7", "1.20", "1.2", "1.2"])).toEqual(["1.2", "1.20"]);
  });

  it("collapsing keeps exactly the same part of the tree, without one root inside another [OR-05]", () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 12 }), path, (paths, probe) => {
        const roots = collapsePaths(paths);
        expect(roots.some((root) => covers(root, probe))).toBe(paths.some((root) => covers(root, probe)));
        for (const root of roots) expect(roots.filter((other) => covers(other, root))).toEqual([root]);
      }),
    );
  });

  it("sees a unit only below a root of the scope; the whole chain only from its top [OR-05]", () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 4 }), path, (paths, probe) => {
        const expected = paths.some((root) => `${probe}.`.startsWith(`${root}.`));
        expect(inScope(actorWith(collapsePaths(paths)), probe)).toBe(expected);
      }),
    );
    expect(seesWholeChain(actorWith(["1"]))).toBe(true);
    expect(seesWholeChain(actorWith(["1.2", "1.3"]))).toBe(false);
    expect(seesWholeChain(actorWith([]))).toBe(false);
    expect(seesWholeChain(systemActor("test"))).toBe(true);
  });
});
