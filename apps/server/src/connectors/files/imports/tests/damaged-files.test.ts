import { gzipSync } from "node:zlib";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { Refusal } from "../../../../kernel/errors.ts";
import { testPlatform } from "../../../../testing/platform.ts";
import { describeFile } from "../mapping/describe-file.ts";
import { runImport } from "../runs/run-import.ts";
import { testFiles } from "./files.ts";
import { zip } from "./zip.testing.ts";

const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = feilun;
const write = testFiles();
const limits = platform.config.imports;

const head = "订单号,下单时间,货号,数量,单价,手机号";
const lines = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => `T${n},2026-05-01 10:00,A${n % 3},1,10,138001380${String(n % 90).padStart(2, "0")}`,
  );

let runs = 0;
/** Imports as a source of its own; the report, and the rejects with their lines. */
async function importFile(file: string, sheet?: string) {
  runs += 1;
  const report = await runImport(platform, {
    kind: "orders",
    path: file,
    sheet,
    options: { source: `damaged${runs}` },
  });
  const { rows: rejects } = await platform.pool.query<{ line: number; reason: string; column: string | null }>(
    "select line, reason_code as reason, column_name as column from import_reject where run_no = $1 order by line",
    [report.no],
  );
  const { rows: orders } = await platform.pool.query<{ code: string }>(
    "select order_code as code from sales_order where source = $1 order by length(order_code), order_code",
    [`damaged${runs}`],
  );
  return { report, rejects, codes: orders.map((order) => order.code) };
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal["details"]> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`expected a refusal, got ${String(error)}`);
  expect(error.details.title + (error.details.detail ?? "")).toMatch(/[\u4e00-\u9fff]/);
  return error.details;
}

async function workbook(
  sheets: Readonly<Record<string, readonly (readonly (string | number | Date)[])[]>>,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows.map((row) => [...row]));
  return new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer);
}

const headers = head.split(",");
const sale = (code: string) => [code, "2026-05-01 10:00", "A1", 1, 10, "13800138000"];

describe("files that are no tables, or damaged", () => {
  const text = [head, ...lines(300)].join("\n");
  const gz = gzipSync(text);
  it.each<[string, string | Uint8Array, string, RegExp]>([
    ["an empty file", "", "empty_file", /文件是空的/],
    ["gzip of nothing", gzipSync(""), "empty_file", /文件是空的/],
    ["blank lines only", "\n\n\n", "no_header", /没有找到表头/],
    ["a header and no rows", `${head}\n`, "no_rows", /只有表头/],
    ["a web page", "<html><table></table></html>", "not_a_table", /网页/],
    ["bytes that are no text", Uint8Array.of(0, 1, 2, 0, 255, 254, 0, 9), "unknown_encoding", /编码/],
    ["gzip that was cut off", gz.subarray(0, gz.length - 20), "not_a_table", /不完整/],
    [
      "gzip that was changed",
      Buffer.concat([gz.subarray(0, 200), Buffer.alloc(50, 7), gz.subarray(250)]),
      "not_a_table",
      /损坏/,
    ],
    ["gzip in gzip", gzipSync(gz), "not_a_table", /压缩了两次/],
    ["a RAR archive", Buffer.from("Rar!\u001a\u0007\u0000......"), "not_a_table", /RAR/],
    ["a PDF", "%PDF-1.7 ....", "not_a_table", /PDF/],
    ["an old Excel file", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), "old_excel", /\.xlsx/],
    ["a zip that is no workbook", zip([{ name: "orders.csv", content: text }]), "not_a_table", /解压/],
    [
      "a zip that was cut off",
      zip([{ name: "xl/workbook.xml", content: text }]).subarray(0, 90),
      "not_a_table",
      /打不开/,
    ],
    [
      "a table of 16,384 columns",
      `${Array.from({ length: 16_384 }, (_, n) => `c${n}`).join(",")}\n1,2\n`,
      "too_many_columns",
      /16384 列/,
    ],
  ])("refuses %s, and says what to do [IN-09]", async (_, content, code, words) => {
    const details = await refusalOf(importFile(write("file", content)));
    expect(details.code).toBe(code);
    expect(`${details.title}${details.detail ?? ""}`).toMatch(words);
  });

  it("writes nothing of a gzip file that breaks off in the middle", async () => {
    const long = gzipSync([head, ...lines(30_000).map((line, n) => `${line}${n * 7919}`)].join("\n"));
    await refusalOf(importFile(write("cut.gz", long.subarray(0, long.length - 1_000))));
    const { rows } = await platform.pool.query("select from sales_order where source = $1", [`damaged${runs}`]);
    expect(rows).toHaveLength(0);
  });
});

describe("files that unpack to more than they should", () => {
  const many = `${head}\n${`${lines(1)[0]}\n`.repeat(40_000)}`;

  it("stops gzip at the bound in bytes, and at the ratio", async () => {
    const file = write("bomb.gz", gzipSync(many));
    const small = { ...platform, config: { ...platform.config, imports: { bytes: 1_000_000, ratio: 200 } } };
    const byBytes = await refusalOf(runImport(small, { kind: "orders", path: file }));
    expect(byBytes).toMatchObject({ code: "unpacks_too_large" });
    expect(byBytes.title).toContain("FEILUN_IMPORT_UNPACKED_MB");
    const bomb = write("bomb2.gz", gzipSync(`${head}\n${`${"0".repeat(100_000)}\n`.repeat(1_000)}`));
    expect(await refusalOf(runImport(platform, { kind: "orders", path: bomb }))).toMatchObject({
      code: "unpacks_too_large",
    });
  });

  it("stops a workbook at what its directory says, and at what really comes out when that is a lie", async () => {
    const sheet = `<worksheet><sheetData>${'<row><c t="inlineStr"><is><t>x</t></is></c></row>'.repeat(2_000_000)}</sheetData></worksheet>`;
    const book = (size?: number) =>
      zip([
        {
          name: "xl/workbook.xml",
          content: '<workbook xmlns:r="r"><sheets><sheet name="一" r:id="rId1"/></sheets></workbook>',
        },
        {
          name: "xl/_rels/workbook.xml.rels",
          content:
            '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        },
        { name: "xl/worksheets/sheet1.xml", content: sheet, statedSize: size },
      ]);
    expect(await refusalOf(describeFile(write("a.xlsx", book()), limits, {}))).toMatchObject({
      code: "unpacks_too_large",
    });
    expect(await refusalOf(importFile(write("b.xlsx", book(5_000))))).toMatchObject({ code: "not_a_table" });
  });

  it("refuses a workbook that takes more memory than a thread has, and goes on serving", async () => {
    const strings = `<sst>${"<si><t>abcdefghijklmnopqrstuvwxyz</t></si>".repeat(3_000_000)}</sst>`;
    const file = write(
      "memory.xlsx",
      zip([
        {
          name: "xl/workbook.xml",
          content: '<workbook xmlns:r="r"><sheets><sheet name="一" r:id="rId1"/></sheets></workbook>',
        },
        {
          name: "xl/_rels/workbook.xml.rels",
          content:
            '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        },
        { name: "xl/sharedStrings.xml", content: strings },
        { name: "xl/worksheets/sheet1.xml", content: "<worksheet><sheetData/></worksheet>" },
      ]),
    );
    const generous = { bytes: limits.bytes, ratio: 100_000 };
    expect(await refusalOf(describeFile(file, generous, {}))).toMatchObject({ code: "workbook_too_large" });
    expect((await importFile(write("fine.csv", [head, ...lines(3)].join("\n")))).codes).toEqual(["T0", "T1", "T2"]);
  });
});

describe("rows that are no rows", () => {
  it("rejects a line that never ends by its number, and takes what comes after", async () => {
    const file = write("long.csv", [head, lines(1)[0], `X,${"9".repeat(3_000_000)}`, lines(2)[1]].join("\n"));
    const { report, rejects, codes } = await importFile(file);
    expect(rejects).toEqual([{ line: 3, reason: "line_too_long", column: null }]);
    expect(report.rows).toMatchObject({ read: 3, accepted: 2, rejected: 1 });
    expect(codes).toEqual(["T0", "T1"]);
  });

  it("rejects a quote that is never closed by its line, and takes what comes after", async () => {
    const after = lines(20_000);
    const { rejects, report } = await importFile(
      write("quote.csv", [head, '"T-1,2026-05-01 10:00', ...after].join("\n")),
    );
    expect(rejects).toEqual([{ line: 2, reason: "unclosed_quote", column: null }]);
    expect(report.rows.accepted).toBe(20_000);
  });

  it("rejects rows with NUL or undecodable bytes in a column that is read", async () => {
    const [first = "", second = "", third = ""] = lines(3);
    const bytes = Buffer.concat([
      Buffer.from(`${head}\n${"\n".repeat(300_000)}${first}\n`),
      Buffer.from(second.replace("A1", "A\u0000")),
      Buffer.from("\n"),
      Buffer.from(third.replace("A2", "A")).subarray(0, 20),
      Buffer.from([0xff, 0xfe, 0x2c, 0x31, 0x2c, 0x31, 0x2c, 0x0a]),
    ]);
    const { rejects, codes } = await importFile(write("nul.csv", bytes));
    expect(rejects.map(({ reason }) => reason)).toEqual(["unreadable_text", "unreadable_text"]);
    expect(codes).toEqual(["T0"]);
  });

  it("refuses an order number column that is the same in every row, without gathering the file in memory", async () => {
    const rows = lines(30_000).map((line) => line.replace(/^T\d+/, "T"));
    expect(await refusalOf(importFile(write("same.csv", [head, ...rows].join("\n"))))).toMatchObject({
      code: "order_too_long",
    });
  });

  it.each([
    ["line ends of old Macs", `${head}\r${lines(3).join("\r")}\r`],
    ["UTF-8 with a byte-order mark", `\ufeff${head}\r\n${lines(3).join("\r\n")}`],
    [
      "UTF-16",
      Buffer.from(`\ufeff${head.replaceAll(",", "\t")}\r\n${lines(3).join("\r\n").replaceAll(",", "\t")}`, "utf16le"),
    ],
    ["gzip in two members", Buffer.concat([gzipSync(`${head}\n`), gzipSync(lines(3).join("\n"))])],
  ])("reads %s", async (_, content) => {
    expect((await importFile(write("variant", content))).codes).toEqual(["T0", "T1", "T2"]);
  });

  it("tells columns of one name apart, and control characters in headers do no harm", async () => {
    const file = write(
      "twice.csv",
      `${head},备注,备注,备注 (2),\u0000坏\u0007列\n${lines(1)[0]},a,b,c,d\n`.replace("\u0000", "\u0001"),
    );
    const described = await describeFile(file, limits, { kind: "orders" });
    expect(described.headers.slice(6)).toEqual(["备注", "备注 (2)", "备注 (2) (2)", "坏 列"]);
    expect((await importFile(file)).codes).toEqual(["T0"]);
  });
});

describe("workbooks with several sheets", () => {
  it("reads the first that has rows, names all, and reads the one that is asked for [IN-09]", async () => {
    const file = write(
      "months.xlsx",
      await workbook({ 说明: [], 五月: [headers, sale("M5")], 六月: [headers, sale("M6"), sale("M7")] }),
    );
    const described = await describeFile(file, limits, { kind: "orders" });
    expect(described.shape.sheets).toEqual(["说明", "五月", "六月"]);
    expect(described.plan.sheet).toBe("五月");
    expect((await importFile(file)).codes).toEqual(["M5"]);
    expect((await importFile(file, "六月")).codes).toEqual(["M6", "M7"]);
    const details = await refusalOf(importFile(file, "七月"));
    expect(details).toMatchObject({ code: "no_sheet" });
    expect(details.detail).toContain("六月");
  });

  it("reads a workbook whose list of sheets stands last in the archive, with prefixes, times of day and escapes", async () => {
    const cells = (row: number, values: readonly string[]) => `<x:row r="${row}">${values.join("")}</x:row>`;
    const text = (value: string) => `<x:c t="inlineStr"><x:is><x:t>${value}</x:t></x:is></x:c>`;
    const file = write(
      "odd.xlsx",
      zip([
        {
          name: "xl/worksheets/sheet7.xml",
          content: `<x:worksheet xmlns:x="x"><x:sheetData>${cells(3, ["订单号", "下单日期", "下单时间", "货号", "数量", "单价"].map(text))}${cells(
            5,
            [
              text("A_x000D_1"),
              '<x:c s="1"><x:v>46143</x:v></x:c>',
              '<x:c s="2"><x:v>0.4375</x:v></x:c>',
              text("S1"),
              "<x:c><x:v>1</x:v></x:c>",
              "<x:c><x:v>0.1</x:v></x:c>",
            ],
          )}</x:sheetData></x:worksheet>`,
        },
        {
          name: "xl/styles.xml",
          content:
            '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="h:mm;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/></cellXfs></styleSheet>',
        },
        {
          name: "xl/workbook.xml",
          content: '<workbook xmlns:q="r"><sheets><sheet name="单" q:id="a"/></sheets></workbook>',
        },
        {
          name: "xl/_rels/workbook.xml.rels",
          content:
            '<Relationships><Relationship Id="a" Type="o/worksheet" Target="/xl/worksheets/sheet7.xml"/><Relationship Id="b" Type="o/styles" Target="styles.xml"/></Relationships>',
        },
      ]),
    );
    const described = await describeFile(file, limits, { kind: "orders" });
    expect(described.headerLine).toBe(3);
    expect(described.plan.sheet).toBeUndefined();
    expect(described.sample).toEqual([{ line: 5, cells: ["A\r1", "2026-05-01", "10:30:00", "S1", "1", "0.1"] }]);
  });
});
