import os from "node:os";
import { clamp, MiB, usableMemory } from "../memory.ts";

export interface PostgresTuning {
  /** For tests only: trades durability for speed. Data may be lost or damaged by a crash of the machine. */
  readonly fast?: boolean;
}

/**
 * Server settings of the embedded PostgreSQL, as name → value, sized by the machine's memory.
 * They are given on the command line, so that a new Feilun version brings new settings without touching the data folder.
 */
export function postgresSettings(
  tuning: PostgresTuning,
  memory = usableMemory(),
  cpus = os.availableParallelism(),
): Record<string, string> {
  const mib = (bytes: number) => `${Math.round(bytes / MiB)}MB`;
  return {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    jit: "off",
    shared_buffers: mib(clamp(memory / 8, 64 * MiB, 2048 * MiB)),
    effective_cache_size: mib(clamp(memory / 2, 256 * MiB, 65536 * MiB)),
    work_mem: mib(clamp(memory / 512, 4 * MiB, 64 * MiB)),
    maintenance_work_mem: mib(clamp(memory / 32, 32 * MiB, 512 * MiB)),
    max_parallel_workers: String(clamp(cpus, 2, 8)),
    max_parallel_workers_per_gather: String(clamp(Math.floor(cpus / 2), 1, 4)),
    random_page_cost: "1.1",
    wal_compression: "pglz",
    wal_buffers: "16MB",
    max_wal_size: mib(clamp(memory / 4, 1024 * MiB, 4096 * MiB)),
    min_wal_size: "256MB",
    checkpoint_timeout: "15min",
    checkpoint_completion_target: "0.9",
    log_min_messages: "warning",
    log_checkpoints: "off",
    idle_in_transaction_session_timeout: "10min",
    ...(tuning.fast
      ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off", wal_level: "minimal", max_wal_senders: "0" }
      : { fsync: "on", synchronous_commit: "on", full_page_writes: "on" }),
  };
}
