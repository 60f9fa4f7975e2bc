import { sql } from "kysely";
import { dismissGroup } from "../../../community/index.ts";
import { readGroup, takeGroup } from "../groups/read-group.ts";
import { inTransaction } from "../transaction.ts";
import { type Differences, SyncCancelled, type SyncContext } from "./context.ts";
import { noteDifferences } from "./report.ts";
import { openParts, type SyncPart, savePart, saveProgress } from "./run.ts";

/** Groups read side by side. */
const LANES = 4;
const PAGE = 1000;

interface Listed {
  readonly chat_id: string;
  readonly status: number;
}

/** Reads all groups, owner by owner (also of those who left), and takes them over; goes on where it was left. */
export async function syncGroups(context: SyncContext): Promise<void> {
  for (const part of await openParts(context.platform.db, context.run.id, "groups")) {
    if (context.signal.aborted) return;
    await syncPart(context, part);
  }
}

async function syncPart(context: SyncContext, part: SyncPart): Promise<void> {
  const { platform, run, signal } = context;
  const listed = await listGroups(context, part.userids);
  const seen = new Set(listed.map(({ chat_id }) => chat_id));
  const queue: Listed[] = [
    ...listed,
    // Known here and not listed: dissolved, or handed to somebody else.
    ...(await knownGroups(context, part.userids))
      .filter((chatId) => !seen.has(chatId))
      .map((chatId) => ({ chat_id: chatId, status: -1 })),
  ];
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) await syncGroup(context, next);
    }),
  );
  if (!signal.aborted) await savePart(platform.db, run.id, "groups", { no: part.no, cursor: "", done: true });
}

async function listGroups({ corp, signal }: SyncContext, owners: readonly string[]): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (let cursor = ""; ; ) {
    const page = await corp.api.post<{ group_chat_list: Listed[]; next_cursor?: string }>(
      "/cgi-bin/externalcontact/groupchat/list",
      { status_filter: 0, owner_filter: { userid_list: owners }, limit: PAGE, ...(cursor && { cursor }) },
      { signal },
    );
    listed.push(...page.group_chat_list);
    cursor = page.next_cursor ?? "";
    if (cursor === "") return listed;
  }
}

async function knownGroups({ platform, corp }: SyncContext, owners: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ chatKey: string }>`
    select chat_key as "chatKey" from customer_group
    where platform = 'wecom' and account_key = ${corp.corpId} and owner_key = any(${owners}::text[]) and dismissed_at is null`.execute(
    platform.db,
  );
  return rows.map((row) => row.chatKey);
}

async function syncGroup(context: SyncContext, { chat_id: chatId, status }: Listed): Promise<void> {
  const { platform, corp, run, signal } = context;
  const at = new Date();
  const group = await readGroup(corp.api, chatId, signal);
  await context.write(async () => {
    const differences: Differences = group
      ? differencesOf(
          chatId,
          await takeGroup(platform, corp.corpId, group, { at, ...(status >= 0 && { ownerStatus: status }) }),
        )
      : [["group_dismissed", (await dissolve(context, chatId, at)) ? [chatId] : []]];
    let { report } = context;
    for (const [kind, subjects] of differences) report = noteDifferences(report, kind, subjects);
    const running = await saveProgress(platform.db, run.id, { groups: 1, report });
    context.report = report;
    if (!running) throw new SyncCancelled();
  });
}

const dissolve = ({ platform, corp }: SyncContext, chatId: string, at: Date) =>
  inTransaction(platform, (tx) =>
    dismissGroup(tx, { platform: "wecom", accountKey: corp.corpId, chatKey: chatId }, at),
  );

function differencesOf(
  chatId: string,
  changes: { readonly isNew: boolean; readonly edited: boolean; readonly joined: number; readonly left: number },
): Differences {
  const times = (count: number) => Array.from({ length: count }, () => chatId);
  if (changes.isNew) return [["group_added", [chatId]]];
  return [
    ["group_changed", changes.edited ? [chatId] : []],
    ["group_joined", times(changes.joined)],
    ["group_left", times(changes.left)],
  ];
}
