import { isUtf8 } from "node:buffer";
import { Refusal } from "../../../../kernel/errors.ts";

export type TextEncoding = "utf-8" | "gb18030" | "utf-16le" | "utf-16be";

export interface DetectedEncoding {
  readonly encoding: TextEncoding;
  /** Bytes of the byte-order mark. */
  readonly skip: number;
}

/** Cuts an incomplete UTF-8 character off the end, so that a sample of a longer text can be judged. */
function wholeUtf8(sample: Buffer): Buffer {
  for (let back = 1; back <= Math.min(4, sample.length); back += 1) {
    const byte = sample[sample.length - back] ?? 0;
    if (byte >= 0xc0) return sample.subarray(0, sample.length - back);
    if (byte < 0x80) return sample;
  }
  return sample;
}

/** Cuts stray continuation bytes off the start of a sample from the middle of a text. */
function fromCharacterStart(sample: Buffer): Buffer {
  let start = 0;
  while (start < Math.min(3, sample.length) && ((sample[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return sample.subarray(start);
}

function readsAsGb18030(sample: Buffer): boolean {
  try {
    // A character may be cut at either end: one of these cuts is whole if the text is GB18030 at all.
    for (let cut = 0; cut < 4; cut += 1) {
      try {
        const text = new TextDecoder("gb18030", { fatal: true }).decode(sample.subarray(0, sample.length - cut));
        return !text.includes("\u0000");
      } catch {
        // try the next cut
      }
    }
    return false;
  } catch {
    return false;
  }
}

/**
 * Which encoding a text file is in, from its head and from samples of its middle (a Chinese name may come late).
 * UTF-8 when everything reads strictly as UTF-8; else GB18030 (a superset of GBK and GB2312), as Excel in China writes it.
 *
 * @throws Refusal unknown_encoding
 */
export function detectEncoding(head: Buffer, samples: readonly Buffer[] = []): DetectedEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", skip: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", skip: 2 };
  const utf8 = isUtf8(wholeUtf8(head)) && samples.every((sample) => isUtf8(wholeUtf8(fromCharacterStart(sample))));
  if (utf8 && !head.includes(0)) return { encoding: "utf-8", skip: 0 };
  if (!head.includes(0) && readsAsGb18030(head)) return { encoding: "gb18030", skip: 0 };
  throw new Refusal({
    code: "unknown_encoding",
    status: 422,
    title: "看不懂这个文件的文字编码",
    detail: "支持 UTF-8 和 GBK/GB18030。请用 Excel 打开后另存为“CSV UTF-8（逗号分隔）”再上传",
  });
}
