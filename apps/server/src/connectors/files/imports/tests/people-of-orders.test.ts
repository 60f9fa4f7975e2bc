import { beforeAll, describe, expect, it } from "vitest";
import { findByIdentifier } from "../../../../customers/index.ts";
import { systemActor } from "../../../../kernel/audit/audit.ts";
import { upsertStaff } from "../../../../organization/index.ts";
import { aPerson, aSmallChain } from "../../../../testing/people.ts";
import { testPlatform } from "../../../../testing/platform.ts";
import { testServer } from "../../../../testing/server.ts";
import { runImport } from "../runs/run-import.ts";
import { testFiles } from "./files.ts";

describe("who sold, who paid, who received", async () => {
  const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
  const { platform } = feilun;
  const chain = await aSmallChain(feilun);
  const server = await testServer(feilun);
  const write = testFiles();
  const sold = async (source: string) =>
    (
      await platform.pool.query<{ code: string; guide: string | null }>(
        "select o.order_code as code, s.code as guide from sales_order o left join staff s on s.no = o.guide_no where o.source = $1 order by 1",
        [source],
      )
    ).rows.map(({ code, guide }) => [code, guide]);

  beforeAll(async () => {
    const post = (unitCode: string) => ({ unitCode, roleCode: "guide", fromDay: "2026-01-01" });
    await platform.db.transaction().execute((tx) =>
      upsertStaff(
        tx,
        [
          { code: "D01", name: "张丽", posts: [post("N1")] },
          { code: "D02", name: "张丽", posts: [post("S1")] },
          { code: "D03", name: "赵敏", posts: [post("N1")] },
        ],
        systemActor("test"),
      ),
    );
  });

  it("pairs orders with the guide by staff number or name, by store where two bear one name [ID-13]", async () => {
    const header = "订单号,下单时间,金额,门店编码,导购\n";
    const first = await runImport(platform, {
      kind: "orders",
      path: write(
        "guides.csv",
        `${header}1,2026-06-01,10,N1,D01\n2,2026-06-01,20,S1,张丽\n3,2026-06-01,30,,赵敏\n4,2026-06-01,40,,张丽\n5,2026-06-01,50,N1,离职老王\n6,2026-06-01,60,N1,\n`,
      ),
      options: { source: "pos" },
    });
    expect(first.rows).toMatchObject({ read: 6, accepted: 6, rejected: 0 });
    expect(await sold("pos")).toEqual([
      ["1", "D01"],
      ["2", "D02"],
      ["3", "D03"],
      ["4", null],
      ["5", null],
      ["6", null],
    ]);
    const operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    const detail = await server.call<{ unknownGuides: { guide: string; rows: number }[] }>(
      "GET",
      `/imports/${first.id}`,
      { cookie: operator.cookie },
    );
    expect(detail.body.unknownGuides).toEqual([
      { guide: "张丽", rows: 1 },
      { guide: "离职老王", rows: 1 },
    ]);

    await feilun.deliver();
    const figures = await server.call<{ rows: { label: string; values: { gmv: { value: number } } }[] }>(
      "GET",
      "/metrics/query?metrics=gmv&from=2026-06-01&to=2026-07-01&by=guide",
      { cookie: operator.cookie },
    );
    expect(figures.body.rows.map(({ label, values }) => [label, values.gmv.value])).toEqual([
      ["未记导购", 15_000],
      ["赵敏", 3_000],
      ["张丽", 2_000],
      ["张丽", 1_000],
    ]);
    const refused = await server.call("GET", "/metrics/query?metrics=members&from=2026-06-01&to=2026-07-01&by=guide", {
      cookie: operator.cookie,
    });
    expect(refused.status).toBe(400);
  });

  it("keeps the guide when another file does not speak of guides, and lets refunds follow a corrected guide", async () => {
    const source = { source: "till" };
    const orders = (text: string) =>
      runImport(platform, { kind: "orders", path: write("t.csv", text), options: { ...source } });
    await orders("订单号,下单时间,数量,单价,导购\n1,2026-06-01,2,10,D01\n1,2026-06-02,-1,10,D03\n");
    const refundOf = async () =>
      (
        await platform.pool.query(
          "select s.code from refund r left join staff s on s.no = r.guide_no where r.source = 'till'",
        )
      ).rows;
    expect(await refundOf()).toEqual([{ code: "D01" }]);
    await orders("订单号,下单时间,数量,单价\n1,2026-06-01,3,10\n");
    expect(await sold("till")).toEqual([["1", "D01"]]);
    await orders("订单号,下单时间,数量,单价,导购\n1,2026-06-01,3,10,D03\n");
    expect(await sold("till")).toEqual([["1", "D03"]]);
    expect(await refundOf()).toEqual([{ code: "D03" }]);
  });

  it("makes the recipient of a gift a customer who has bought nothing [ID-11]", async () => {
    const file = write(
      "gifts.csv",
      [
        "订单号,下单时间,金额,手机号,是否礼物,收礼人手机,收礼人姓名",
        "G1,2026-06-03,99,13800000001,是,13900000001,王小美",
        "G2,2026-06-03,88,13800000001,否,13900000002,",
        "G3,2026-06-03,77,13800000002,是,139****0003,李*",
        "G4,2026-06-03,66,13800000003,是,13800000003,自己",
      ].join("\n"),
    );
    const report = await runImport(platform, { kind: "orders", path: file, options: { source: "wxshop" } });
    expect(report).toMatchObject({
      rows: { accepted: 4, rejected: 0 },
      outcomes: [
        { of: "orders", created: 4, updated: 0, unchanged: 0 },
        { of: "refunds", created: 0, updated: 0, unchanged: 0 },
      ],
      membersCreated: 4,
    });
    const to = await findByIdentifier(platform.db, platform, "phone", undefined, "13900000001");
    const { rows } = await platform.pool.query(
      "select o.order_code as code, o.is_gift as gift, g.member_no as to, o.member_no is not null as paid from sales_order o left join gift g on g.order_id = o.id where o.source = 'wxshop' order by 1",
    );
    expect(rows).toEqual([
      { code: "G1", gift: true, to, paid: true },
      { code: "G2", gift: false, to: null, paid: true },
      { code: "G3", gift: true, to: null, paid: true },
      { code: "G4", gift: false, to: null, paid: true },
    ]);
    expect(await findByIdentifier(platform.db, platform, "phone", undefined, "13900000002")).toBeNull();
    await feilun.deliver();
    const bought = await platform.clickhouse.row<{ n: number }>(
      "select toUInt32(count()) as n from purchase where member_no = {to:UInt32}",
      { to: to as number },
    );
    expect(bought.n).toBe(0);
    const again = await runImport(platform, { kind: "orders", path: file, options: { source: "wxshop" } });
    expect(again).toMatchObject({
      outcomes: [{ of: "orders", created: 0, updated: 0, unchanged: 4 }, { of: "refunds" }],
      membersCreated: 0,
    });
  });

  it("tells orders from refunds, and members who changed from those who did not [IN-09]", async () => {
    const orders = await runImport(platform, {
      kind: "orders",
      path: write(
        "r.csv",
        "订单号,下单时间,数量,单价,会员卡号\nA,2026-06-01,2,10,C1\nB,2026-06-01,1,10,C2\nA,2026-06-02,-1,10,C1\n",
      ),
      options: { source: "report" },
    });
    expect(orders).toMatchObject({
      documents: { created: 3, updated: 0, unchanged: 0 },
      outcomes: [
        { of: "orders", created: 2 },
        { of: "refunds", created: 1 },
      ],
      membersCreated: 2,
    });
    const members = (text: string) =>
      runImport(platform, { kind: "members", path: write("m.csv", text), options: { source: "crm" } });
    const header = "会员卡号,姓名,邮箱\n";
    expect(await members(`${header}C1,王明,a@example.com\nC3,李雷,b@example.com\n`)).toMatchObject({
      outcomes: [{ of: "members", created: 1, updated: 1, unchanged: 0 }],
      membersCreated: 1,
    });
    feilun.clock.advance({ hours: 1 });
    // Another file with the same content for C1, a corrected C3 and somebody new.
    expect(await members(`${header}C1,王明,a@example.com\nC3,李蕾,b@example.com\nC4,新人,\n`)).toMatchObject({
      rows: { read: 3, accepted: 3, unchanged: 1 },
      outcomes: [{ of: "members", created: 1, updated: 1, unchanged: 1 }],
    });
  });
});
