import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

describe("readConfig", () => {
  it("needs nothing", () => {
    expect(readConfig({})).toMatchObject({
      http: { host: "127.0.0.1", port: 8600 },
      roles: ["api", "worker", "scheduler"],
      timeZone: "Asia/Shanghai",
    });
  });

  it("names every wrong variable, what it got and what it takes, in one go", () => {
    const read = () =>
      readConfig({ FEILUN_PORT: "eighty", FEILUN_TIME_ZONE: "Asia/Nowhere", FEILUN_ROLES: "api,cook" });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/FEILUN_PORT is "eighty"/);
    expect(read).toThrow(/FEILUN_TIME_ZONE is "Asia\/Nowhere": takes an IANA time zone/);
    expect(read).toThrow(/FEILUN_ROLES is "api,cook"/);
  });

  it("never repeats a value that may hold a secret", () => {
    expect(() => readConfig({ DATABASE_URL: "mysql://root:hunter2@db" })).toThrow(
      /^DATABASE_URL is a value that is not shown here: takes a URL/,
    );
  });
});
