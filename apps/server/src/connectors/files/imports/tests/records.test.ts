import { describe, expect, it } from "vitest";
import { findByIdentifier } from "../../../../customers/index.ts";
import { processInbox } from "../../../../events/index.ts";
import { aSmallChain } from "../../../../testing/people.ts";
import { testPlatform } from "../../../../testing/platform.ts";
import { runImport } from "../runs/run-import.ts";
import { gbk, testFiles } from "./files.ts";

const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = feilun;
const chain = await aSmallChain(feilun);
const write = testFiles();

describe("stores, products, members and events from files", () => {
  it("imports stores below regions that it makes, reports what does not fit, and changes nothing the second time", async () => {
    const file = write(
      "stores.csv",
      "门店编码,门店名称,所属区域,业态,经营方式,门店状态,城市,纬度,经度\nE1,东一店,东区/上海,旗舰大店,直营,营业,上海市,31.23,121.47\nE2,东二店,东区/上海,飞船,加盟,营业中,上海市,31.2,121.4\nE3,东三店,东区/上海,便利店,加盟,营业,上海市,131.2,121.4\nE4,东四店,东区/上海,便利店,加盟,营业,上海市,31.2,121.4\n",
    );
    const report = await runImport(platform, { kind: "stores", path: file });
    expect(report).toMatchObject({
      status: "done",
      rows: { read: 4, accepted: 2, rejected: 2 },
      documents: { created: 2 },
    });
    const { rows } = await platform.pool.query(
      "select line, column_name, reason from import_reject where run_no = $1 order by line",
      [report.no],
    );
    expect(rows).toMatchObject([
      { line: 3, column_name: "业态" },
      { line: 4, column_name: "纬度" },
    ]);
    expect((await runImport(platform, { kind: "stores", path: file })).documents).toEqual({
      created: 0,
      updated: 0,
      unchanged: 2,
    });
  });

  it("imports products with prices to the li, and completes those that orders made known [DT-21]", async () => {
    const orders = write("o.csv", "订单号,下单时间,货号,品名,数量,单价\n1,2026-05-01,A1,乌龙,1,10\n");
    await runImport(platform, { kind: "orders", path: orders });
    const file = write(
      "p.csv",
      "商品编码,商品名称,类目,零售价,条码\nA1,高山乌龙茶,茶叶,12.345,6901234567892\nA2,绿茶,茶叶,abc,\n'00012,红茶,茶叶,8,\n",
    );
    const report = await runImport(platform, { kind: "products", path: file });
    expect(report).toMatchObject({
      rows: { read: 3, accepted: 2, rejected: 1 },
      documents: { created: 1, updated: 1, unchanged: 0 },
    });
    const { rows } = await platform.pool.query(
      "select sku, name, category, list_price_li, origin from product order by sku",
    );
    expect(rows).toEqual([
      { sku: "00012", name: "红茶", category: "茶叶", list_price_li: 8_000, origin: "import" },
      { sku: "A1", name: "高山乌龙茶", category: "茶叶", list_price_li: 12_345, origin: "import" },
    ]);
    expect((await runImport(platform, { kind: "products", path: file })).documents).toEqual({
      created: 0,
      updated: 0,
      unchanged: 2,
    });
  });

  it("imports members, ties their identifiers together, and joins orders under another identifier [ID-01] [DT-07]", async () => {
    const file = write(
      "m.csv",
      gbk(
        "手机号,会员卡号,姓名,性别,生日,入会时间,门店编码\r\n138 0013 8001,V001,王小明,男,1990/1/5,2024/3/1 10:00,N1\r\n,V002,李雷,女,,2024-03-02,N2\r\n0,,无名,,,,\r\n12345,,错号,,,,N1\r\n",
      ),
    );
    const report = await runImport(platform, { kind: "members", path: file, options: { source: "crm" } });
    expect(report).toMatchObject({ rows: { read: 4, accepted: 2, rejected: 2 }, documents: { created: 2 } });
    const byPhone = await findByIdentifier(platform.db, platform, "phone", undefined, "13800138001");
    const byCard = await findByIdentifier(platform.db, platform, "card", undefined, "V001");
    expect(byPhone).not.toBeNull();
    expect(byCard).toBe(byPhone);
    const { rows } = await platform.pool.query("select gender, birth_year, store_no from member where member_no = $1", [
      byPhone,
    ]);
    expect(rows).toEqual([{ gender: "male", birth_year: 1990, store_no: chain.stores.N1.no }]);
    await runImport(platform, {
      kind: "orders",
      path: write("mo.csv", "订单号,下单时间,金额,会员卡号\nM1,2026-05-01,9.9,V001\n"),
      options: { source: "pos" },
    });
    const { rows: orders } = await platform.pool.query("select member_no from sales_order where order_code = 'M1'");
    expect(orders).toEqual([{ member_no: byPhone }]);
    const before = await platform.pool.query(
      "select count(*)::int as members, max(changed_xid::text::bigint) as newest from member",
    );
    await runImport(platform, { kind: "members", path: file, options: { source: "crm" } });
    const after = await platform.pool.query(
      "select count(*)::int as members, max(changed_xid::text::bigint) as newest from member",
    );
    expect(after.rows).toEqual(before.rows);
  });

  it("imports events once, by their id or their content, and rejects types that do not exist", async () => {
    const file = write(
      "e.csv",
      '事件类型,发生时间,会员卡号,门店编码,属性\nstore.visited,2026-05-02 10:00,V001,N1,"{""means"":""code""}"\nstore.visited,2026-05-03 10:00,V001,N1,\nno.such,2026-05-03 10:00,V001,,\nstore.visited,2026-05-03 11:00,V001,,not json\n',
    );
    const report = await runImport(platform, { kind: "events", path: file, options: { source: "wifi" } });
    expect(report).toMatchObject({ rows: { read: 4, accepted: 2, rejected: 2 }, documents: { created: 2 } });
    await processInbox(platform);
    const again = await runImport(platform, { kind: "events", path: file, options: { source: "wifi" } });
    expect(again.documents).toEqual({ created: 0, updated: 0, unchanged: 2 });
    await processInbox(platform);
    const { rows } = await platform.pool.query(
      "select occurred_at, store_no from event_log where type = 'store.visited' order by occurred_at",
    );
    expect(rows).toEqual([
      { occurred_at: new Date("2026-05-02T02:00:00Z"), store_no: chain.stores.N1.no },
      { occurred_at: new Date("2026-05-03T02:00:00Z"), store_no: chain.stores.N1.no },
    ]);
  });
});
