import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import { testPlatform } from "../../testing/platform.ts";
import { mergeByHand } from "../identity/decide-tie.ts";
import { undoMerge } from "../identity/separate.ts";
import { upsertMembers } from "../members/upsert-members.ts";
import { requestAdjustment } from "./adjust-points.ts";
import { readBalance } from "./balance.ts";
import { checkPoints } from "./check-points.ts";
import { freezePoints } from "./freeze-points.ts";
import { grantJoiningGifts } from "./grant-joining-gifts.ts";
import { savePointRule } from "./rule-store.ts";
import { pointRuleSchema } from "./rules.ts";
import { spendPoints } from "./spend-points.ts";

const { platform, clock, passHorizon } = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { db } = platform;
const by = { actor: "tester", note: "同一个人" };
const actor = systemActor("test");
await db.transaction().execute((tx) => {
  const rule = pointRuleSchema.parse({ pointsPerYuan: 1, joiningGift: 100 });
  return savePointRule(tx, actor, { fromDay: "2026-06-01", rule, basedOn: 0 }, "2026-06-15");
});

let count = 0;
async function aMember(points: number, registeredAt: Date | null = null): Promise<number> {
  count += 1;
  const phone = `138${String(10_000_000 + count)}`;
  return db.transaction().execute(async (tx) => {
    const [made] = await upsertMembers(tx, platform, [
      { identifiers: [{ kind: "phone", value: phone }], source: "pos", registeredAt, observedAt: clock.now() },
    ]);
    const memberNo = made?.memberNo as number;
    if (points > 0)
      await requestAdjustment(tx, platform, actor, { businessKey: phone, memberNo, points, reason: "测试" });
    return memberNo;
  });
}
const merge = async (a: number, b: number) => {
  await db.transaction().execute((tx) => mergeByHand(tx, platform, [a, b], { ...by, at: clock.now() }));
  const { rows } = await sql<{ id: number }>`select max(id) as id from merge_log where kind = 'merge'`.execute(db);
  return rows[0]?.id as number;
};
const undo = (mergeId: number) => db.transaction().execute((tx) => undoMerge(tx, platform, mergeId, by));
const available = async (no: number) => (await readBalance(db, no, clock.now())).available;
const spend = (memberNo: number, points: number) =>
  db.transaction().execute((tx) => {
    count += 1;
    const draft = { businessKey: `s-${count}`, memberNo, points, channel: "wechat_shop", by: "test" };
    return spendPoints(tx, platform, draft);
  });
async function giveGifts() {
  await passHorizon();
  while (await db.transaction().execute((tx) => grantJoiningGifts(tx, platform)));
}

describe("points over a merge of members and its undo", () => {
  it("adds up in a merge and returns to where each point came from when it is undone, spends included [ID-09]", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          a: fc.integer({ min: 0, max: 900 }),
          b: fc.integer({ min: 0, max: 900 }),
          before: fc.double({ min: 0, max: 1, noNaN: true }),
          during: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        async ({ a, b, before, during }) => {
          const [one, two] = [await aMember(a), await aMember(b)];
          const first = Math.floor(a * before);
          if (first > 0) await spend(one, first);
          const mergeId = await merge(one, two);
          const owner = Math.min(one, two);
          const together = a - first + b;
          expect(await available(owner)).toBe(together);
          const spent = Math.floor(together * during);
          if (spent > 0) await spend(owner, spent);
          expect(await available(owner)).toBe(together - spent);
          await undo(mergeId);
          // Oldest first: what was granted first paid first.
          const ofOne = Math.min(spent, a - first);
          expect([await available(one), await available(two)]).toEqual([a - first - ofOne, b - (spent - ofOne)]);
        },
      ),
      { numRuns: 25 },
    );
    expect(await checkPoints(db)).toMatchObject({ agrees: true });
  });

  it("gives the joining gift once per person, also when two who had one turn out to be one [MB-05]", async () => {
    const [one, two] = [
      await aMember(0, new Date("2026-06-10T04:00:00Z")),
      await aMember(0, new Date("2026-06-11T04:00:00Z")),
    ];
    const early = await aMember(0, new Date("2026-05-20T04:00:00Z"));
    const guest = await aMember(0);
    await giveGifts();
    await giveGifts();
    expect(await Promise.all([one, two, early, guest].map(available))).toEqual([100, 100, 0, 0]);
    const mergeId = await merge(one, two);
    await giveGifts();
    expect(await available(one)).toBe(100);
    await spend(one, 60);
    await expect(spend(one, 41)).rejects.toMatchObject({ details: { code: "points_insufficient" } });
    await undo(mergeId);
    await giveGifts();
    expect([await available(one), await available(two)]).toEqual([40, 100]);
  });

  it("records the gift under the profile that joined, so that an undo leaves it there", async () => {
    const guest = await aMember(0);
    const joined = await aMember(0, new Date("2026-06-12T04:00:00Z"));
    const mergeId = await merge(guest, joined);
    await giveGifts();
    expect(await available(Math.min(guest, joined))).toBe(100);
    await undo(mergeId);
    await giveGifts();
    expect([await available(guest), await available(joined)]).toEqual([0, 100]);
  });

  it("keeps a freeze with its profile", async () => {
    const [one, two] = [await aMember(10), await aMember(20)];
    const freeze = (frozen: boolean) =>
      db
        .transaction()
        .execute((tx) => freezePoints(tx, platform, actor, { memberNo: two, frozen, reason: "疑似盗用" }));
    await freeze(true);
    const mergeId = await merge(one, two);
    await expect(spend(one, 1)).rejects.toMatchObject({ details: { code: "points_frozen" } });
    await undo(mergeId);
    await spend(one, 1);
    await expect(spend(two, 1)).rejects.toMatchObject({ details: { code: "points_frozen" } });
    await freeze(false);
    await spend(two, 20);
  });
});
