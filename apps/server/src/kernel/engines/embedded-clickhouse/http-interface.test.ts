import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { type ClickHouseClient, ClickHouseError, createClient } from "@clickhouse/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDataDir, until } from "../testing/engine-sandbox.ts";
import { type RunningClickHouse, startClickHouse } from "./launcher.ts";

describe("the embedded ClickHouse behind @clickhouse/client", () => {
  let server: RunningClickHouse;
  let remove: () => Promise<void>;
  let client: ClickHouseClient;

  beforeAll(async () => {
    const folder = await makeDataDir();
    remove = folder.remove;
    server = await startClickHouse({ dataDir: folder.dataDir, password: "of-this-test", preferredPort: 0 });
    const boot = newClient();
    await boot.command({ query: "create database feilun" });
    await boot.close();
    client = newClient({ database: "feilun" });
  });
  afterAll(async () => {
    await client?.close();
    await server?.stop();
    await remove();
  });

  function newClient(options: Parameters<typeof createClient>[0] = {}): ClickHouseClient {
    return createClient({ url: server.url, request_timeout: 60_000, log: { level: 127 }, ...options });
  }

  async function rows<Row>(query: string, more: { query_params?: Record<string, unknown> } = {}): Promise<Row[]> {
    return await (await client.query({ query, format: "JSONEachRow", ...more })).json<Row>();
  }

  async function newTable(columns: string, engine = "MergeTree order by tuple()"): Promise<string> {
    const table = `t_${randomUUID().replaceAll("-", "")}`;
    await client.command({ query: `create table ${table} (${columns}) engine = ${engine}` });
    return table;
  }

  const countOf = async (table: string) =>
    Number((await rows<{ n: string }>(`select count() as n from ${table}`))[0]?.n);

  it("answers pings", async () => {
    expect(await client.ping()).toEqual({ success: true });
    expect(await client.ping({ select: true })).toEqual({ success: true });
  });

  it("answers nobody without the password", async () => {
    const stranger = newClient({ url: server.url.replace("of-this-test", "guess") });
    await expect(stranger.query({ query: "select 1" })).rejects.toMatchObject({
      code: "516",
      type: "AUTHENTICATION_FAILED",
    });
    await stranger.close();
    const { origin } = new URL(server.url);
    expect((await fetch(`${origin}/?query=select+1`)).status).toBe(403);
    expect(await (await fetch(`${origin}/?query=select+1&user=feilun&password=of-this-test`)).text()).toBe("1\n");
  });

  it.each(["JSON", "JSONCompact", "JSONEachRow", "CSVWithNames", "TabSeparated"] as const)(
    "writes whole %s documents however many blocks they have",
    async (format) => {
      const query = "select number as n, 'it''s' as s from numbers(5) settings max_block_size = 1";
      const text = await (await client.query({ query, format })).text();
      if (format === "JSON" || format === "JSONCompact") expect(JSON.parse(text)).toMatchObject({ rows: 5 });
      else expect(text.trim().split("\n")).toHaveLength(format === "CSVWithNames" ? 6 : 5);
    },
  );

  it("binds parameters of every kind on the server", async () => {
    const query_params = {
      n: 42,
      s: "it's a \\ tab\t",
      a: ["x'y", "飞轮"],
      u: [1, 2, 3],
      d: new Date(0),
      z: null,
      t: "numbers",
    };
    const [row] = await rows(
      `select {n:UInt32} as n, {s:String} as s, {a:Array(String)} as a, {u:Array(UInt32)} as u,
              {d:DateTime('UTC')} as d, {z:Nullable(String)} as z from system.{t:Identifier} limit 1`,
      { query_params },
    );
    expect(row).toEqual({ ...query_params, d: "1970-01-01 00:00:00", t: undefined });
  });

  it("takes parameters too long for a URL as a form", async () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => index);
    const result = await client.query({
      query: "select length({ids:Array(UInt32)}) as n",
      query_params: { ids },
      use_multipart_params: true,
      format: "JSONEachRow",
    });
    expect(await result.json()).toEqual([{ n: 50_000 }]);
  });

  it("keeps the parameters of queries that run at the same time apart", async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        rows<{ v: number }>("select {v:UInt32} as v", { query_params: { v: index } }),
      ),
    );
    expect(answers.map(([row]) => row?.v)).toEqual(Array.from({ length: 60 }, (_, index) => index));
  });

  it("applies settings to their own query only", async () => {
    const ask = async (clickhouse_settings: object) =>
      await (
        await client.query({
          query: "select toString(getSetting('max_block_size')) as v",
          format: "JSONEachRow",
          clickhouse_settings: { ...clickhouse_settings },
        })
      ).json<{ v: string }>();
    const [before] = await ask({});
    expect(await ask({ max_block_size: "777" })).toEqual([{ v: "777" }]);
    expect(await ask({})).toEqual([before]);
    await expect(ask({ no_such_setting: 1 })).rejects.toMatchObject({ code: "115", type: "UNKNOWN_SETTING" });
  });

  it.each([
    ["select * from no_such_table", "60", "UNKNOWN_TABLE"],
    ["select no_such_column from system.one", "47", "UNKNOWN_IDENTIFIER"],
    ["selec 1", "62", "SYNTAX_ERROR"],
    ["select 1; select 2", "62", "SYNTAX_ERROR"],
    ["select throwIf(number = 300000) from numbers(400000)", "395", "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"],
    ["select {missing:UInt8}", "456", "UNKNOWN_QUERY_PARAMETER"],
  ])("%s fails with %s %s", async (query, code, type) => {
    const error = await client.query({ query }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ClickHouseError);
    expect(error).toMatchObject({ code, type });
    expect((error as Error).message).not.toMatch(/spool|DB::Exception/);
  });

  it("inserts objects, streams, TSV, CSV, RowBinary and inline VALUES", async () => {
    const table = await newTable("id UInt32, name String default 'none'");
    await client.insert({ table, values: [{ id: 1, name: "甲" }, { id: 2 }], format: "JSONEachRow" });
    await client.insert({ table, values: Readable.from([{ id: 3, name: "丙" }]), format: "JSONEachRow" });
    await client.insert({
      table,
      values: Readable.from(["4\t丁\n", "5\t戊\n"], { objectMode: false }),
      format: "TabSeparated",
    });
    await client.insert({ table, values: Readable.from(['6,"己,庚"\n'], { objectMode: false }), format: "CSV" });
    await client.insert({ table, columns: ["id"], values: [[7], [8]], format: "JSONCompactEachRow" });
    const { stream } = await client.exec({
      query: `insert into ${table} (id) format RowBinary`,
      values: Readable.from([Buffer.from([9, 0, 0, 0])], { objectMode: false }),
    });
    stream.resume();
    await client.command({ query: `insert into ${table} values (10, 'v'), (11, 'w')` });
    await client.command({
      query: `insert into ${table} settings input_format_null_as_default = 1 format JSONEachRow\n{"id": 12}`,
    });
    expect(await rows(`select id, name from ${table} order by id`)).toEqual([
      { id: 1, name: "甲" },
      { id: 2, name: "none" },
      { id: 3, name: "丙" },
      { id: 4, name: "丁" },
      { id: 5, name: "戊" },
      { id: 6, name: "己,庚" },
      { id: 7, name: "none" },
      { id: 8, name: "none" },
      { id: 9, name: "none" },
      { id: 10, name: "v" },
      { id: 11, name: "w" },
      { id: 12, name: "none" },
    ]);
  });

  it("keeps inline data whole where a character lies on the edge of the first megabyte", async () => {
    const table = await newTable("s String");
    const lines = Array.from({ length: 60_000 }, (_, index) => JSON.stringify({ s: `会员${index}的备注文字` })).join(
      "\n",
    );
    await client.command({ query: `insert into ${table} format JSONEachRow\n${lines}` });
    expect(await rows(`select count() as n, uniqExact(s) as u, min(isValidUTF8(s)) as ok from ${table}`)).toEqual([
      { n: 60_000, u: 60_000, ok: 1 },
    ]);
  });

  it("names the row of a bad insert and keeps nothing of it", async () => {
    const table = await newTable("id UInt32");
    const error = await client
      .insert({ table, values: Readable.from(["1\n", "two\n"], { objectMode: false }), format: "TabSeparated" })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "27" });
    expect((error as Error).message).toMatch(/row/);
    expect(await countOf(table)).toBe(0);
  });

  it("keeps nothing of an upload that broke off", async () => {
    const table = await newTable("id UInt32");
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from("1\n2\n");
        throw new Error("the file ended");
      })(),
      { objectMode: false },
    );
    await expect(client.insert({ table, values: broken, format: "TabSeparated" })).rejects.toThrow();
    expect(await countOf(table)).toBe(0);
  });

  it("tells how much an insert wrote and echoes the query id", async () => {
    const table = await newTable("id UInt32");
    const { query_id, summary } = await client.insert({
      table,
      query_id: "of-this-insert",
      values: [{ id: 1 }, { id: 2 }],
      format: "JSONEachRow",
    });
    expect(query_id).toBe("of-this-insert");
    expect(summary).toMatchObject({ written_rows: "2" });
  });

  it("compresses requests and responses", async () => {
    const zipped = newClient({ database: "feilun", compression: { request: true, response: true } });
    const table = await newTable("id UInt32");
    await zipped.insert({
      table,
      values: Readable.from(Array.from({ length: 5_000 }, (_, id) => ({ id }))),
      format: "JSONEachRow",
    });
    const result = await zipped.query({ query: `select id from ${table} order by id`, format: "JSONEachRow" });
    expect(result.response_headers["content-encoding"]).toBe("gzip");
    expect(await result.json()).toHaveLength(5_000);
    await zipped.close();
  });

  it("inserts the same token once, and another token again", async () => {
    const table = await newTable(
      "id UInt32",
      "MergeTree order by id settings non_replicated_deduplication_window = 100",
    );
    const send = (insert_deduplication_token: string) =>
      client.insert({
        table,
        values: Readable.from(Array.from({ length: 3_000 }, (_, id) => ({ id }))),
        format: "JSONEachRow",
        clickhouse_settings: { insert_deduplication_token },
      });
    await send("batch-1");
    await send("batch-1");
    expect(await countOf(table)).toBe(3_000);
    await send("batch-2");
    expect(await countOf(table)).toBe(6_000);
  });

  it("feeds materialized views, replaces rows and computes with bitmaps", async () => {
    const table = await newTable("id UInt32, v UInt8, tag String", "ReplacingMergeTree(v) order by id");
    const audience = await newTable(
      "tag String, members AggregateFunction(groupBitmap, UInt32)",
      "AggregatingMergeTree order by tag",
    );
    await client.command({
      query: `create materialized view ${audience}_mv to ${audience} as select tag, groupBitmapState(id) as members from ${table} group by tag`,
    });
    await client.insert({
      table,
      values: [
        { id: 1, v: 1, tag: "a" },
        { id: 2, v: 1, tag: "a" },
      ],
      format: "JSONEachRow",
    });
    await client.insert({ table, values: [{ id: 1, v: 2, tag: "b" }], format: "JSONEachRow" });
    expect(await rows(`select id, v from ${table} final order by id`)).toEqual([
      { id: 1, v: 2 },
      { id: 2, v: 1 },
    ]);
    expect(
      await rows(
        `select bitmapToArray(bitmapAndnot(
           (select groupBitmapMergeState(members) from ${audience} where tag = 'a'),
           (select groupBitmapMergeState(members) from ${audience} where tag = 'b'))) as ids`,
      ),
    ).toEqual([{ ids: [2] }]);
  });

  it.runIf(process.platform === "linux")("moves a million rows in and out with flat memory", async () => {
    const table = await newTable("id UInt32, name String");
    const resident = () => {
      const status = readFileSync(`/proc/${server.pid()}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    };
    const before = resident();
    let peak = before;
    const lines = async function* () {
      for (let batch = 0; batch < 500; batch++) {
        let text = "";
        for (let row = 0; row < 2_000; row++) text += `${batch * 2_000 + row}\t会员${batch}-${row}的名字\n`;
        peak = Math.max(peak, resident());
        yield Buffer.from(text);
      }
    };
    await client.insert({ table, values: Readable.from(lines(), { objectMode: false }), format: "TabSeparated" });
    expect(await countOf(table)).toBe(1_000_000);
    const result = await client.query({ query: `select * from ${table}`, format: "JSONEachRow" });
    let received = 0;
    for await (const batch of result.stream()) {
      received += batch.length;
      peak = Math.max(peak, resident());
    }
    expect(received).toBe(1_000_000);
    expect(peak - before).toBeLessThan(400);
  });

  it("answers a quick question and takes inserts while heavy queries fill the readers' lane", async () => {
    const table = await newTable("id UInt32");
    const crowd = newClient({ max_open_connections: 20 });
    const clients = Array.from({ length: 12 }, () => new AbortController());
    const heavy = clients.map(({ signal }) =>
      crowd
        .query({
          query: "select sum(cityHash64(number, number + 1)) from numbers(1000000000000)",
          abort_signal: signal,
        })
        .then(
          () => "ended",
          () => "cut off",
        ),
    );
    const running = async () =>
      Number(
        (
          await rows<{ n: number }>(
            "select count() as n from system.processes where query like '%cityHash64(number, number + 1)%' and query not like '%system.processes%'",
          )
        )[0]?.n,
      );
    await until("heavy queries run", async () => (await running()) > 1);
    expect(await rows("select 1 as one")).toEqual([{ one: 1 }]);
    await client.insert({ table, values: [{ id: 1 }], format: "JSONEachRow" });
    // Clients that go away free the engine, those that were still waiting too.
    for (const one of clients) one.abort();
    expect(new Set(await Promise.all(heavy))).toEqual(new Set(["cut off"]));
    await until("the engine is free", async () => (await running()) === 0);
    await crowd.close();
    expect(await countOf(table)).toBe(1);
  });

  it("honours limits of time and memory", async () => {
    await expect(
      client.query({
        query: "select sum(cityHash64(number)) from numbers(1000000000000)",
        clickhouse_settings: { max_execution_time: 1 },
      }),
    ).rejects.toMatchObject({ code: "159", type: "TIMEOUT_EXCEEDED" });
    await expect(
      client.query({
        query: "select length(groupArray(number)) from numbers(100000000)",
        clickhouse_settings: { max_memory_usage: "100000000" },
      }),
    ).rejects.toMatchObject({ code: "241", type: "MEMORY_LIMIT_EXCEEDED" });
  });

  it("lets GET read only", async () => {
    const { origin } = new URL(server.url);
    const query = encodeURIComponent("create table sneaky (x Int8) engine = Memory");
    const response = await fetch(`${origin}/?query=${query}&user=feilun&password=of-this-test`);
    expect(response.status).toBe(500);
    expect(response.headers.get("x-clickhouse-exception-code")).toBe("164");
  });
});
