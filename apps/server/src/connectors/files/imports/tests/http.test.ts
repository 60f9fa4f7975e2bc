import { describe, expect, it } from "vitest";
import { aPerson, aSmallChain } from "../../../../testing/people.ts";
import { testPlatform } from "../../../../testing/platform.ts";
import { testServer } from "../../../../testing/server.ts";
import { executeRun } from "../runs/execute-run.ts";
import type { RunReport } from "../runs/present-run.ts";
import { gbk } from "./files.ts";

const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform } = feilun;
const chain = await aSmallChain(feilun);
const operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
const manager = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
const server = await testServer(feilun);

interface Preview {
  kind: string;
  encoding: string;
  fingerprint: string;
  headers: string[];
  guesses: { field: string; header: string; confidence: number }[];
  template: { name: string } | null;
  plan: { columns: Record<string, string>; options: Record<string, unknown> };
  planProblem: string | null;
  rows: { line: number; cells: string[]; problem: { column: string; reason: string } | null }[];
  scanned: { rows: number; accepted: number; rejected: number; complete: boolean } | null;
  problems: { reasonCode: string; column: string; rows: number }[];
}

async function upload(
  cookie: string,
  name: string,
  content: string | Uint8Array,
): Promise<{ status: number; body: { id: string; sizeBytes: number } }> {
  const form = new FormData();
  form.set("file", new Blob([content as string]), name);
  const response = await fetch(`${server.url}/api/v1/imports/files`, {
    method: "POST",
    headers: { cookie },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as { id: string; sizeBytes: number } };
}

const till = gbk(
  [
    "订单号,下单时间,门店编码,货号,数量,单价,手机号,销售渠道",
    "1,2026/5/1 10:00,N1,A,2,10,13800138001,线下门店",
    "2,2026/5/1 11:00,S1,A,1,10,13800138002,天猫旗舰店",
    "3,2026/5/1 12:00,X9,A,1,10,13800138003,线下门店",
    "4,2026/5/1 13:00,N1,A,1,10,1380013,线下门店",
    '5,2026/5/1 14:00,N1,A,1,10,,"=cmd()"',
  ].join("\r\n"),
);

describe("an import over HTTP", () => {
  it("is handed in, previewed with problems marked, mended, started, and reported row by row [IN-09]", async () => {
    const file = await upload(operator.cookie, "五月.csv", till);
    expect(file).toMatchObject({ status: 201, body: { sizeBytes: till.length } });

    const first = await server.call<Preview>("POST", `/imports/files/${file.body.id}/preview`, {
      cookie: operator.cookie,
      body: {},
    });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ kind: "orders", encoding: "gb18030", template: null, planProblem: null });
    expect(first.body.scanned).toEqual({ rows: 5, accepted: 2, rejected: 3, complete: true });
    expect(first.body.rows.map((row) => row.problem?.column ?? null)).toEqual([
      null,
      null,
      "门店编码",
      "手机号",
      "销售渠道",
    ]);
    expect(first.body.guesses.find((guess) => guess.field === "store_code")).toEqual({
      field: "store_code",
      header: "门店编码",
      confidence: 1,
    });

    const saved = await server.call("POST", "/imports/templates", {
      cookie: operator.cookie,
      body: {
        name: "收银小票",
        fingerprint: first.body.fingerprint,
        plan: { ...first.body.plan, options: { ...first.body.plan.options, source: "pos" } },
      },
    });
    expect(saved.status).toBe(201);
    const recognised = await server.call<Preview>("POST", `/imports/files/${file.body.id}/preview`, {
      cookie: operator.cookie,
      body: {},
    });
    expect(recognised.body.template).toMatchObject({ name: "收银小票" });
    expect(recognised.body.plan.options.source).toBe("pos");

    const missing = await server.call<Preview>("POST", `/imports/files/${file.body.id}/preview`, {
      cookie: operator.cookie,
      body: { plan: { kind: "orders", columns: { order_code: "订单号" } } },
    });
    expect(missing.body.planProblem).toContain("缺少必需的列：下单时间");

    const started = await server.call<RunReport>("POST", "/imports", {
      cookie: operator.cookie,
      body: { fileId: file.body.id, plan: recognised.body.plan },
    });
    expect(started).toMatchObject({ status: 202, body: { status: "queued", progress: 0 } });
    const { rows: jobs } = await platform.pool.query(
      "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'files.execute_import'",
    );
    expect(jobs).toEqual([{ n: 1 }]);
    await executeRun(platform, started.body.no);

    const report = await server.call<RunReport & { rejects: { reasonCode: string; rows: number }[] }>(
      "GET",
      `/imports/${started.body.id}`,
      { cookie: operator.cookie },
    );
    expect(report.body).toMatchObject({
      status: "done",
      progress: 1,
      rows: { read: 5, accepted: 2, rejected: 3 },
      documents: { created: 2 },
    });
    expect(report.body.rejects.map((reject) => reject.reasonCode).sort()).toEqual([
      "bad_choice",
      "bad_phone",
      "unknown_store",
    ]);

    const rejects = await fetch(`${server.url}/api/v1/imports/${started.body.id}/rejects.csv`, {
      headers: { cookie: operator.cookie },
    });
    const csv = await rejects.text();
    expect(rejects.headers.get("content-disposition")).toContain("rejects.csv");
    const lines = csv.trimEnd().split("\r\n");
    expect(lines[0]).toContain("行号,列,取值,原因,原始内容");
    expect(lines[1]).toMatch(/^4,门店编码,X9,门店不存在/);
    expect(lines[2]).toMatch(/^5,手机号,1380013,不是有效的手机号/);
    // What a spreadsheet would run as a formula is defused.
    expect(lines[3]).toContain("'=cmd()");
    const { rows: trail } = await platform.pool.query(
      "select action from audit_log where subject_id = $1 order by id",
      [started.body.id],
    );
    expect(trail.map((row) => row.action)).toEqual(["import.started", "import.rejects_downloaded"]);
  });

  it("keeps personal data of rejected rows encrypted, and removes the upload when the import is done", async () => {
    const { rows } = await platform.pool.query("select string_agg(r::text, '') as text from import_reject r");
    expect(rows[0].text).not.toContain("1380013");
    const { rows: files } = await platform.pool.query(
      "select count(*)::int as kept from import_file where removed_at is null and created_by = $1",
      [operator.id],
    );
    expect(files).toEqual([{ kept: 0 }]);
  });

  it("refuses what is no table with a problem that says what to do", async () => {
    const file = await upload(operator.cookie, "a.csv", "<html><table></table></html>");
    const answer = await server.call<{ code: string; detail: string }>(
      "POST",
      `/imports/files/${file.body.id}/preview`,
      { cookie: operator.cookie, body: {} },
    );
    expect(answer).toMatchObject({ status: 422, body: { code: "not_a_table" } });
    expect((await upload(operator.cookie, "empty.csv", "")).status).toBe(422);
  });

  it("shows orders within the actor's scope only, with their lines", async () => {
    const all = await server.call<{ items: { id: number; storeNo: number; channel: string }[] }>(
      "GET",
      "/orders?limit=10",
      { cookie: operator.cookie },
    );
    expect(all.body.items.map((order) => [order.storeNo, order.channel])).toEqual([
      [chain.stores.S1.no, "ecommerce"],
      [chain.stores.N1.no, "store"],
    ]);
    const own = await server.call<{ items: { id: number; orderCode: string }[] }>("GET", "/orders", {
      cookie: manager.cookie,
    });
    expect(own.body.items.map((order) => order.orderCode)).toEqual(["1"]);
    const detail = await server.call("GET", `/orders/${own.body.items[0]?.id}`, { cookie: manager.cookie });
    expect(detail.body).toMatchObject({
      amountFen: 2_000,
      lines: [{ sku: "A", name: "", quantity: 2, unitPriceLi: 10_000, amountLi: 20_000 }],
      refunds: [],
    });
    const foreign = await server.call<{ code: string }>("GET", `/orders/${all.body.items[0]?.id}`, {
      cookie: manager.cookie,
    });
    expect(foreign).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  it("lets nobody without the permission import", async () => {
    expect((await upload(manager.cookie, "x.csv", "a,b\n1,2\n")).status).toBe(403);
    expect((await server.call("GET", "/imports", { cookie: manager.cookie })).status).toBe(403);
  });
});
