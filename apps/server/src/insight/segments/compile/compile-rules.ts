import { numberList } from "../../shared/slice.ts";
import { textLiteral } from "../../shared/sql-text.ts";
import type { BehaviourSource } from "../rule/behaviours.ts";
import { type FieldSource, findField } from "../rule/fields.ts";
import type { Leaf, LeafOf, Rule } from "../rule/rule.ts";
import { sampleSql } from "../sample.ts";
import { type BehaviourSql, behaviourSql } from "./behaviour-sql.ts";
import type { CompileContext } from "./context.ts";
import { behaviourRows, bucketSql, fieldRows } from "./sources.ts";
import { testSql } from "./test-sql.ts";

/** What is gathered while the trees are walked: each source is read once, whatever asks for it. */
interface Plan {
  readonly context: CompileContext;
  /** Conditions over the rows of a source, by the name of their bitmap. */
  readonly fields: Map<FieldSource, Map<string, string>>;
  readonly behaviours: Map<BehaviourSource, Map<string, BehaviourSql>>;
  readonly tags: Map<string, LeafOf<"tag">>;
  readonly segments: Map<string, LeafOf<"segment">>;
  /** The bitmap of each condition by what it says: the same condition twice is reckoned once. */
  readonly names: Map<string, string>;
}

function put<Key, Value>(map: Map<Key, Map<string, Value>>, key: Key, name: string, value: Value): void {
  const inner = map.get(key) ?? new Map<string, Value>();
  inner.set(name, value);
  map.set(key, inner);
}

/** SQL: the bitmap of a condition within a bucket. */
function leafSql(plan: Plan, leaf: Leaf): string {
  const said = JSON.stringify(leaf);
  const known = plan.names.get(said);
  if (known !== undefined) return known;
  const name = `b${plan.names.size}`;
  const sql = planLeaf(plan, leaf, name);
  plan.names.set(said, sql);
  return sql;
}

function planLeaf(plan: Plan, leaf: Leaf, name: string): string {
  const { context } = plan;
  switch (leaf.kind) {
    case "attribute": {
      const field = findField(leaf.field);
      if (!field) throw new Error(`an unchecked rule names ${leaf.field}`);
      put(plan.fields, field.source, name, testSql(`(${field.value})`, field.type, leaf.test, context.day));
      return name;
    }
    case "unit": {
      const stores = leaf.units.flatMap((unit) => context.storesOf.get(unit) ?? []);
      put(plan.fields, "profile", name, stores.length === 0 ? "0" : `store_no in (${numberList(stores)})`);
      return name;
    }
    case "sample":
      put(plan.fields, "profile", name, sampleSql(leaf));
      return name;
    case "tag":
      plan.tags.set(name, leaf);
      return name;
    case "segment":
      plan.segments.set(name, leaf);
      return name;
    default: {
      const condition = behaviourSql(leaf, name, context.day);
      put(plan.behaviours, condition.source, name, condition);
      // Who did nothing has no row: they are found as everyone but those whose row fails.
      return condition.holdsForNone ? `bitmapAndnot(everyone, ${name})` : name;
    }
  }
}

/** SQL: the bitmap of a tree within a bucket. */
function treeSql(plan: Plan, rule: Rule): string {
  switch (rule.kind) {
    case "all":
      return rule.of.map((child) => treeSql(plan, child)).reduce((all, child) => `bitmapAnd(${all}, ${child})`);
    case "any":
      return rule.of.map((child) => treeSql(plan, child)).reduce((all, child) => `bitmapOr(${all}, ${child})`);
    case "not":
      return `bitmapAndnot(everyone, ${treeSql(plan, rule.of)})`;
    default:
      return leafSql(plan, rule);
  }
}

const bitmapOf = (condition: string, name: string) => `groupBitmapStateIf(member_no, ${condition}) as ${name}`;

function perBucket(rows: string, bitmaps: readonly string[]): string {
  return `(select ${bucketSql} as bucket, ${bitmaps.join(", ")} from ${rows} group by bucket)`;
}

function* sourceQueries({ context, fields, behaviours, tags, segments }: Plan): Generator<string> {
  for (const [source, conditions] of fields) {
    if (source !== "profile")
      yield perBucket(
        fieldRows(source, context),
        [...conditions].map(([name, condition]) => bitmapOf(condition, name)),
      );
  }
  for (const [source, conditions] of behaviours) {
    const bitmaps = [...conditions].map(([name, { where, holdsForNone }]) =>
      bitmapOf(holdsForNone ? `not (${where})` : where, name),
    );
    yield perBucket(behaviourRows(source, [...conditions.values()], context), bitmaps);
  }
  if (tags.size > 0) yield tagQuery(tags, context);
  if (segments.size > 0) yield segmentQuery(segments, context);
}

function tagQuery(tags: ReadonlyMap<string, LeafOf<"tag">>, { among }: CompileContext): string {
  const all = [...new Set([...tags.values()].flatMap((leaf) => leaf.tags))];
  const bitmap = (tagNos: readonly number[]) => `groupBitmapStateIf(member_no, tag_no in (${numberList(tagNos)}))`;
  const bitmaps = [...tags].map(([name, leaf]) => {
    const sql =
      leaf.match === "any"
        ? bitmap(leaf.tags)
        : leaf.tags.map((tagNo) => bitmap([tagNo])).reduce((both, one) => `bitmapAnd(${both}, ${one})`);
    return `${sql} as ${name}`;
  });
  return perBucket(
    `(select tag_no, member_no from tag_fact final where tag_no in (${numberList(all)})
      ${among === undefined ? "" : `and member_no in (${numberList(among)})`})`,
    bitmaps,
  );
}

function segmentQuery(segments: ReadonlyMap<string, LeafOf<"segment">>, { versionOf }: CompileContext): string {
  const wanted = [...segments].map(([name, { segment }]) => {
    const is = `segment = ${textLiteral(segment)} and version = ${Math.trunc(versionOf.get(segment) ?? 0)}`;
    return { is, bitmap: `groupBitmapMergeStateIf(members, ${is}) as ${name}` };
  });
  return `(select bucket, ${wanted.map(({ bitmap }) => bitmap).join(", ")} from segment_bitmap
    where ${wanted.map(({ is }) => `(${is})`).join(" or ")} group by bucket)`;
}

/**
 * SQL: for each bucket of members, `everyone` who may be counted and the members of each rule as `r0`, `r1` …: roaring bitmaps of member
 * numbers. Every source is read once for all rules. Takes the parameters `day`, `zone` and `now` (milliseconds).
 *
 * A value that is not known meets no condition, so `not` includes whoever it is not known of; nobody outside the scope is in any bitmap.
 */
export function compileRules(rules: readonly Rule[], context: CompileContext): string {
  const plan: Plan = {
    context,
    fields: new Map(),
    behaviours: new Map(),
    tags: new Map(),
    segments: new Map(),
    names: new Map(),
  };
  const results = rules.map((rule, at) => `bitmapAnd(everyone, ${treeSql(plan, rule)}) as r${at}`);
  const profile = perBucket(fieldRows("profile", context), [
    "groupBitmapState(member_no) as everyone",
    ...[...(plan.fields.get("profile") ?? [])].map(([name, condition]) => bitmapOf(condition, name)),
  ]);
  const joins = [...sourceQueries(plan)].map((query, at) => `left join ${query} as s${at} using (bucket)`);
  // A bucket that a source says nothing of gets empty bitmaps, which only the absence of nulls allows.
  return `select bucket, everyone${results.map((result) => `, ${result}`).join("")}
    from ${profile} as p ${joins.join("\n")} settings join_use_nulls = 0`;
}
