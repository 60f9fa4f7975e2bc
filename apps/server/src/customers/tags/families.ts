/** The five families of tags, by business scene (DT-04). */
export const tagFamilies = {
  channel: "渠道标签",
  identity: "身份标签",
  intent: "意向标签",
  activity: "活跃标签",
  consumption: "消费标签",
} as const;

export type TagFamily = keyof typeof tagFamilies;

export const tagFamilyNames = Object.keys(tagFamilies) as [TagFamily, ...TagFamily[]];
