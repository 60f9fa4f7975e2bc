import { describe, expect, it } from "vitest";
import { addresseesOf, contentOf, type Values } from "./outbound-draft.ts";

const values = (more: Partial<Values>): Values => ({ channel: "wecom_mass", title: "新品", ...more });

describe("a message being written", () => {
  it("is for nobody until a condition, a sender or a person is chosen", () => {
    expect(addresseesOf(values({}), "a")).toBeNull();
    expect(addresseesOf(values({ channel: "wecom_group" }), "a")).toBeNull();
    expect(addresseesOf(values({ channel: "wecom_app" }), "a")).toBeNull();
    expect(addresseesOf(values({ tier: "high" }), undefined)).toBeNull();
    expect(addresseesOf(values({ tier: "high" }), "a")).toMatchObject({ audience: { tagNos: [], tier: "high" } });
  });

  it("does not take along what was chosen for another channel", () => {
    const chosen = values({
      tagNos: [1],
      senderKey: "LiLei",
      targetKeys: ["wr1"],
      allowSelect: true,
      momentTagIds: ["t"],
    });
    expect(addresseesOf(chosen, "a")).not.toHaveProperty("senderKey");
    expect(addresseesOf({ ...chosen, channel: "wecom_group" }, "a")).not.toHaveProperty("audience");
    expect(contentOf({ ...chosen, text: "好" })).toEqual({ text: "好", allowSelect: true });
    expect(contentOf({ ...chosen, channel: "wecom_moment" })).toEqual({ moment: { tagIds: ["t"] } });
  });
});
