import { describe, expect, it } from "vitest";
import { signJsTicket } from "./js-ticket.ts";

describe("signJsTicket", () => {
  it.each([
    [
      "wecom-api.md §11.2",
      { ticket: "TICKET1", nonceStr: "abc123", timestamp: 1_700_000_000, url: "https://example.test/page?x=1" },
      "54e849987d9f63695b513f2a9a9229ad1c0c37ec",
    ],
    [
      "the published sample, wechat-api.md §1.14",
      {
        ticket: "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg",
        nonceStr: "Wm3WZYTPz0wzccnW",
        timestamp: 1_414_587_457,
        url: "http://mp.weixin.qq.com?params=value",
      },
      "0f9de62fce790f9a083d5c99e95740ceb90c27ed",
    ],
  ])("reproduces %s", (_, parts, signature) => {
    expect(signJsTicket(parts)).toBe(signature);
    expect(signJsTicket({ ...parts, url: `${parts.url}#/route` })).toBe(signature);
  });
});
