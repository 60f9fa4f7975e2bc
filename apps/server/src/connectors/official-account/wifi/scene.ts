import type { WeixinEvent } from "@feilun/wechat-protocol";

/** What the code on a store's WiFi card says; the same store has the same code for good. */
export const wifiScene = (storeNo: number) => `wifi-${storeNo}`;

/** The store whose WiFi code led to a follow or a scan; null for every other event. */
export function wifiStoreOf(event: WeixinEvent): number | null {
  if (event.kind !== "subscribe" && event.kind !== "SCAN") return null;
  const found = /^(?:qrscene_)?wifi-(\d{1,9})$/.exec(event.eventKey ?? "");
  return found ? Number(found[1]) : null;
}
