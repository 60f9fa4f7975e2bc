import { z } from "zod";
import { type Action, action } from "../control/action.ts";
import { personNamed } from "../control/people-actions.ts";
import { ApiRefusal } from "../http/endpoint.ts";
import { openAcquisitionLink } from "../wecom/client/acquisition.ts";
import { scanContactWay } from "../wecom/client/friends.ts";
import { enterKf } from "../wecom/client/kf.ts";
import { scanJoinWay } from "../wecom/client/rooms.ts";
import { scanCode } from "../weixin/client/scan.ts";
import { chatKey } from "../weixin/messages/chat.ts";
import type { Person } from "../world/state.ts";
import type { World } from "../world/world.ts";
import type { ScanOutcome } from "./views.ts";

/**
 * The camera of a phone over any code: WeCom's, WeChat's, or a web address, by what the picture holds.
 * @throws RangeError for text that is none of these
 */
export function scan(world: World, person: Person, content: string): ScanOutcome {
  if (content.startsWith("weixin://wxpay/") || content.startsWith("https://wx.tenpay.com/"))
    return { kind: "pay", cashier: content };
  const { contactWays, joinWays } = world.wecom.codes;
  const configId = /\/wwpic\/([^/]+)\//.exec(content)?.[1] ?? content;
  if (contactWays.has(configId)) return asChat(scanContactWay(world, person, configId));
  if (joinWays.has(configId))
    return { kind: "chat", key: `group/${scanJoinWay(world, person, configId).chatId}`, waiting: false };
  if (content.includes("/wwpic/")) throw new ApiRefusal(41044, "二维码已失效");
  if (/work\.weixin\.qq\.com\/(ca\/|.*%2Fca%2F)/.test(content))
    return asChat(openAcquisitionLink(world, person, content));
  if (/work\.weixin\.qq\.com\/kfid\//.test(content)) {
    const { openKfid, externalUserid } = enterKf(world, person, content);
    return { kind: "chat", key: `kf/${openKfid}/${externalUserid}`, waiting: false };
  }
  return asAccount(world, person, content);
}

function asAccount(world: World, person: Person, content: string): ScanOutcome {
  const isWeb = /^https?:\/\//.test(content) && !/^https?:\/\/weixin\.qq\.com\//.test(content);
  if (isWeb) {
    try {
      return outcome(world, scanCode(world, person, content));
    } catch (error) {
      // No code of an account here: the browser opens it.
      if (error instanceof RangeError) return { kind: "web", url: content };
      throw error;
    }
  }
  return outcome(world, scanCode(world, person, content));
}

function outcome(world: World, found: ReturnType<typeof scanCode>): ScanOutcome {
  const account = world.weixin.accounts.get(found.appid);
  if (found.kind === "mini_program" || !account)
    return { kind: "mini", appid: found.appid, page: found.page ?? "", query: found.query };
  return { kind: "chat", key: chatKey(account, found.openid), waiting: false };
}

function asChat({ userid, externalUserid, waiting }: ReturnType<typeof scanContactWay>): ScanOutcome {
  return { kind: "chat", key: `wecom/${userid}/${externalUserid}`, waiting };
}

/** What only the phone's page does. */
export const phoneActions: readonly Action[] = [
  action("phone.scan", z.object({ person: z.string(), code: z.string().trim().min(1) }), (world, { person, code }) =>
    scan(world, personNamed(world, person), code),
  ),
];
