import { isAscii } from "node:buffer";
import { createReadStream, type ReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { StringDecoder } from "node:string_decoder";
import { createGunzip } from "node:zlib";
import { Refusal } from "../../../../kernel/errors.ts";
import { type DetectedEncoding, detectEncoding, type TextEncoding } from "./encoding.ts";
import type { RecordBatch } from "./record-batch.ts";
import { createRecordSplitter, sniffDelimiter } from "./split-records.ts";
import { checkUnpacked, type UnpackLimits } from "./unpack-limits.ts";

export type FileFormat = "delimited" | "xlsx";

/** How a file is to be read, found out from its content, never from its name. */
export interface TableShape {
  readonly format: FileFormat;
  readonly gzip: boolean;
  readonly encoding: TextEncoding | null;
  readonly delimiter: string | null;
  /** XLSX: names of its sheets, in the order in which they are tried; else empty. */
  readonly sheets: readonly string[];
  /** Bytes of the file on disk. */
  readonly size: number;
}

const headBytes = 256 * 1024;
const pieceBytes = 128 * 1024;

/** Loaded when needed: most files are text, and threads that read them start lean. */
const xlsx = () => import("./xlsx-records.ts");

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

function damagedArchive(error: unknown): Refusal {
  const cut = (error as NodeJS.ErrnoException).code === "Z_BUF_ERROR";
  return notATable(cut ? "压缩包不完整，可能导出或传输时中断了，请重新压缩后上传" : "压缩包已损坏，请重新压缩后上传");
}

const isZlibError = (error: unknown) => (error as NodeJS.ErrnoException).code?.startsWith("Z_") === true;

/** The beginning of what a gzip file holds. */
async function gunzipHead(path: string): Promise<Buffer> {
  const file = createReadStream(path);
  const unzipped = file.pipe(createGunzip());
  file.on("error", (error) => unzipped.destroy(error));
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of unzipped) {
      pieces.push(piece as Buffer);
      size += (piece as Buffer).length;
      if (size >= headBytes) break;
    }
  } catch (error) {
    // What was cut off later on still has a head; reading it tells.
    if (!isZlibError(error)) throw error;
    if (size === 0) throw damagedArchive(error);
  } finally {
    file.destroy();
    unzipped.destroy();
  }
  return Buffer.concat(pieces).subarray(0, headBytes);
}

/** Files that people hand in by mistake, by how they begin. */
const foreignFiles: readonly { readonly begins: readonly number[]; readonly detail: string }[] = [
  { begins: [0x50, 0x4b, 0x03, 0x04], detail: "压缩包里面还是压缩包或 Excel 文件，请先解压再上传" },
  { begins: [0x1f, 0x8b], detail: "文件压缩了两次，请先解压一次再上传" },
  { begins: [0x52, 0x61, 0x72, 0x21], detail: "这是 RAR 压缩包，请解压后上传里面的表格；要压缩上传请用 .gz" },
  { begins: [0x37, 0x7a, 0xbc, 0xaf], detail: "这是 7z 压缩包，请解压后上传里面的表格；要压缩上传请用 .gz" },
  { begins: [0x50, 0x4b, 0x05, 0x06], detail: "压缩包是空的" },
  { begins: [0x25, 0x50, 0x44, 0x46], detail: "这是 PDF，请从原系统导出 Excel 或 CSV 再上传" },
];

function refuseForeign(head: Buffer): void {
  const found = foreignFiles.find(({ begins }) => begins.every((byte, at) => head[at] === byte));
  if (found) throw notATable(found.detail);
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

function emptyFile(): Refusal {
  return new Refusal({ code: "empty_file", status: 422, title: "文件是空的", detail: "请检查导出是否成功" });
}

/**
 * Looks at a file: delimited text (any of four delimiters, UTF-8, UTF-16 or GB18030, plain or gzip) or XLSX.
 *
 * @throws Refusal not_a_table, old_excel, unknown_encoding, empty_file, unpacks_too_large
 */
export async function inspectTable(path: string, limits: UnpackLimits): Promise<TableShape> {
  const { size } = await stat(path);
  let head = await readAt(path, 0, headBytes);
  if (head.length === 0) throw emptyFile();
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) {
    const sheets = await (await xlsx()).listSheets(path, limits);
    return { format: "xlsx", gzip: false, encoding: null, delimiter: null, sheets, size };
  }
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    throw new Refusal({
      code: "old_excel",
      status: 422,
      title: "暂不支持 .xls 格式",
      detail: "请用 Excel 或 WPS 打开后另存为 .xlsx 或 CSV 再上传",
    });
  }
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  if (gzip) {
    head = await gunzipHead(path);
    if (head.length === 0) throw emptyFile();
  }
  refuseForeign(head);
  const detected = detectEncoding(head, gzip ? [] : await sampleMiddle(path, size));
  const text = decodeHead(head, detected);
  if (/^\s*(<!doctype|<html|<\?xml|<table|\{|\[)/i.test(text)) {
    throw notATable("内容是网页或 JSON。请用 Excel 打开后另存为 .xlsx 或 CSV 再上传");
  }
  return { format: "delimited", gzip, encoding: detected.encoding, delimiter: sniffDelimiter(text), sheets: [], size };
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

/** The bytes of a file, unpacked. */
async function* readBytes(file: ReadStream, shape: TableShape, limits: UnpackLimits): AsyncGenerator<Buffer> {
  if (!shape.gzip) return yield* file;
  const unzipped = file.pipe(createGunzip({ chunkSize: pieceBytes }));
  // A read error of the file must end the unzipped stream too.
  file.on("error", (error) => unzipped.destroy(error));
  let unpacked = 0;
  try {
    for await (const piece of unzipped) {
      unpacked += (piece as Buffer).length;
      checkUnpacked(unpacked, shape.size, limits);
      yield piece as Buffer;
    }
  } catch (error) {
    throw isZlibError(error) ? damagedArchive(error) : error;
  } finally {
    unzipped.destroy();
  }
}

async function* readDelimited(path: string, shape: TableShape, limits: UnpackLimits): AsyncGenerator<RecordBatch> {
  const file = createReadStream(path, { highWaterMark: pieceBytes });
  const decoder = createDecoder(shape.encoding ?? "utf-8");
  const splitter = createRecordSplitter(shape.delimiter ?? ",");
  let first = true;
  let macLineEnds = false;
  let wasDamaged = false;
  const batchOf = (text: string, last: boolean): RecordBatch => {
    const damaged = text.includes("\ufffd") || text.includes("\u0000");
    // A record may begin in a piece before.
    const batch = { records: splitter.push(text, last), bytesRead: file.bytesRead, damaged: damaged || wasDamaged };
    wasDamaged = damaged || (wasDamaged && batch.records.length === 0);
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
    for await (const piece of readBytes(file, shape, limits)) yield batchOf(textOf(decoder.write(piece)), false);
    yield batchOf(textOf(decoder.end()), true);
  } finally {
    file.destroy();
  }
}

/**
 * The records of a file from its first line on, in batches, with bounded memory.
 *
 * @param sheet XLSX: the sheet to read; null = the first that has any rows
 */
export async function* readTable(
  path: string,
  shape: TableShape,
  limits: UnpackLimits,
  sheet: string | null,
): AsyncGenerator<RecordBatch> {
  if (shape.format === "xlsx") yield* (await xlsx()).readXlsx(path, shape.size, sheet, limits);
  else yield* readDelimited(path, shape, limits);
}
