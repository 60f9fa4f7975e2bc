/**
 * A program of its own: owns one ClickHouse data folder and serves it on 127.0.0.1 until its standard input closes
 * or it is told to stop. Its parent (launcher.ts) passes everything in one JSON line on standard input and reads
 * `ready PORT` or `failed MESSAGE` from standard output.
 */
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { clamp, MiB, usableMemory } from "../memory.ts";
import { Engine } from "./engine.ts";
import { createHttpInterface } from "./http-interface.ts";
import { Spool } from "./spool.ts";

export interface ServerOrder {
  readonly dataDir: string;
  readonly port: number;
  /** True when the address has been published: then only this very port will do. */
  readonly portFixed: boolean;
  readonly user: string;
  readonly password: string;
}

const QUEUE_TIMEOUT_MS = 60_000;
const STOP_PATIENCE_MS = 8_000;

async function serve(order: ServerOrder): Promise<void> {
  const cpus = os.availableParallelism();
  const memory = Math.floor(clamp(usableMemory() * 0.4, 768 * MiB, 64 * 1024 * MiB));
  const spool = await Spool.open(path.join(order.dataDir, "clickhouse.spool"));
  const engine = new Engine(path.join(order.dataDir, "clickhouse"), [
    "--",
    `--max_server_memory_usage=${memory}`,
    `--mark_cache_size=${Math.floor(memory * 0.1)}`,
    `--primary_index_cache_size=${Math.floor(memory * 0.1)}`,
  ]);
  await engine.version();
  const server = createHttpInterface({
    engine,
    spool,
    user: order.user,
    password: order.password,
    readers: clamp(cpus, 3, 8),
    writers: 3,
    quick: 3,
    queueTimeoutMs: QUEUE_TIMEOUT_MS,
    defaults: {
      // A replay of the same body must make the same blocks, or deduplication by token would not see it.
      input_format_parallel_parsing: "0",
      async_insert: "0",
      implicit_select: "0",
      max_threads: String(cpus),
      max_memory_usage: String(Math.floor(memory * 0.7)),
      max_bytes_before_external_group_by: String(Math.floor(memory * 0.3)),
      max_bytes_before_external_sort: String(Math.floor(memory * 0.3)),
    },
  });
  const port = await listen(server, order.port, order.portFixed);
  process.stdout.write(`ready ${port}\n`);

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.close();
    server.closeAllConnections();
    engine.close(STOP_PATIENCE_MS).finally(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.stdin.on("end", stop);
  process.stdin.on("close", stop);
  if (process.stdin.readableEnded || process.stdin.destroyed) stop();
}

async function listen(server: ReturnType<typeof createHttpInterface>, port: number, fixed: boolean): Promise<number> {
  const attempt = (wanted: number) =>
    new Promise<number>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ port: wanted, host: "127.0.0.1", exclusive: true }, () => {
        server.off("error", reject);
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : wanted);
      });
    });
  try {
    return await attempt(port);
  } catch (error) {
    if (fixed || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return await attempt(0);
  }
}

createInterface({ input: process.stdin }).once("line", (line) => {
  serve(JSON.parse(line) as ServerOrder).catch((error: unknown) => {
    process.stdout.write(
      `failed ${(error instanceof Error ? error.message : String(error)).replaceAll("\n", " ")}\n`,
      () => process.exit(1),
    );
  });
});
