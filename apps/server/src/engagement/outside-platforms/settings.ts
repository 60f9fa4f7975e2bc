import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";
import { codesOf } from "../codes/vocabulary.ts";
import { type LeadWay, leadWays, type OutsidePlatform, outsidePlatforms } from "./vocabulary.ts";

export const verdicts = { allowed: "可以用", careful: "小心用", forbidden: "会被处理" } as const;
export type Verdict = keyof typeof verdicts;
const verdict = z.enum(codesOf(verdicts));
const platform = z.enum(codesOf(outsidePlatforms));

const ruleSchema = z.object({
  platform,
  way: z.enum(codesOf(leadWays)),
  verdict,
  why: z.string().trim().max(200),
});
export type LeadRule = z.output<typeof ruleSchema>;

interface Judged {
  readonly verdict: Verdict;
  readonly why: string;
}
const everywhere: Readonly<Record<LeadWay, Judged>> = {
  parcel_card: { verdict: "allowed", why: "放在包裹里，买家自己扫；不经过平台页面" },
  order_sms: { verdict: "allowed", why: "发给已下单的买家，写明品牌和退订" },
  service_reply: { verdict: "allowed", why: "买家来问时回复；不要群发、不要自动发给没问的人" },
  brand_word: { verdict: "allowed", why: "引导去微信搜品牌词；来的人分不出是哪条内容" },
  short_link: { verdict: "allowed", why: "放在平台允许外链的位置" },
  content_code: { verdict: "forbidden", why: "页面、视频、直播间里的二维码会被下架或限流" },
  wechat_word: { verdict: "forbidden", why: "写微信号、「加 V」等会被判站外引流：下架、扣分或封号" },
  profile: { verdict: "careful", why: "简介里的联系方式常被清空" },
  private_message: { verdict: "careful", why: "批量私信发联系方式会被禁言" },
  group_notice: { verdict: "careful", why: "粉丝群里发外链可能被解散" },
  ad_landing: { verdict: "careful", why: "落地页要过平台审核，加粉组件以平台给的为准" },
};
const exceptions: Partial<Record<`${OutsidePlatform}.${LeadWay}`, Judged>> = {
  "douyin.short_link": { verdict: "careful", why: "站外链接多数打不开或被提示风险" },
  "xiaohongshu.short_link": { verdict: "careful", why: "笔记和评论里的外链会被隐藏" },
  "bilibili.content_code": { verdict: "careful", why: "画面里的二维码可能过不了审" },
  "other.content_code": { verdict: "careful", why: "先查这个平台的规则" },
  "other.wechat_word": { verdict: "careful", why: "先查这个平台的规则" },
};

/**
 * What each platform does about the ways that lead out of it, and words that it punishes. Platforms publish no stable rules for this:
 * these are what the field knows, to be checked and changed by operators.
 */
export const outsideRulesSetting = defineSetting({
  key: "engagement.outside_platform_rules",
  schema: z.object({
    rules: z.array(ruleSchema).max(200),
    words: z
      .array(z.object({ word: z.string().trim().min(1).max(20), platforms: z.array(platform).min(1), verdict }))
      .max(200)
      .describe("Words in a title or text, whichever way it leads"),
    checkedOn: z.iso.date().nullable().describe("When somebody last held them against the platforms' own rules"),
  }),
  initial: {
    rules: codesOf(outsidePlatforms).flatMap((of) =>
      codesOf(leadWays).map((way) => ({ platform: of, way, ...(exceptions[`${of}.${way}`] ?? everywhere[way]) })),
    ),
    words: ["微信", "薇信", "威信", "vx", "v信", "wx", "加v", "二维码", "扫码", "公众号", "小程序"].map((word) => ({
      word,
      platforms: ["taobao", "douyin", "xiaohongshu", "bilibili", "kuaishou"] as OutsidePlatform[],
      verdict: "forbidden" as const,
    })),
    checkedOn: null,
  },
});
export type OutsideRules = z.output<typeof outsideRulesSetting.schema>;
