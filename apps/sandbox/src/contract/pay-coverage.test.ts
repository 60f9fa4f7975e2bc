import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { payEndpoints } from "../pay/rules.ts";

describe("the sandbox's WeChat Pay", () => {
  it("serves every call that the protocol package types", () => {
    const folder = path.resolve(import.meta.dirname, "../../../../packages/wechat-protocol/src/pay");
    const bare = (key: string) => key.replaceAll(/\{[^}]+\}|:\w+/g, "{}");
    const typed = readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => readFileSync(path.join(folder, name), "utf8").match(/"(?:GET|POST|PATCH) \/[^"]+"/g) ?? [])
      .map((key) => bare(key.slice(1, -1)));
    const served = new Set(payEndpoints.map(({ method, path: at }) => bare(`${method} ${at}`)));
    expect(typed.length).toBeGreaterThan(45);
    expect(typed.filter((key) => !served.has(key))).toEqual([]);
  });
});
