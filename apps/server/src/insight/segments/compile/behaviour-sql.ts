import { addDays } from "../../../kernel/calendar.ts";
import { type BehaviourSource, findBehaviour, findProperty, type Property } from "../rule/behaviours.ts";
import type { LeafOf, Occurrence, Window } from "../rule/rule.ts";
import { dayOf, rangeSql, testSql, windowSql } from "./test-sql.ts";

export type BehaviourLeaf = LeafOf<"behaviour"> | LeafOf<"nth"> | LeafOf<"sequence">;

/** A condition on what members did: reckoned from aggregates over their occurrences. */
export interface BehaviourSql {
  readonly source: BehaviourSource;
  /** Aggregates over a member's occurrences, by the name of the column. */
  readonly columns: Readonly<Record<string, string>>;
  /** SQL over those columns: 1 for who meets the condition; never null. */
  readonly where: string;
  /** Types of events that are read. */
  readonly types: readonly string[];
  /** The first day that has to be read; absent = always. */
  readonly since?: string;
  /** Holds also for who has no occurrence at all. */
  readonly holdsForNone: boolean;
}

function behaviourOf(name: string) {
  const behaviour = findBehaviour(name);
  if (!behaviour) throw new Error(`an unchecked rule names ${name}`);
  return behaviour;
}

function propertyOf(of: string, key: string): Property {
  const property = findProperty(behaviourOf(of), key);
  if (!property) throw new Error(`an unchecked rule names ${of}.${key}`);
  return property;
}

/** SQL over a row of the source: whether it is an occurrence. */
function occurs({ of, where = [] }: Occurrence, today: string): string {
  const behaviour = behaviourOf(of);
  return [
    ...(behaviour.source === "events" ? [`type = '${behaviour.name}'`] : []),
    ...where.map(({ property, test }) => {
      const { value, type } = propertyOf(of, property);
      return testSql(value, type, test, today);
    }),
  ].join(" and ");
}

const both = (...conditions: readonly string[]) => conditions.filter((part) => part !== "").join(" and ") || "1";

const sinceOf = (window: Window | undefined, today: string) =>
  window?.from === undefined ? undefined : dayOf(window.from, today);

/** SQL of one condition on behaviour; its columns begin with `name`. */
export function behaviourSql(leaf: BehaviourLeaf, name: string, today: string): BehaviourSql {
  if (leaf.kind === "sequence") return sequenceSql(leaf, name, today);
  const { source } = behaviourOf(leaf.of);
  const types = source === "events" ? [leaf.of] : [];
  if (leaf.kind === "nth") {
    const happened = both(occurs(leaf, today));
    return {
      source,
      types,
      columns: { [name]: `groupArraySortedIf(${leaf.nth})((at, d), ${happened})` },
      where: `length(${name}) = ${leaf.nth} and ${windowSql(`${name}[${leaf.nth}].2`, leaf.window, today)}`,
      holdsForNone: false,
    };
  }
  const happened = both(occurs(leaf, today), leaf.window ? windowSql("d", leaf.window, today) : "");
  return { source, types, since: sinceOf(leaf.window, today), ...measureSql(leaf, name, happened, today) };
}

type Measured = Pick<BehaviourSql, "columns" | "where" | "holdsForNone">;

function measureSql(leaf: LeafOf<"behaviour">, name: string, happened: string, today: string): Measured {
  const { measure, range } = leaf;
  const zeroCounts = (range.min ?? 0) <= 0 && (range.max ?? 0) >= 0;
  const total = (aggregate: string): Measured => ({
    columns: { [name]: aggregate },
    where: rangeSql(name, range),
    holdsForNone: zeroCounts,
  });
  if (measure === "count") return total(`countIf(${happened})`);
  if (measure === "days") return total(`uniqExactIf(d, ${happened})`);
  if (measure === "first" || measure === "last") {
    const day = measure === "first" ? `minIf(d, ${happened})` : `maxIf(d, ${happened})`;
    const away = `dateDiff('day', ${name}, toDate32('${today}'))`;
    return {
      columns: { [name]: day, [`${name}_n`]: `countIf(${happened})` },
      where: both(`${name}_n > 0`, rangeSql(away, range)),
      holdsForNone: false,
    };
  }
  if ("sum" in measure)
    return total(`sumIf(ifNull(toFloat64(${propertyOf(leaf.of, measure.sum).value}), 0), ${happened})`);
  if ("distinct" in measure) return total(distinctSql(propertyOf(leaf.of, measure.distinct), happened));
  const { value } = propertyOf(leaf.of, measure.average);
  return {
    columns: {
      [name]: `sumIf(ifNull(toFloat64(${value}), 0), ${happened})`,
      [`${name}_n`]: `countIf(isNotNull(${value}) and ${happened})`,
    },
    where: both(`${name}_n > 0`, rangeSql(`${name} / ${name}_n`, range)),
    holdsForNone: false,
  };
}

function distinctSql({ value, type }: Property, happened: string): string {
  return type === "texts"
    ? `length(groupUniqArrayArrayIf(${value}, ${happened}))`
    : `uniqExactIf(toString(${value}), isNotNull(${value}) and ${happened})`;
}

const DAY_MS = 86_400_000;

/**
 * Times as whole milliseconds. From each first step the next ones follow as early as possible; a time of 0 means that there is none, and nothing
 * follows it.
 */
function sequenceSql(leaf: LeafOf<"sequence">, name: string, today: string): BehaviourSql {
  const times = (occurrence: Occurrence, ...more: string[]) =>
    `arraySort(groupArrayIf(toUnixTimestamp64Milli(at), ${both(occurs(occurrence, today), ...more)}))`;
  const [first, ...later] = leaf.steps;
  if (!first) throw new Error("a sequence has no step");
  const span = leaf.withinDays * DAY_MS;
  const columns: Record<string, string> = {
    [`${name}_0`]: times(first, leaf.window ? windowSql("d", leaf.window, today) : ""),
  };
  let reached = "t0";
  for (const [index, step] of later.entries()) {
    const column = `${name}_${index + 1}`;
    columns[column] = times(step);
    reached = `arrayFirst(t -> t > (${reached}) and (${reached}) > 0, ${column})`;
  }
  const parts = [`(${reached}) > 0`, `(${reached}) <= t0 + ${span}`];
  if (leaf.without) {
    columns[`${name}_x`] = times(leaf.without);
    parts.push(`t0 + ${span} <= {now:Int64}`);
    parts.push(`not arrayExists(x -> x > (${reached}) and x <= t0 + ${span}, ${name}_x)`);
  }
  const all = [...leaf.steps, ...(leaf.without ? [leaf.without] : [])];
  const since = sinceOf(leaf.window, today);
  return {
    source: "events",
    types: [...new Set(all.map((step) => step.of))],
    columns,
    where: `arrayExists(t0 -> ${parts.join(" and ")}, ${name}_0)`,
    // Later steps come after the first, so nothing before it has to be read; one day more for the zone.
    since: since === undefined ? undefined : addDays(since, -1),
    holdsForNone: false,
  };
}
