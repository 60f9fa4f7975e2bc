import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { type ReportedIdentifier, resolveMembers, upsertMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { type OrderDraft, upsertOrders } from "../index.ts";

interface Gifts {
  items: { orderCode: string; otherNo: number | null; otherName: string | null; amountFen: number }[];
}

describe("gift orders", async () => {
  const feilun = await testPlatform({ now: "2026-06-15T04:00:00Z" });
  const { platform } = feilun;
  const server = await testServer(feilun);
  let chain: SmallChain;
  let operator: TestPerson;
  let stranger: TestPerson;
  let reviewer: TestPerson;
  const inTransaction = platform.db.transaction();

  const person = async (...identifiers: ReportedIdentifier[]) => {
    const [member] = await inTransaction.execute((tx) =>
      resolveMembers(tx, platform, [{ identifiers, occurredAt: new Date("2026-05-01T00:00:00Z"), source: "test" }]),
    );
    return { originNo: member?.originNo as number, memberNo: member?.memberNo as number };
  };
  const phone = (value: string): ReportedIdentifier => ({ kind: "phone", value });
  const gift = (code: string, member: OrderDraft["member"], recipient: OrderDraft["recipient"]): OrderDraft => ({
    source: "wxshop",
    orderCode: code,
    member,
    recipient,
    storeNo: chain.stores.N1.no,
    channel: "wechat_shop",
    paidAt: new Date("2026-06-01T02:00:00Z"),
    businessDay: "2026-06-01",
    lines: [{ sku: "A", name: "礼盒", quantity: 1, unitPriceLi: 99_000, amountLi: 99_000 }],
  });
  const write = (...drafts: OrderDraft[]) => inTransaction.execute((tx) => upsertOrders(tx, platform, drafts));
  const gifts = async (memberNo: number, direction: "sent" | "received", who = operator) =>
    (await server.call<Gifts>("GET", `/members/${memberNo}/gifts?direction=${direction}`, { cookie: who.cookie })).body
      .items;
  const received = async () =>
    (
      await platform.clickhouse.rows<{ no: number; n: number }>(
        "select member_no as no, toUInt32(count()) as n from received_gift group by no order by no",
      )
    ).map(({ no, n }) => [no, n]);
  const eventsOf = async (memberNo: number) =>
    (
      await sql<{ type: string }>`select type from event_log where member_no = ${memberNo} order by type`.execute(
        platform.db,
      )
    ).rows.map((row) => row.type);

  beforeAll(async () => {
    chain = await aSmallChain(feilun);
    operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
    reviewer = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
    stranger = await aPerson(feilun, { roleCode: "region_manager", unitId: chain.south.id });
  });

  it("keeps both persons: the sender buys, the recipient does not, each sees the other [ID-11]", async () => {
    const sender = await person(phone("13800000001"));
    const [recipient] = await inTransaction.execute((tx) =>
      upsertMembers(tx, platform, [
        {
          identifiers: [phone("13900000001")],
          attributes: { name: "王小美" },
          source: "wxshop",
          observedAt: new Date("2026-06-01T02:00:00Z"),
        },
      ]),
    );
    const to = { originNo: recipient?.originNo as number, memberNo: recipient?.memberNo as number };
    expect(await write(gift("G1", sender, to))).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(await write(gift("G1", sender, to))).toEqual({ created: 0, updated: 0, unchanged: 1 });
    await feilun.deliver();

    expect(await gifts(sender.memberNo, "sent")).toMatchObject([
      { orderCode: "G1", otherNo: to.memberNo, otherName: "王**", amountFen: 9_900 },
    ]);
    expect(await gifts(to.memberNo, "received")).toMatchObject([{ orderCode: "G1", otherNo: sender.memberNo }]);
    expect(await gifts(to.memberNo, "sent")).toEqual([]);
    expect(await eventsOf(sender.memberNo)).toEqual(["gift.sent", "order.paid"]);
    expect(await eventsOf(to.memberNo)).toEqual(["gift.received"]);
    expect(await received()).toEqual([[to.memberNo, 1]]);
    expect(
      await platform.clickhouse.rows("select member_no, toUInt32(count()) as n from purchase where is_gift group by 1"),
    ).toEqual([{ member_no: sender.memberNo, n: 1 }]);
  });

  it("shows no gift of a store outside the scope", async () => {
    const { rows } = await sql<{ no: number }>`select member_no as no from gift limit 1`.execute(platform.db);
    const answer = await server.call("GET", `/members/${rows[0]?.no}/gifts?direction=received`, {
      cookie: stranger.cookie,
    });
    expect(answer.status).toBe(404);
  });

  it("follows the recipient through a merge and its undo [ID-11] [ID-09]", async () => {
    const sender = await person(phone("13800000002"));
    const byOpenid = { kind: "openid", scope: "wxshop", value: "oRecipient" } as const;
    const atFirst = await person(byOpenid);
    const known = await person(phone("13900000002"));
    await write(gift("G2", sender, atFirst));
    const merged = await person(byOpenid, phone("13900000002"));
    await feilun.deliver();
    const now = merged.memberNo;
    expect([atFirst.memberNo, known.memberNo]).toContain(now);
    expect((await gifts(now, "received")).map((row) => row.orderCode)).toEqual(["G2"]);
    expect(await gifts(sender.memberNo, "sent")).toMatchObject([{ otherNo: now }]);
    expect(await received()).toContainEqual([now, 1]);

    const { rows } = await sql<{ id: number }>`select max(id) as id from merge_log`.execute(platform.db);
    const undone = await server.call("POST", `/identity/merges/${rows[0]?.id}/undo`, {
      cookie: reviewer.cookie,
      body: { note: "其实是两个人" },
    });
    expect(undone.status).toBe(200);
    await feilun.deliver();
    expect((await gifts(atFirst.memberNo, "received")).map((row) => row.orderCode)).toEqual(["G2"]);
    expect(await gifts(known.memberNo, "received")).toEqual([]);
    expect(await received()).toContainEqual([atFirst.memberNo, 1]);
  });

  it("takes a gift back when the order is corrected, and leaves it when the source does not speak of gifts", async () => {
    const sender = await person(phone("13800000003"));
    const to = await person(phone("13900000003"));
    await write(gift("G3", sender, to));
    const { recipient: _unsaid, ...silent } = gift("G3", sender, to);
    expect(await write({ ...silent, discountLi: 1_000 })).toMatchObject({ updated: 1 });
    expect(await gifts(to.memberNo, "received")).toHaveLength(1);
    expect(await write(gift("G3", sender, null))).toMatchObject({ updated: 1 });
    expect(await gifts(to.memberNo, "received")).toEqual([]);
    expect(await gifts(sender.memberNo, "sent")).toEqual([]);
    await feilun.deliver();
    expect((await received()).map(([no]) => no)).not.toContain(to.memberNo);
  });

  it("counts an order as sent when nobody knows for whom", async () => {
    const sender = await person(phone("13800000004"));
    await write({ ...gift("G4", sender, null), isGift: true });
    expect(await gifts(sender.memberNo, "sent")).toMatchObject([{ orderCode: "G4", otherNo: null }]);
  });
});
