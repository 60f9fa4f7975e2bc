import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { actionNames } from "./audit-words.ts";
import { subjectNames } from "./subject-words.ts";

const server = path.resolve(import.meta.dirname, "../../../../server/src");

/** Every source file of the server that writes the trail. */
const sources = readdirSync(server, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !/\.test(ing)?\.ts$|^(testing|bench|drill)\//.test(name))
  .map((name) => readFileSync(path.join(server, name), "utf8"))
  .filter((text) => text.includes("audit/audit.ts"));

/** The literals of an `action: …` or `kind: …`, with both sides of a choice, over several lines. */
function literals(pattern: RegExp): string[] {
  const found = sources.flatMap((text) =>
    [...text.matchAll(pattern)].flatMap(([, value = ""]) =>
      [...value.matchAll(/"([a-z_.]+)"/g)].map((each) => each[1]),
    ),
  );
  return [...new Set(found.filter((each) => each !== undefined))].sort();
}

describe("the words of the trail", () => {
  it("name every action that the server writes [OR-05]", () => {
    const actions = literals(/\baction\s*[:=]\s*([^,;\n]*(?:\n\s+[?:][^,;\n]*)*)/g).filter((each) =>
      each.includes("."),
    );
    expect(actions.length).toBeGreaterThan(100);
    expect(actions.filter((action) => !(action in actionNames))).toEqual([]);
  });

  it("name everything that actions are done to", () => {
    const kinds = literals(/\bsubject:\s*\{\s*kind:\s*([^,;\n]*)/g);
    expect(kinds.length).toBeGreaterThan(20);
    expect(kinds.filter((kind) => !(kind in subjectNames))).toEqual([]);
  });
});
