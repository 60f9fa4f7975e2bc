import { chartPalette } from "../../theme/tokens.ts";
import type { TierCode } from "./tier-api.ts";

/** Each tier keeps its colour on every picture. */
export const tierColors: Readonly<Record<TierCode, string>> = {
  high: chartPalette[0],
  potential: chartPalette[5],
  new: chartPalette[2],
  silent: chartPalette[3],
  low: chartPalette[1],
  general: chartPalette[7],
};

export const tierNames: Readonly<Record<TierCode, string>> = {
  new: "新用户",
  high: "高价值活跃",
  potential: "潜在高价值",
  silent: "沉默用户",
  low: "低价值用户",
  general: "普通客户",
};
