/** COPY text on its way to another thread: bytes, written as they come, so that no heap of small strings waits for encoding. */
export interface CopyBuffer {
  append(text: string): void;
  /** Bytes that wait to be taken. */
  readonly size: number;
  /** What was appended since the last call, in a buffer of its own that can be transferred. */
  take(): Uint8Array<ArrayBuffer>;
}

const firstBytes = 1024 * 1024;

export function createCopyBuffer(): CopyBuffer {
  let bytes = Buffer.alloc(0);
  let size = 0;

  /** Room for a text of so many UTF-16 units, each three bytes of UTF-8 at most. */
  function makeRoom(units: number): void {
    const needed = size + units * 3;
    if (needed <= bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, bytes.length * 2, firstBytes));
    bytes.copy(larger, 0, 0, size);
    bytes = larger;
  }

  return {
    get size() {
      return size;
    },
    append(text) {
      makeRoom(text.length);
      size += bytes.write(text, size);
    },
    take() {
      const taken = bytes.subarray(0, size);
      bytes = Buffer.alloc(0);
      size = 0;
      return taken;
    },
  };
}
