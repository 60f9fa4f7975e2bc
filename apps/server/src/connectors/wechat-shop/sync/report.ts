/** What differed between our picture and the shop's, by kind; the words are what operators read. */
export const differenceKinds = {
  product_added: "新商品",
  product_changed: "商品有变化",
  product_gone: "商品已不在店内",
  order_added: "补记的订单",
  order_changed: "订单有变化",
  aftersale_changed: "补记的售后",
  member_added: "新的小店会员",
  member_left: "已退出的小店会员",
  sharer_added: "新的分享员",
  sharer_left: "已解绑的分享员",
} as const;

export type DifferenceKind = keyof typeof differenceKinds;

export interface SyncReport {
  readonly counts: Partial<Record<DifferenceKind, number>>;
  /** Some of each kind, to look at: numbers of orders and products; of people, only how many. */
  readonly examples: readonly { readonly kind: DifferenceKind; readonly subject: string }[];
}

const EXAMPLES = 20;
const PERSONAL: ReadonlySet<DifferenceKind> = new Set(["member_added", "member_left", "sharer_added", "sharer_left"]);

/** Adds differences to a report: all are counted, some are named. */
export function noteDifferences(report: SyncReport, kind: DifferenceKind, subjects: readonly string[]): SyncReport {
  if (subjects.length === 0) return report;
  const room = PERSONAL.has(kind) ? 0 : EXAMPLES - report.examples.filter((example) => example.kind === kind).length;
  return {
    counts: { ...report.counts, [kind]: (report.counts[kind] ?? 0) + subjects.length },
    examples: [...report.examples, ...subjects.slice(0, Math.max(0, room)).map((subject) => ({ kind, subject }))],
  };
}
