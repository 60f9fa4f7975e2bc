import type { MessagePart } from "../messages/state.ts";

/** 入群欢迎语素材: wecom-api.md §4.4. */
export interface WelcomeTemplate {
  readonly templateId: string;
  readonly agentId: string;
  parts: readonly MessagePart[];
}

export interface WelcomeTemplatesState {
  readonly templates: Map<string, WelcomeTemplate>;
  /** Template by group, as its owner chose it in the client. */
  readonly byGroup: Map<string, string>;
}

export function noWelcomeTemplates(): WelcomeTemplatesState {
  return { templates: new Map(), byGroup: new Map() };
}
