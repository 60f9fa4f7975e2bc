import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isAlive, waitUntilGone } from "../processes.ts";
import { makeDataDir, until } from "../testing/engine-sandbox.ts";
import { type RunningClickHouse, startClickHouse } from "./launcher.ts";

describe("the child process of the embedded ClickHouse", () => {
  const password = "of-this-test";
  let dataDir: string;
  let remove: () => Promise<void>;
  let server: RunningClickHouse;
  let client: ClickHouseClient;
  let notices: string[];

  beforeAll(async () => {
    ({ dataDir, remove } = await makeDataDir());
    await start();
    await client.command({ query: "create database feilun" });
    await client.command({
      query: `create table feilun.fact (id UInt64) engine = MergeTree order by id
              settings non_replicated_deduplication_window = 1000`,
    });
    await stop();
  });
  afterEach(stop);
  afterAll(async () => {
    await remove();
  });

  async function start(): Promise<void> {
    notices = [];
    server = await startClickHouse({ dataDir, password, preferredPort: 0, onNotice: (line) => notices.push(line) });
    client = createClient({ url: server.url, request_timeout: 30_000, log: { level: 127 } });
  }

  async function stop(): Promise<void> {
    await client.close();
    await server.stop();
  }

  async function killChild(): Promise<void> {
    const pid = server.pid() ?? 0;
    process.kill(pid, "SIGKILL");
    expect(await waitUntilGone(pid, 10_000)).toBe(true);
  }

  const answers = async () => (await client.ping({ select: true })).success;
  const insert = (from: number, token: string) =>
    client.insert({
      table: "feilun.fact",
      values: Array.from({ length: 1_000 }, (_, index) => ({ id: from + index })),
      format: "JSONEachRow",
      clickhouse_settings: { insert_deduplication_token: token },
    });
  const count = async () => {
    const result = await client.query({
      query: "select count() as n, uniqExact(id) as u from feilun.fact",
      format: "JSONEachRow",
    });
    return (await result.json<{ n: number; u: number }>())[0];
  };

  const has = async (id: number) => {
    const result = await client.query({
      query: `select count() as n from feilun.fact where id = ${id}`,
      format: "JSONEachRow",
    });
    return (await result.json<{ n: number }>())[0]?.n === 1;
  };

  it("is replaced on the same port when it crashes", async () => {
    await start();
    const first = server.pid();
    await killChild();
    await until("another child answers", answers);
    expect(server.pid()).not.toBe(first);
    expect(notices[0]).toContain("内置 ClickHouse 意外退出");
    await until("the recovery is told", () => notices.includes("内置 ClickHouse 已恢复"));
  });

  it("loses no acknowledged row and doubles none when killed with -9 amid inserts that are then replayed", async () => {
    await start();
    let acknowledged = 0;
    let batch = 0;
    for (let round = 0; round < 3; round++) {
      const kill = new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
        const target = acknowledged + 3;
        await until("some batches are in", () => acknowledged >= target);
        await killChild();
      });
      let broken = false;
      while (!broken) {
        try {
          await insert(batch * 1_000, `batch-${batch}`);
          acknowledged++;
          batch++;
        } catch {
          broken = true;
        }
      }
      await kill;
      await until("another child answers", answers);
      expect((await count())?.n).toBeGreaterThanOrEqual(acknowledged * 1_000);
      // The batch whose answer was lost is sent again under its token, as a feed does. ClickHouse notes a token before its part stands: killed in
      // between, it takes the batch for known, and the feed finds that it is not there and sends it under another (clickhouse/feed.test.ts).
      await insert(batch * 1_000, `batch-${batch}`);
      if (!(await has(batch * 1_000))) await insert(batch * 1_000, `batch-${batch}-missing`);
      acknowledged++;
      batch++;
      expect(await count()).toEqual({ n: acknowledged * 1_000, u: acknowledged * 1_000 });
    }
  });

  it("knows the tokens of the last run", async () => {
    await start();
    const before = await count();
    await insert(0, "batch-0");
    expect(await count()).toEqual(before);
  });

  it("ends with everything it runs when it is stopped", async () => {
    await start();
    const running = client.query({ query: "select sum(cityHash64(number)) from numbers(1000000000000)" }).then(
      () => "ended",
      () => "cut off",
    );
    await until("the query runs", async () => {
      const result = await client.query({
        query:
          "select count() as n from system.processes where query like '%1000000000000%' and query not like '%processes%'",
        format: "JSONEachRow",
      });
      return (await result.json<{ n: number }>())[0]?.n === 1;
    });
    const pid = server.pid() ?? 0;
    await server.stop();
    expect(isAlive(pid)).toBe(false);
    expect(await running).toBe("cut off");
  });

  it("explains that another process holds the folder", async () => {
    await start();
    await expect(startClickHouse({ dataDir, password, preferredPort: 0, folderBusyMs: 1 })).rejects.toMatchObject({
      code: "clickhouse_start_failed",
      message: expect.stringContaining("被另一个进程占用"),
    });
    expect(await answers()).toBe(true);
  });
});
