import { describe, expect, it } from "vitest";
import type { OutboundContent } from "../outbound/content.ts";
import { judgeMix, type PostKind, readPost } from "./rules.ts";

const link = { kind: "link", title: "商城", url: "https://shop.example.com" } as const;
const limits = { posts: 10, mostAdPercent: 30 };
const kinds = (letters: string): PostKind[] =>
  [...letters].map((letter) => (letter === "a" ? "ad" : letter === "i" ? "interaction" : "content"));

describe("reading a post on Moments", () => {
  it.each<[string, OutboundContent, PostKind]>([
    ["price and urging", { text: "全场 7 折，仅剩 3 天，手慢无" }, "ad"],
    ["an offer with something to press", { text: "领券啦", attachments: [link] }, "ad"],
    ["an offer in passing", { text: "新品的茶园日记：采茶人的一天" }, "content"],
    ["knowledge with a link", { text: "三步泡出一杯好绿茶", attachments: [link] }, "content"],
    ["a question", { text: "你们喜欢清香还是浓香？评论区告诉我" }, "interaction"],
    ["a picture only", { attachments: [{ kind: "image", mediaId: "m" }] }, "content"],
  ])("%s", (_name, content, kind) => {
    expect(readPost(content).kind).toBe(kind);
  });

  it("says what it rests on", () => {
    expect(readPost({ text: "¥99 限时抢购", attachments: [link] }).signals).toEqual([
      "写了价格",
      "催促下单",
      "带链接或小程序",
    ]);
  });
});

describe("the mix of a sender", () => {
  it.each([
    // Two posts say nothing yet.
    ["", { tooMany: false, first: 0 }],
    ["a", { tooMany: false, first: 0 }],
    // With this one three of three; seven others must come before an eleventh sight of three in ten.
    ["aa", { ads: 3, posts: 3, tooMany: true, first: 7 }],
    ["cccccca", { ads: 2, posts: 8, tooMany: false, first: 0 }],
    ["ccccaaa", { ads: 4, posts: 8, tooMany: true, first: 3 }],
    ["cciccccaa", { ads: 3, posts: 10, tooMany: false, first: 0 }],
    // Older ones are out of sight.
    ["cccccccccaaaaaaa", { ads: 1, posts: 10, tooMany: false }],
  ])("with an advertisement after %s", (before, verdict) => {
    expect(judgeMix(kinds(before), "ad", limits)).toMatchObject(verdict);
  });

  it("never judges content too much", () => {
    expect(judgeMix(kinds("cccc"), "content", limits).tooMany).toBe(false);
  });
});
