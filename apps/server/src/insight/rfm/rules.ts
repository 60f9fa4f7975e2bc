/** The eight classic groups: whether recency, frequency and monetary value are better than the mean of all customers. */
export const rfmGroups = [
  { code: "important_value", bits: 7, name: "重要价值", advice: "最近、常来、花得多：专属服务与新品优先" },
  { code: "important_develop", bits: 5, name: "重要发展", advice: "最近来过、花得多、来得少：搭配推荐，提高到店次数" },
  { code: "important_keep", bits: 3, name: "重要保持", advice: "常来、花得多、最近没来：主动联系，送回店礼" },
  { code: "important_rescue", bits: 1, name: "重要挽留", advice: "花得多但来得少又很久没来：一对一回访，找出原因" },
  { code: "general_value", bits: 6, name: "一般价值", advice: "最近、常来、客单低：连带销售，提高客单价" },
  { code: "general_develop", bits: 4, name: "一般发展", advice: "刚来过的新客：二次购买券，尽快促成复购" },
  { code: "general_keep", bits: 2, name: "一般保持", advice: "来过多次、花得少、最近没来：低成本唤醒" },
  { code: "general_rescue", bits: 0, name: "一般挽留", advice: "很久没来、来得少、花得少：只做群发，不占导购时间" },
] as const;

export type RfmGroup = (typeof rfmGroups)[number];
export type RfmGroupCode = RfmGroup["code"];

/** Bit 2 = recency below the mean, bit 1 = frequency above it, bit 0 = monetary value above it. */
export function rfmGroupOf(bits: number): RfmGroup {
  const group = rfmGroups.find((candidate) => candidate.bits === bits);
  if (!group) throw new Error(`an RFM group has three bits, got ${bits}`);
  return group;
}

/** `7` → `"111"` */
export function bitsText(bits: number): string {
  return bits.toString(2).padStart(3, "0");
}
