import { createWriteStream, statSync, unlinkSync, writeFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MiB } from "../memory.ts";

/** Bodies up to this size are handled in one piece. */
export const SMALL = MiB / 4;

/**
 * Files through which the bodies of requests and responses pass, so that neither is ever held in memory whole.
 * An insert reaches the engine only when its body has arrived completely: a broken upload inserts nothing.
 */
export class Spool {
  readonly #folder: string;
  #count = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Empties the folder: whatever a crash left in it belongs to requests that are gone. */
  static async open(folder: string): Promise<Spool> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new Spool(folder);
  }

  /** A path that no file has. The engine compresses and decompresses by the suffix (`.gz`, `.zst` …). */
  newPath(suffix = ""): string {
    return path.join(this.#folder, `${++this.#count}${suffix}`);
  }

  /** Writes a head and the rest of a stream to a new file; nothing stays when the stream breaks off. */
  async receive(head: Buffer, rest: Readable, suffix: string, signal: AbortSignal): Promise<string> {
    const file = this.newPath(suffix);
    const { head: start, rest: remainder } = await readHead(rest, SMALL - head.length);
    if (remainder === null) {
      // The page cache takes a small file in microseconds; a trip through the thread pool would cost far more.
      writeFileSync(file, Buffer.concat([head, start]), { mode: 0o600 });
      return file;
    }
    try {
      const target = createWriteStream(file, { mode: 0o600, highWaterMark: MiB });
      target.write(head);
      target.write(start);
      await pipeline(remainder, target, { signal });
      return file;
    } catch (error) {
      this.discard(file);
      throw error;
    }
  }

  /** Removes a file if it is there. */
  discard(file: string): void {
    const size = sizeOf(file);
    if (size === undefined) return;
    if (size <= SMALL) unlinkSync(file);
    else void rm(file, { force: true }).catch(() => undefined);
  }
}

/** Size in bytes, or undefined when there is no such file (FORMAT Null makes none). */
export function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}

/** Reads until there is enough; the rest is null when the stream ended before. */
export async function readHead(body: Readable, enough: number): Promise<{ head: Buffer; rest: Readable | null }> {
  const parts: Buffer[] = [];
  let size = 0;
  const iterator = body[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>;
  while (size < enough) {
    const next = await iterator.next();
    if (next.done) return { head: Buffer.concat(parts), rest: null };
    parts.push(next.value);
    size += next.value.length;
  }
  return { head: Buffer.concat(parts), rest: Readable.from({ [Symbol.asyncIterator]: () => iterator }) };
}
