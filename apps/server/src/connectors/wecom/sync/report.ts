/** What differed between our picture and the platform's, by kind; the words are what operators read. */
export const differenceKinds = {
  department_added: "新部门",
  department_changed: "部门有变化",
  department_gone: "部门已不在",
  member_added: "新成员",
  member_changed: "成员有变化",
  member_left: "成员已离职",
  tag_added: "新标签",
  tag_renamed: "标签改名",
  tag_deleted: "标签已删除",
  contact_added: "新好友关系",
  contact_changed: "客户资料有变化",
  contact_removed: "已解除的好友关系",
  tags_pushed: "补发到企业微信的标签",
  group_added: "新客户群",
  group_changed: "客户群有变化",
  group_joined: "补记入群",
  group_left: "补记退群",
  group_dismissed: "客户群已解散",
} as const;

export type DifferenceKind = keyof typeof differenceKinds;

export interface SyncReport {
  readonly counts: Partial<Record<DifferenceKind, number>>;
  /** Some of each kind, to look at; ids and names of departments, tags and groups, nothing personal. */
  readonly examples: { readonly kind: DifferenceKind; readonly subject: string }[];
}

const EXAMPLES = 20;

/** Adds differences to a report: all are counted, some are named. */
export function noteDifferences(report: SyncReport, kind: DifferenceKind, subjects: readonly string[]): SyncReport {
  if (subjects.length === 0) return report;
  const named = report.examples.filter((example) => example.kind === kind).length;
  return {
    counts: { ...report.counts, [kind]: (report.counts[kind] ?? 0) + subjects.length },
    examples: [
      ...report.examples,
      ...subjects.slice(0, Math.max(0, EXAMPLES - named)).map((subject) => ({ kind, subject })),
    ],
  };
}

export function differencesIn({ counts }: SyncReport): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
