import { type FieldProblem, invalid } from "../../kernel/errors.ts";
import type { PersonLine } from "./schemas.ts";

/** A row of an uploaded table. */
interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const columns = {
  phone: ["手机号", "手机", "电话", "phone"],
  name: ["姓名", "称呼", "客户", "name"],
  guideCode: ["导购工号", "工号", "导购", "guideCode"],
} as const;
type Column = keyof typeof columns;

/** People of a table whose first row names its columns; only 手机号 must be there. @throws Refusal naming the missing column */
export function readLines(records: readonly SheetRow[]): (PersonLine & { readonly line: number })[] {
  const [head, ...body] = records;
  const headers = head?.cells.map((cell) => cell.trim()) ?? [];
  const at = (column: Column) => headers.findIndex((header) => (columns[column] as readonly string[]).includes(header));
  const problems: FieldProblem[] = [];
  if (at("phone") < 0) problems.push({ path: "source.fileId", message: "第 1 行缺少「手机号」这一列" });
  if (body.length === 0) problems.push({ path: "source.fileId", message: "表里没有人，请从第 2 行起填写" });
  if (problems.length > 0) throw invalid(problems);
  return body.flatMap(({ line, cells }) => {
    const cell = (column: Column) => cells[at(column)]?.trim() ?? "";
    if (cells.every((text) => text.trim() === "")) return [];
    const name = cell("name").slice(0, 40);
    const guideCode = cell("guideCode");
    return [{ line, phone: cell("phone"), ...(name && { name }), ...(guideCode && { guideCode }) }];
  });
}
