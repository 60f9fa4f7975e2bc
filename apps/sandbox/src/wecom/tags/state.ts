/** 企业客户标签: wecom-api.md §6. */
export interface CorpTag {
  readonly id: string;
  name: string;
  order: number;
  readonly createdAt: number;
}

export interface CorpTagGroup {
  readonly id: string;
  name: string;
  order: number;
  readonly createdAt: number;
  readonly tags: Map<string, CorpTag>;
}

export type TagsState = Map<string, CorpTagGroup>;

export function noTags(): TagsState {
  return new Map();
}
