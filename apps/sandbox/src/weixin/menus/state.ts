import type { WeixinMenuButton, WeixinMenuRule } from "@feilun/wechat-protocol";

export interface ConditionalMenu {
  readonly menuid: number;
  readonly button: WeixinMenuButton[];
  readonly matchrule: WeixinMenuRule;
}

/** The default menu and its conditional ones, oldest first: wechat-api.md §1.9. */
export interface MenusState {
  main: { readonly menuid: number; readonly button: WeixinMenuButton[] } | undefined;
  conditional: ConditionalMenu[];
  nextId: number;
}

export function noMenus(): MenusState {
  return { main: undefined, conditional: [], nextId: 400_000_001 };
}
