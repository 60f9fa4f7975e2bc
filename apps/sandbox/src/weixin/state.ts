import { type AccessState, noAccess } from "./access/state.ts";
import type { MiniProgram, OfficialAccount } from "./accounts/state.ts";
import { defaultWeixinSettings, type WeixinSettings } from "./settings.ts";

/** Everything behind `https://api.weixin.qq.com`: official accounts and mini programs by appid. */
export interface WeixinState {
  readonly accounts: Map<string, OfficialAccount | MiniProgram>;
  readonly access: AccessState;
  readonly settings: WeixinSettings;
}

export function noWeixin(): WeixinState {
  return { accounts: new Map(), access: noAccess(), settings: defaultWeixinSettings() };
}
