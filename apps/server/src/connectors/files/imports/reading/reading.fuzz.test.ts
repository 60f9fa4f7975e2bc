import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { Refusal } from "../../../../kernel/errors.ts";
import { guessPlan } from "../mapping/guess-plan.ts";
import { headerNames, type ImportPlan } from "../mapping/plan.ts";
import { inspectTable, readTable } from "../table/open-table.ts";
import { gbk } from "../tests/files.ts";
import { fragmentColumns } from "./order-fragments.ts";
import type { ReadingChunk } from "./protocol.ts";
import { readChunks } from "./read-chunks.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "feilun-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const limits = { bytes: 64 * 1024 * 1024, ratio: 200 };
const runs = Number(process.env.FEILUN_FUZZ_RUNS ?? 300);

/** Reads bytes as an import would; null when the file as a whole is refused. */
async function readAll(
  bytes: Uint8Array,
  plan: ImportPlan,
): Promise<{ chunks: ReadingChunk[]; records: number } | null> {
  const file = path.join(folder, "fuzz");
  writeFileSync(file, bytes);
  try {
    const shape = await inspectTable(file, limits);
    let records = 0;
    for await (const batch of readTable(file, shape, limits, null))
      records += batch.records.filter((record) => record.line >= plan.headerLine).length;
    const chunks: ReadingChunk[] = [];
    const task = { path: file, shape, limits, plan, timeZone: "Asia/Shanghai", stores: new Map([["S1", 1]]) };
    for await (const chunk of readChunks({
      ...task,
      storeRequired: false,
      skipRows: 0,
      latest: Date.UTC(2030, 0, 1),
      tolerant: true,
    }))
      chunks.push(chunk);
    return { chunks, records };
  } catch (error) {
    // What is refused is refused in words for the operator; anything else is a defect.
    if (!(error instanceof Refusal)) throw error;
    expect(error.details.title).toMatch(/[\u4e00-\u9fff]/);
    return null;
  }
}

const columns = fragmentColumns.split(", ");

/** Rows that a chunk hands on to be written. */
function handedOn(chunk: ReadingChunk): number {
  if (chunk.kind !== "orders") return chunk.records.length;
  const fragments = Buffer.from(chunk.fragments).toString("utf8").split("\n").slice(0, -1);
  expect(fragments).toHaveLength(chunk.fragmentCount);
  return fragments.reduce((rows, fragment) => {
    const fields = fragment.split("\t");
    expect(fields).toHaveLength(columns.length);
    const lines = (fields[columns.indexOf("lines")] ?? "").replaceAll("\\\\", "\\");
    const count = Number(fields[columns.indexOf("row_count")]);
    expect(JSON.parse(`[${lines}]`)).toHaveLength(count);
    return rows + count;
  }, 0);
}

function expectAllAccountedFor({ chunks, records }: { chunks: ReadingChunk[]; records: number }): void {
  let rows = 0;
  const lines = new Set<number>();
  for (const chunk of chunks) {
    rows += chunk.rows;
    expect(handedOn(chunk) + chunk.rejects.length).toBe(chunk.rows);
    for (const reject of chunk.rejects) {
      expect(lines.has(reject.line)).toBe(false);
      lines.add(reject.line);
    }
  }
  expect(rows).toBe(Math.max(0, records - 1));
}

const headers = ["订单号", "下单时间", "货号", "品名", "数量", "单价", "手机号", "门店编码", "优惠券"];
const orderPlan: ImportPlan = guessPlan("orders", 1, headerNames(headers), []).plan;
const eventPlan: ImportPlan = {
  ...guessPlan("events", 1, headerNames(["事件类型", "发生时间", "手机号", "属性"]), []).plan,
  columns: { type: "事件类型", occurred_at: "发生时间", phone: "手机号", properties: "属性" },
};

const nasty = fc.constantFrom(
  "",
  '"',
  '""',
  '"a',
  'a"b"',
  "\n",
  "\r",
  "\r\n",
  "\t",
  ",",
  ";",
  "\u0000",
  "\ufffd",
  "\ufeff",
  "\\",
  "\\N",
  "\\.",
  "'00012",
  "=1+1",
  "1e308",
  "-0",
  "NaN",
  "999999999999999999999",
  "1.2E+17",
  "２０２６-01-01",
  "32/13/2026",
  "24:61",
  "13800138000",
  "😀".repeat(120),
  "中".repeat(300),
  "\ud83d",
  "a".repeat(3_000),
);
const cell = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("A1", "A2", "2026-05-01 10:00", "2026/5/1", "1", "2", "-1", "9.9", "S1", "13800138001"),
  },
  { weight: 1, arbitrary: nasty },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
);
const good = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3 }))
  .map(([order, sku]) => [`T${order}`, "2026-05-01 10:00", `A${sku}`, "茶", "1", "9.9", "", "S1", ""]);
const row = fc.oneof(good, fc.array(cell, { maxLength: 12 }));
const quote = (text: string, quoted: boolean) => (quoted ? `"${text.replaceAll('"', '""')}"` : text);
const table = fc
  .tuple(fc.array(fc.tuple(row, fc.boolean()), { maxLength: 40 }), fc.constantFrom("\n", "\r\n", "\r"))
  .map(([rows, end]) =>
    [headers, ...rows.map(([cells, quoted]) => cells.map((text) => quote(text, quoted)))]
      .map((cells) => cells.join(","))
      .join(end),
  );

describe("reading whatever is handed in", () => {
  it("never fails on an order file, and accounts for every row: handed on or rejected once, with its line [IN-09]", async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom("utf8", "bom", "gbk", "utf16", "gzip"), async (text, form) => {
        const bytes = {
          utf8: () => Buffer.from(text),
          bom: () => Buffer.from(`\ufeff${text}`),
          gbk: () => Buffer.from(gbk(text)),
          utf16: () => Buffer.from(`\ufeff${text}`, "utf16le"),
          gzip: () => gzipSync(text),
        }[form]();
        const read = await readAll(bytes, orderPlan);
        if (read) expectAllAccountedFor(read);
      }),
      { numRuns: runs },
    );
  });

  it("never fails on events whose properties are anything", async () => {
    const event = fc.tuple(fc.constantFrom("page.viewed", ""), cell, cell, fc.oneof(fc.json(), nasty));
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 30 }), async (events) => {
        const lines = events.map((cells) => cells.map((text) => quote(text, true)).join(","));
        const read = await readAll(Buffer.from(["事件类型,发生时间,手机号,属性", ...lines].join("\n")), eventPlan);
        if (read) expectAllAccountedFor(read);
      }),
      { numRuns: runs },
    );
  });

  it("never fails on a file with bytes changed, cut away or put in, gzip included", async () => {
    const change = fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.uint8Array({ maxLength: 6 }), fc.nat(8));
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.boolean(),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        async (text, zipped, changes) => {
          let bytes: Buffer = zipped ? gzipSync(text) : Buffer.from(text);
          for (const [where, put, away] of changes) {
            const at = Math.floor(where * bytes.length);
            bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + away)]);
          }
          const read = await readAll(bytes, orderPlan);
          if (read) expectAllAccountedFor(read);
        },
      ),
      { numRuns: runs },
    );
  });
});
