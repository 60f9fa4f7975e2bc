import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor, toPage } from "./cursor.ts";

describe("cursors", () => {
  it("survive the round trip, Chinese included", () => {
    expect(decodeCursor(encodeCursor(["门店", 7, null]), 3)).toEqual(["门店", 7, null]);
  });

  it("refuse what is not theirs", () => {
    for (const cursor of ["", "x", encodeCursor([1]), Buffer.from('[{"a":1},2]').toString("base64url")]) {
      expect(() => decodeCursor(cursor, 2)).toThrow(/提交的内容有误/);
    }
  });

  it("end the list on the last page", () => {
    const page = (rows: number[]) =>
      toPage(
        rows,
        2,
        (row) => [row],
        (row) => row,
      );
    expect(page([1, 2, 3])).toEqual({ items: [1, 2], nextCursor: encodeCursor([2]) });
    expect(page([1, 2])).toEqual({ items: [1, 2], nextCursor: null });
    expect(page([])).toEqual({ items: [], nextCursor: null });
  });
});
