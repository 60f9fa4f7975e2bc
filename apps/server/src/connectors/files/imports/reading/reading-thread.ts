import { parentPort } from "node:worker_threads";
import { Refusal } from "../../../../kernel/errors.ts";
import { chunksInFlight, type ReadingMessage, type ReadingOrder, type ReadingTask } from "./protocol.ts";
import { readChunks } from "./read-chunks.ts";
import { readHead } from "./read-head.ts";

/** The program of the reading thread: it reads, checks and encodes, so that the server's own thread stays free to answer. */
const port = parentPort;
if (!port) throw new Error("the reading thread must be started as a worker thread");

let inFlight = 0;
let wake: (() => void) | null = null;

function send(message: ReadingMessage): void {
  port?.postMessage(message, message.type === "chunk" && message.kind === "orders" ? [message.fragments.buffer] : []);
}

async function sendChunks(task: ReadingTask): Promise<void> {
  inFlight = 0;
  for await (const chunk of readChunks(task)) {
    while (inFlight >= chunksInFlight) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    inFlight += 1;
    send(chunk);
  }
  send({ type: "done" });
}

function failureOf(error: unknown): ReadingMessage {
  if (error instanceof Refusal) {
    const { code, status, title, detail, errors } = error.details;
    const listed = errors?.map((one) => one.message).join("；");
    return { type: "refused", details: { code, status, title, detail: detail ?? listed } };
  }
  return { type: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

port.on("message", (order: ReadingOrder) => {
  if (order.type === "next") {
    inFlight -= 1;
    wake?.();
    return;
  }
  const work = order.type === "read" ? sendChunks(order.task) : readHead(order.task).then(send);
  work.catch((error: unknown) => send(failureOf(error)));
});
