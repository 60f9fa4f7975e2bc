import type { WecomEventKind, WecomEventOf } from "@feilun/wechat-protocol";
import type { Platform } from "../../../kernel/platform.ts";
import type { WecomApi } from "../wecom-api.ts";

/** What a handler works with. */
export interface WecomCallback {
  readonly platform: Platform;
  readonly api: WecomApi;
  /** When it happened, by the event. */
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly tries: number;
  readonly signal: AbortSignal;
}

/**
 * What events lead to. A handler may run again after a crash and must come to the same end; it reads the state anew instead of trusting
 * the order in which events arrive.
 */
export type WecomHandlers = {
  readonly [Kind in WecomEventKind]?: (event: WecomEventOf<Kind>, callback: WecomCallback) => Promise<void>;
};
