import { createHash } from "node:crypto";
import { z } from "zod";
import { type FieldProblem, invalid } from "../../../../kernel/errors.ts";
import { cutText } from "../values/cut-text.ts";
import { fieldOf, type ImportKind, importKindNames, importKinds, requiredFields } from "./fields.ts";

const isTimeZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** How a file is read: which column stands for what, what stands for missing columns, and how refunds are told. */
export const importPlanSchema = z.object({
  kind: z.enum(importKindNames),
  /** XLSX with several sheets: the one to read; absent = the first that has any rows. */
  sheet: z.string().min(1).max(100).optional(),
  /** Physical line of the header row. */
  headerLine: z.int().min(1).max(100).default(1),
  /** Field → header of its column. */
  columns: z.record(z.string(), z.string().max(200)).default({}),
  /** Values for fields without a column. */
  constants: z
    .object({
      channel: z.string().min(1).max(64).optional(),
      store_code: z.string().min(1).max(64).optional(),
      type: z.string().min(1).max(64).optional(),
    })
    .default({}),
  options: z
    .object({
      /** Names the system that the file comes from; codes are unique within it. */
      source: z
        .string()
        .regex(/^[a-zA-Z0-9_.\-\u4e00-\u9fff]{1,40}$/, "来源名称用中英文、数字、点、横线，最多 40 个字")
        .default("import"),
      timeZone: z.string().refine(isTimeZone, "不是有效的时区，例如 Asia/Shanghai").optional(),
      dateOrder: z.enum(["dmy", "mdy"]).optional(),
      /** Shown beside amounts; they are taken as yuan. */
      currency: z.string().max(16).default("CNY"),
      /** No order number: all rows of a customer on one day are one order. */
      orderPerCustomerDay: z.boolean().default(false),
      /** Order codes that begin so are refunds, e.g. `C`. */
      refundPrefixes: z.array(z.string().min(1).max(8)).max(10).default([]),
      /** A refund's code without its prefix is the code of the order that it refunds. */
      refundNamesOrder: z.boolean().default(false),
      /** Order codes that begin so are not sales and are rejected, e.g. `A` for bad-debt adjustments. */
      excludePrefixes: z.array(z.string().min(1).max(8)).max(10).default([]),
      /** App id of the openid column, and the like. */
      openidScope: z.string().max(64).default(""),
    })
    .prefault({}),
});

export type ImportPlan = z.output<typeof importPlanSchema>;

/** What no name of a column needs, and JSON in PostgreSQL partly cannot hold: spaces of all kinds, control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken away
const unwanted = /[\s\ufeff\u0000-\u001f\u007f]+/g;

/** Headers as names that are unique within the file: empty ones are named by position, repeated ones numbered. */
export function headerNames(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const name = cutText(cell.replace(unwanted, " ").trim(), 180) || `第 ${index + 1} 列`;
    let unique = name;
    for (let times = 2; taken.has(unique); times += 1) unique = `${name} (${times})`;
    taken.add(unique);
    return unique;
  });
}

/** Recognises a file layout: the same headers in the same order. */
export function headerFingerprint(headers: readonly string[]): string {
  return createHash("sha256")
    .update(headers.map((header) => header.toLowerCase()).join("\u0000"))
    .digest("hex")
    .slice(0, 32);
}

/**
 * Checks a plan against the header of a file and gives each field's column index.
 *
 * @throws Refusal when a column is not in the file, a field is unknown, or a required one has neither column nor constant.
 */
export function resolveColumns(plan: ImportPlan, headers: readonly string[]): ReadonlyMap<string, number> {
  const problems: FieldProblem[] = [];
  const resolved = new Map<string, number>();
  for (const [key, header] of Object.entries(plan.columns)) {
    const field = fieldOf(plan.kind, key);
    const index = headers.indexOf(header);
    if (!field) problems.push({ path: `columns.${key}`, message: `${importKinds[plan.kind]}没有“${key}”这个字段` });
    else if (index === -1)
      problems.push({
        path: `columns.${key}`,
        message: `文件里没有“${header}”这一列，现有：${headers.slice(0, 30).join("、")}`,
      });
    else resolved.set(key, index);
  }
  for (const group of requiredGroups(plan)) {
    if (group.some((key) => resolved.has(key) || key in plan.constants)) continue;
    const labels = group.map((key) => fieldOf(plan.kind, key)?.label ?? key).join("、");
    problems.push({
      path: `columns.${group[0]}`,
      message: group.length === 1 ? `缺少必需的列：${labels}` : `至少要有其中一列：${labels}`,
    });
  }
  if (problems.length > 0) throw invalid(problems, "列对应关系有误，请按提示修改");
  return resolved;
}

function requiredGroups(plan: ImportPlan): readonly (readonly string[])[] {
  const groups = requiredFields[plan.kind];
  if (plan.kind !== "orders") return groups;
  return plan.options.orderPerCustomerDay
    ? [...groups, ["customer_id", "phone", "card", "unionid", "openid"]]
    : [["order_code"], ...groups];
}

/** A plan that names nothing yet. */
export function emptyPlan(kind: ImportKind): ImportPlan {
  return importPlanSchema.parse({ kind });
}
