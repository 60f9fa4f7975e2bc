import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { assignTags } from "../tags/assign-tags.ts";
import { createGroup, createTag } from "../tags/library.ts";
import { mergeByHand } from "./decide-tie.ts";
import { findByIdentifier } from "./find-by-identifier.ts";
import { settleMoves } from "./move-rows.ts";
import { normaliseIdentifier } from "./normalise.ts";
import { reapplyRules } from "./reapply-rules.ts";
import { resolveMembers } from "./resolve-members.ts";
import { defaultIdentitySettings, isBlocked } from "./settings.ts";

const feilun = await testPlatform();
const { platform } = feilun;
const { db } = platform;
const server = await testServer(feilun);

let admin: TestPerson;

const seen = (...identifiers: { kind: "phone" | "card"; value: string }[]) =>
  db.transaction().execute(async (tx) => {
    const [member] = await resolveMembers(tx, platform, [
      { identifiers, occurredAt: new Date("2026-05-01T00:00:00Z"), source: "pos" },
    ]);
    return member?.memberNo as number;
  });
const holder = (kind: "phone" | "card", value: string) => findByIdentifier(db, platform, kind, undefined, value);

beforeAll(async () => {
  const chain = await aSmallChain(feilun);
  admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
});

describe("values", () => {
  it("have one spelling each [ID-02]", () => {
    const phones = [
      "13911110001",
      "+86 139-1111-0001",
      "0086 13911110001",
      "１３９１１１１０００１",
      "(139)1111 0001",
      "8613911110001",
    ];
    expect(new Set(phones.map((phone) => normaliseIdentifier("phone", phone)))).toEqual(new Set(["13911110001"]));
    expect(
      ["12345", "0755-26001234", "+8612345", "", "张三"].map((text) => normaliseIdentifier("phone", text)),
    ).toEqual([null, null, null, null, null]);
    expect(normaliseIdentifier("phone", "+852 9123 4567")).toBe("+85291234567");
    expect([normaliseIdentifier("card", " vip 001 "), normaliseIdentifier("openid", "oAbC-1")]).toEqual([
      "VIP001",
      "oAbC-1",
    ]);
    expect(normaliseIdentifier("wifi_mac", "AA-BB:cc.00-11-22")).toBe("aabbcc001122");
  });

  it("that stand for nobody are blocked, without blocking what a source system numbers", () => {
    const blocked = (kind: "phone" | "card" | "external_id", value: string) => isBlocked(kind, value, new Set());
    expect([
      blocked("phone", "13800138000"),
      blocked("phone", "13333333333"),
      blocked("card", "无"),
      blocked("card", "00000"),
      blocked("card", "88888"),
      blocked("external_id", "NULL"),
    ]).toEqual(Array(6).fill(true));
    expect([
      blocked("phone", "13911110001"),
      blocked("external_id", "11111"),
      blocked("external_id", "17850"),
      blocked("card", "A1"),
    ]).toEqual(Array(4).fill(false));
  });
});

describe("guard rails as settings", () => {
  it("split what they no longer allow, everywhere, with a trace [ID-09]", async () => {
    const shopPhone = "13922220000";
    const joined = [
      await seen({ kind: "card", value: "T1" }, { kind: "phone", value: shopPhone }),
      await seen({ kind: "card", value: "T2" }, { kind: "phone", value: shopPhone }),
    ];
    expect(joined[0]).toBe(joined[1]);
    const settings = { ...defaultIdentitySettings, blockedValues: [{ kind: "phone", value: "139 2222 0000" }] };
    const saved = await server.call("PUT", "/settings/identity", { cookie: admin.cookie, body: settings });
    expect(saved.status).toBe(200);
    for (let place: string | null = ""; place !== null; ) {
      const after: string = place;
      place = await db.transaction().execute((tx) => reapplyRules(tx, platform, after));
    }
    const cards = [await holder("card", "T1"), await holder("card", "T2")];
    expect(cards[0]).not.toBe(cards[1]);
    expect(await seen({ kind: "card", value: "T3" }, { kind: "phone", value: shopPhone })).not.toBe(joined[0]);
    const { rows } = await sql`select kind, cause from merge_log order by id`.execute(db);
    expect(rows).toEqual([{ kind: "split", cause: "settings" }]);
    const trail = await sql<{
      detail: string;
    }>`select detail::text from audit_log where action = 'setting.changed'`.execute(db);
    expect(trail.rows[0]?.detail).not.toContain("2222");
  });

  it("are refused with the field that is wrong", async () => {
    const { status, body } = await server.call<{ errors: { path: string }[] }>("PUT", "/settings/identity", {
      cookie: admin.cookie,
      body: { ...defaultIdentitySettings, maxIdentifiers: 0 },
    });
    expect([status, body.errors[0]?.path]).toEqual([400, "maxIdentifiers"]);
  });
});

describe("rows written while a merge goes on", () => {
  it("follow their member once every transaction of that moment has ended", async () => {
    const [one, other] = [
      await seen({ kind: "phone", value: "13922220101" }),
      await seen({ kind: "phone", value: "13922220102" }),
    ];
    const tagNo = await db.transaction().execute(async (tx) => {
      const group = await createGroup(tx, { family: "intent", name: "并发" });
      return (await createTag(tx, { groupId: group.id, name: "并发", madeByKind: "company", by: "test" })).tagNo;
    });
    await db.transaction().execute(async (slow) => {
      const [found] = await resolveMembers(slow, platform, [
        {
          identifiers: [{ kind: "phone", value: "13922220102" }],
          occurredAt: new Date("2026-05-02T00:00:00Z"),
          source: "pos",
        },
      ]);
      const by = { actor: "test", note: "test", at: new Date("2026-05-02T00:00:00Z") };
      await db.transaction().execute((tx) => mergeByHand(tx, platform, [one, other], by));
      await assignTags(slow, [{ originNo: found?.originNo as number, memberNo: found?.memberNo as number, tagNo }], {
        source: "manual",
        by: "test",
      });
    });
    const carrier = async () =>
      (await sql<{ member_no: number }>`select member_no from member_tag where tag_no = ${tagNo}`.execute(db)).rows[0]
        ?.member_no;
    expect(await carrier()).toBe(other);
    // Transaction ids are the cluster's: another test's open transaction may hold this back for a moment.
    for (const deadline = Date.now() + 30_000; (await carrier()) !== one; ) {
      if (Date.now() > deadline) throw new Error("the row was never moved");
      await db.transaction().execute((tx) => settleMoves(tx, platform));
    }
    expect(await carrier()).toBe(one);
  });
});
