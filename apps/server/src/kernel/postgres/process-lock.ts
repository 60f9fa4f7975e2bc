import type { Pool } from "pg";

/**
 * Runs `work` unless another process holds the lock `id` of `space`; false if one does. The lock ends with the process that holds
 * it, also when it is killed.
 */
export async function withProcessLock(
  pool: Pool,
  space: string,
  id: number,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock(hashtext($1), $2) as held", [
      space,
      id,
    ]);
    if (!rows[0]?.held) return false;
    try {
      await work();
      return true;
    } finally {
      await client.query("select pg_advisory_unlock(hashtext($1), $2)", [space, id]).catch(onError);
    }
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}
