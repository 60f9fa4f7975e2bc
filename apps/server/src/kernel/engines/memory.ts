import { readFileSync } from "node:fs";
import os from "node:os";

export const MiB = 1024 * 1024;

/** Bytes of memory that this machine or container may use: the smaller of the RAM and the cgroup limit. */
export function usableMemory(): number {
  const limits = [os.totalmem()];
  for (const file of ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]) {
    try {
      const limit = Number(readFileSync(file, "utf8").trim());
      if (Number.isFinite(limit) && limit > 0) limits.push(limit);
    } catch {
      // no such controller
    }
  }
  return Math.min(...limits);
}

/** `value` held between `low` and `high`. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
