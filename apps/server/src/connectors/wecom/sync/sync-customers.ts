import type { WecomCustomer, WecomFollowInfo } from "@feilun/wechat-protocol";
import { WechatRefusal } from "../../wechat/index.ts";
import { endFollows } from "../customers/end-follows.ts";
import type { SeenFollow } from "../customers/follow.ts";
import { followKey } from "../customers/follow.ts";
import { recordFollows } from "../customers/record-follows.ts";
import { findUnseen } from "../customers/store.ts";
import { refreshUnknownTags } from "../tags/read-tags.ts";
import { inTransaction } from "../transaction.ts";
import { SyncCancelled, type SyncContext } from "./context.ts";
import { noteDifferences, type SyncReport } from "./report.ts";
import { openParts, type SyncPart, savePart, saveProgress } from "./run.ts";

/** Parts read side by side; the platform does not publish its limit of concurrent calls (45033). */
const LANES = 4;
/** Customers per answer, and answers per transaction: what is lost by a kill is read again. */
const PAGE = 100;
const PAGES_TOGETHER = 10;

const badCursor = 50100;
/** One of the members asked about is none any more, or not ours to see. */
const strangeMember = new Set([60111, 60011, 60030, 40003, 84074]);

interface Page {
  readonly external_contact_list: {
    readonly external_contact: WecomCustomer;
    readonly follow_info: WecomFollowInfo;
  }[];
  readonly next_cursor?: string;
  readonly fail_info?: { readonly unlicensed_userid_list?: string[] };
}

/** Reads the customers of all members who serve, part by part, and takes them over; goes on where it was left. */
export async function syncCustomers(context: SyncContext): Promise<void> {
  const { platform, run, signal } = context;
  const queue = await openParts(platform.db, run.id, "customers");
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (let part = queue.shift(); part && !signal.aborted; part = queue.shift()) await syncPart(context, part);
    }),
  );
}

async function syncPart(context: SyncContext, part: SyncPart): Promise<void> {
  const { platform, run, signal, corp } = context;
  const startedAt = part.startedAt ?? new Date();
  let { userids, cursor } = part;
  for (;;) {
    const reading = await readPages(context, userids, cursor);
    if (signal.aborted) return;
    if (reading.restart) {
      userids = reading.restart;
      cursor = "";
      await savePart(platform.db, run.id, "customers", { no: part.no, cursor, userids, startedAt });
      if (userids.length === 0) break;
      continue;
    }
    await refreshUnknownTags(platform, corp.api, [...new Set(reading.seen.flatMap(({ tagIds }) => tagIds))], signal);
    cursor = reading.cursor;
    const place = { no: part.no, cursor, startedAt };
    await context.write(() => takeOver(context, reading.seen, reading.at, place));
    if (cursor === "") break;
  }
  await context.write(() => finishPart(context, { no: part.no, userids, startedAt }));
}

/** Up to ten answers; `restart` names the members to begin anew with when the place or one of the members is no longer valid. */
async function readPages({ corp, signal }: SyncContext, userids: readonly string[], from: string) {
  const at = new Date();
  const seen: SeenFollow[] = [];
  let cursor = from;
  for (let pages = 0; pages < PAGES_TOGETHER && !signal.aborted; pages++) {
    let page: Page;
    try {
      page = await corp.api.post<Page>(
        "/cgi-bin/externalcontact/batch/get_by_user",
        { userid_list: userids, ...(cursor && { cursor }), limit: PAGE },
        { signal },
      );
    } catch (error) {
      if (!(error instanceof WechatRefusal)) throw error;
      if (error.errcode === badCursor && from !== "") return { at, seen: [], cursor: "", restart: [...userids] };
      if (!strangeMember.has(error.errcode)) throw error;
      const { follow_user: serving } = await corp.api.get<{ follow_user: string[] }>(
        "/cgi-bin/externalcontact/get_follow_user_list",
        {},
        signal,
      );
      const left = userids.filter((userid) => serving.includes(userid));
      if (left.length === userids.length) throw error;
      return { at, seen: [], cursor: "", restart: left };
    }
    for (const { external_contact: customer, follow_info: relation } of page.external_contact_list)
      seen.push({ customer, relation, tagIds: relation.tag_id ?? [] });
    cursor = page.next_cursor ?? "";
    if (cursor === "") break;
  }
  return { at, seen, cursor, restart: undefined };
}

/** Customers, differences and the place in one transaction: a kill leaves all of it or nothing. */
async function takeOver(
  context: SyncContext,
  seen: readonly SeenFollow[],
  at: Date,
  place: { readonly no: number; readonly cursor: string; readonly startedAt: Date },
): Promise<void> {
  const { platform, corp, run } = context;
  const { report, running } = await inTransaction(platform, async (tx) => {
    const changes = await recordFollows(tx, platform, corp.corpId, seen, { at, runId: run.id });
    let report: SyncReport = noteDifferences(context.report, "contact_added", changes.added);
    report = noteDifferences(report, "contact_changed", changes.changed);
    await savePart(tx, run.id, "customers", place);
    return { report, running: await saveProgress(tx, run.id, { customers: seen.length, report }) };
  });
  context.report = report;
  if (!running) throw new SyncCancelled();
}

/** All of a part's members were read to the end: relations that were not among them are no more. */
async function finishPart(
  context: SyncContext,
  part: { readonly no: number; readonly userids: readonly string[]; readonly startedAt: Date },
): Promise<void> {
  const { platform, corp, run } = context;
  context.report = await inTransaction(platform, async (tx) => {
    const gone = await findUnseen(tx, corp.corpId, part.userids, run.id, part.startedAt);
    await endFollows(
      tx,
      platform,
      corp.corpId,
      gone.map(({ userid, externalUserid }) => ({ userid, externalUserid, at: part.startedAt, by: "sync" })),
    );
    const report = noteDifferences(
      context.report,
      "contact_removed",
      gone.map(({ userid, externalUserid }) => followKey(userid, externalUserid)),
    );
    await savePart(tx, run.id, "customers", { no: part.no, cursor: "", done: true });
    await saveProgress(tx, run.id, { report });
    return report;
  });
}
