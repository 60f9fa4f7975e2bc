import { sql } from "kysely";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { deliverFeed } from "../../kernel/clickhouse/feed.ts";
import type { Platform } from "../../kernel/platform.ts";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { type TestPlatform, testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { appendEvents, type EventDraft } from "../log/append-events.ts";
import { eventFeed } from "./event-feed.ts";
import { reconcileEvents } from "./reconcile.ts";
import { squashMemberNumbers } from "./squash.ts";

let test: TestPlatform;
let platform: Platform;
beforeAll(async () => {
  test = await testPlatform();
  platform = test.platform;
});

function draft(eventId: string, changes: { originNo?: number; memberNo?: number; occurredAt?: Date } = {}): EventDraft {
  const originNo = changes.originNo ?? 900_001;
  return {
    source: "test",
    eventId,
    type: "page.viewed",
    originNo,
    memberNo: changes.memberNo ?? originNo,
    occurredAt: changes.occurredAt ?? new Date("2026-05-01T02:00:00Z"),
    channel: "mini_program",
    properties: { path: `/${eventId}`, title: 'tab\t"quote" \\ 表情😀' },
  };
}

async function append(drafts: readonly EventDraft[]): Promise<number> {
  return platform.db.transaction().execute((tx) => appendEvents(tx, drafts));
}

async function inClickHouse(prefix: string): Promise<number> {
  return (
    await platform.clickhouse.row<{ n: number }>(
      "select count() as n from event where startsWith(JSONExtractString(properties, 'path'), {p: String})",
      { p: `/${prefix}` },
    )
  ).n;
}

describe("appending events of our own", () => {
  it("is part of the caller's transaction and idempotent by source and id", async () => {
    await expect(
      platform.db.transaction().execute(async (tx) => {
        await appendEvents(tx, [draft("undone")]);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await append([draft("own1"), draft("own1"), draft("own2")])).toBe(2);
    expect(await append([draft("own2"), draft("own3")])).toBe(1);
    const { rows } = await sql<{
      id: string;
    }>`select event_id as id from event_log where source = 'test' order by 1`.execute(platform.db);
    expect(rows.map((row) => row.id)).toEqual(["own1", "own2", "own3"]);
  });

  it("does not deadlock when many write the same events in different orders", async () => {
    const drafts = Array.from({ length: 300 }, (_, i) => draft(`race${i}`));
    const counts = await Promise.all(
      Array.from({ length: 6 }, (_, i) => append(i % 2 === 0 ? drafts : [...drafts].reverse())),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(300);
  });
});

describe("delivery of events into ClickHouse", () => {
  it("carries every field unharmed", async () => {
    await append([draft("field", { originNo: 7, occurredAt: new Date("2026-05-01T02:03:04.567Z") })]);
    await test.deliver();
    const row = await platform.clickhouse.row<{ title: string }>(
      `select type, origin_no, member_no, toString(occurred_at) as occurred_at, store_no, channel, JSONExtractString(properties, 'title') as title
       from event where JSONExtractString(properties, 'path') = '/field'`,
    );
    expect(row).toEqual({
      type: "page.viewed",
      origin_no: 7,
      member_no: 7,
      occurred_at: "2026-05-01 02:03:04.567",
      store_no: 0,
      channel: "mini_program",
      title: 'tab\t"quote" \\ 表情😀',
    });
  });

  it("delivers each event once when the process dies at any point between insert and cursor, over months", async () => {
    // Over 120 months: more partitions than ClickHouse takes in one block by default, each with a block to remember.
    const events = Array.from({ length: 3_000 }, (_, i) =>
      draft(`crash${i}`, { occurredAt: new Date(Date.UTC(2012, i % 120, 3)) }),
    );
    let deaths = 0;
    const dying = (when: "before" | "after"): Platform => ({
      ...platform,
      clickhouse: {
        ...platform.clickhouse,
        async insertText(target, text, token) {
          deaths += 1;
          if (when === "after") await platform.clickhouse.insertText(target, text, token);
          text.destroy();
          throw new Error("killed");
        },
      },
    });
    for (let from = 0; from < 900; from += 300) {
      await append(events.slice(from, from + 300));
      for (const when of ["before", "after", "after"] as const) {
        await test.passHorizon();
        // The connection that died holds the feed until its backend has gone.
        await vi.waitFor(() => expect(deliverFeed(dying(when), eventFeed)).rejects.toThrow("killed"), {
          timeout: 15_000,
        });
      }
    }
    await test.deliver();
    expect(deaths).toBe(9);
    expect(await inClickHouse("crash")).toBe(900);
    expect(await reconcileEvents(platform)).toMatchObject({ agrees: true, doubled: 0, undelivered: 0 });
  });

  it("catches up after the engine was away, and says what is missing meanwhile", async () => {
    const down: Platform = {
      ...platform,
      clickhouse: { ...platform.clickhouse, insertText: () => Promise.reject(new Error("connect ECONNREFUSED")) },
    };
    for (let i = 0; i < 5; i += 1) {
      await append([draft(`down${i}`)]);
      await deliverFeed(down, eventFeed).catch(() => undefined);
    }
    expect(await reconcileEvents(platform, { from: "2026-05-01", to: "2026-05-01" })).toMatchObject({
      agrees: false,
      undelivered: 5,
      differences: [{ day: "2026-05-01", type: "page.viewed" }],
    });
    await test.deliver();
    expect(await inClickHouse("down")).toBe(5);
    expect(await reconcileEvents(platform)).toMatchObject({ agrees: true, undelivered: 0, differences: [] });
  });

  it("lets one deliver at a time", async () => {
    await append(Array.from({ length: 500 }, (_, i) => draft(`solo${i}`)));
    await Promise.all(Array.from({ length: 5 }, () => deliverFeed(platform, eventFeed)));
    await test.deliver();
    expect(await inClickHouse("solo")).toBe(500);
  });

  it("shows the reconciliation to headquarters only", async () => {
    const server = await testServer(test);
    const chain = await aSmallChain(test);
    const admin = await aPerson(test, { roleCode: "admin", unitId: chain.hq.id });
    const guide = await aPerson(test, { roleCode: "guide", unitId: chain.stores.N1.id });
    const path = "/events/reconciliation?from=2026-01-01&to=2026-12-31";
    expect(await server.call("GET", path, { cookie: admin.cookie })).toMatchObject({
      status: 200,
      body: { agrees: true, doubled: 0 },
    });
    expect((await server.call("GET", path, { cookie: guide.cookie })).status).toBe(403);
  });
});

describe("events after a merge", () => {
  async function member(): Promise<number> {
    const { rows } = await sql<{ no: number }>`
      insert into member (member_no, owner_no, first_seen_at, first_source) overriding system value
      select no, no, now(), 'test' from nextval(pg_get_serial_sequence('member', 'member_no')) as no returning member_no as no`.execute(
      platform.db,
    );
    const no = rows[0]?.no;
    if (no === undefined) throw new Error("no member");
    return no;
  }

  /** What a merge or its undo leaves behind, as customers' move-rows.ts writes it. */
  async function move(originNo: number, memberNo: number, settled = true): Promise<void> {
    await platform.db.transaction().execute(async (tx) => {
      await sql`update event_log set member_no = ${memberNo} where origin_no = ${originNo}`.execute(tx);
      await sql`insert into member_override (origin_no, member_no, settled) values (${originNo}, ${memberNo}, ${settled})
        on conflict (origin_no) do update set member_no = excluded.member_no, settled = excluded.settled, changed_xid = pg_current_xact_id()`.execute(
        tx,
      );
    });
  }

  async function membersOf(prefix: string, table: "event" | "member_event") {
    return platform.clickhouse.rows<{ id: string; member_no: number; n: number }>(
      `select JSONExtractString(properties, 'path') as id, any(member_no) as member_no, count() as n from ${table}
       where startsWith(id, {p: String}) group by id order by id`,
      { p: `/${prefix}` },
    );
  }

  const overrides = async () =>
    (await platform.clickhouse.row<{ n: number }>("select count() as n from member_override final")).n;

  it("belong to the member of today at once, and are rewritten by the squash without readers noticing", async () => {
    const [a, b] = [await member(), await member()];
    await append([
      draft("merged1", { originNo: a }),
      draft("merged2", { originNo: b, occurredAt: new Date("2025-03-01T00:00:00Z") }),
      draft("merged3", { originNo: b }),
    ]);
    await test.deliver();
    await move(b, a);
    await test.deliver();
    const today = [
      { id: "/merged1", member_no: a, n: 1 },
      { id: "/merged2", member_no: a, n: 1 },
      { id: "/merged3", member_no: a, n: 1 },
    ];
    expect(await membersOf("merged", "member_event")).toEqual(today);
    expect((await membersOf("merged", "event"))[1]).toMatchObject({ member_no: b });

    expect(await squashMemberNumbers(platform)).toEqual({ overrides: 1, months: [202503, 202605] });
    expect(await membersOf("merged", "member_event")).toEqual(today);
    expect(await membersOf("merged", "event")).toEqual(today);
    expect(await overrides()).toBe(0);
    expect(await squashMemberNumbers(platform)).toEqual({ overrides: 0, months: [] });

    await move(b, b);
    await append([draft("merged4", { originNo: b })]);
    await test.deliver();
    expect((await membersOf("merged", "member_event")).map((row) => row.member_no)).toEqual([a, b, b, b]);
    await squashMemberNumbers(platform);
    expect((await membersOf("merged", "event")).map((row) => row.member_no)).toEqual([a, b, b, b]);
    expect(await reconcileEvents(platform)).toMatchObject({ agrees: true, doubled: 0 });
  });

  it("keeps overrides that are not settled, and survives a squash that died half way", async () => {
    const [a, b, c] = [await member(), await member(), await member()];
    await append([
      draft("dying1", { originNo: b }),
      draft("dying2", { originNo: c, occurredAt: new Date("2024-07-01T00:00:00Z") }),
    ]);
    await test.deliver();
    await move(b, a, false);
    await move(c, a);
    await test.deliver();
    const dying: Platform = {
      ...platform,
      clickhouse: {
        ...platform.clickhouse,
        command: (text, params, options) =>
          text.startsWith("alter table member_override")
            ? Promise.reject(new Error("killed"))
            : platform.clickhouse.command(text, params, options),
      },
    };
    await expect(squashMemberNumbers(dying)).rejects.toThrow("killed");
    expect((await membersOf("dying", "member_event")).map((row) => row.member_no)).toEqual([a, a]);
    expect(await squashMemberNumbers(platform)).toMatchObject({ overrides: 1 });
    expect((await membersOf("dying", "event")).map((row) => row.member_no)).toEqual([b, a]);
    expect((await membersOf("dying", "member_event")).map((row) => row.member_no)).toEqual([a, a]);
    expect(await overrides()).toBe(1);
  });

  it("leaves a range that was sent but not noted as it is: nothing doubles over a squash", async () => {
    const [a, b] = [await member(), await member()];
    await append([draft("range1", { originNo: b })]);
    await move(b, a);
    await test.deliver();
    await append([draft("range2", { originNo: b, memberNo: a })]);
    const cut: Platform = {
      ...platform,
      clickhouse: {
        ...platform.clickhouse,
        async insertText(target, text, token) {
          await platform.clickhouse.insertText(target, text, token);
          if (target.startsWith("event (")) throw new Error("connection lost");
        },
      },
    };
    await expect
      .poll(() =>
        deliverFeed(cut, eventFeed).then(
          () => "nothing sent",
          (error: Error) => error.message,
        ),
      )
      .toBe("connection lost");
    await squashMemberNumbers(platform);
    await test.deliver();
    expect(await membersOf("range", "event")).toEqual([
      { id: "/range1", member_no: a, n: 1 },
      { id: "/range2", member_no: a, n: 1 },
    ]);
  });
});
