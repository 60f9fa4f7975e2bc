import { writeOrders, writeRefunds } from "../../../../commerce/index.ts";
import type { IdentityFact } from "../../../../customers/index.ts";
import { Refusal } from "../../../../kernel/errors.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import type { Tx } from "../../../../kernel/postgres/database.ts";
import { spokenIn } from "../mapping/spoken.ts";
import { factsOf, introduceMembers } from "./introduce-members.ts";
import {
  indexStage,
  type KeyRange,
  type KnownIdentity,
  longestDocument,
  mergedDocuments,
  nextBatchEnd,
  type StagedDocument,
  stagedDocuments,
} from "./stage.ts";
import { awaitPlace, holdPlace, type RunProgress, type RunRow, saveProgress, withoutWaitingForDisk } from "./store.ts";

/** Fragments of one transaction: large enough that statements cost nothing, short enough that nobody waits for it. */
const batchFragments = 4_000;

/** Batches of orders that are written at the same time. */
const writers = 2;

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
  const documents = await stagedDocuments(platform.db, run.no, range, spokenIn(run.plan));
  return { range, documents, facts: factsOf(documents, run.plan.options.source) };
}

const isRefund = (document: StagedDocument) => document.key.startsWith("r");

async function writeDocuments(
  tx: Tx,
  platform: Platform,
  run: RunRow,
  { range, documents }: Batch,
  identities: readonly KnownIdentity[],
): Promise<RunProgress> {
  const { source } = run.plan.options;
  const spoken = spokenIn(run.plan);
  let rowsApplied = 0;
  let rowsUnchanged = 0;
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const refunds = { created: 0, updated: 0, unchanged: 0 };
  for (const kind of ["o", "r"] as const) {
    const mine = documents.filter((document) => document.key.startsWith(kind));
    if (mine.length === 0) continue;
    const incoming = mergedDocuments(run.no, range, kind, source, identities, spoken);
    const { written } = await (kind === "o"
      ? writeOrders(tx, platform, incoming, spoken)
      : writeRefunds(tx, platform, incoming, spoken));
    for (const document of mine) {
      const outcome = written.get(document.key.slice(1)) ?? "unchanged";
      counts[outcome] += 1;
      if (kind === "r") refunds[outcome] += 1;
      rowsApplied += document.rows;
      if (outcome === "unchanged") rowsUnchanged += document.rows;
    }
  }
  return { ...counts, refunds, rowsApplied, rowsUnchanged, appliedKey: range.upTo };
}

interface Writing {
  /** The batch before which it began; what it ends with is the place of the run. */
  readonly after: string;
  /** It holds its place: whoever comes next can wait for it. */
  readonly begun: Promise<void>;
  readonly ended: Promise<{ cancelRequested: boolean }>;
}

/** Writes a batch; its place is saved after that of `previous`, however long either takes. */
function startWriting(
  platform: Platform,
  run: RunRow,
  batch: Batch,
  identities: readonly KnownIdentity[],
  previous: Writing | null,
): Writing {
  const { after } = batch.range;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const ended = platform.db
    .transaction()
    .execute(async (tx) => {
      await withoutWaitingForDisk(tx);
      await holdPlace(tx, run.no, after);
      begin();
      const progress = await writeDocuments(tx, platform, run, batch, identities);
      if (previous) {
        await previous.begun;
        await awaitPlace(tx, run.no, previous.after);
      }
      return saveProgress(tx, run.no, progress, after);
    })
    .finally(() => begin());
  // Awaited in order later on; until then a failure must not count as unheard.
  ended.catch(() => undefined);
  return { after, begun, ended };
}

/**
 * Applies the staged orders from where the run stands, batch by batch; each batch and its place are one transaction. Orders
 * are written two batches at a time, saved in order; refunds, which meet at their orders, one batch at a time.
 *
 * @param goOn asked after each batch; false = stop here.
 * @returns whether everything is applied.
 */
export async function applyOrders(
  platform: Platform,
  run: RunRow,
  goOn: (cancelRequested: boolean) => Promise<boolean>,
): Promise<boolean> {
  const underWay: Writing[] = [];
  let goesOn = true;
  const settleDownTo = async (left: number) => {
    while (underWay.length > left) {
      const { cancelRequested } = await (underWay[0] as Writing).ended;
      underWay.shift();
      goesOn = (await goOn(cancelRequested)) && goesOn;
    }
  };
  try {
    let previous: Writing | null = null;
    let batch = await loadBatch(platform, run, run.appliedKey ?? "");
    while (batch !== null && goesOn) {
      const current: Batch = batch;
      const alone = current.documents.some(isRefund);
      const identities = await introduceMembers(platform, run, current.documents, current.facts);
      await settleDownTo(alone ? 0 : writers - 1);
      if (!goesOn) break;
      previous = startWriting(platform, run, current, identities, previous);
      underWay.push(previous);
      batch = await loadBatch(platform, run, current.range.upTo);
      if (alone) await settleDownTo(0);
    }
    await settleDownTo(0);
    return goesOn;
  } finally {
    // Whichever failed: nothing goes on being written behind the caller's back.
    await Promise.allSettled(underWay.map((writing) => writing.ended));
  }
}
