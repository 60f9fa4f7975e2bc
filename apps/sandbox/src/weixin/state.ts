import { type AccessState, noAccess } from "./access/state.ts";
import type { Account } from "./accounts/state.ts";
import { defaultWeixinSettings, type WeixinSettings } from "./settings.ts";

/** Everything behind `https://api.weixin.qq.com`: official accounts, mini programs and shops by appid. */
export interface WeixinState {
  readonly accounts: Map<string, Account>;
  readonly access: AccessState;
  readonly settings: WeixinSettings;
}

export function noWeixin(): WeixinState {
  return { accounts: new Map(), access: noAccess(), settings: defaultWeixinSettings() };
}
