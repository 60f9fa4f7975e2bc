import type { Platform } from "../../../kernel/platform.ts";

/** Runs `work` unless another process is at this run; the lock ends with the process that holds it. */
export async function withRunLock(platform: Platform, runId: number, work: () => Promise<void>): Promise<boolean> {
  const client = await platform.pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    const { rows } = await client.query<{ held: boolean }>(
      "select pg_try_advisory_lock(hashtext('feilun.wecom_sync'), $1) as held",
      [runId],
    );
    if (!rows[0]?.held) return false;
    try {
      await work();
      return true;
    } finally {
      await client.query("select pg_advisory_unlock(hashtext('feilun.wecom_sync'), $1)", [runId]).catch(onError);
    }
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}
