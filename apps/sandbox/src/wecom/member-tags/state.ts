/** 通讯录标签: wecom-api.md §3.3. */
export interface MemberTag {
  readonly id: number;
  name: string;
  readonly users: Set<string>;
  readonly parties: Set<number>;
  /** The app that made it; only it may change it. */
  readonly agentId: string;
}

export type MemberTagsState = Map<number, MemberTag>;

export function noMemberTags(): MemberTagsState {
  return new Map();
}
