import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { refuse } from "../../http/endpoint.ts";
import { nowOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import type { Account } from "../accounts/state.ts";
import type { TriggerKind } from "./state.ts";

const HOURS_48 = WEIXIN_QUOTAS.customMessageWindowAfterMessage.amount;
const MINUTE = WEIXIN_QUOTAS.customMessageWindowAfterClick.amount;

/** The user did something that lets the account write for a while: wechat-api.md §1.5, §2.4. */
export function openWindow(world: World, account: Account, openid: string, kind: TriggerKind): void {
  const [left, seconds] = allowance(world, account, kind);
  if (left === 0) return;
  const others = (account.messages.triggers.get(openid) ?? []).filter((known) => known.kind !== kind);
  account.messages.triggers.set(openid, [...others, { kind, left, until: nowOf(world.clock) + seconds * 1000 }]);
}

/** Takes one message out of the window that closes first: 45015 where none is open, 45047 where all are used up. */
export function useWindow(world: World, account: Account, openid: string): void {
  const now = nowOf(world.clock);
  const open = (account.messages.triggers.get(openid) ?? []).filter(({ until }) => until > now);
  account.messages.triggers.set(openid, open);
  if (open.length === 0) refuse(45015);
  const [first] = open.filter(({ left }) => left > 0).sort((a, b) => a.until - b.until);
  if (!first) refuse(45047);
  first.left--;
}

function allowance(world: World, account: Account, kind: TriggerKind): [messages: number, seconds: number] {
  if (account.kind === "mini_program")
    switch (kind) {
      case "message":
        return [WEIXIN_QUOTAS.miniCustomMessagesAfterMessage.amount, HOURS_48];
      case "enter":
        return [
          WEIXIN_QUOTAS.miniCustomMessagesAfterEntry.amount,
          WEIXIN_QUOTAS.miniCustomMessageWindowAfterEntry.amount,
        ];
      default:
        return [0, 0];
    }
  switch (kind) {
    case "message":
      return [WEIXIN_QUOTAS.customMessagesAfterMessage.amount, HOURS_48];
    case "payment":
      return [world.weixin.settings.customMessagesAfterPayment, HOURS_48];
    case "enter":
      return [0, 0];
    default:
      return [WEIXIN_QUOTAS.customMessagesAfterClick.amount, MINUTE];
  }
}
