import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { type TestPlatform, testPlatform } from "../../testing/platform.ts";
import { deliverFeed } from "./feed.ts";
import type { Feed } from "./feed-spec.ts";

const feed: Feed = {
  name: "notes",
  source: "note",
  target: "note (id, body)",
  select: "s.id, s.body",
  orderBy: "s.id",
  appendKey: { source: "s.id", target: "id" },
};

describe("a feed from PostgreSQL into ClickHouse", () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await testPlatform();
    await sql`create table note (id int generated always as identity, body text, changed_xid xid8 not null default pg_current_xact_id())`.execute(
      test.platform.db,
    );
    await sql`create index on note (changed_xid)`.execute(test.platform.db);
    await test.platform.clickhouse.command(
      "create table note (id UInt32, body Nullable(String)) engine = MergeTree order by id settings non_replicated_deduplication_window = 100",
    );
  });

  const count = async () => (await test.platform.clickhouse.row<{ n: number }>("select count() as n from note")).n;
  const settle = async () => {
    const goal = (await test.platform.pool.query<{ n: number }>("select count(*) as n from note")).rows[0]?.n;
    await expect
      .poll(
        async () => {
          await deliverFeed(test.platform, feed);
          return count();
        },
        { timeout: 20_000 },
      )
      .toBe(goal);
  };

  it("delivers rows with tabs, line breaks, backslashes and nulls unharmed", async () => {
    const bodies = ["plain", "tab\tand\nnewline", "back\\slash \\N", null, "中文，表情😀", ""];
    await test.platform.pool.query("insert into note (body) select unnest($1::text[])", [bodies]);
    await settle();
    const rows = await test.platform.clickhouse.rows<{ body: string | null }>("select body from note order by id");
    expect(rows.map((row) => row.body)).toEqual(bodies);
  });

  it("sends a range again after a crash between the insert and the cursor, and nothing doubles", async () => {
    await test.platform.pool.query("insert into note (body) select 'n' || i from generate_series(1, 5000) i");
    const { platform } = test;
    // The rows arrive, the answer does not: what a crash or a cut connection looks like from here.
    const cut: typeof platform = {
      ...platform,
      clickhouse: {
        ...platform.clickhouse,
        async insertText(target, text, token) {
          await platform.clickhouse.insertText(target, text, token);
          throw new Error("connection lost");
        },
      },
    };
    await expect
      .poll(() =>
        deliverFeed(cut, feed).then(
          () => "nothing sent",
          (error: Error) => error.message,
        ),
      )
      .toBe("connection lost");
    await settle();
    expect(await count()).toBe(5_000 + 6);
  });

  it("sends what ClickHouse takes for known although it is not there, as after a kill between token and part", async () => {
    const { platform } = test;
    const before = await count();
    await test.platform.pool.query("insert into note (body) select 'm' || i from generate_series(1, 30000) i");
    // The engine remembers the token of all; half of the rows did not live to see it.
    const halved: typeof platform = {
      ...platform,
      clickhouse: {
        ...platform.clickhouse,
        async insertText(target, text, token) {
          await platform.clickhouse.insertText(target, text, token);
          await platform.clickhouse.command(
            "alter table note delete where body like 'm%' and id % 2 = 1 settings mutations_sync = 2",
          );
          throw new Error("engine killed");
        },
      },
    };
    await expect
      .poll(() =>
        deliverFeed(halved, feed).then(
          () => "nothing sent",
          (error: Error) => error.message,
        ),
      )
      .toBe("engine killed");
    expect(await count()).toBe(before + 15_000);
    await settle();
    const { n, u } = await platform.clickhouse.row<{ n: number; u: number }>(
      "select count() as n, uniqExact(id) as u from note",
    );
    expect([n, u]).toEqual([before + 30_000, before + 30_000]);
  });

  it("does not pass a transaction that is still open", async () => {
    const slow = await test.platform.pool.connect();
    try {
      await slow.query("begin");
      await slow.query("insert into note (body) values ('slow')");
      await test.platform.pool.query("insert into note (body) values ('quick')");
      await deliverFeed(test.platform, feed);
      await slow.query("commit");
    } finally {
      slow.release();
    }
    await settle();
    const rows = await test.platform.clickhouse.rows("select 1 from note where body in ('slow', 'quick')");
    expect(rows).toHaveLength(2);
  });
});
