import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";

const TRIES = 4;

/** A transaction that is tried again when PostgreSQL ended it in favour of another (deadlock, serialisation). */
export async function inTransaction<Result>({ db }: Platform, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      const { code } = error as { code?: string };
      if (tries >= TRIES || (code !== "40P01" && code !== "40001")) throw error;
    }
  }
}
