import { expect, it } from "vitest";
import { testPlatform } from "../../testing/platform.ts";
import { housekeepingWing } from "./wing.ts";

it("forgets the answers under Idempotency-Keys after some days", async () => {
  const { platform } = await testPlatform();
  await platform.pool.query(
    `insert into idempotency_key (actor_id, key, request_hash, status, response, created_at) values
     ('a', 'old', 'x', 200, '{}', now() - interval '4 days'), ('a', 'young', 'x', 200, '{}', now() - interval '1 day')`,
  );
  const job = housekeepingWing().jobs?.[0];
  await job?.run({} as never, { platform, signal: new AbortController().signal, attempt: 1 });
  const { rows } = await platform.pool.query("select key from idempotency_key");
  expect(rows).toEqual([{ key: "young" }]);
});
