import type { Pool } from "pg";
import type { ClickHouse } from "./clickhouse/client.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Cipher } from "./crypto/cipher.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { Log } from "./log.ts";
import type { ErasureHook, MemberErasure } from "./member-erasure.ts";
import type { Db } from "./postgres/database.ts";

/** What every wing is built on; made once by `app/` (or by a test) and handed in. */
export interface Platform {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  readonly db: Db;
  readonly pool: Pool;
  readonly clickhouse: ClickHouse;
  readonly cipher: Cipher;
  readonly jobs: Jobs;
  /** All wings' `memberTables`. */
  readonly memberTables: readonly string[];
  /** All wings' `erasures` and `erasureHooks`. */
  readonly erasures: readonly MemberErasure[];
  readonly erasureHooks: readonly ErasureHook[];
}
