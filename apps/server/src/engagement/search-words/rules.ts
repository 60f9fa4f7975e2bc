/** Fronts of 搜一搜 (CH-31). */
export const searchKinds = {
  brand_zone: { label: "品牌专区", hint: "搜品牌名时最上面的一块；A 类能显示直播状态" },
  topic: { label: "话题标签", hint: "文章、视频号里的 #话题，点开就是一页内容" },
  keyword: { label: "搜索词", hint: "长尾词：文章标题里写着，搜到就能看到商品卡" },
} as const;
export type SearchKind = keyof typeof searchKinds;

export interface LiveSlot {
  readonly liveFrom: Date | null;
  readonly liveUntil: Date | null;
}

export const zoneStates = { plain: "常态", reserving: "预约", live: "直播中" } as const;
export type ZoneState = keyof typeof zoneStates;

/** What a zone shows: before its live show to be reserved, during it live, else as always. */
export function zoneState({ liveFrom, liveUntil }: LiveSlot, now: Date): ZoneState {
  if (liveFrom === null || liveUntil === null || now >= liveUntil) return "plain";
  return now < liveFrom ? "reserving" : "live";
}
