import type { MessagePart } from "../messages/state.ts";

/** 入群欢迎语素材: wecom-api.md §4.4. */
export interface WelcomeTemplate {
  readonly templateId: string;
  readonly agentId: string;
  parts: readonly MessagePart[];
}

export type WelcomeTemplatesState = Map<string, WelcomeTemplate>;

export function noWelcomeTemplates(): WelcomeTemplatesState {
  return new Map();
}
