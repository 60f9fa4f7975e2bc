import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

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

  /** Writes a whole stream to a new file, then `head` before it when given. */
  async receive(head: Buffer, rest: Readable, suffix: string, signal: AbortSignal): Promise<string> {
    const file = this.newPath(suffix);
    try {
      const target = createWriteStream(file, { mode: 0o600, highWaterMark: 1 << 20 });
      if (head.length > 0) target.write(head);
      await pipeline(rest, target, { signal });
      return file;
    } catch (error) {
      await this.discard(file);
      throw error;
    }
  }

  async discard(file: string): Promise<void> {
    await rm(file, { force: true });
  }
}
