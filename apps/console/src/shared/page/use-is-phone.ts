import { useSyncExternalStore } from "react";
import { phoneWidth } from "../../theme/tokens.ts";

const query = window.matchMedia(`(max-width: ${phoneWidth - 1}px)`);

function subscribe(notify: () => void): () => void {
  query.addEventListener("change", notify);
  return () => query.removeEventListener("change", notify);
}

/** Whether the page is shown as on a phone: drawer navigation, tables as cards. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
