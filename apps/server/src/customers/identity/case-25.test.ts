import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import { testPlatform } from "../../testing/platform.ts";
import { consentOf, withConsent } from "../consent/record-consent.ts";
import { listMembers } from "../members/list-members.ts";
import { loadProfile } from "../members/profile.ts";
import { type MemberRow, upsertMembers } from "../members/upsert-members.ts";
import { findByIdentifier } from "./find-by-identifier.ts";

const { platform } = await testPlatform();
const { db } = platform;

const join = (row: Omit<MemberRow, "source"> & { source: "mini_program" | "wechat_shop" }) =>
  db.transaction().execute(async (tx) => (await upsertMembers(tx, platform, [row]))[0]);

const at = (day: number) => new Date(Date.UTC(2026, 4, day));
const agreed = [{ purpose: "membership", channel: "any", granted: true, textVersion: "入会协议 2026-03" }] as const;

describe("CASE-25 珀莱雅: join in the WeChat shop, one member (its points: commerce/points/case-25.test.ts)", () => {
  it("makes no second member when Y joins in the shop with the phone that the mini-program knows [ID-01] [ID-15]", async () => {
    const root = await join({
      source: "mini_program",
      identifiers: [
        { kind: "openid", scope: "wx-mini", value: "y-mini" },
        { kind: "unionid", value: "y-union" },
        { kind: "phone", value: "13933330001" },
      ],
      attributes: { name: "于悦" },
      registeredAt: at(1),
      observedAt: at(1),
      channel: "mini_program",
      consents: agreed,
    });
    const joined = await join({
      source: "wechat_shop",
      identifiers: [
        { kind: "shop_openid", scope: "shop-1", value: "y-shop" },
        { kind: "phone", value: "+86 13933330001" },
      ],
      registeredAt: at(9),
      observedAt: at(9),
      channel: "wechat_shop",
      consents: agreed,
    });
    expect(joined).toEqual({ ...root, isNew: false });
    expect(await findByIdentifier(db, platform, "shop_openid", "shop-1", "y-shop")).toBe(root?.memberNo);
    const profile = await loadProfile(db, platform.cipher, root?.memberNo as number, false);
    expect(profile).toMatchObject({ relation: "member", channel: "mini_program", registeredAt: at(1).toISOString() });
    expect(await consentOf(db, root?.memberNo as number)).toEqual([
      {
        purpose: "membership",
        channel: "any",
        granted: true,
        at: at(9),
        source: "wechat_shop",
        textVersion: "入会协议 2026-03",
      },
    ]);
  });

  it("links the shop's visitor to the root member once the phone is authorised, and not before [ID-04] [ID-09]", async () => {
    const declined = await join({
      source: "wechat_shop",
      identifiers: [{ kind: "shop_openid", scope: "shop-1", value: "x-shop" }],
      observedAt: at(2),
      channel: "wechat_shop",
    });
    const root = await join({
      source: "mini_program",
      identifiers: [{ kind: "phone", value: "13933330002" }],
      registeredAt: at(3),
      observedAt: at(3),
      channel: "mini_program",
    });
    expect(declined?.memberNo).not.toBe(root?.memberNo);
    const linked = await join({
      source: "wechat_shop",
      identifiers: [
        { kind: "shop_openid", scope: "shop-1", value: "x-shop" },
        { kind: "phone", value: "13933330002" },
      ],
      observedAt: at(4),
    });
    expect(await findByIdentifier(db, platform, "shop_openid", "shop-1", "x-shop")).toBe(linked?.memberNo);
    const { items } = await listMembers(platform, systemActor("test"), { q: "13933330002", limit: 10 });
    expect(items.map((item) => item.memberNo)).toEqual([linked?.memberNo]);
    const { rows } =
      await sql`select cause, member_no, other_nos from merge_log where member_no = ${linked?.memberNo}`.execute(db);
    expect(rows).toEqual([{ cause: "facts", member_no: declined?.memberNo, other_nos: [root?.memberNo] }]);
  });

  it("makes a root member of Z, who joins in the shop without earlier membership [ID-04]", async () => {
    const joined = await join({
      source: "wechat_shop",
      identifiers: [
        { kind: "shop_openid", scope: "shop-1", value: "z-shop" },
        { kind: "phone", value: "13933330003" },
      ],
      registeredAt: at(5),
      observedAt: at(5),
      channel: "wechat_shop",
      consents: agreed,
    });
    expect(joined?.isNew).toBe(true);
    const later = await join({
      source: "mini_program",
      identifiers: [
        { kind: "openid", scope: "wx-mini", value: "z-mini" },
        { kind: "phone", value: "13933330003" },
      ],
      observedAt: at(6),
    });
    expect(later).toEqual({ ...joined, isNew: false });
  });

  it("keeps a withdrawal in force whichever side it was made on, even after a merge [ID-09]", async () => {
    const one = await join({
      source: "mini_program",
      identifiers: [{ kind: "unionid", value: "w-union" }],
      observedAt: at(10),
      consents: [{ purpose: "marketing", channel: "sms", granted: false }],
    });
    const two = await join({
      source: "wechat_shop",
      identifiers: [{ kind: "phone", value: "13933330004" }],
      observedAt: at(8),
      consents: [{ purpose: "marketing", channel: "sms", granted: true }],
    });
    expect(await withConsent(db, [two?.memberNo as number], "marketing", "sms")).toEqual(new Set([two?.memberNo]));
    await join({
      source: "mini_program",
      identifiers: [
        { kind: "unionid", value: "w-union" },
        { kind: "phone", value: "13933330004" },
      ],
      observedAt: at(11),
    });
    expect(await withConsent(db, [one?.memberNo as number], "marketing", "sms")).toEqual(new Set());
  });
});
