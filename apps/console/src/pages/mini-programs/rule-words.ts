import type { HomeRules } from "./mini-program-api.ts";

type Fields = HomeRules["usual"];

export const fallbackNames = { last_store: "上次的门店", guide_store: "专属导购或所属的门店" } as const;

const metres = (value: number) => (value < 1_000 ? `${value} 米` : `${value / 1_000} 公里`);

/** A rule in words; what it does not say is left out. */
export function ruleWords(rule: Fields): string[] {
  const { scanAndGo, inStoreMetres, homeDelivery, deliveryMetres, deliveryMinutes, deliversClosed } = rule;
  return [
    ...(scanAndGo === null ? [] : [scanAndGo ? "店内扫码购" : "不做扫码购"]),
    ...(inStoreMetres === null ? [] : [`${metres(inStoreMetres)}内算在店里`]),
    ...(homeDelivery === null ? [] : [homeDelivery ? "到家" : "不做到家"]),
    ...(deliveryMetres === null ? [] : [`配送 ${metres(deliveryMetres)}内`]),
    ...(deliveryMinutes === null ? [] : [`承诺 ${deliveryMinutes} 分钟`]),
    ...(deliversClosed === null ? [] : [deliversClosed ? "打烊后也接单" : "打烊后不接单"]),
  ];
}
