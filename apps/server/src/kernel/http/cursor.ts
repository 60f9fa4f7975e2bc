import { z } from "zod";
import { invalid } from "../errors.ts";

/** Query parameters of every list. */
export const pageQuery = z.object({
  cursor: z.string().max(512).optional().describe("`nextCursor` of the page before"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The answer of every list: the rows, and where to go on; null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export type CursorKey = readonly (string | number | null)[];

export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** @throws Refusal when the text is not a cursor of `length` parts. */
export function decodeCursor(cursor: string | undefined, length: number): CursorKey | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (
      Array.isArray(key) &&
      key.length === length &&
      key.every((part) => part === null || ["string", "number"].includes(typeof part))
    ) {
      return key as CursorKey;
    }
  } catch {
    // fall through to the refusal
  }
  throw invalid([{ path: "cursor", message: "不是有效的翻页标记，请从第一页重新开始" }]);
}

/** Cuts a page out of `limit + 1` fetched rows. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => CursorKey,
  present: (row: Row) => Item,
) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(present),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null,
  };
}
