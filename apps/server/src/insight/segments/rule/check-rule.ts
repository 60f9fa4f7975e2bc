import { type FieldProblem, invalid } from "../../../kernel/errors.ts";
import { findBehaviour, findProperty } from "./behaviours.ts";
import { type FieldType, findField, testsOf } from "./fields.ts";
import type { Named } from "./named.ts";
import {
  depthOf,
  type Leaf,
  type LeafOf,
  leavesOf,
  type Occurrence,
  type Rule,
  ruleLimits,
  type Test,
} from "./rule.ts";

const testWords: Readonly<Record<string, string>> = {
  in: "属于",
  between: "数值范围",
  within: "日期范围",
  anniversary: "周年日",
  known: "已知",
};

function* checkTest(path: string, label: string, type: FieldType | "texts", test: Test): Generator<FieldProblem> {
  const [kind = ""] = Object.keys(test);
  const takes = type === "texts" ? ["in", "known"] : testsOf[type];
  if (!takes.includes(kind)) {
    const words = takes.map((each) => testWords[each]).join("、");
    yield { path, message: `「${label}」不能用“${testWords[kind]}”来判断，可以用：${words}` };
  }
  if ("within" in test) {
    const { from, to } = test.within;
    if (typeof from === "string" && typeof to === "string" && from > to)
      yield { path: `${path}.within.to`, message: "结束日期不能早于开始日期" };
  }
  if ("anniversary" in test && test.anniversary.toDays - test.anniversary.fromDays > 365)
    yield { path: `${path}.anniversary.toDays`, message: "周年日的范围最长一年" };
}

function* checkOccurrence(path: string, { of, where = [] }: Occurrence): Generator<FieldProblem> {
  const behaviour = findBehaviour(of);
  if (!behaviour) {
    yield { path: `${path}.of`, message: `没有名为「${of}」的行为` };
    return;
  }
  for (const [index, { property, test }] of where.entries()) {
    const at = `${path}.where[${index}]`;
    const found = findProperty(behaviour, property);
    if (found) yield* checkTest(`${at}.test`, found.label, found.type, test);
    else yield { path: `${at}.property`, message: `「${behaviour.label}」没有名为「${property}」的属性` };
  }
}

function* checkMeasure(path: string, { of, measure }: LeafOf<"behaviour">): Generator<FieldProblem> {
  const behaviour = findBehaviour(of);
  if (!behaviour || typeof measure === "string") return;
  const [[kind, key] = ["", ""]] = Object.entries(measure);
  const property = findProperty(behaviour, key);
  if (!property) yield { path: `${path}.measure.${kind}`, message: `「${behaviour.label}」没有名为「${key}」的属性` };
  else if (kind !== "distinct" && property.type !== "number" && property.type !== "money")
    yield { path: `${path}.measure.${kind}`, message: `「${property.label}」不是数值，不能求和或求平均` };
}

function* checkLeaf(path: string, leaf: Leaf, named: Named): Generator<FieldProblem> {
  switch (leaf.kind) {
    case "attribute": {
      const field = findField(leaf.field);
      if (field) yield* checkTest(`${path}.test`, field.label, field.type, leaf.test);
      else yield { path: `${path}.field`, message: `没有名为「${leaf.field}」的属性` };
      return;
    }
    case "tag":
      for (const [index, tag] of leaf.tags.entries())
        if (!named.tags.has(tag)) yield { path: `${path}.tags[${index}]`, message: `标签 ${tag} 不存在或已归档` };
      return;
    case "unit":
      for (const [index, unit] of leaf.units.entries())
        if (!named.units.has(unit)) yield { path: `${path}.units[${index}]`, message: "这个组织不存在" };
      return;
    case "segment":
      if (!named.segments.has(leaf.segment)) yield { path: `${path}.segment`, message: "这个人群包不存在或已归档" };
      return;
    case "behaviour":
      yield* checkOccurrence(path, leaf);
      yield* checkMeasure(path, leaf);
      return;
    case "nth":
      yield* checkOccurrence(path, leaf);
      return;
    case "sequence": {
      const all = [
        ...leaf.steps.map((step, at) => [`${path}.steps[${at}]`, step] as const),
        ...(leaf.without ? [[`${path}.without`, leaf.without] as const] : []),
      ];
      for (const [at, step] of all) {
        yield* checkOccurrence(at, step);
        const source = findBehaviour(step.of)?.source;
        if (source !== undefined && source !== "events")
          yield { path: `${at}.of`, message: "先后顺序只能由行为事件组成，购买请用事件里的下单或支付" };
      }
      return;
    }
    case "sample":
      return;
  }
}

/**
 * Refuses a rule that names what does not exist, tests a value in a way that its type does not take, or is too large to be understood.
 *
 * @throws Refusal `invalid_input`, whose paths lead to the condition: `rule.root.of[1].test`
 */
export function checkRule(rule: Rule, named: Named): void {
  const depth = depthOf(rule);
  if (depth > ruleLimits.depth)
    throw invalid([{ path: "rule.root", message: `条件最多嵌套 ${ruleLimits.depth} 层，现在是 ${depth} 层` }]);
  const leaves = [...leavesOf(rule)];
  if (leaves.length > ruleLimits.leaves)
    throw invalid([
      { path: "rule.root", message: `一个人群包最多 ${ruleLimits.leaves} 个条件，现在是 ${leaves.length} 个` },
    ]);
  const problems = leaves.flatMap(({ leaf, path }) => [...checkLeaf(`rule.${path}`, leaf, named)]);
  if (problems.length > 0) throw invalid(problems.slice(0, 20));
}
