import { describe, expect, it } from "vitest";
import { WECOM_QUOTAS } from "./quotas.ts";

const all = Object.entries(WECOM_QUOTAS);

describe("WECOM_QUOTAS", () => {
  it("covers every row of wecom-api.md §17", () => {
    const named = new Set(
      all.flatMap(([, { source }]) => [...source.matchAll(/#(\d+)/g)].map(([, row]) => Number(row))),
    );
    expect([...named].sort((a, b) => a - b)).toEqual(Array.from({ length: 82 }, (_, index) => index + 1));
  });

  it("knows each quota by its own name and gives a positive number", () => {
    for (const [name, quota] of all) {
      expect(quota.id).toBe(name);
      expect(quota.amount).toBeGreaterThan(0);
    }
  });

  it("leaves open what the reference could not confirm", () => {
    expect(WECOM_QUOTAS.groupMembers.confirmed).toBe(false);
    expect(WECOM_QUOTAS.customersPerMember.confirmed).toBe(false);
    expect(WECOM_QUOTAS.apiCallsPerMinute.confirmed).toBe(false);
    expect(WECOM_QUOTAS.massMessageRecipients).toMatchObject({ amount: 10_000, confirmed: true, scope: "call" });
  });
});
