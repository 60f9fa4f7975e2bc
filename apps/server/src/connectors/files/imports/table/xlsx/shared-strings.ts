import { Refusal } from "../../../../../kernel/errors.ts";
import { parseXml } from "./parse-xml.ts";
import type { Workbook } from "./workbook.ts";

/** Characters of all texts of a workbook together; they are held in memory while it is read. */
const mostCharacters = 60_000_000;
/** What a text takes besides its characters. */
const perText = 24;

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (as, hex: string) => {
    const code = Number.parseInt(hex, 16);
    if (code >= 0xd800 && code <= 0xdfff) return as;
    return code === 0 ? "" : String.fromCharCode(code);
  });
}

export function tooManyTexts(): Refusal {
  return new Refusal({
    code: "workbook_too_large",
    status: 422,
    title: "这个 Excel 工作簿太大",
    detail: "请在 Excel 中把要导入的工作表另存为 CSV（可以再压缩成 .gz），大文件用 CSV 导入更快",
  });
}

/** The texts that cells refer to by position. @throws Refusal workbook_too_large */
export async function readSharedStrings(workbook: Workbook): Promise<readonly string[]> {
  const source = workbook.sharedStringsPart === null ? null : await workbook.open(workbook.sharedStringsPart);
  if (!source) return [];
  const strings: string[] = [];
  let characters = 0;
  let text = "";
  let inText = false;
  /** Readings of Japanese characters stand beside the text. */
  let inPhonetic = false;
  await parseXml(source, {
    open(name) {
      if (name === "si") {
        text = "";
        characters += perText;
      } else if (name === "t") inText = !inPhonetic;
      else if (name === "rPh") inPhonetic = true;
    },
    text(piece) {
      if (!inText) return;
      text += piece;
      characters += piece.length;
      if (characters > mostCharacters) throw tooManyTexts();
    },
    close(name) {
      if (name === "t") inText = false;
      else if (name === "rPh") inPhonetic = false;
      else if (name === "si") strings.push(unescapeText(text));
    },
  });
  return strings;
}
