/** Kinds of codes; the labels are operators' words. */
export const codeKinds = {
  staff: "员工活码",
  store: "门店活码",
  group: "群活码",
  place: "位置活码",
  link: "短链接",
  acquisition: "获客链接",
} as const;
export type CodeKind = keyof typeof codeKinds;

/** What carries a code (CH-26, CH-27, T-10). */
export const materials = {
  poster: "海报",
  table_card: "台卡",
  roll_up: "易拉宝",
  badge: "导购胸牌",
  packaging: "包装",
  parcel_card: "包裹卡",
  leaflet: "DM 单",
  receipt: "小票",
  screen: "智能屏",
  bottle: "瓶身码",
  meeting: "线下会议",
  experience_store: "体验店",
  event_page: "活动页",
  article: "公众号文章",
  menu: "公众号菜单",
  mini_program: "小程序",
  ad: "广告",
  live: "直播间",
  friend: "好友邀请",
  other: "其他",
} as const;
export type Material = keyof typeof materials;

/** Where people come from, as group sources are rated (T-10, AQ-18, AQ-26). */
export const sourceGroups = {
  store: { label: "门店引流", materials: ["table_card", "roll_up", "badge", "screen", "receipt", "experience_store"] },
  material: { label: "物料扫码", materials: ["poster", "leaflet", "packaging", "parcel_card", "bottle", "meeting"] },
  friend: { label: "好友邀请", materials: ["friend"] },
  event_page: { label: "活动页扫码", materials: ["event_page", "mini_program", "live"] },
  ad: { label: "广告投放", materials: ["ad"] },
  official_account: { label: "公众号", materials: ["article", "menu"] },
  other: { label: "其他", materials: ["other"] },
} as const satisfies Record<string, { label: string; materials: readonly Material[] }>;
export type SourceGroup = keyof typeof sourceGroups;

export function sourceGroupOf(material: string): SourceGroup {
  const found = Object.entries(sourceGroups).find(([, group]) =>
    (group.materials as readonly string[]).includes(material),
  );
  return (found?.[0] ?? "other") as SourceGroup;
}

/** Channels a code may stand in; the vocabulary of ARCHITECTURE's glossary. */
export const codeChannels = {
  store: "门店",
  mini_program: "小程序",
  wechat_shop: "微信小店",
  official_account: "公众号",
  wecom: "企业微信",
  ecommerce: "电商平台",
} as const;
export type CodeChannel = keyof typeof codeChannels;

export const codesOf = <Vocabulary extends object>(vocabulary: Vocabulary) =>
  Object.keys(vocabulary) as [keyof Vocabulary & string, ...(keyof Vocabulary & string)[]];
