import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IdentifierKind } from "../identity/kinds.ts";
import { type BindingFacts, foldMember, type MemberFacts, type RecordFacts } from "./fold.ts";
import { maskAttribute, maskIdentifier, maskName, maskPhone } from "./mask.ts";
import { relationOf } from "./relation.ts";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const said = (originNo: number, source: string, at: number, attributes: Record<string, string>): RecordFacts => ({
  originNo,
  source,
  attributes: Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { value, at: day(at).toISOString() }]),
  ),
});
const empty: MemberFacts = { profiles: [], records: [], bindings: [], identifiers: [] };

describe("the folded view of a member with several profiles [ID-09]", () => {
  it("takes an attribute from the source with the highest priority, and of one source the latest word", () => {
    const records = [
      said(1, "import", 9, { city: "北京市", province: "河北" }),
      said(2, "pos", 2, { city: "天津市" }),
      said(3, "pos", 5, { city: "上海市" }),
    ];
    const { attributes } = foldMember({ ...empty, records });
    expect([attributes.city?.value, attributes.city?.source, attributes.province?.value]).toEqual([
      "上海市",
      "pos",
      "河北",
    ]);
  });

  it("registers at the earliest registration, with its store and channel, not those of a later one", () => {
    const records = [
      said(2, "wechat_shop", 9, {
        registeredAt: day(9).toISOString(),
        registeredStoreNo: "8",
        registeredChannel: "wechat_shop",
      }),
      said(1, "import", 9, { registeredAt: day(3).toISOString(), registeredStoreNo: "5", registeredChannel: "store" }),
    ];
    expect(foldMember({ ...empty, records })).toMatchObject({
      registeredAt: day(3),
      storeNo: 5,
      channel: "store",
      relation: "member",
    });
  });

  it("belongs to the newest open binding; all others are kept but not primary [ID-13]", () => {
    const bound = (id: string, guideId: string, storeNo: number, at: number, until: number | null): BindingFacts => ({
      id,
      guideId,
      storeNo,
      boundAt: day(at),
      unboundAt: until === null ? null : day(until),
    });
    const bindings = [bound("a", "g1", 1, 1, null), bound("b", "g2", 2, 5, null), bound("c", "g3", 3, 7, 8)];
    expect(foldMember({ ...empty, bindings })).toMatchObject({ guideId: "g2", storeNo: 2 });
  });

  it("does not depend on the order of profiles, records and bindings", () => {
    const record = fc
      .tuple(
        fc.nat(3),
        fc.constantFrom("import", "pos", "console"),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom("a", "b"),
      )
      .map(([origin, source, at, city]) =>
        said(origin, source, at, { city, registeredAt: day(at).toISOString(), registeredStoreNo: String(origin) }),
      );
    const profile = fc.record({
      originNo: fc.nat(5),
      firstSeenAt: fc.integer({ min: 1, max: 3 }).map(day),
      firstStoreNo: fc.option(fc.nat(5)),
      firstChannel: fc.option(fc.constantFrom("x", "y")),
    });
    const facts = fc.tuple(
      fc.uniqueArray(record, { selector: ({ originNo, source }) => `${originNo} ${source}`, maxLength: 6 }),
      fc.uniqueArray(profile, { selector: ({ originNo }) => originNo, maxLength: 4 }),
    );
    fc.assert(
      fc.property(facts, ([records, profiles]) => {
        const backwards = { ...empty, records: records.toReversed(), profiles: profiles.toReversed() };
        expect(foldMember(backwards)).toEqual(foldMember({ ...empty, records, profiles }));
      }),
    );
  });
});

describe("the relation with the brand", () => {
  it("is the nearest that any identifier proves", () => {
    const of = (kinds: readonly IdentifierKind[], registered: boolean, groupOnly = false) =>
      relationOf(
        kinds.map((kind) => ({ kind, groupOnly: groupOnly && kind === "external_userid" })),
        registered,
      );
    expect(of(["device"], false)).toBe("visitor");
    expect(of(["openid", "unionid"], false)).toBe("fan");
    expect(of(["openid", "external_userid"], false, true)).toBe("group");
    expect(of(["openid", "external_userid"], false)).toBe("contact");
    expect(of(["external_userid", "card"], false)).toBe("member");
    expect(of(["openid"], true, true)).toBe("member");
  });
});

describe("masks", () => {
  it("leave enough to recognise and too little to use", () => {
    expect([maskPhone("13812341234"), maskName("张伟"), maskName("欧阳娜娜"), maskName("李")]).toEqual([
      "138****1234",
      "张*",
      "欧***",
      "李*",
    ]);
    expect(maskIdentifier("openid", "oABCDEFGHIJKL")).toBe("oAB****JKL");
    expect(maskIdentifier("email", "li@example.com")).toBe("l***@example.com");
    expect([maskAttribute("birthday", "1990-05-07"), maskAttribute("birthday", "--05-07")]).toEqual([
      "1990-**-**",
      "--**-**",
    ]);
  });
});
