import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { weixinRules } from "../weixin/rules.ts";

describe("the sandbox's official account, mini program and shop", () => {
  it.each([
    ["weixin", 90],
    ["shop", 45],
  ])("serve every call of %s that the protocol package types", (family, least) => {
    const folder = path.resolve(import.meta.dirname, "../../../../packages/wechat-protocol/src", family);
    const typed = readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => readFileSync(path.join(folder, name), "utf8").match(/"(?:GET|POST) \/[^"]+"/g) ?? [])
      .map((key) => key.slice(1, -1));
    const served = new Set(weixinRules().endpoints.map(({ method, path }) => `${method} ${path}`));
    expect(typed.length).toBeGreaterThan(least);
    expect(typed.filter((key) => !served.has(key))).toEqual([]);
  });
});
