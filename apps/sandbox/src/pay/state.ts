import type { BillFile } from "./bills/state.ts";
import type { Merchant } from "./merchants/state.ts";
import { type NoticesState, noNotices } from "./notices/state.ts";
import type { Cashier } from "./orders/state.ts";
import { defaultPaySettings, type PaySettings } from "./settings.ts";

/** Everything behind `https://api.mch.weixin.qq.com`: merchants by number. */
export interface PayState {
  readonly merchants: Map<string, Merchant>;
  /** What opens the cashier, by prepay_id, code_url or h5_url. */
  readonly cashiers: Map<string, Cashier>;
  /** Files that may be fetched, by token. */
  readonly bills: Map<string, BillFile>;
  readonly notices: NoticesState;
  readonly settings: PaySettings;
}

export function noPay(): PayState {
  return {
    merchants: new Map(),
    cashiers: new Map(),
    bills: new Map(),
    notices: noNotices(),
    settings: defaultPaySettings(),
  };
}
