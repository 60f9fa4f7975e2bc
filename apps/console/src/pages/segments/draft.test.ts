import { describe, expect, it } from "vitest";
import { changeItem, draftOf, type Group, missingIn, moveItem, newCondition, newGroup, writeRule } from "./draft.ts";
import type { RuleNode } from "./segment-api.ts";

const tag = (no: number): RuleNode => ({ kind: "tag", tags: [no], match: "any" });
const rule = (root: RuleNode) => ({ version: 1 as const, root });
const keysOf = (group: Group): unknown[] =>
  group.items.map((item) => (item.type === "group" ? keysOf(item) : item.key));

describe("a rule in the builder", () => {
  it("is the same rule when it is written again", () => {
    const nested = rule({
      kind: "all",
      of: [
        tag(1),
        { kind: "not", of: tag(2) },
        { kind: "not", of: { kind: "any", of: [tag(3), { kind: "not", of: { kind: "not", of: tag(4) } }] } },
      ],
    });
    expect(writeRule(draftOf(nested)).rule).toEqual({
      ...nested,
      root: {
        kind: "all",
        of: [
          tag(1),
          { kind: "not", of: tag(2) },
          {
            kind: "not",
            // Twice negated gets a branch around it, which says the same.
            of: { kind: "any", of: [tag(3), { kind: "not", of: { kind: "all", of: [{ kind: "not", of: tag(4) }] } }] },
          },
        ],
      },
    });
    expect(writeRule(draftOf(rule(tag(1)))).rule).toEqual(rule({ kind: "all", of: [tag(1)] }));
  });

  it("leaves out what is not filled in, and knows which item stands where", () => {
    const blank = newCondition({ kind: "tag", tags: [], match: "any" });
    const full = newCondition(tag(1) as never);
    const none = { ...newCondition(tag(2) as never), negated: true };
    const draft = newGroup([blank, full, newGroup([blank]), none]);
    const { rule: written, keys, unfinished } = writeRule(draft);
    expect(written).toEqual(rule({ kind: "all", of: [tag(1), { kind: "not", of: tag(2) }] }));
    expect(unfinished).toBe(2);
    expect(Object.fromEntries(keys)).toEqual({
      root: draft.key,
      "root.of[0]": full.key,
      "root.of[1]": none.key,
    });
    expect(writeRule(newGroup([blank])).rule).toBeNull();
  });

  it("changes, takes out and moves items, but no branch into itself", () => {
    const [one, two, three] = [1, 2, 3].map((no) => newCondition(tag(no) as never)) as [never, never, never];
    const key = (item: { key: string }) => item.key;
    const inner = newGroup([three]);
    const draft = newGroup([one, two, inner]);
    expect(keysOf(changeItem(draft, key(three), () => null))).toEqual([key(one), key(two), []]);
    expect(keysOf(moveItem(draft, key(one), { group: inner.key, before: key(three) }))).toEqual([
      key(two),
      [key(one), key(three)],
    ]);
    expect(keysOf(moveItem(draft, key(three), { group: draft.key, before: key(one) }))).toEqual([
      key(three),
      key(one),
      key(two),
      [],
    ]);
    expect(moveItem(draft, inner.key, { group: inner.key, before: null })).toBe(draft);
  });

  it("says what is missing in a condition", () => {
    expect(missingIn({ kind: "behaviour", of: "purchase", range: {}, measure: "count" })).toBe("填写下限或上限");
    expect(missingIn({ kind: "sequence", steps: [{ of: "cart.added" }], withinDays: 3 })).toBe(
      "再加一步，或填写之后没有发生什么",
    );
    expect(missingIn({ kind: "attribute", field: "age", test: { between: { min: 30, max: 20 } } })).toBe(
      "下限不能大于上限",
    );
  });
});
