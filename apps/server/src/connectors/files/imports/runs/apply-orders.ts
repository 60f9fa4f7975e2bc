import { writeOrders, writeRefunds } from "../../../../commerce/index.ts";
import { type IdentityFact, resolveMembers } from "../../../../customers/index.ts";
import { Refusal } from "../../../../kernel/errors.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import type { Tx } from "../../../../kernel/postgres/database.ts";
import type { RowIdentifier } from "../reading/identity-cells.ts";
import {
  indexStage,
  type KeyRange,
  longestDocument,
  mergedDocuments,
  nextBatchEnd,
  type ResolvedIdentity,
  type StagedDocument,
  stagedDocuments,
} from "./stage.ts";
import { type RunProgress, type RunRow, saveProgress, withoutWaitingForDisk } from "./store.ts";

/** Fragments of one transaction: large enough that statements cost nothing, short enough that nobody waits for it. */
const batchFragments = 4_000;

/** An order with more rows than this is a wrongly mapped order number column. */
const longestOrder = 20_000;

/** Makes the staged file ready to be applied. @throws Refusal order_too_long, before anything is written. */
export async function prepareApplying(platform: Platform, run: RunRow): Promise<void> {
  const longest = await longestDocument(platform.db, run.no);
  if (longest && longest.rows > longestOrder) {
    throw new Refusal({
      code: "order_too_long",
      status: 422,
      title: `订单 ${longest.code} 有 ${longest.rows} 行明细，订单号列可能对应错了，没有写入任何数据`,
      detail: `一张订单最多 ${longestOrder} 行`,
    });
  }
  await indexStage(platform.db, run.no);
}

/** One customer is one fact, however many orders of the batch are theirs: their earliest order tells when and where they were seen. */
function factsOf(documents: readonly StagedDocument[], source: string): Map<string, IdentityFact> {
  const facts = new Map<string, IdentityFact>();
  for (const document of documents) {
    if (document.identity === null) continue;
    const known = facts.get(document.identity);
    if (known && known.occurredAt <= document.at) continue;
    facts.set(document.identity, {
      identifiers: known?.identifiers ?? (JSON.parse(document.identity) as RowIdentifier[]),
      occurredAt: document.at,
      source,
      storeNo: document.storeNo,
      channel: document.channel,
    });
  }
  return facts;
}

async function resolveIdentities(
  tx: Tx,
  platform: Platform,
  facts: ReadonlyMap<string, IdentityFact>,
): Promise<ResolvedIdentity[]> {
  const resolved = await resolveMembers(tx, platform, [...facts.values()]);
  return [...facts.keys()].flatMap((identity, index) => {
    const member = resolved[index];
    return member?.originNo && member.memberNo
      ? [{ identity, origin_no: member.originNo, member_no: member.memberNo }]
      : [];
  });
}

interface Batch {
  readonly range: KeyRange;
  readonly documents: readonly StagedDocument[];
  readonly facts: ReadonlyMap<string, IdentityFact>;
}

/** Reads the batch after `after`, which nobody changes any more; null when nothing is left. */
async function loadBatch(platform: Platform, run: RunRow, after: string): Promise<Batch | null> {
  const upTo = await nextBatchEnd(platform.db, run.no, after, batchFragments);
  if (upTo === null) return null;
  const range = { after, upTo };
  const documents = await stagedDocuments(platform.db, run.no, range);
  return { range, documents, facts: factsOf(documents, run.plan.options.source) };
}

async function applyBatch(
  tx: Tx,
  platform: Platform,
  run: RunRow,
  { range, documents, facts }: Batch,
): Promise<RunProgress> {
  const { source } = run.plan.options;
  const identities = await resolveIdentities(tx, platform, facts);
  let rowsApplied = 0;
  let rowsUnchanged = 0;
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const kind of ["o", "r"] as const) {
    const mine = documents.filter((document) => document.key.startsWith(kind));
    if (mine.length === 0) continue;
    const incoming = mergedDocuments(run.no, range, kind, source, identities);
    const { written } = await (kind === "o"
      ? writeOrders(tx, platform, incoming)
      : writeRefunds(tx, platform, incoming));
    for (const document of mine) {
      const outcome = written.get(document.key.slice(1)) ?? "unchanged";
      counts[outcome] += 1;
      rowsApplied += document.rows;
      if (outcome === "unchanged") rowsUnchanged += document.rows;
    }
  }
  return { ...counts, rowsApplied, rowsUnchanged, appliedKey: range.upTo };
}

/**
 * Applies the staged orders from where the run stands, batch by batch; each batch and its place are one transaction.
 *
 * @param goOn asked after each batch; false = stop here.
 * @returns whether everything is applied.
 */
export async function applyOrders(
  platform: Platform,
  run: RunRow,
  goOn: (cancelRequested: boolean) => Promise<boolean>,
): Promise<boolean> {
  let batch = await loadBatch(platform, run, run.appliedKey ?? "");
  while (batch !== null) {
    const current = batch;
    // Read while this one is written; both have ended before anything else happens, whichever fails.
    const [saved, loaded] = await Promise.allSettled([
      platform.db.transaction().execute(async (tx) => {
        await withoutWaitingForDisk(tx);
        return saveProgress(tx, run.no, await applyBatch(tx, platform, run, current));
      }),
      loadBatch(platform, run, current.range.upTo),
    ]);
    if (saved.status === "rejected") throw saved.reason;
    if (loaded.status === "rejected") throw loaded.reason;
    if (!(await goOn(saved.value.cancelRequested))) return false;
    batch = loaded.value;
  }
  return true;
}
