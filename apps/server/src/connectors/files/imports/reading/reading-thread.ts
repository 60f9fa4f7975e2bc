import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "../../../../kernel/errors.ts";
import { chunksInFlight, type ReadingMessage, type ReadingTask } from "./protocol.ts";
import { readChunks } from "./read-chunks.ts";

/** The program of the reading thread: it reads, checks and encodes, so that the server's own thread stays free to answer. */
const port = parentPort;
if (!port) throw new Error("the reading thread must be started as a worker thread");

let inFlight = 0;
let wake: (() => void) | null = null;
port.on("message", () => {
  inFlight -= 1;
  wake?.();
});

function send(message: ReadingMessage): void {
  port?.postMessage(message, message.type === "chunk" && message.kind === "orders" ? [message.fragments.buffer] : []);
}

try {
  for await (const chunk of readChunks(workerData as ReadingTask)) {
    while (inFlight >= chunksInFlight) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    inFlight += 1;
    send(chunk);
  }
  send({ type: "done" });
} catch (error) {
  if (error instanceof Refusal) {
    const { code, status, title, detail, errors } = error.details;
    const listed = errors?.map((one) => one.message).join("；");
    send({ type: "refused", details: { code, status, title, detail: detail ?? listed } });
  } else {
    send({ type: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
port.close();
