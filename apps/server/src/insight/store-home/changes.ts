import type { Figure } from "../metrics/figures.ts";

export interface Change {
  readonly kind: "good" | "bad" | "note";
  readonly text: string;
}

/** A change that a store manager should hear of. */
const worthTelling = 0.1;

const percent = (share: number) => `${Math.round(Math.abs(share) * 100)}%`;

/** The week in sentences, the largest changes first; `figures` are the last seven days against the seven before. */
export function describeChanges(
  figures: Readonly<Record<string, Figure>>,
  people: { readonly back: number; readonly silent: number },
): Change[] {
  const watched = [
    { id: "gmv", name: "销售额", better: "up" },
    { id: "orders", name: "订单数", better: "up" },
    { id: "averageOrderValue", name: "客单价", better: "up" },
    { id: "newBuyers", name: "新客", better: "up" },
    { id: "returningBuyers", name: "老客", better: "up" },
    { id: "newMembers", name: "新增会员", better: "up" },
    { id: "refundAmount", name: "退款金额", better: "down" },
  ] as const;
  const moves = watched.flatMap(({ id, name, better }) => {
    const change = figures[id]?.change;
    if (change === null || change === undefined || Math.abs(change) < worthTelling) return [];
    const kind = change > 0 === (better === "up") ? ("good" as const) : ("bad" as const);
    return [
      {
        kind,
        size: Math.abs(change),
        text: `近 7 天${name}比前 7 天${change > 0 ? "增加" : "减少"} ${percent(change)}`,
      },
    ];
  });
  const notes: Change[] = [
    ...(people.back > 0 ? [{ kind: "good" as const, text: `${people.back} 位久未光顾的客户回来了` }] : []),
    ...(people.silent > 0
      ? [{ kind: "bad" as const, text: `${people.silent} 位常客超过平时间隔两倍没来，建议联系` }]
      : []),
  ];
  const sorted = moves.sort((a, b) => b.size - a.size).map(({ kind, text }): Change => ({ kind, text }));
  return sorted.length + notes.length === 0
    ? [{ kind: "note", text: "近 7 天与前 7 天相比没有明显变化" }]
    : [...sorted, ...notes];
}
