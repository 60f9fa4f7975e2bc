import { dayIn } from "../../../kernel/calendar.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Corp } from "../corp.ts";
import { inTransaction } from "../transaction.ts";
import type { SyncWarning } from "./directory.ts";
import { findLeavers, recordLeavers } from "./leavers.ts";
import { readDirectory } from "./read-directory.ts";
import { type DirectoryChanges, recordDirectory } from "./record-directory.ts";

export interface DirectoryReading {
  readonly changes: DirectoryChanges;
  readonly left: string[];
  /** Userids that serve customers. */
  readonly serving: readonly string[];
  readonly warnings: readonly SyncWarning[];
}

/** Reads the directory in full, takes it over, and finds who has left. @throws WechatRefusal */
export async function refreshDirectory(
  platform: Platform,
  { corpId, api, contactSync }: Corp,
  signal?: AbortSignal,
): Promise<DirectoryReading> {
  const now = platform.clock.now();
  const today = dayIn(platform.config.timeZone, now);
  const seen = await readDirectory(api, contactSync, signal);
  const changes = await inTransaction(platform, (tx) => recordDirectory(tx, corpId, seen, today));
  const asked = [api, ...(contactSync ? [contactSync] : [])];
  const leavers = await findLeavers(asked, changes.membersMissing, signal);
  const left = await recordLeavers(platform, corpId, leavers, now, today);
  return { changes, left, serving: seen.serving, warnings: seen.warnings };
}
