import { gzipSync } from "node:zlib";
import ExcelJS from "exceljs";
import { beforeEach, describe, expect, it } from "vitest";
import { type TestPlatform, testPlatform } from "../../../../testing/platform.ts";
import { executeRun } from "../runs/execute-run.ts";
import type { RunReport } from "../runs/present-run.ts";
import { type ImportRequest, runImport } from "../runs/run-import.ts";
import { gbk, testFiles } from "./files.ts";

const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = feilun;
const write = testFiles();
let count = 0;
let source = "";

beforeEach(() => {
  count += 1;
  source = `shop${count}`;
});

function importOrders(file: string, options: Partial<ImportRequest["options"]> = {}): Promise<RunReport> {
  return runImport(platform, { kind: "orders", path: file, options: { source, ...options } });
}

interface Row {
  order_code: string;
  amount_fen: number;
  refunded_fen: number;
  status: string;
  items: number;
  line_count: number;
  business_day: string;
  version: number;
  coupons: string[];
  discount_li: number;
  channel: string;
  lines: unknown[][];
}

async function orders(of: TestPlatform = feilun): Promise<Row[]> {
  const { rows } = await of.platform.pool.query<Row>(
    "select * from sales_order where source = $1 order by order_code",
    [source],
  );
  return rows;
}

async function rejects(report: RunReport): Promise<{ line: number; column: string | null; reason: string }[]> {
  const { rows } = await platform.pool.query(
    "select line, column_name as column, reason_code as reason from import_reject where run_no = $1 order by line",
    [report.no],
  );
  return rows;
}

describe("files as shops export them", () => {
  it("reads a GBK export of a Chinese till: title row, thousands separators, 上午/下午, discount and coupons [IN-09]", async () => {
    const file = write(
      "till.csv",
      gbk(
        [
          "销售明细表,,,,,,,,",
          "小票号,销售时间,货号,品名,数量,单价,整单优惠,优惠券,会员手机",
          'P001,2026/1/5 下午3:05,A1,桂花乌龙茶,2,"1,288.50",77.00,满200减77,138-0013-8001',
          "P001,2026/1/5 下午3:05,A2,试吃装,1,0,77.00,满200减77,138-0013-8001",
          "P002,2026年1月6日 9:30,A1,桂花乌龙茶,1,￥1288.5,,,",
        ].join("\r\n"),
      ),
    );
    const report = await importOrders(file);
    expect(report.rows).toMatchObject({ read: 3, accepted: 3, rejected: 0 });
    expect(report.plan).toMatchObject({
      headerLine: 2,
      columns: { order_code: "小票号", phone: "会员手机", coupon: "优惠券" },
    });
    const [first, second] = await orders();
    expect(first).toMatchObject({
      amount_fen: 250_000,
      discount_li: 77_000,
      items: 2,
      line_count: 2,
      coupons: ["满200减77"],
    });
    expect(first?.lines).toEqual([
      ["A1", "桂花乌龙茶", 2, 1_288_500, 2_577_000],
      ["A2", "试吃装", 1, 0, 0],
    ]);
    expect(second).toMatchObject({ business_day: "2026-01-06", amount_fen: 128_850 });
    const { rows } = await platform.pool.query(
      "select paid_at, member_no is not null as known from sales_order where source = $1 order by order_code",
      [source],
    );
    expect(rows).toEqual([
      { paid_at: new Date("2026-01-05T07:05:00Z"), known: true },
      { paid_at: new Date("2026-01-06T01:30:00Z"), known: false },
    ]);
  });

  it("reads XLSX: real dates, codes as text, and flags a long code that Excel has ruined", async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet("订单");
    sheet.addRow(["订单号", "下单时间", "SKU", "数量", "实付金额", "会员卡号"]);
    sheet.addRow(["W-1", new Date("2026-03-01T10:20:30Z"), "00123", 2, 19.9, "V0001"]);
    sheet.addRow([20260301000001, 46082.5, "00124", 1, 5, "V0002"]);
    sheet.addRow([Number("202603010000012345"), new Date("2026-03-01T10:20:30Z"), "00124", 1, 5, "V0003"]);
    for (const row of [2, 4]) sheet.getCell(`B${row}`).numFmt = "yyyy-mm-dd hh:mm:ss";
    const file = write("orders.xlsx", new Uint8Array((await workbook.xlsx.writeBuffer()) as ArrayBuffer));
    const report = await importOrders(file, { timeZone: "Asia/Shanghai" });
    expect(await rejects(report)).toEqual([{ line: 4, column: "订单号", reason: "excel_number" }]);
    const { rows } = await platform.pool.query(
      "select order_code, paid_at, lines from sales_order where source = $1 order by order_code",
      [source],
    );
    expect(rows).toEqual([
      {
        order_code: "20260301000001",
        paid_at: new Date("2026-03-01T04:00:00Z"),
        lines: [["00124", "", 1, null, 5_000]],
      },
      { order_code: "W-1", paid_at: new Date("2026-03-01T02:20:30Z"), lines: [["00123", "", 2, null, 19_900]] },
    ]);
  });

  it("reads gzip, tabs and quoted line breaks, and counts physical lines", async () => {
    const text = [
      "order_no\torder_date\tsku\tdescription\tqty\tprice",
      'A\t2026-01-01\tX\t"two\nlines, ""quoted"""\t1\t1.005',
      "",
      "B\t2026-01-01\tX\tplain\tmany\t1",
      "C\t2026-02-30\tX\tplain\t1\t1",
      "D\t2026-01-02\tX\tplain\t0.456\t20",
    ].join("\n");
    const report = await importOrders(write("tabs.gz", gzipSync(text)));
    expect(await rejects(report)).toEqual([
      { line: 5, column: "qty", reason: "bad_number" },
      { line: 6, column: "order_date", reason: "bad_date" },
    ]);
    const [a, d] = await orders();
    expect(a?.lines).toEqual([["X", 'two\nlines, "quoted"', 1, 1_005, 1_005]]);
    // Weighed goods: one piece, its weight kept, the amount exact to the li.
    expect(d?.lines).toEqual([["X", "plain", 1, 20_000, 9_120, "0.456"]]);
    expect(d?.items).toBe(1);
  });

  it("takes every row apart from its neighbours: short, long and unclosed rows cost only themselves", async () => {
    const file = write(
      "broken.csv",
      [
        "订单号,下单时间,数量,单价,备注",
        "1,2026-01-01,1,10,",
        "2,2026-01-01",
        "3,2026-01-01,1,10,a,b,c",
        '4,2026-01-01,1,10,"never closed',
        "5,2026-01-01,1,10,",
        "6,2026-01-01,1,-10,",
        "7,2026-01-01,0,10,",
        "8,2031-01-01,1,10,",
        "9,2026-01-01,1,10,",
      ].join("\n"),
    );
    const report = await importOrders(file);
    expect(report.rows).toMatchObject({ read: 9, accepted: 3, rejected: 6 });
    expect((await orders()).map((order) => order.order_code)).toEqual(["1", "5", "9"]);
    expect(await rejects(report)).toEqual([
      { line: 3, column: "数量", reason: "required" },
      { line: 4, column: null, reason: "too_many_columns" },
      { line: 5, column: null, reason: "unclosed_quote" },
      { line: 7, column: "单价", reason: "negative_price" },
      { line: 8, column: "数量", reason: "zero_quantity" },
      { line: 9, column: "下单时间", reason: "future_date" },
    ]);
  });

  it("stops before anything is written when the file is no table, lacks a column, or nothing in it can be used", async () => {
    await expect(
      importOrders(write("page.xls", "<html><table><tr><td>订单号</td></tr></table></html>")),
    ).rejects.toThrow("不是可以导入的表格");
    await expect(importOrders(write("old.xls", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2)))).rejects.toThrow("xls");
    await expect(
      importOrders(
        write(
          "noise.csv",
          Uint8Array.from({ length: 4_096 }, (_, n) => (n * 7_919) % 251),
        ),
      ),
    ).rejects.toThrow();
    await expect(importOrders(write("few.csv", "订单号,门店\n1,2\n"))).rejects.toThrow("列对应关系有误");
    const hopeless = `订单号,下单时间,金额\n${"1,昨天,3\n".repeat(30)}`;
    await expect(importOrders(write("hopeless.csv", hopeless))).rejects.toThrow("没有写入任何数据");
    expect(await orders()).toEqual([]);
  });
});

describe("refunds claw back", () => {
  it("takes negative lines, refund types and prefixes as refunds of the order that they name", async () => {
    const file = write(
      "refunds.csv",
      [
        "订单号,下单时间,货号,数量,单价,单据类型,原订单号",
        "S1,2026-01-01 10:00,A,2,50,销售,",
        "S1,2026-01-03 10:00,A,-1,50,,",
        "S2,2026-01-01 10:00,B,1,30,销售,",
        "T2,2026-01-04 10:00,B,1,30,退货,S2",
      ].join("\n"),
    );
    const report = await importOrders(file);
    expect(report.documents).toEqual({ created: 4, updated: 0, unchanged: 0 });
    expect(await orders()).toMatchObject([
      { order_code: "S1", amount_fen: 10_000, refunded_fen: 5_000, status: "partially_refunded", items: 2 },
      { order_code: "S2", amount_fen: 3_000, refunded_fen: 3_000, status: "refunded" },
    ]);
    expect((await importOrders(file)).documents).toEqual({ created: 0, updated: 0, unchanged: 4 });
    expect((await orders()).map((order) => order.version)).toEqual([2, 2]);
    await feilun.deliver();
    const facts = await platform.clickhouse.rows(
      "select order_id, sum(amount_li) as li from current_refund where order_id in (select toUInt64(order_id) from current_order) group by order_id order by li",
    );
    expect(facts.map((fact) => (fact as { li: number }).li)).toEqual(expect.arrayContaining([30_000, 50_000]));
  });

  it("keeps a refund that comes before its order, and links it when the order comes, with the order's customer", async () => {
    const head = "订单号,下单时间,货号,数量,单价,客户编号\n";
    const early = await importOrders(write("early.csv", `${head}CX9,2026-01-05,A,-1,40,\n`), {
      refundPrefixes: ["C"],
      refundNamesOrder: true,
    });
    expect(early.documents.created).toBe(1);
    expect(await orders()).toEqual([]);
    await importOrders(write("late.csv", `${head}X9,2026-01-02,A,3,40,K77\n`));
    expect(await orders()).toMatchObject([
      { order_code: "X9", amount_fen: 12_000, refunded_fen: 4_000, status: "partially_refunded" },
    ]);
    const { rows } = await platform.pool.query(
      "select r.member_no = o.member_no as same, r.amount_fen from refund r join sales_order o on o.id = r.order_id where r.source = $1",
      [source],
    );
    expect(rows).toEqual([{ same: true, amount_fen: 4_000 }]);
  });
});

describe("the same again, and corrected", () => {
  const head = "订单号,下单时间,货号,数量,单价,客户编号\n";

  it("updates only what a corrected file changes, and moves the fact to its new month", async () => {
    await importOrders(
      write("v1.csv", `${head}1,2026-01-31,A,1,10,K1\n2,2026-01-31,A,1,20,K2\n3,2026-01-31,A,1,30,K3\n`),
    );
    await feilun.deliver();
    const report = await importOrders(
      write("v2.csv", `${head}1,2026-01-31,A,1,10,K1\n2,2026-02-01,A,2,20,K2\n3,2026-01-31,A,1,30,K4\n`),
    );
    expect(report.documents).toEqual({ created: 0, updated: 2, unchanged: 1 });
    expect(report.rows.unchanged).toBe(1);
    expect((await orders()).map((order) => order.version)).toEqual([1, 2, 2]);
    await feilun.deliver();
    const { rows: ids } = await platform.pool.query(
      "select array_agg(id) as ids, count(distinct member_no)::int as members from sales_order where source = $1",
      [source],
    );
    const facts = await platform.clickhouse.rows(
      "select toString(business_day) as day, amount_li as li from current_order where order_id in ({ids:Array(UInt64)}) order by li",
      { ids: ids[0].ids.map(Number) },
    );
    expect(facts).toEqual([
      { day: "2026-01-31", li: 10_000 },
      { day: "2026-01-31", li: 30_000 },
      { day: "2026-02-01", li: 40_000 },
    ]);
    const events = await platform.pool.query(
      "select count(*)::int as n from event_log where type = 'order.corrected' and event_id like $1",
      [`corrected:${source}:%`],
    );
    expect(events.rows).toEqual([{ n: 2 }]);
  });

  it("puts interleaved rows of orders together, whatever their order in the file", async () => {
    const lines = Array.from({ length: 30 }, (_, n) => `${n % 3},2026-01-0${1 + (n % 3)},A${n},1,1,K${n % 3}`);
    const report = await importOrders(write("interleaved.csv", `${head}${lines.join("\n")}\n`));
    expect(report.documents.created).toBe(3);
    expect((await orders()).map((order) => [order.amount_fen, order.line_count])).toEqual([
      [1_000, 10],
      [1_000, 10],
      [1_000, 10],
    ]);
    const sorted = lines.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
    expect((await importOrders(write("sorted.csv", `${head}${sorted.join("\n")}\n`))).documents).toEqual({
      created: 0,
      updated: 0,
      unchanged: 3,
    });
  });
});

describe("interrupted", () => {
  const rows = 60_000;
  const text = `订单号,下单时间,货号,品名,数量,单价,客户编号\n${Array.from({ length: rows }, (_, n) => `${Math.floor(n / 4)},2026-01-01 10:00,SKU-${n % 500},${"名".repeat(40)},1,2.5,K${n % 3_000}`).join("\n")}\n`;

  it.each(["reading", "applying"] as const)(
    "goes on from its place after a stop while %s, with the same result",
    async (phase) => {
      const file = write(`long-${phase}.csv`, text);
      const stop = new AbortController();
      let steps = 0;
      const stopped = await runImport(
        platform,
        { kind: "orders", path: file, options: { source } },
        {
          signal: stop.signal,
          onProgress: (report) => {
            if (report.phase === phase && (phase === "reading" ? report.rows.read > 0 : report.rows.applied > 0))
              steps += 1;
            if (steps === 2) stop.abort();
          },
        },
      );
      expect(stopped).toMatchObject({ status: "running", phase });
      expect(stopped.rows.applied).toBeLessThan(rows);
      const done = await executeRun(platform, stopped.no);
      expect(done).toMatchObject({
        status: "done",
        rowsRead: rows,
        rowsAccepted: rows,
        rowsRejected: 0,
        rowsApplied: rows,
        created: rows / 4,
        updated: 0,
        unchanged: 0,
      });
      const { rows: sums } = await platform.pool.query(
        "select count(*)::int as orders, sum(line_count)::int as lines, sum(amount_fen)::bigint as fen from sales_order where source = $1",
        [source],
      );
      expect(sums).toEqual([{ orders: rows / 4, lines: rows, fen: rows * 250 }]);
      const { rows: left } = await platform.pool.query("select to_regclass($1) as stage", [
        `import_stage_${stopped.no}`,
      ]);
      expect(left).toEqual([{ stage: null }]);
    },
  );

  it("reads again what a crash of PostgreSQL took from the staging table", async () => {
    const stop = new AbortController();
    const stopped = await runImport(
      platform,
      { kind: "orders", path: write("crash.csv", text), options: { source } },
      {
        signal: stop.signal,
        onProgress: (report) => report.phase === "applying" && report.rows.applied > 0 && stop.abort(),
      },
    );
    // What recovery does to unlogged tables.
    await platform.pool.query(`truncate import_stage_${stopped.no}`);
    const done = await executeRun(platform, stopped.no);
    expect(done).toMatchObject({
      status: "done",
      rowsRead: rows,
      rowsApplied: rows,
      created: rows / 4,
      updated: 0,
      unchanged: 0,
    });
  });
});
