import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allPermissions } from "../../kernel/http/permission.ts";
import { covers } from "../scope/rules.ts";
import { authorityFor } from "./grants.ts";
import { passwordProblem } from "./password.ts";
import { delayAfter, limits, waitSeconds } from "./throttle.ts";

const person = { login: "zhang.wei", name: "张伟", code: "SH0031" };

describe("password rules", () => {
  it.each([
    "short",
    "Password123",
    "P@ssw0rd123",
    "1234567890",
    "qwertyuiop",
    "aaaaaaaaaaaa",
    "abababababab",
    "abcdefghijk",
    "my zhang.wei pw",
    "x-sh0031-2026",
  ])("refuses %s", (password) => {
    expect(passwordProblem(password, person)).not.toBeNull();
  });

  it.each(["春天的第一杯奶茶真好喝", "correct horse battery", "mBq7#kd02!x", "这是我们店的暗号不要告诉人"])(
    "takes %s",
    (password) => {
      expect(passwordProblem(password, person)).toBeNull();
    },
  );
});

describe("throttling", () => {
  it("never makes one wait before the free failures are used, then doubles up to its longest", () => {
    for (const limit of Object.values(limits)) {
      for (let failures = 0; failures <= limit.free; failures += 1) expect(delayAfter(failures, limit)).toBe(0);
      expect(delayAfter(limit.free + 1, limit)).toBe(limit.first);
      expect(delayAfter(limit.free + 2, limit)).toBe(Math.min(limit.longest, limit.first * 2));
      expect(delayAfter(10_000, limit)).toBe(limit.longest);
    }
  });

  it("counts down from the latest failure and takes the longest of the three waits", () => {
    const now = new Date("2026-06-15T04:00:00Z");
    const none = { failures: 0, latest: null };
    const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
    expect(waitSeconds({ pair: none, account: none, address: none }, now)).toBe(0);
    expect(waitSeconds({ pair: { failures: 5, latest: ago(5) }, account: none, address: none }, now)).toBe(10);
    expect(
      waitSeconds(
        { pair: { failures: 5, latest: ago(20) }, account: { failures: 17, latest: ago(20) }, address: none },
        now,
      ),
    ).toBe(10);
  });
});

describe("authority", () => {
  const path = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }).map((tail) => [1, ...tail].join("."));
  const grant = fc.record({ path, permissions: fc.subarray([...allPermissions]) });

  it("gives a permission only where a post gives it: a manager who helps out elsewhere as a guide stays a guide there [OR-05]", () => {
    const posts = [
      { path: "1.2.3", permissions: ["staff.write", "member.read"] },
      { path: "1.2.4", permissions: ["member.read"] },
    ];
    expect(authorityFor(posts, "staff.write").scope).toEqual(["1.2.3"]);
    expect(authorityFor(posts, "member.read").scope).toEqual(["1.2.3", "1.2.4"]);
    fc.assert(
      fc.property(
        fc.array(grant, { maxLength: 5 }),
        fc.constantFrom(...allPermissions),
        path,
        (grants, permission, probe) => {
          const { scope } = authorityFor(grants, permission);
          const given = grants.some((one) => one.permissions.includes(permission) && covers(one.path, probe));
          expect(scope.some((root) => covers(root, probe))).toBe(given);
        },
      ),
    );
  });

  it("gives the administrator every permission, also those of later versions, and nobody a name it does not know", () => {
    expect(authorityFor([{ path: "1", permissions: ["*"] }], "signed_in").permissions.size).toBe(allPermissions.length);
    expect(authorityFor([{ path: "1", permissions: ["moon.write"] }], "signed_in").permissions.size).toBe(0);
  });
});
