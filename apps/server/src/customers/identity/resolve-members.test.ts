import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { testPlatform } from "../../testing/platform.ts";
import type { IdentityFact } from "./prepare-facts.ts";
import { resolveMembers } from "./resolve-members.ts";

const { platform } = await testPlatform();

const day = (number: number) => new Date(Date.UTC(2026, 0, number, 2));

function fact(number: number, ...identifiers: string[]): IdentityFact {
  return {
    identifiers: identifiers.map((text) => {
      const [kind, value, scope] = text.split(":");
      return { kind: kind as never, value: value as string, ...(scope === undefined ? {} : { scope }) };
    }),
    occurredAt: day(number),
    source: "pos",
    storeNo: 7,
    channel: "store",
  };
}

const resolve = (...facts: IdentityFact[]) =>
  platform.db.transaction().execute((tx) => resolveMembers(tx, platform, facts));

beforeEach(async () => {
  await sql`truncate member, member_record, guide_binding, identifier, identifier_tie, separation, separation_side, merge_log, member_override restart identity cascade`.execute(
    platform.db,
  );
});

describe("resolveMembers", () => {
  it("finds one member by any of its identifiers, however they are written [ID-01] [ID-02]", async () => {
    const [first] = await resolve(fact(1, "phone:13911110001", "unionid:u-1", "openid:o-1:wx1"));
    expect(first).toEqual({ originNo: 1, memberNo: 1, isNew: true });
    const again = await resolve(
      fact(2, "phone:+86 139-1111-0001"),
      fact(2, "openid:o-1:wx1"),
      fact(3, "unionid:u-1"),
      fact(3, "openid:o-1:wx2"),
    );
    expect(again.map((each) => each.memberNo)).toEqual([1, 1, 1, 4]);
  });

  it("makes one member of two when a fact ties them, and keeps their profiles [ID-09]", async () => {
    const [shop, store] = await resolve(fact(1, "shop_openid:s-1:shop"), fact(2, "phone:13911110001"));
    expect(shop?.memberNo).not.toBe(store?.memberNo);
    const [tied] = await resolve(fact(3, "shop_openid:s-1:shop", "phone:13911110001"));
    expect(tied).toEqual({ originNo: 2, memberNo: 1, isNew: false });
    const { rows } = await sql`select member_no, owner_no, status from member order by 1`.execute(platform.db);
    expect(rows).toEqual([
      { member_no: 1, owner_no: 1, status: "active" },
      { member_no: 2, owner_no: 1, status: "merged" },
    ]);
  });

  it("leaves blocked and malformed values out, and answers null for a fact about nobody", async () => {
    const answers = await resolve(
      fact(1, "phone:13800138000"),
      fact(1, "phone:无"),
      fact(1, "phone:0755-1234567"),
      fact(1, "phone:13800138000", "card:C1"),
    );
    expect(answers).toEqual([
      { originNo: null, memberNo: null, isNew: false },
      { originNo: null, memberNo: null, isNew: false },
      { originNo: null, memberNo: null, isNew: false },
      { originNo: 1, memberNo: 1, isNew: true },
    ]);
  });
});
