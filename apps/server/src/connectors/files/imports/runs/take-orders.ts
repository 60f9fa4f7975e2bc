import { noteProductsSold } from "../../../../commerce/index.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import { copyInto } from "../../../../kernel/postgres/copy.ts";
import { fragmentColumns } from "../reading/order-fragments.ts";
import type { OrderChunk } from "../reading/protocol.ts";
import { inCopyTransaction } from "./copy-transaction.ts";
import { stageTable } from "./stage.ts";
import { addUnknownGuides, insertRejects, type RunRow, saveProgress, withoutWaitingForDisk } from "./store.ts";

async function noteProducts(platform: Platform, chunk: OrderChunk): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    await withoutWaitingForDisk(tx);
    await noteProductsSold(tx, chunk.products);
  });
}

/** Takes a chunk of order rows over into the staging table, with its rejects and the run's place, in one transaction. */
export async function takeOrders(
  platform: Platform,
  run: RunRow,
  chunk: OrderChunk,
): Promise<{ cancelRequested: boolean }> {
  // Products stay noted when the transaction below fails: they were in the file, and noting them again changes nothing.
  if (chunk.products.length > 0) await noteProducts(platform, chunk);
  return inCopyTransaction(platform, async (tx, client) => {
    await withoutWaitingForDisk(tx);
    if (chunk.fragmentCount > 0)
      await copyInto(client, `${stageTable(run.no)} (${fragmentColumns})`, [chunk.fragments]);
    await addUnknownGuides(tx, run.no, chunk.unknownGuides);
    await insertRejects(tx, platform.cipher, run.no, chunk.rejects);
    return saveProgress(tx, run.no, {
      bytesRead: chunk.bytesRead,
      rowsRead: chunk.rows,
      rowsAccepted: chunk.rows - chunk.rejects.length,
      rowsRejected: chunk.rejects.length,
    });
  });
}
