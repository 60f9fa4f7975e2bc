import { describe, expect, it } from "vitest";
import { createLog } from "../../kernel/log.ts";
import type { InboxBatch } from "./inbox.ts";
import { createInboxWriter } from "./inbox-writer.ts";

const log = createLog("silent");

function batch(requestId: string, events: number): InboxBatch {
  return {
    requestId,
    events: Array.from({ length: events }, (_, i) => ({
      eventKey: `${requestId}${i}`,
      source: "t",
      eventId: String(i),
      raw: "{}",
    })),
  };
}

/** A disk that writes when the test says so. */
function slowDisk() {
  const writes: { batches: readonly InboxBatch[]; done: (failure?: Error) => void }[] = [];
  const writeBatches = (batches: readonly InboxBatch[]) =>
    new Promise<Map<string, number>>((resolve, reject) => {
      writes.push({
        batches,
        done: (failure) =>
          failure ? reject(failure) : resolve(new Map(batches.map((one) => [one.requestId, one.events.length]))),
      });
    });
  return { writes, writeBatches };
}

describe("the inbox writer", () => {
  it("gathers what arrives during a write into the next one", async () => {
    const { writes, writeBatches } = slowDisk();
    const writer = createInboxWriter({ writeBatches, log, lanes: 1 });
    const first = writer.write(batch("a", 2));
    const others = ["b", "c", "d"].map((id) => writer.write(batch(id, 3)));
    writes[0]?.done();
    expect(await first).toBe(2);
    await expect.poll(() => writes.length).toBe(2);
    expect(writes[1]?.batches.map((one) => one.requestId)).toEqual(["b", "c", "d"]);
    writes[1]?.done();
    expect(await Promise.all(others)).toEqual([3, 3, 3]);
  });

  it("does not acknowledge before the write has ended", async () => {
    const { writes, writeBatches } = slowDisk();
    const writer = createInboxWriter({ writeBatches, log });
    let acknowledged = false;
    const writing = writer.write(batch("a", 1)).then(() => {
      acknowledged = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(acknowledged).toBe(false);
    writes[0]?.done();
    await writing;
    expect(acknowledged).toBe(true);
  });

  it("refuses at once what exceeds the queue, and takes again when there is room", async () => {
    const { writes, writeBatches } = slowDisk();
    const writer = createInboxWriter({ writeBatches, log, lanes: 1, maxWaiting: 10 });
    const first = writer.write(batch("a", 5));
    const second = writer.write(batch("b", 10));
    await expect(writer.write(batch("c", 1))).rejects.toMatchObject({
      details: { code: "ingestion_busy", status: 503 },
    });
    writes[0]?.done();
    await first;
    await expect.poll(() => writes.length).toBe(2);
    const third = writer.write(batch("d", 10));
    writes[1]?.done();
    await second;
    await expect.poll(() => writes.length).toBe(3);
    writes[2]?.done();
    expect(await third).toBe(10);
  });

  it("gives each request a try of its own when a shared write fails", async () => {
    const attempts: string[][] = [];
    const writer = createInboxWriter({
      log,
      lanes: 1,
      writeBatches: async (batches) => {
        attempts.push(batches.map((one) => one.requestId));
        if (batches.some((one) => one.requestId === "poison")) throw new Error("refused by the database");
        return new Map(batches.map((one) => [one.requestId, one.events.length]));
      },
    });
    const results = await Promise.allSettled(
      ["first", "good", "poison", "fine"].map((id) => writer.write(batch(id, 1))),
    );
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(results[2]).toMatchObject({ reason: { details: { code: "ingestion_unavailable" } } });
    expect(attempts).toEqual([["first"], ["good", "poison", "fine"], ["good"], ["poison"], ["fine"]]);
  });
});
