import type { Readable } from "node:stream";
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client";

export type Params = Record<string, string | number | boolean | readonly string[] | readonly number[]>;

interface QueryOptions {
  /** Upper bound of the engine's own work; the request ends a little later. */
  readonly timeoutMs?: number;
  readonly maxMemoryBytes?: number;
  readonly signal?: AbortSignal;
}

/** The analytical store behind a URL: an embedded engine, a server or a cluster look the same from here. */
export interface ClickHouse {
  /** All rows of a small result. 64-bit integers come as numbers: none of ours passes 2^53. */
  rows<Row>(sql: string, params?: Params, options?: QueryOptions): Promise<Row[]>;
  /** The single row of an aggregate. */
  row<Row>(sql: string, params?: Params, options?: QueryOptions): Promise<Row>;
  /** Rows in batches, for results that do not fit in memory. */
  stream<Row>(sql: string, params?: Params, options?: QueryOptions): AsyncIterable<Row[]>;
  command(sql: string, params?: Params, options?: QueryOptions): Promise<void>;
  /** Inserts objects; `target` is `table (columns)`. */
  insert(target: string, rows: readonly object[]): Promise<void>;
  /** Inserts a stream of TabSeparated text as one statement; the same token twice inserts once. */
  insertText(target: string, text: Readable, token: string): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

function settingsOf(options: QueryOptions | undefined) {
  return {
    output_format_json_quote_64bit_integers: 0 as const,
    // A scope of tens of thousands of stores is a list in the text of the query.
    max_query_size: "4000000",
    join_use_nulls: 1 as const,
    ...(options?.timeoutMs === undefined
      ? {}
      : { max_execution_time: Math.max(1, Math.ceil(options.timeoutMs / 1000)) }),
    ...(options?.maxMemoryBytes === undefined ? {} : { max_memory_usage: String(options.maxMemoryBytes) }),
  };
}

export function createClickHouse(url: string, database: string): ClickHouse {
  const client: ClickHouseClient = createClient({
    url,
    database,
    request_timeout: 300_000,
    max_open_connections: 16,
    application: "feilun",
    log: { level: ClickHouseLogLevel.ERROR },
    keep_alive: { enabled: true, idle_socket_ttl: 2_000 },
  });

  async function query(sql: string, params: Params | undefined, options: QueryOptions | undefined) {
    return client.query({
      query: sql,
      format: "JSONEachRow",
      query_params: params,
      clickhouse_settings: settingsOf(options),
      abort_signal: options?.signal,
    });
  }

  const clickhouse: ClickHouse = {
    async rows<Row>(sql: string, params?: Params, options?: QueryOptions) {
      return (await query(sql, params, options)).json<Row>();
    },
    async row<Row>(sql: string, params?: Params, options?: QueryOptions) {
      const rows = await clickhouse.rows<Row>(sql, params, options);
      if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}: ${sql}`);
      return rows[0] as Row;
    },
    async *stream<Row>(sql: string, params?: Params, options?: QueryOptions) {
      const result = await query(sql, params, options);
      for await (const batch of result.stream<Row>()) yield batch.map((row) => row.json<Row>());
    },
    async command(sql, params, options) {
      await client.command({
        query: sql,
        query_params: params,
        clickhouse_settings: settingsOf(options),
        abort_signal: options?.signal,
      });
    },
    async insert(target, rows) {
      if (rows.length === 0) return;
      await client.command({
        query: `insert into ${target} format JSONEachRow\n${rows.map((row) => JSON.stringify(row)).join("\n")}`,
        clickhouse_settings: { date_time_input_format: "best_effort" },
      });
    },
    async insertText(target, text, token) {
      await client.insert({
        table: target.replace(/\s*\(.*$/s, ""),
        columns: columnsOf(target),
        values: text,
        format: "TabSeparated",
        clickhouse_settings: {
          async_insert: 0,
          insert_deduplicate: 1,
          insert_deduplication_token: token,
          deduplicate_blocks_in_dependent_materialized_views: 1,
          input_format_parallel_parsing: 0,
          // A late import may reach back over more months than the 100 that ClickHouse takes by default.
          max_partitions_per_insert_block: "0",
          date_time_input_format: "best_effort",
        },
      });
    },
    async ping() {
      const result = await client.ping();
      if (!result.success) throw result.error;
    },
    close: () => client.close(),
  };
  return clickhouse;
}

function columnsOf(target: string): [string, ...string[]] | undefined {
  const list = /\(([^)]*)\)/s
    .exec(target)?.[1]
    ?.split(",")
    .map((column) => column.trim());
  return list && list.length > 0 ? (list as [string, ...string[]]) : undefined;
}
