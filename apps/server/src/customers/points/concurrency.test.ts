import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import { testPlatform } from "../../testing/platform.ts";
import { upsertMembers } from "../members/upsert-members.ts";
import { requestAdjustment } from "./adjust-points.ts";
import { readBalance } from "./balance.ts";
import { checkPoints } from "./check-points.ts";
import { reverseSpend } from "./reverse-spend.ts";
import { spendPoints } from "./spend-points.ts";

const { platform, clock } = await testPlatform();
const { db } = platform;

async function memberWith(phone: string, ...lots: readonly number[]): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const [made] = await upsertMembers(tx, platform, [
      { identifiers: [{ kind: "phone", value: phone }], source: "pos", observedAt: clock.now() },
    ]);
    const memberNo = made?.memberNo as number;
    for (const [index, points] of lots.entries()) {
      const draft = { businessKey: `${phone}-${index}`, memberNo, points, reason: "测试" };
      await requestAdjustment(tx, platform, systemActor("test"), draft);
    }
    return memberNo;
  });
}

const spend = (memberNo: number, points: number, businessKey: string) =>
  db
    .transaction()
    .execute((tx) => spendPoints(tx, platform, { businessKey, memberNo, points, channel: "mini_program", by: "test" }));
const codeOf = (result: PromiseSettledResult<unknown>) =>
  result.status === "fulfilled" ? "spent" : (result.reason as { details?: { code: string } }).details?.code;

describe("spending at once", () => {
  it("never spends more than there is, whoever of 200 asks first [MB-02]", async () => {
    const memberNo = await memberWith("13911110001", 300, 400, 300);
    const results = await Promise.allSettled(Array.from({ length: 200 }, (_, n) => spend(memberNo, 7, `race-${n}`)));
    const outcomes = results.map(codeOf);
    // 142 × 7 = 994 of 1,000.
    expect(outcomes.filter((outcome) => outcome === "spent")).toHaveLength(142);
    expect(outcomes.filter((outcome) => outcome === "points_insufficient")).toHaveLength(58);
    expect((await readBalance(db, memberNo, clock.now())).available).toBe(6);
    const { rows } = await sql<{ remaining: number }>`
      select remaining from point_lot where member_no = ${memberNo} order by id`.execute(db);
    expect(rows.map((row) => row.remaining)).toEqual([0, 0, 6]);
    expect(await checkPoints(db)).toMatchObject({ agrees: true, inLots: 6, inLedger: 6 });
  });

  it("is one spend, however often a front repeats it, and refuses its number for another", async () => {
    const memberNo = await memberWith("13911110002", 100);
    const results = await Promise.all(Array.from({ length: 20 }, () => spend(memberNo, 40, "same")));
    expect(new Set(results.map((result) => result.spend.id)).size).toBe(1);
    expect((await readBalance(db, memberNo, clock.now())).available).toBe(60);
    await expect(spend(memberNo, 41, "same")).rejects.toMatchObject({ details: { code: "points_key_reused" } });
  });

  it("gives back no more than was spent, however many reversals come at once", async () => {
    const memberNo = await memberWith("13911110003", 100);
    await spend(memberNo, 90, "to-reverse");
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        db
          .transaction()
          .execute((tx) =>
            reverseSpend(tx, platform, { businessKey: `back-${n}`, spendKey: "to-reverse", points: 20, by: "test" }),
          ),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(4);
    expect((await readBalance(db, memberNo, clock.now())).available).toBe(90);
  });

  it("refuses in the ledger itself what would bring a lot below zero", async () => {
    const memberNo = await memberWith("13911110004", 10);
    await expect(
      sql`insert into point_entry (movement_id, kind, lot_id, origin_no, member_no, points, at, by)
        select uuidv7(), 'spent', id, origin_no, member_no, -11, now(), 'test' from point_lot where member_no = ${memberNo}`.execute(
        db,
      ),
    ).rejects.toThrow("point_lot_check");
  });
});
