import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gbk } from "../tests/files.ts";
import { detectEncoding } from "./encoding.ts";
import { createRecordSplitter, sniffDelimiter } from "./split-records.ts";

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe("records of delimited text", () => {
  it("come out the same however the text is cut into pieces, and each knows its physical line", () => {
    const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom("a,b", 'say "hi"', "two\nlines", "", "中文"));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 9 })),
        (table, cuts) => {
          const rows = table.map((cells) => cells.map((one) => one.replaceAll("\r", "")));
          const text = rows.map((cells) => `${cells.map(quote).join(",")}\n`).join("");
          const splitter = createRecordSplitter(",");
          const records = [];
          let at = 0;
          for (let n = 0; at < text.length; n += 1) {
            const end = at + (cuts[n % Math.max(1, cuts.length)] ?? 5);
            records.push(...splitter.push(text.slice(at, end)));
            at = end;
          }
          records.push(...splitter.push("", true));
          let line = 1;
          const expected = rows.flatMap((cells) => {
            const begins = line;
            line += 1 + cells.join("").split("\n").length - 1;
            return cells.every((one) => one === "") ? [] : [{ line: begins, cells }];
          });
          expect(records).toEqual(expected);
        },
      ),
    );
  });

  it("keeps short and long rows to themselves, skips blank lines, and takes a quote inside a cell as it is", () => {
    const records = createRecordSplitter(",").push('a,b,c\r\n1,2\r\n\r\n,,\r\n1,2,3,4\r\n5" pipe,x,y', true);
    expect(records).toEqual([
      { line: 1, cells: ["a", "b", "c"] },
      { line: 2, cells: ["1", "2"] },
      { line: 5, cells: ["1", "2", "3", "4"] },
      { line: 6, cells: ['5" pipe', "x", "y"] },
    ]);
  });

  it("loses one line to an unclosed quote, not the rest of the file", () => {
    const records = createRecordSplitter(",").push('a,b\n"never,closed\n1,2\n', true);
    expect(records).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ['"never,closed'], broken: "unclosed_quote" },
      { line: 3, cells: ["1", "2"] },
    ]);
  });

  it.each([
    ["a,b,c\n1,2,3\n", ","],
    ["a\tb\tc\n1,5\t2\t3\n", "\t"],
    ["a;b;c\n1,5;2,5;3\n", ";"],
    ['a,b\n"x;y;z",2\n', ","],
    ["single\n", ","],
  ])("finds the delimiter of %j", (text, delimiter) => expect(sniffDelimiter(text)).toBe(delimiter));
});

describe("encodings", () => {
  it("tells UTF-8, GB18030 and UTF-16 apart, from the middle too", () => {
    const utf8 = Buffer.from("订单号,数量\n");
    expect(detectEncoding(utf8)).toEqual({ encoding: "utf-8", skip: 0 });
    expect(detectEncoding(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]))).toEqual({
      encoding: "utf-8",
      skip: 3,
    });
    expect(detectEncoding(utf8.subarray(0, utf8.length - 12))).toEqual({ encoding: "utf-8", skip: 0 });
    const chinese = Buffer.from(gbk("订单号,数量\n"));
    expect(detectEncoding(chinese)).toEqual({ encoding: "gb18030", skip: 0 });
    expect(detectEncoding(Buffer.from("order_no,name\n1,"), [chinese])).toEqual({ encoding: "gb18030", skip: 0 });
    expect(detectEncoding(Buffer.from("\ufeffa\tb", "utf16le"))).toEqual({ encoding: "utf-16le", skip: 2 });
  });

  it("refuses what is no text", () => {
    expect(() => detectEncoding(Buffer.from([0, 1, 2, 3, 0, 255]))).toThrow("编码");
  });
});
