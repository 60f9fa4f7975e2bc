/** What a taste is about. A value is what the shop calls it: 豆沙 04, 175/92A, 法式. */
export const tasteNames = {
  shade: "色号",
  finish: "质地",
  colour: "颜色",
  size: "尺码",
  style: "风格",
  material: "材质",
  room: "空间",
} as const;

export type TasteName = keyof typeof tasteNames;
export const tasteNameList = Object.keys(tasteNames) as [TasteName, ...TasteName[]];

/** From which confidence a taste is called likely and firm. */
export const confidenceLines = { likely: 30, firm: 60 } as const;
export type ConfidenceLevel = "firm" | "likely" | "faint";

export interface Evidence {
  readonly name: string;
  readonly weight: number;
}

/**
 * How sure a taste is, 0–99: its share of all that was seen of the same attribute, times how much was seen at all (n ÷ (n + 2)). One short
 * try says little however alone it stands; six tries that go six ways say little either.
 */
export function confidenceOf(taste: Evidence, all: readonly Evidence[]): number {
  const total = all.reduce((sum, { name, weight }) => (name === taste.name ? sum + weight : sum), 0);
  return total <= 0 ? 0 : Math.floor(100 * (taste.weight / total) * (total / (total + 2)));
}

export function levelOf(confidence: number): ConfidenceLevel {
  if (confidence >= confidenceLines.firm) return "firm";
  return confidence >= confidenceLines.likely ? "likely" : "faint";
}
