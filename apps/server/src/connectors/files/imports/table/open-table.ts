import { isAscii } from "node:buffer";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { StringDecoder } from "node:string_decoder";
import { createGunzip, gunzipSync, constants as zlib } from "node:zlib";
import { Refusal } from "../../../../kernel/errors.ts";
import { type DetectedEncoding, detectEncoding, type TextEncoding } from "./encoding.ts";
import type { RecordBatch } from "./record-batch.ts";
import { createRecordSplitter, sniffDelimiter } from "./split-records.ts";
import { readXlsx } from "./xlsx-records.ts";

export type FileFormat = "delimited" | "xlsx";

/** How a file is to be read, found out from its content, never from its name. */
export interface TableShape {
  readonly format: FileFormat;
  readonly gzip: boolean;
  readonly encoding: TextEncoding | null;
  readonly delimiter: string | null;
  /** Bytes of the file on disk. */
  readonly size: number;
}

const headBytes = 256 * 1024;
const pieceBytes = 128 * 1024;

function notATable(detail: string): Refusal {
  return new Refusal({ code: "not_a_table", status: 422, title: "这个文件不是可以导入的表格", detail });
}

async function readAt(path: string, position: number, length: number): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function gunzipHead(head: Buffer): Buffer {
  try {
    // The head of a longer stream: take what is there.
    return gunzipSync(head, { finishFlush: zlib.Z_SYNC_FLUSH }).subarray(0, headBytes * 4);
  } catch {
    throw notATable("压缩包已损坏，请重新压缩后上传");
  }
}

/** 16 looks into the middle of a plain text file, since a Chinese name may first appear far down. */
async function sampleMiddle(path: string, size: number): Promise<Buffer[]> {
  if (size <= headBytes) return [];
  const samples: Buffer[] = [];
  for (let n = 1; n <= 16; n += 1) samples.push(await readAt(path, Math.floor((size - 65_536) * (n / 16)), 65_536));
  return samples;
}

function decodeHead(head: Buffer, detected: DetectedEncoding): string {
  return new TextDecoder(detected.encoding).decode(head.subarray(detected.skip));
}

/**
 * Looks at a file: delimited text (any of four delimiters, UTF-8, UTF-16 or GB18030, plain or gzip) or XLSX.
 *
 * @throws Refusal not_a_table, old_excel, unknown_encoding, empty_file
 */
export async function inspectTable(path: string): Promise<TableShape> {
  const { size } = await stat(path);
  let head = await readAt(path, 0, headBytes);
  if (head.length === 0)
    throw new Refusal({ code: "empty_file", status: 422, title: "文件是空的", detail: "请检查导出是否成功" });
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04])))
    return { format: "xlsx", gzip: false, encoding: null, delimiter: null, size };
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    throw new Refusal({
      code: "old_excel",
      status: 422,
      title: "暂不支持 .xls 格式",
      detail: "请用 Excel 或 WPS 打开后另存为 .xlsx 或 CSV 再上传",
    });
  }
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  if (gzip) head = gunzipHead(head);
  const detected = detectEncoding(head, gzip ? [] : await sampleMiddle(path, size));
  const text = decodeHead(head, detected);
  if (/^\s*(<!doctype|<html|<\?xml|<table|\{|\[)/i.test(text)) {
    throw notATable("内容是网页或 JSON。请用 Excel 打开后另存为 .xlsx 或 CSV 再上传");
  }
  return { format: "delimited", gzip, encoding: detected.encoding, delimiter: sniffDelimiter(text), size };
}

interface PieceDecoder {
  write(piece: Buffer): string;
  end(): string;
}

/** Twice as fast as TextDecoder for what nearly all files are, and twice again for pieces that are plain ASCII. */
function createUtf8Decoder(): PieceDecoder {
  const decoder = new StringDecoder("utf8");
  // Half a character can wait in the decoder only behind a piece that was not ASCII.
  let mayWait = false;
  return {
    write(piece) {
      const plain = isAscii(piece);
      if (plain && !mayWait) return piece.toString("latin1");
      mayWait = !plain;
      return decoder.write(piece);
    },
    end: () => decoder.end(),
  };
}

function createDecoder(encoding: TextEncoding): PieceDecoder {
  if (encoding === "utf-8") return createUtf8Decoder();
  const decoder = new TextDecoder(encoding);
  return { write: (piece) => decoder.decode(piece, { stream: true }), end: () => decoder.decode() };
}

async function* readDelimited(path: string, shape: TableShape): AsyncGenerator<RecordBatch> {
  const file = createReadStream(path, { highWaterMark: pieceBytes });
  const source = shape.gzip ? file.pipe(createGunzip({ chunkSize: pieceBytes })) : file;
  // A read error of the file must end the unzipped stream too.
  file.on("error", (error) => source.destroy(error));
  const decoder = createDecoder(shape.encoding ?? "utf-8");
  const splitter = createRecordSplitter(shape.delimiter ?? ",");
  let first = true;
  let macLineEnds = false;
  let wasDamaged = false;
  const batchOf = (text: string, last: boolean): RecordBatch => {
    const damaged = text.includes("\ufffd") || text.includes("\u0000");
    // A record may begin in the piece before.
    const batch = { records: splitter.push(text, last), bytesRead: file.bytesRead, damaged: damaged || wasDamaged };
    wasDamaged = damaged;
    return batch;
  };
  const textOf = (piece: string) => {
    let text = piece;
    if (first) {
      first = false;
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
      macLineEnds = text.includes("\r") && !text.includes("\n");
    }
    return macLineEnds ? text.replaceAll("\r", "\n") : text;
  };
  try {
    for await (const piece of source) yield batchOf(textOf(decoder.write(piece as Buffer)), false);
    yield batchOf(textOf(decoder.end()), true);
  } catch (error) {
    if (shape.gzip && (error as NodeJS.ErrnoException).code?.startsWith("Z_"))
      throw notATable("压缩包已损坏，请重新压缩后上传");
    throw error;
  } finally {
    file.destroy();
    source.destroy();
  }
}

/** The records of a file from its first line on, in batches, with bounded memory. */
export function readTable(path: string, shape: TableShape): AsyncGenerator<RecordBatch> {
  return shape.format === "xlsx" ? readXlsx(path) : readDelimited(path, shape);
}
