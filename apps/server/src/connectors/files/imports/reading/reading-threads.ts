import { Worker } from "node:worker_threads";
import { resolveEntry } from "../../../../kernel/engines/spawn-entry.ts";
import { Refusal } from "../../../../kernel/errors.ts";
import type { ReadingMessage, ReadingOrder } from "./protocol.ts";

/** Largest heap of a reading thread; it holds two chunks and the longest record. */
const heapMiB = 256;
/** A thread that has read once reads the next file at full speed from its first row, so one is kept for a while. */
const keptMs = 60_000;

let idle: { readonly worker: Worker; readonly end: NodeJS.Timeout } | null = null;

function startThread(entry: string | URL): Worker {
  const worker = new Worker(entry, {
    resourceLimits: { maxOldGenerationSizeMb: heapMiB, maxYoungGenerationSizeMb: 64 },
  });
  // Whoever waits for an answer hears of errors too; without a listener an error between tasks would end the process.
  worker.on("error", () => undefined);
  return worker;
}

async function takeThread(): Promise<Worker> {
  if (idle) {
    const { worker, end } = idle;
    idle = null;
    clearTimeout(end);
    worker.removeAllListeners("exit");
    worker.ref();
    return worker;
  }
  return startThread(await resolveEntry("import-reader", import.meta.url, "./reading-thread.ts"));
}

function keepThread(worker: Worker): void {
  if (idle) {
    void worker.terminate();
    return;
  }
  const end = setTimeout(() => void worker.terminate(), keptMs).unref();
  worker.once("exit", () => {
    clearTimeout(end);
    if (idle?.worker === worker) idle = null;
  });
  worker.unref();
  idle = { worker, end };
}

function outOfMemory(): ReadingMessage {
  return {
    type: "refused",
    details: {
      code: "file_too_complex",
      status: 422,
      title: "这个文件读不下来：内容超出了一次能处理的大小",
      detail: "Excel 请把要导入的工作表另存为 CSV 再上传；CSV 请拆成几个文件",
    },
  };
}

/** A conversation with a reading thread. */
export interface ReadingThread {
  send(order: ReadingOrder): void;
  /** The next answer. @throws Refusal what the file was refused for; Error when the thread failed */
  receive(): Promise<ReadingMessage>;
  /** Ends the conversation; `finished`: the thread has answered in full and can take another task. */
  leave(finished: boolean): Promise<void>;
}

/** Begins a conversation with a thread that waits, or with a new one. An abort makes `receive` fail. */
export async function openReadingThread(signal?: AbortSignal): Promise<ReadingThread> {
  const worker = await takeThread();
  const waiting: ReadingMessage[] = [];
  let wake: (() => void) | null = null;
  let answered = false;
  const receive = (message: ReadingMessage) => {
    waiting.push(message);
    wake?.();
  };
  const onError = (error: Error & { code?: string }) =>
    receive(
      error.code === "ERR_WORKER_OUT_OF_MEMORY"
        ? outOfMemory()
        : { type: "failed", message: error.stack ?? error.message },
    );
  const onExit = (code: number) => receive({ type: "failed", message: `the reading thread ended with ${code}` });
  const onAbort = () => receive({ type: "failed", message: "aborted" });
  worker.on("message", receive);
  worker.on("error", onError);
  worker.on("exit", onExit);
  signal?.addEventListener("abort", onAbort, { once: true });
  return {
    send: (order) => worker.postMessage(order),
    async receive() {
      for (;;) {
        const message = waiting.shift();
        if (!message) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        signal?.throwIfAborted();
        if (message.type === "refused") {
          answered = message.details.code !== "file_too_complex";
          throw new Refusal(message.details);
        }
        if (message.type === "failed") throw new Error(message.message);
        return message;
      }
    },
    async leave(finished) {
      signal?.removeEventListener("abort", onAbort);
      worker.off("message", receive);
      worker.off("error", onError);
      worker.off("exit", onExit);
      if (finished || answered) keepThread(worker);
      else await worker.terminate();
    },
  };
}
