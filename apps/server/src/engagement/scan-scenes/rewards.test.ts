import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { recordConsent, upsertMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { giveScanRewards } from "./give-rewards.ts";

const feilun = await testPlatform({ now: "2026-06-15T02:00:00Z" });
const { platform, clock } = feilun;
const { db } = platform;
const server = await testServer(feilun);
const chain = await aSmallChain(feilun);
const admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
const manager = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
const stranger = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.S2.id });

interface Scene {
  readonly id: string;
  readonly no: number;
  readonly version: number;
  readonly title: string;
  readonly rewarded: number;
  readonly notRewarded: number;
  readonly rewardText: string | null;
  readonly errors?: { readonly path: string; readonly message: string }[];
}

const call = <Body>(method: string, path: string, body?: object, who: TestPerson = admin) =>
  server.call<Body>(method, path, { cookie: who.cookie, ...(body && { body }) });
const create = (title: string, reward: object) =>
  call<Scene>("POST", "/scan-scenes", {
    ...{ kind: "points", unitId: chain.hq.id, placements: ["till"], title, says: "加导购", reward },
  });
const sceneNow = async ({ id }: Scene, who = admin) =>
  (await call<{ items: Scene[] }>("GET", "/scan-scenes", undefined, who)).body.items.find((each) => each.id === id);

async function aMember(phone: string, openid?: string): Promise<number> {
  const identifiers = [
    { kind: "phone" as const, value: phone },
    ...(openid ? [{ kind: "openid" as const, scope: "wx1", value: openid }] : []),
  ];
  const [made] = await db
    .transaction()
    .execute((tx) => upsertMembers(tx, platform, [{ identifiers, source: "t", observedAt: clock.now() }]));
  return made?.memberNo ?? 0;
}

/** Somebody became a contact by the scene's code at a store, or only scanned it, known by a cookie. */
async function did(scene: Scene, memberNo: number, how: "friend" | "scan", storeNo = chain.stores.N1.no) {
  await (how === "friend"
    ? sql`insert into live_code_arrival (event_key, code_id, kind, origin_no, member_no, store_no, arrived_at, first)
        select gen_random_uuid(), code_id, 'contact', ${memberNo}, ${memberNo}, ${storeNo}, ${clock.now()}, true
        from scan_scene_code where scene_no = ${scene.no} and store_no = ${storeNo}`
    : sql`insert into live_code_visit (code_id, visitor_id, at, store_no, origin_no, member_no)
        select code_id, gen_random_uuid(), ${clock.now()}, ${storeNo}, ${memberNo}, ${memberNo}
        from scan_scene_code where scene_no = ${scene.no} and store_no = ${storeNo}`
  ).execute(db);
}

const pointsOf = async (memberNo: number) =>
  (
    await sql<{
      points: number;
    }>`select coalesce(sum(remaining), 0)::int as points from point_lot where member_no = ${memberNo}`.execute(db)
  ).rows[0]?.points;

describe("a scene's reward", () => {
  it("is refused where it could not be given, naming the field [AQ-08]", async () => {
    const points = { kind: "points", points: 20, deed: "friend" };
    expect((await create("查积分", points)).body.errors).toMatchObject([
      { path: "reward.points", message: expect.stringContaining("积分规则") },
    ]);
    const rule = { pointsPerYuan: 1 };
    const made = await call("POST", "/points/rules", { fromDay: "2026-06-15", rule, basedOn: 0 });
    expect(made.status, JSON.stringify(made.body)).toBeLessThan(300);
    expect((await create("查积分", { ...points, points: 0 })).body.errors?.[0]?.path).toBe("reward.points");
    const nothing = { kind: "coupon", batchId: "00000000-0000-4000-8000-000000000000", deed: "friend" };
    expect((await create("查积分", nothing)).body.errors?.[0]?.path).toBe("reward.batchId");
  });

  it("gives points to new contacts since the rule holds, each person once per rule, whatever comes twice [AQ-08]", async () => {
    clock.advance({ minutes: 1 });
    const { body: scene } = await create("加好友送积分", { kind: "points", points: 20, deed: "friend" });
    expect(scene.rewardText).toBe("加导购为好友，送20 积分（每人一次）");
    const friend = await aMember("13900000001");
    const scanner = await aMember("13900000002");
    clock.advance({ minutes: 1 });
    await did(scene, friend, "friend");
    await did(scene, friend, "friend", chain.stores.S1.no);
    await did(scene, scanner, "scan");
    const both = await Promise.all([giveScanRewards(platform), giveScanRewards(platform)]);
    expect(both.toSorted()).toEqual([0, 1]);
    expect([await pointsOf(friend), await pointsOf(scanner)]).toEqual([20, 0]);
    const { rows } =
      await sql`select reason, points::int as points from point_entry where member_no = ${friend}`.execute(db);
    expect(rows).toEqual([{ reason: "扫码「加好友送积分」", points: 20 }]);
    expect(await sceneNow(scene)).toMatchObject({ rewarded: 1, notRewarded: 0 });
    expect(await sceneNow(scene, stranger)).toMatchObject({ rewarded: 0 });
    const people = (who: TestPerson) =>
      call<{ items: { memberNo: number; what: string; given: boolean }[] }>(
        "GET",
        `/scan-scenes/${scene.id}/rewards`,
        undefined,
        who,
      );
    expect((await people(manager)).body.items).toMatchObject([{ memberNo: friend, what: "20 积分", given: true }]);
    expect((await people(stranger)).body.items).toEqual([]);

    // Another title is the same rule; another reward is a new one, for what people do from then on.
    const edit = (more: object, version: number) =>
      call("PUT", `/scan-scenes/${scene.id}`, { version, title: "加好友有礼", says: "加导购", ...more });
    expect((await edit({}, scene.version)).status).toBe(200);
    await did(scene, friend, "friend");
    expect(await giveScanRewards(platform)).toBe(0);
    clock.advance({ minutes: 1 });
    expect((await edit({ reward: { kind: "points", points: 5, deed: "scan" } }, scene.version + 1)).status).toBe(200);
    expect(await giveScanRewards(platform)).toBe(0);
    clock.advance({ minutes: 1 });
    await did(scene, friend, "scan");
    await did(scene, scanner, "scan");
    expect(await giveScanRewards(platform)).toBe(2);
    expect([await pointsOf(friend), await pointsOf(scanner)]).toEqual([25, 5]);
    expect((await edit({ reward: null }, scene.version + 2)).status).toBe(200);
    await did(scene, await aMember("13900000003"), "friend");
    expect(await giveScanRewards(platform)).toBe(0);
  });

  it("gives coupons through the batch and its limits; who cannot have one is counted and not asked again [AQ-08]", async () => {
    const { rows: batches } = await sql<{ id: string }>`
      insert into coupon_batch (name, goods_name, merchant_id, app_id, off_fen, min_spend_fen, starts_at, ends_at, stock, per_person, state, platform_key,
        created_by, created_at)
      values ('满50减10', '全场', gen_random_uuid(), 'wx1', 1000, 5000, ${clock.now()}, ${new Date("2026-07-15T00:00:00Z")}, 5, 1, 'live', 'stock-1', 't', ${clock.now()})
      returning id`.execute(db);
    const batchId = batches[0]?.id;
    const { body: scene } = await create("加好友送券", { kind: "coupon", batchId, deed: "friend" });
    expect(scene.rewardText).toContain("「满50减10」一张");
    const reachable = await aMember("13900000011", "o-11");
    const elsewhere = await aMember("13900000012");
    const unwilling = await aMember("13900000013", "o-13");
    await db.transaction().execute((tx) =>
      recordConsent(tx, [
        {
          ...{ originNo: unwilling, memberNo: unwilling, purpose: "marketing", channel: "any", granted: false },
          ...{ at: clock.now(), source: "t", by: "t" },
        },
      ]),
    );
    clock.advance({ minutes: 1 });
    for (const memberNo of [reachable, elsewhere, unwilling]) await did(scene, memberNo, "friend");
    expect(await giveScanRewards(platform)).toBe(3);
    expect(await giveScanRewards(platform)).toBe(0);
    const { rows } = await sql`select member_no, via, state from coupon`.execute(db);
    expect(rows).toEqual([{ member_no: reachable, via: "handed", state: "asked" }]);
    expect(await sceneNow(scene)).toMatchObject({ rewarded: 1, notRewarded: 2 });
    // A batch that rests gives nothing and forgets nobody.
    await sql`update coupon_batch set state = 'paused'`.execute(db);
    const late = await aMember("13900000014", "o-14");
    await did(scene, late, "friend");
    expect(await giveScanRewards(platform)).toBe(0);
    await sql`update coupon_batch set state = 'live'`.execute(db);
    expect(await giveScanRewards(platform)).toBe(1);
    expect(await sceneNow(scene)).toMatchObject({ rewarded: 2, notRewarded: 2 });
  });
});
