/** 敏感词规则: wecom-api.md §15.1. */
export interface InterceptRule {
  readonly ruleId: string;
  readonly agentId: string;
  readonly createdAt: number;
  name: string;
  words: readonly string[];
  /** 1 phone, 2 e-mail, 3 red packet. */
  semantics: readonly number[];
  /** 1 warn and block, 2 warn. */
  type: 1 | 2;
  readonly users: Set<string>;
  readonly departments: Set<number>;
}

export type InterceptState = Map<string, InterceptRule>;

export function noIntercept(): InterceptState {
  return new Map();
}
