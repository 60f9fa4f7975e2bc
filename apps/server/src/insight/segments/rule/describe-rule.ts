import { findBehaviour, findProperty, type Property } from "./behaviours.ts";
import { type Choice, type FieldType, findField } from "./fields.ts";
import type { Named } from "./named.ts";
import type { Leaf, LeafOf, Measure, Moment, Occurrence, Range, Rule, Test, Window } from "./rule.ts";

const quoted = (text: string) => `「${text}」`;

const money = (fen: number) => `¥${(fen / 100).toLocaleString("zh-CN", { maximumFractionDigits: 2 })}`;

function numberWords(value: number, type: FieldType | "texts", unit = ""): string {
  return type === "money" ? money(value) : `${value.toLocaleString("zh-CN")}${unit === "" ? "" : ` ${unit}`}`;
}

/** A range as people say it: 至少 2 次, 不超过 ¥100, 2 到 5 次, 正好 1 次. */
function rangeWords({ min, max }: Range, words: (value: number) => string): string {
  if (min !== undefined && max !== undefined)
    return min === max ? `正好 ${words(min)}` : `${words(min)} 到 ${words(max)}`;
  return min === undefined ? `不超过 ${words(max ?? 0)}` : `至少 ${words(min)}`;
}

function momentWords(moment: Moment): string {
  if (typeof moment === "string") return moment;
  if (moment.daysAgo === 0) return "今天";
  return moment.daysAgo > 0 ? `${moment.daysAgo} 天前` : `${-moment.daysAgo} 天后`;
}

function windowWords({ from, to }: Window): string {
  const untilToday = to === undefined || (typeof to === "object" && to.daysAgo === 0);
  if (typeof from === "object" && from.daysAgo >= 0 && untilToday)
    return from.daysAgo === 0 ? "今天" : `最近 ${from.daysAgo + 1} 天`;
  if (from === undefined) return `${momentWords(to ?? { daysAgo: 0 })}及以前`;
  return to === undefined ? `${momentWords(from)}起` : `${momentWords(from)}到${momentWords(to)}`;
}

function choiceWords(values: readonly (string | number | boolean)[], choices: readonly Choice[] = []): string {
  const shown = values.slice(0, 5).map((value) => {
    if (typeof value === "boolean") return value ? "是" : "否";
    return choices.find((choice) => String(choice.value) === String(value))?.label ?? String(value);
  });
  return values.length > 5 ? `${shown.join("、")}等 ${values.length} 项` : shown.join("、");
}

function testWords(
  label: string,
  property: Pick<Property, "type" | "choices"> & { readonly unit?: string },
  test: Test,
): string {
  if ("in" in test) return `${label}为${choiceWords(test.in, property.choices)}`;
  if ("between" in test)
    return `${label}${rangeWords(test.between, (value) => numberWords(value, property.type, property.unit))}`;
  if ("within" in test) return `${label}在${windowWords(test.within)}`;
  if ("known" in test) return `${label}已知`;
  const { fromDays, toDays } = test.anniversary;
  const day = (days: number) => momentWords({ daysAgo: -days });
  return fromDays === toDays
    ? `${label}的周年日是${day(fromDays)}`
    : `${label}的周年日在${day(fromDays)}到${day(toDays)}`;
}

function occurrenceWords({ of, where = [] }: Occurrence): string {
  const behaviour = findBehaviour(of);
  if (!behaviour) return quoted(of);
  if (where.length === 0) return behaviour.label;
  const tests = where.map(({ property, test }) => {
    const found = findProperty(behaviour, property);
    return found ? testWords(found.label, found, test) : property;
  });
  return `${behaviour.label}（${tests.join("，")}）`;
}

function measureWords(leaf: LeafOf<"behaviour">): string {
  const { range } = leaf;
  const measure: Measure = leaf.measure;
  const count = (unit: string) => rangeWords(range, (value) => numberWords(value, "number", unit));
  if (measure === "count") return range.max === 0 ? "没有发生" : count("次");
  if (measure === "days") return `发生在${count("个不同的日子")}`;
  if (measure === "first") return `首次距今${count("天")}`;
  if (measure === "last") return `最近一次距今${count("天")}`;
  const behaviour = findBehaviour(leaf.of);
  const [[kind, key] = ["", ""]] = Object.entries(measure);
  const property = behaviour && findProperty(behaviour, key);
  const label = property?.label ?? key;
  if (kind === "distinct") return `不同的${label}${count("个")}`;
  const amount = rangeWords(range, (value) => numberWords(value, property?.type ?? "number"));
  return `${label}${kind === "sum" ? "合计" : "平均"}${amount}`;
}

function leafWords(leaf: Leaf, named: Named): string {
  const list = (names: readonly (string | undefined)[]) => names.map((name) => quoted(name ?? "已删除")).join("、");
  switch (leaf.kind) {
    case "attribute": {
      const field = findField(leaf.field);
      return field ? testWords(field.label, field, leaf.test) : quoted(leaf.field);
    }
    case "tag": {
      const names = list(leaf.tags.map((tag) => named.tags.get(tag)));
      if (leaf.tags.length === 1) return `有标签${names}`;
      return leaf.match === "all" ? `同时有标签${names}` : `有标签${names}之一`;
    }
    case "unit":
      return `属于${list(leaf.units.map((unit) => named.units.get(unit)))}`;
    case "behaviour":
      return `${leaf.window ? windowWords(leaf.window) : ""}${occurrenceWords(leaf)}${measureWords(leaf)}`;
    case "nth":
      return `第 ${leaf.nth} 次${occurrenceWords(leaf)}在${windowWords(leaf.window)}`;
    case "sequence": {
      const steps = leaf.steps.map(occurrenceWords).join("，之后");
      const began = leaf.window ? `${windowWords(leaf.window)}` : "";
      const without = leaf.without ? `，且没有${occurrenceWords(leaf.without)}` : "";
      return `${began}${steps}，${leaf.withinDays} 天之内${without}`;
    }
    case "sample":
      return `随机抽取 ${leaf.fromPercent}%～${leaf.toPercent}% 的人（抽签号${quoted(leaf.salt)}）`;
    case "segment":
      return `在人群包${list([named.segments.get(leaf.segment)])}里`;
  }
}

/**
 * A rule as a Chinese sentence: `性别为女，且属于「华东」，且最近 90 天购买至少 2 次`. Brackets stand where a branch of another kind begins,
 * so that it can be read in one way only.
 */
export function describeRule(rule: Rule, named: Named): string {
  return treeWords(rule, named, true);
}

function treeWords(rule: Rule, named: Named, outermost: boolean): string {
  switch (rule.kind) {
    case "all":
    case "any": {
      const [only] = rule.of;
      if (rule.of.length === 1 && only) return treeWords(only, named, outermost);
      const words = rule.of.map((child) => treeWords(child, named, false)).join(rule.kind === "all" ? "，且" : "，或");
      return outermost ? words : `（${words}）`;
    }
    case "not": {
      const inner = treeWords(rule.of, named, false);
      return `不满足${inner.startsWith("（") ? inner : `（${inner}）`}`;
    }
    default:
      return leafWords(rule, named);
  }
}
