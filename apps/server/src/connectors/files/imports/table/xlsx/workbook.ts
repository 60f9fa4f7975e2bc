import type { Readable } from "node:stream";
import yauzl from "yauzl";
import { Refusal } from "../../../../../kernel/errors.ts";
import { checkUnpacked, type UnpackLimits, unpackMeter } from "../unpack-limits.ts";
import { attributeOf, parseXml } from "./parse-xml.ts";

/** More parts than any workbook has. */
const mostParts = 20_000;
/** Parts that are read whole: the list of sheets, the styles. */
const mostPartBytes = 32 * 1024 * 1024;

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Its part in the package. */
  readonly part: string;
}

/** An open XLSX file: parts are found by the package's directory, in whatever order the writing program put them. */
export interface Workbook {
  /** In the order that Excel shows them. */
  readonly sheets: readonly Sheet[];
  /** Days count from 1904 rather than 1900. */
  readonly date1904: boolean;
  /** Unpacked bytes of a part, as the directory says; 0 when it does not exist. */
  sizeOf(part: string): number;
  /** Null when there is no such part. @throws Refusal unpacks_too_large, while it is read */
  open(part: string, onBytes?: (unpacked: number) => void): Promise<Readable | null>;
  readonly sharedStringsPart: string | null;
  readonly stylesPart: string | null;
  close(): void;
}

/** What cannot be opened at all. */
export function unreadableWorkbook(cause?: unknown): Refusal {
  return new Refusal(
    {
      code: "not_a_table",
      status: 422,
      title: "这个 Excel 文件打不开",
      detail: "文件可能损坏或加了密码，请用 Excel 打开后另存为 .xlsx 再上传",
    },
    { cause },
  );
}

function notAWorkbook(): Refusal {
  return new Refusal({
    code: "not_a_table",
    status: 422,
    title: "这是压缩包，不是 Excel 工作簿",
    detail: "请解压后上传里面的 .xlsx 或 CSV；要压缩上传请用 .gz",
  });
}

/** `worksheets/sheet1.xml` or `/xl/worksheets/sheet1.xml`, seen from `xl/workbook.xml`. */
function partOf(target: string, base: string): string {
  const path = target.startsWith("/") ? target.slice(1) : `${base}${target}`;
  const parts: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") parts.pop();
    else if (step !== "." && step !== "") parts.push(step);
  }
  return parts.join("/");
}

async function readDirectory(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.size >= mostParts) throw unreadableWorkbook();
    entries.set(entry.fileName, entry);
  }
  return entries;
}

/**
 * Opens a workbook and reads its list of sheets.
 *
 * @throws Refusal not_a_table, unpacks_too_large
 */
export async function openWorkbook(path: string, limits: UnpackLimits): Promise<Workbook> {
  const zip = await yauzl.openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === "ENOENT" ? error : unreadableWorkbook(error);
  });
  try {
    const entries = await readDirectory(zip);
    const open = async (part: string, onBytes?: (unpacked: number) => void) => {
      const entry = entries.get(part);
      if (!entry) return null;
      if (entry.isEncrypted()) throw unreadableWorkbook();
      checkUnpacked(entry.uncompressedSize, zip.fileSize, limits);
      const source = await zip.openReadStreamPromise(entry);
      const meter = unpackMeter(zip.fileSize, limits, onBytes);
      source.on("error", (error) => meter.destroy(error));
      meter.on("close", () => source.destroy());
      return source.pipe(meter);
    };
    const read = async (part: string, onOpen: (name: string, attributes: Readonly<Record<string, string>>) => void) => {
      if ((entries.get(part)?.uncompressedSize ?? 0) > mostPartBytes) throw unreadableWorkbook();
      const source = await open(part);
      if (source) await parseXml(source, { open: onOpen });
      return source !== null;
    };

    const main = entries.has("xl/workbook.xml") ? "xl/workbook.xml" : undefined;
    if (main === undefined) throw notAWorkbook();
    const relations = new Map<string, { type: string; part: string }>();
    await read("xl/_rels/workbook.xml.rels", (name, attributes) => {
      if (name !== "Relationship") return;
      const { Id = "", Type = "", Target = "" } = attributes;
      relations.set(Id, { type: Type.slice(Type.lastIndexOf("/") + 1), part: partOf(Target, "xl/") });
    });
    const sheets: Sheet[] = [];
    let date1904 = false;
    await read(main, (name, attributes) => {
      if (name === "workbookPr") date1904 = attributes.date1904 === "1" || attributes.date1904 === "true";
      if (name !== "sheet") return;
      const relation = relations.get(attributeOf(attributes, "id") ?? "");
      if (relation?.type !== "worksheet" || !entries.has(relation.part)) return;
      const hidden = (attributes.state ?? "visible") !== "visible";
      sheets.push({ name: attributes.name ?? `工作表 ${sheets.length + 1}`, hidden, part: relation.part });
    });
    const partOfType = (type: string) => [...relations.values()].find((each) => each.type === type)?.part ?? null;
    return {
      sheets,
      date1904,
      sizeOf: (part) => entries.get(part)?.uncompressedSize ?? 0,
      open,
      sharedStringsPart: partOfType("sharedStrings"),
      stylesPart: partOfType("styles"),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error instanceof Refusal ? error : unreadableWorkbook(error);
  }
}
