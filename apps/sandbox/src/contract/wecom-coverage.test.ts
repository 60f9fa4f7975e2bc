import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { wecomRules } from "../wecom/rules.ts";

/** Calls that the protocol package types and the sandbox leaves out on purpose: its README says so. */
const LEFT_OUT = [
  "POST /cgi-bin/chatdata/sync_call_program",
  "POST /cgi-bin/externalcontact/close_temp_chat",
  "POST /cgi-bin/externalpay/get_bill_list",
];

describe("the sandbox's WeCom", () => {
  it("serves every call that the protocol package types, except those its README leaves out", () => {
    const folder = path.resolve(import.meta.dirname, "../../../../packages/wechat-protocol/src/wecom");
    const typed = readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => readFileSync(path.join(folder, name), "utf8").match(/"(?:GET|POST) \/cgi-bin\/[^"]+"/g) ?? [])
      .map((key) => key.slice(1, -1));
    const served = new Set(wecomRules().endpoints.map(({ method, path }) => `${method} ${path}`));
    expect(typed.length).toBeGreaterThan(130);
    expect(typed.filter((key) => !served.has(key)).sort()).toEqual(LEFT_OUT);
  });
});
