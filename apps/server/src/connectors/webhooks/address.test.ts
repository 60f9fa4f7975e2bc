import { describe, expect, it } from "vitest";
import { isInside, lookupOutside, refuseAddress } from "./address.ts";
import { post } from "./post.ts";

describe("where events may be pushed to", () => {
  it.each([
    "10.1.2.3",
    "127.0.0.1",
    "169.254.169.254",
    "172.31.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "::1",
    "::",
    "fd00::1",
    "fe80::1",
    "::ffff:127.0.0.1",
  ])("is not %s", (address) => {
    expect(isInside(address)).toBe(true);
  });

  it.each(["8.8.8.8", "172.32.0.1", "2606:4700::1111"])("may be %s", (address) => {
    expect(isInside(address)).toBe(false);
  });

  it("is a whole https address outside, without a password in it", () => {
    expect(refuseAddress("https://scrm.example.com/feilun", false)).toBeNull();
    for (const url of [
      "scrm.example.com",
      "http://scrm.example.com",
      "https://a:b@example.com",
      "https://127.0.0.1/",
      "https://[::1]/",
    ])
      expect(refuseAddress(url, false), url).not.toBeNull();
    expect(refuseAddress("http://127.0.0.1:9000", true)).toBeNull();
  });

  it("is checked where a name leads, when the connection is made", async () => {
    const error = await new Promise<Error | null>((resolve) =>
      lookupOutside("localhost", { all: true }, (problem) => resolve(problem)),
    );
    expect(error?.name).toBe("InsideAddress");
    expect(await post("https://localhost:1/", "{}", {}, false)).toMatchObject({
      status: null,
      failure: "域名解析到了内网地址，已拒绝推送",
    });
  });
});
