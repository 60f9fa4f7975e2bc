import type { FastifyInstance } from "fastify";
import type { Feed } from "./clickhouse/feed-spec.ts";
import type { Route } from "./http/route.ts";
import type { AnyJob } from "./jobs/job.ts";
import type { ErasureHook, MemberErasure } from "./member-erasure.ts";

/** The face that a wing shows to the composition root in `app/`. */
export interface Wing {
  readonly name: string;
  readonly routes?: readonly Route[];
  /** Addresses outside the API, for people who do not sign in. */
  readonly pages?: (app: FastifyInstance) => void;
  readonly jobs?: readonly AnyJob[];
  /** Rows that flow from PostgreSQL into ClickHouse. */
  readonly feeds?: readonly Feed[];
  /** Tables with `origin_no` and `member_no`: a merge, or its undo, moves their rows. */
  readonly memberTables?: readonly string[];
  /** What becomes of rows that belong to a person when that person's data is erased. */
  readonly erasures?: readonly MemberErasure[];
  /** Personal data that no member number leads to: searched by the person's identifiers. */
  readonly erasureHooks?: readonly ErasureHook[];
}
