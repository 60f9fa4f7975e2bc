/** Channels (see ARCHITECTURE.md) by the words that exports of tills, shops and platforms use. */
const words: readonly (readonly [channel: string, label: string, pattern: RegExp])[] = [
  ["mini_program", "小程序", /小程序|mini[\s_-]?program|mini[\s_-]?app/i],
  ["wechat_shop", "微信小店", /微信小店|视频号|wechat[\s_-]?shop|wechat[\s_-]?store/i],
  ["official_account", "公众号", /公众号|official[\s_-]?account/i],
  ["wecom", "企业微信", /企业?微信|企微|社群|wecom/i],
  [
    "ecommerce",
    "电商平台",
    /电商|天猫|淘宝|京东|抖音|快手|拼多多|小红书|有赞|微盟|微店|美团|饿了么|tmall|taobao|jd|douyin|youzan|e-?commerce|online|web/i,
  ],
  ["store", "门店", /门店|线下|实体|专柜|柜台|到店|收银|pos|store|shop|offline/i],
  ["import", "导入", /^(导入|import)$/i],
];

export const channelLabels = words.map(([, label]) => label);

/** The channel that a word means; null when it is none that Feilun knows. */
export function parseChannel(text: string): string | null {
  return words.find(([channel, , pattern]) => channel === text || pattern.test(text))?.[0] ?? null;
}
