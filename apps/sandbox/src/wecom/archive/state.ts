import type { WecomArchiveRow } from "@feilun/wechat-protocol";

/** 会话内容存档 as the administrator opened it, with what was kept: wecom-api.md §12.1. */
export interface ArchiveState {
  /** PEM by version; the newest seals. Empty: not open. */
  readonly publicKeys: Map<number, string>;
  readonly permitted: Set<string>;
  /** `at` in virtual milliseconds. */
  readonly rows: { readonly at: number; readonly row: WecomArchiveRow }[];
  readonly files: Map<string, Buffer>;
  /** By `<userid>/<external_userid>`. */
  readonly consents: Map<string, { readonly agrees: boolean; readonly at: number }>;
  nextSeq: number;
  /** Virtual milliseconds of the last msgaudit_notify, and whether the next waits. */
  notifiedAt: number;
  notifyWaits: boolean;
  pulls: { minute: number; calls: number };
}

export function noArchive(): ArchiveState {
  return {
    publicKeys: new Map(),
    permitted: new Set(),
    rows: [],
    files: new Map(),
    consents: new Map(),
    nextSeq: 1,
    notifiedAt: 0,
    notifyWaits: false,
    pulls: { minute: 0, calls: 0 },
  };
}
