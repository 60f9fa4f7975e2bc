/** What a work is about (CH-17). */
export const workThemes = {
  brand: "品牌故事",
  star: "明星 / 代言人",
  product: "产品介绍",
  unboxing: "达人开箱",
  event: "官方活动",
  other: "其他",
} as const;
export type WorkTheme = keyof typeof workThemes;

export const workKinds = { video: "视频", pictures: "图片" } as const;
export type WorkKind = keyof typeof workKinds;

/** Where a work leads people (CH-16): into the private domain, or on to buying and reading. */
export const workLeads = {
  friend: "加导购好友",
  group: "进客户群",
  mini_program: "小程序",
  article: "公众号文章",
  shop: "微信小店",
} as const;
export type WorkLead = keyof typeof workLeads;
