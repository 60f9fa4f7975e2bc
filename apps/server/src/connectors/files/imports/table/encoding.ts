import { isUtf8 } from "node:buffer";
import { Refusal } from "../../../../kernel/errors.ts";

export type TextEncoding = "utf-8" | "gb18030" | "utf-16le" | "utf-16be";

export interface DetectedEncoding {
  readonly encoding: TextEncoding;
  /** Bytes of the byte-order mark. */
  readonly skip: number;
}

interface Reading {
  /** Characters beyond ASCII that could be read. */
  readonly read: number;
  readonly unreadable: number;
}

/** Of this many characters beyond ASCII one may be damaged: its row is rejected, not the file. */
const readPerDamage = 20;
/** More than this many NULs in a sample, or one in a thousand bytes: no text. */
const mostNuls = 3;

/** How samples read in an encoding; a character cut off at the end of a sample does not count. */
function readAs(encoding: "utf-8" | "gb18030", samples: readonly Buffer[]): Reading {
  let read = 0;
  let unreadable = 0;
  for (const sample of samples) {
    const text = new TextDecoder(encoding).decode(sample, { stream: true });
    for (const char of text) {
      if (char === "\ufffd") unreadable += 1;
      else if (char > "\u007f") read += 1;
    }
  }
  return { read, unreadable };
}

/** Cuts the rest of a character off the start of a sample from the middle of a text. */
function fromCharacterStart(sample: Buffer): Buffer {
  let start = 0;
  while (start < Math.min(3, sample.length) && ((sample[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return sample.subarray(start);
}

function holdsManyNuls(sample: Buffer): boolean {
  let nuls = 0;
  for (let at = sample.indexOf(0); at !== -1; at = sample.indexOf(0, at + 1)) nuls += 1;
  return nuls > Math.max(mostNuls, sample.length / 1_000);
}

function isReadable({ read, unreadable }: Reading): boolean {
  return unreadable * readPerDamage <= read || (unreadable <= 3 && unreadable * 2 < read);
}

/**
 * Which encoding a text file is in, from its head and from samples of its middle (a Chinese name may come late).
 * UTF-8 when it reads as UTF-8, but for a damaged character here and there; else GB18030 (a superset of GBK and GB2312), as
 * Excel in China writes it.
 *
 * @throws Refusal unknown_encoding
 */
export function detectEncoding(head: Buffer, samples: readonly Buffer[] = []): DetectedEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", skip: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", skip: 2 };
  if (!holdsManyNuls(head)) {
    if (isUtf8(head) && samples.every(isUtf8)) return { encoding: "utf-8", skip: 0 };
    if (isReadable(readAs("utf-8", [head, ...samples.map(fromCharacterStart)]))) return { encoding: "utf-8", skip: 0 };
    if (isReadable(readAs("gb18030", [head]))) return { encoding: "gb18030", skip: 0 };
  }
  throw new Refusal({
    code: "unknown_encoding",
    status: 422,
    title: "看不懂这个文件的文字编码",
    detail: "支持 UTF-8 和 GBK/GB18030。请用 Excel 打开后另存为“CSV UTF-8（逗号分隔）”再上传",
  });
}
