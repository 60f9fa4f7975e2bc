/** What an official account's content is for (CH-13). */
export const purposes = {
  brand: { label: "品牌宣传", examples: "故事、活动、特色" },
  fans: { label: "粉丝互动", examples: "文章话题、对话框、关键词" },
  business: { label: "商业变现", examples: "销售、广告、会员" },
} as const;
export type Purpose = keyof typeof purposes;
export const purposeCodes = Object.keys(purposes) as [Purpose, ...Purpose[]];

/** How an official account may stand, and whom it suits (CH-12). */
export const positionings = {
  knowledge: { label: "知识型", sectors: ["美妆", "健康", "服饰"], how: "讲专业知识和使用方法，让客户信你懂行" },
  commerce: { label: "电商型", sectors: ["各行业"], how: "与小程序强链接，每篇内容都能直接买" },
  interaction: { label: "互动型", sectors: ["食品", "饮料"], how: "话题、活动和人设，让粉丝愿意留言和转发" },
  media: { label: "媒体型", sectors: ["健康", "直销", "企业资讯"], how: "持续发布行业与企业资讯，做可信的消息来源" },
  website: { label: "官网型", sectors: ["奢侈品"], how: "当作品牌官网：形象统一，菜单清楚，少打扰" },
} as const;
export type Positioning = keyof typeof positionings;
export const positioningCodes = Object.keys(positionings) as [Positioning, ...Positioning[]];

/** Positionings that suit a sector; those for every sector last. */
export function positioningsFor(sector: string): Positioning[] {
  const fits = (sectors: readonly string[]) => sectors.some((each) => sector.includes(each) || each.includes(sector));
  const named = positioningCodes.filter((code) => fits(positionings[code].sectors));
  return [
    ...named,
    ...positioningCodes.filter((code) => !named.includes(code) && positionings[code].sectors[0] === "各行业"),
  ];
}

export type Mix = Readonly<Record<Purpose, number>>;

/** Shares of a mix, 0…1; null where nothing counts. */
export function sharesOf(mix: Mix): Mix | null {
  const total = mix.brand + mix.fans + mix.business;
  return total === 0 ? null : { brand: mix.brand / total, fans: mix.fans / total, business: mix.business / total };
}

/** What should be done where a share lies further from the expected one than `tolerance` (all in 0…1). */
export function mixAdvice(actual: Mix, expected: Mix, tolerance: number): string[] {
  return purposeCodes.flatMap((code) => {
    const off = actual[code] - expected[code];
    if (Math.abs(off) <= tolerance) return [];
    const [is, should] = [actual[code], expected[code]].map((share) => `${Math.round(share * 100)}%`);
    const { label, examples } = purposes[code];
    return off > 0
      ? [`「${label}」占 ${is}，高于定位建议的 ${should}，可以少发一些`]
      : [`「${label}」占 ${is}，低于定位建议的 ${should}，多做${examples}`];
  });
}
