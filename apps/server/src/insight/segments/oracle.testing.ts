import { addDays } from "../../kernel/calendar.ts";
import type { Leaf, Moment, Occurrence, Rule, Test, Window } from "./rule/rule.ts";
import { drawPlace, drawPlaces } from "./sample.ts";

export interface OracleOrder {
  readonly day: string;
  readonly amountFen: number;
  readonly items: number;
  readonly channel: string;
  readonly skus: readonly string[];
}

export interface OracleEvent {
  readonly type: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS` */
  readonly at: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A member with everything that the rules of the tests ask for. */
export interface OracleMember {
  readonly memberNo: number;
  readonly gender: string;
  readonly city: string;
  readonly storeNo: number;
  /** MMDD; 0 = unknown. */
  readonly birthday: number;
  readonly registered: string | null;
  readonly orders: readonly OracleOrder[];
  readonly events: readonly OracleEvent[];
  readonly tags: readonly number[];
}

export interface OracleWorld {
  readonly today: string;
  readonly now: number;
  readonly storesOf: ReadonlyMap<string, readonly number[]>;
}

/** 上海, as the tests run. */
const zoneMs = 8 * 3_600_000;
const timeOf = (at: string) => Date.parse(`${at.replace(" ", "T")}Z`);
const dayOfTime = (time: number) => new Date(time + zoneMs).toISOString().slice(0, 10);

const dayOf = (moment: Moment, today: string) =>
  typeof moment === "string" ? moment : addDays(today, -moment.daysAgo);

function inWindow(day: string, { from, to }: Window, today: string): boolean {
  return (from === undefined || day >= dayOf(from, today)) && (to === undefined || day <= dayOf(to, today));
}

const inRange = (value: number, { min, max }: { min?: number; max?: number }) =>
  (min === undefined || value >= min) && (max === undefined || value <= max);

type Value = string | number | boolean | readonly string[] | null;

function passes(value: Value, test: Test, today: string): boolean {
  if (value === null) return false;
  if ("known" in test) return !Array.isArray(value) || value.length > 0;
  if ("in" in test) {
    const wanted = test.in.map(String);
    return Array.isArray(value) ? value.some((one) => wanted.includes(one)) : wanted.includes(String(value));
  }
  if ("between" in test) return inRange(value as number, test.between);
  if ("within" in test) return inWindow(value as string, test.within, today);
  const { fromDays, toDays } = test.anniversary;
  const yearly = typeof value === "number" ? null : (value as string);
  const monthDay = yearly === null ? (value as number) : Number(yearly.slice(5).replace("-", ""));
  for (let days = fromDays; days <= toDays; days += 1) {
    const day = addDays(today, days);
    const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
    const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
    const celebrated = monthDay === 229 && !leap ? 228 : monthDay;
    if (celebrated === month * 100 + date && (yearly === null || Number(yearly.slice(0, 4)) < year)) return true;
  }
  return false;
}

interface Happened {
  readonly time: number;
  readonly day: string;
  readonly value: (property: string) => Value;
}

function occurrences(member: OracleMember, { of, where = [] }: Occurrence, world: OracleWorld): Happened[] {
  const orders = member.orders.map(
    (order): Happened => ({
      time: timeOf(`${order.day} 04:00:00`),
      day: order.day,
      value: (property) =>
        ({ amountFen: order.amountFen, items: order.items, channel: order.channel, sku: order.skus })[property] ?? null,
    }),
  );
  const events = member.events
    .filter((event) => event.type === of)
    .map((event): Happened => {
      const time = timeOf(event.at);
      return { time, day: dayOfTime(time), value: (property) => (event.properties[property] as Value) ?? null };
    });
  return (of === "purchase" ? orders : events)
    .filter((each) => each.day <= world.today)
    .filter((each) => where.every(({ property, test }) => passes(each.value(property), test, world.today)))
    .sort((a, b) => a.time - b.time);
}

function attribute(member: OracleMember, field: string): Value {
  const values: Record<string, Value> = {
    gender: member.gender || null,
    city: member.city || null,
    birthday: member.birthday || null,
    registered: member.registered,
  };
  if (!(field in values)) throw new Error(`the oracle does not know ${field}`);
  return values[field] ?? null;
}

function behaves(member: OracleMember, leaf: Extract<Leaf, { kind: "behaviour" }>, world: OracleWorld): boolean {
  const found = occurrences(member, leaf, world).filter(
    (each) => leaf.window === undefined || inWindow(each.day, leaf.window, world.today),
  );
  const { measure, range } = leaf;
  if (measure === "count") return inRange(found.length, range);
  if (measure === "days") return inRange(new Set(found.map((each) => each.day)).size, range);
  if (measure === "first" || measure === "last") {
    const one = measure === "first" ? found[0] : found.at(-1);
    return (
      one !== undefined && inRange(Math.round((Date.parse(world.today) - Date.parse(one.day)) / 86_400_000), range)
    );
  }
  if ("distinct" in measure) {
    const values = found.map((each) => each.value(measure.distinct)).filter((value) => value !== null);
    return inRange(new Set(values.flat()).size, range);
  }
  const property = "sum" in measure ? measure.sum : measure.average;
  const values = found.map((each) => each.value(property)).filter((value) => value !== null) as number[];
  const total = values.reduce((sum, value) => sum + value, 0);
  if ("sum" in measure) return inRange(total, range);
  return values.length > 0 && inRange(total / values.length, range);
}

function follows(member: OracleMember, leaf: Extract<Leaf, { kind: "sequence" }>, world: OracleWorld): boolean {
  const [first, ...later] = leaf.steps;
  if (!first) return false;
  const span = leaf.withinDays * 86_400_000;
  return occurrences(member, first, world)
    .filter((each) => leaf.window === undefined || inWindow(each.day, leaf.window, world.today))
    .some(({ time: start }) => {
      let reached = start;
      for (const step of later) {
        const next = occurrences(member, step, world).find((each) => each.time > reached);
        if (!next) return false;
        reached = next.time;
      }
      if (reached > start + span) return false;
      if (!leaf.without) return true;
      const spoilt = occurrences(member, leaf.without, world).some(
        (each) => each.time > reached && each.time <= start + span,
      );
      return !spoilt && start + span <= world.now;
    });
}

/** Whether a rule holds for a member: straight from the words of the language, one member at a time. */
export function holds(member: OracleMember, rule: Rule, world: OracleWorld): boolean {
  switch (rule.kind) {
    case "all":
      return rule.of.every((child) => holds(member, child, world));
    case "any":
      return rule.of.some((child) => holds(member, child, world));
    case "not":
      return !holds(member, rule.of, world);
    case "attribute":
      return passes(attribute(member, rule.field), rule.test, world.today);
    case "tag":
      return rule.match === "all"
        ? rule.tags.every((tag) => member.tags.includes(tag))
        : rule.tags.some((tag) => member.tags.includes(tag));
    case "unit":
      return rule.units.some((unit) => world.storesOf.get(unit)?.includes(member.storeNo));
    case "behaviour":
      return behaves(member, rule, world);
    case "nth": {
      const one = occurrences(member, rule, world)[rule.nth - 1];
      return one !== undefined && inWindow(one.day, rule.window, world.today);
    }
    case "sequence":
      return follows(member, rule, world);
    case "sample": {
      const place = drawPlace(rule.salt, member.memberNo);
      return (
        place >= Math.round((rule.fromPercent / 100) * drawPlaces) &&
        place < Math.round((rule.toPercent / 100) * drawPlaces)
      );
    }
    case "segment":
      throw new Error("segments are tried by their own tests");
  }
}
