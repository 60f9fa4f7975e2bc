import { Refusal } from "../../../../kernel/errors.ts";
import type { HeadTask, ReadingChunk, ReadingTask, TableHead } from "./protocol.ts";
import { openReadingThread } from "./reading-threads.ts";

/** A head that takes longer is not worth waiting for: somebody sits before the page. */
const headMs = 60_000;

/**
 * Reads a file in a thread of its own and hands out its chunks; the next is read while the caller writes the last one.
 * Stopping early (`break`, an abort) ends the thread.
 *
 * @throws Refusal what the thread refused the file for.
 */
export async function* readFileInThread(task: ReadingTask, signal?: AbortSignal): AsyncGenerator<ReadingChunk> {
  const thread = await openReadingThread(signal);
  let finished = false;
  try {
    thread.send({ type: "read", task });
    for (;;) {
      const message = await thread.receive();
      if (message.type === "done") {
        finished = true;
        return;
      }
      if (message.type !== "chunk") throw new Error(`unexpected answer of the reading thread: ${message.type}`);
      yield message;
      thread.send({ type: "next" });
    }
  } finally {
    await thread.leave(finished);
  }
}

/**
 * The first rows of a table, read in a thread of its own: a workbook is unpacked for it, and whatever it holds must not hold
 * the server up.
 *
 * @throws Refusal what the thread refused the file for; slow_file when it takes longer than a minute
 */
export async function readHeadInThread(task: HeadTask): Promise<TableHead> {
  const late = AbortSignal.timeout(headMs);
  const thread = await openReadingThread(late);
  let finished = false;
  try {
    thread.send({ type: "head", task });
    const message = await thread.receive();
    if (message.type !== "head") throw new Error(`unexpected answer of the reading thread: ${message.type}`);
    finished = true;
    return message;
  } catch (error) {
    if (!late.aborted) throw error;
    throw new Refusal({
      code: "slow_file",
      status: 422,
      title: "这个文件打开得太慢",
      detail: "请把要导入的工作表另存为 CSV 再上传",
    });
  } finally {
    await thread.leave(finished);
  }
}
