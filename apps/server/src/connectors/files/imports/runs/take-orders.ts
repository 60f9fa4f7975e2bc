import { noteProductsSold } from "../../../../commerce/index.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import { copyInto } from "../../../../kernel/postgres/copy.ts";
import { fragmentColumns } from "../reading/order-fragments.ts";
import type { OrderChunk } from "../reading/protocol.ts";
import { inCopyTransaction } from "./copy-transaction.ts";
import { stageTable } from "./stage.ts";
import { insertRejects, type RunRow, saveProgress } from "./store.ts";

/** Takes a chunk of order rows over into the staging table, with its rejects and the run's place, in one transaction. */
export async function takeOrders(platform: Platform, run: RunRow, chunk: OrderChunk): Promise<{ cancelRequested: boolean }> {
  // Products stay noted when the transaction below fails: they were in the file, and noting them again changes nothing.
  if (chunk.products.length > 0) await platform.db.transaction().execute((tx) => noteProductsSold(tx, chunk.products));
  return inCopyTransaction(platform, async (tx, client) => {
    if (chunk.fragmentCount > 0) await copyInto(client, `${stageTable(run.no)} (${fragmentColumns})`, [chunk.fragments]);
    await insertRejects(tx, platform.cipher, run.no, chunk.rejects);
    return saveProgress(tx, run.no, {
      bytesRead: chunk.bytesRead,
      rowsRead: chunk.rows,
      rowsAccepted: chunk.rows - chunk.rejects.length,
      rowsRejected: chunk.rejects.length,
    });
  });
}
