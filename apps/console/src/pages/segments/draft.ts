import type { RuleNode, SegmentRule } from "./segment-api.ts";

export type Leaf = Exclude<RuleNode, { kind: "all" | "any" | "not" }>;
export type LeafKind = Leaf["kind"];
export type LeafOf<Kind extends LeafKind> = Extract<Leaf, { kind: Kind }>;
export type Test = LeafOf<"attribute">["test"];
export type Window = NonNullable<LeafOf<"behaviour">["window"]>;
export type Measure = NonNullable<LeafOf<"behaviour">["measure"]>;
export type Occurrence = Pick<LeafOf<"behaviour">, "of" | "where">;

interface Common {
  /** The same while the item is edited, for React and for the counts beside it. */
  readonly key: string;
  /** 排除: holds for whom the item does not hold for. */
  readonly negated: boolean;
}
export interface Condition extends Common {
  readonly type: "condition";
  readonly leaf: Leaf;
}
export interface Group extends Common {
  readonly type: "group";
  readonly match: "all" | "any";
  readonly items: readonly Item[];
}
/** A rule as the builder holds it: branches with conditions, each of them perhaps negated, perhaps not filled in yet. */
export type Item = Condition | Group;

let nextKey = 1;
const newKey = () => `item${nextKey++}`;

export const newCondition = (leaf: Leaf): Condition => ({ key: newKey(), negated: false, type: "condition", leaf });
export const newGroup = (items: readonly Item[] = [], match: Group["match"] = "all"): Group => ({
  key: newKey(),
  negated: false,
  type: "group",
  match,
  items,
});

function toItem(node: RuleNode): Item {
  if (node.kind === "not") {
    const inner = toItem(node.of);
    // Twice negated is a branch of its own, so that nothing of the rule is lost.
    return inner.negated ? { ...newGroup([inner]), negated: true } : { ...inner, negated: true };
  }
  if (node.kind === "all" || node.kind === "any") return newGroup(node.of.map(toItem), node.kind);
  return newCondition(node);
}

/** The builder's form of a rule; its outermost item is always a branch. */
export function draftOf(rule: SegmentRule): Group {
  const item = toItem(rule.root);
  return item.type === "group" && !item.negated ? item : newGroup([item]);
}

/** What is missing in a condition, for the person who fills it in; null when nothing is. */
export function missingIn(leaf: Leaf): string | null {
  switch (leaf.kind) {
    case "attribute":
      return leaf.field === "" ? "选择一个属性" : missingInTest(leaf.test);
    case "tag":
      return leaf.tags.length === 0 ? "选择标签" : null;
    case "unit":
      return leaf.units.length === 0 ? "选择区域或门店" : null;
    case "segment":
      return leaf.segment === "" ? "选择人群包" : null;
    case "sample":
      if (leaf.salt.trim() === "") return "填写抽签号";
      return leaf.fromPercent < leaf.toPercent ? null : "结束比例要大于开始比例";
    case "behaviour":
      return missingInOccurrence(leaf) ?? missingInWindow(leaf.window) ?? missingInRange(leaf.range);
    case "nth":
      return missingInOccurrence(leaf) ?? missingInWindow(leaf.window);
    case "sequence": {
      const steps = [...leaf.steps, ...(leaf.without ? [leaf.without] : [])];
      if (leaf.steps.length === 0) return "至少选择一步";
      if (leaf.steps.length === 1 && !leaf.without) return "再加一步，或填写之后没有发生什么";
      return steps.map(missingInOccurrence).find((each) => each !== null) ?? missingInWindow(leaf.window);
    }
  }
}

function missingInRange({ min, max }: { min?: number | undefined; max?: number | undefined }): string | null {
  if (min === undefined && max === undefined) return "填写下限或上限";
  return min !== undefined && max !== undefined && min > max ? "下限不能大于上限" : null;
}

function missingInWindow(window: Window | undefined): string | null {
  return window && window.from === undefined && window.to === undefined ? "选择时间" : null;
}

function missingInTest(test: Test): string | null {
  if ("in" in test) return test.in.length === 0 ? "选择取值" : null;
  if ("between" in test) return missingInRange(test.between);
  if ("within" in test) return missingInWindow(test.within);
  if ("anniversary" in test) return test.anniversary.fromDays <= test.anniversary.toDays ? null : "开始不能晚于结束";
  return null;
}

function missingInOccurrence({ of, where = [] }: Occurrence): string | null {
  if (of === "") return "选择行为";
  for (const { property, test } of where) {
    if (property === "") return "选择行为的属性";
    const missing = missingInTest(test);
    if (missing) return missing;
  }
  return null;
}

export interface Written {
  /** Null while no condition is complete. */
  readonly rule: SegmentRule | null;
  /** Which item stands at which path of the rule, `root.of[0]`. */
  readonly keys: ReadonlyMap<string, string>;
  /** Conditions that are not filled in yet and therefore left out. */
  readonly unfinished: number;
}

/** The rule that a draft says; conditions that are not filled in are left out and counted. */
export function writeRule(draft: Group): Written {
  const keys = new Map<string, string>();
  let unfinished = 0;
  const bare = (item: Item, path: string): RuleNode | null => {
    if (item.type === "condition") {
      if (missingIn(item.leaf) === null) return item.leaf;
      unfinished += 1;
      return null;
    }
    const of: RuleNode[] = [];
    for (const child of item.items) {
      const node = write(child, `${path}.of[${of.length}]`);
      if (node) of.push(node);
    }
    return of.length === 0 ? null : { kind: item.match, of };
  };
  const write = (item: Item, path: string): RuleNode | null => {
    const node = bare(item, item.negated ? `${path}.of` : path);
    if (!node) return null;
    keys.set(path, item.key);
    return item.negated ? { kind: "not", of: node } : node;
  };
  const root = write(draft, "root");
  return { rule: root && { version: 1, root }, keys, unfinished };
}

/** The draft with the item of this key replaced by what `change` makes of it; null takes it out. */
export function changeItem(group: Group, key: string, change: (item: Item) => Item | null): Group {
  return {
    ...group,
    items: group.items.flatMap((item): Item[] => {
      if (item.key === key) {
        const changed = change(item);
        return changed ? [changed] : [];
      }
      return [item.type === "group" ? changeItem(item, key, change) : item];
    }),
  };
}

/** The draft with an item moved before another one, or to the end of a branch; not into itself. */
export function moveItem(
  draft: Group,
  key: string,
  to: { readonly group: string; readonly before: string | null },
): Group {
  const found = findItem(draft, key);
  if (!found || key === to.before || (found.type === "group" && findItem(found, to.group)) || key === to.group)
    return draft;
  const without = changeItem(draft, key, () => null);
  const put = (group: Group): Group => {
    if (group.key !== to.group)
      return { ...group, items: group.items.map((item) => (item.type === "group" ? put(item) : item)) };
    const at = to.before === null ? -1 : group.items.findIndex((item) => item.key === to.before);
    const place = at === -1 ? group.items.length : at;
    return { ...group, items: [...group.items.slice(0, place), found, ...group.items.slice(place)] };
  };
  return put(without);
}

function findItem(group: Group, key: string): Item | null {
  if (group.key === key) return group;
  for (const item of group.items) {
    if (item.key === key) return item;
    const inner = item.type === "group" ? findItem(item, key) : null;
    if (inner) return inner;
  }
  return null;
}

export const leafNames: Readonly<Record<LeafKind, string>> = {
  attribute: "客户属性",
  tag: "标签",
  unit: "所属区域或门店",
  behaviour: "做过什么",
  nth: "第 N 次",
  sequence: "先后顺序",
  segment: "另一个人群包",
  sample: "随机抽取",
};

/** What each kind of condition asks, for who adds one. */
export const leafNotes: Readonly<Record<LeafKind, string>> = {
  attribute: "性别、生日、分层、RFM、累计消费、积分……",
  tag: "有某个标签，或同时有几个",
  unit: "客户归属的门店在哪里",
  behaviour: "买过几次、花了多少、多久没来、打开过消息……",
  nth: "例如第二次购买发生在最近 30 天",
  sequence: "例如加购之后 3 天内没有下单",
  segment: "在别的人群包里；前面可以选“排除”",
  sample: "稳定的随机：同一个人每次都在同一边",
};

export function blankLeaf(kind: LeafKind): Leaf {
  switch (kind) {
    case "attribute":
      return { kind, field: "", test: { known: true } };
    case "tag":
      return { kind, tags: [], match: "any" };
    case "unit":
      return { kind, units: [] };
    case "behaviour":
      return { kind, of: "purchase", window: { from: { daysAgo: 29 } }, measure: "count", range: { min: 1 } };
    case "nth":
      return { kind, of: "purchase", nth: 2, window: { from: { daysAgo: 29 } } };
    case "sequence":
      return { kind, steps: [{ of: "" }, { of: "" }], withinDays: 7 };
    case "segment":
      return { kind, segment: "" };
    case "sample":
      return { kind, salt: "抽样1", fromPercent: 0, toPercent: 10 };
  }
}
