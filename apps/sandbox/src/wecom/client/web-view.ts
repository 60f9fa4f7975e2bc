import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { personNamed } from "../../control/people-actions.ts";
import { checkSignature } from "../access/tickets.ts";
import { authorizeAs } from "../oauth/authorize.ts";

/** What the web view of a phone does for a page. */
export const webViewActions: readonly Action[] = [
  /** A person agrees on the OAuth page; answers where the browser goes. */
  action(
    "wecom.authorize",
    z.object({
      person: z.string(),
      redirectUri: z.url(),
      agentId: z.string().optional(),
      scope: z.enum(["snsapi_base", "snsapi_privateinfo"]).optional(),
      state: z.string().optional(),
    }),
    (world, { person, redirectUri, agentId, scope, state }) => ({
      location: authorizeAs(
        world,
        { appid: world.wecom.corpId, redirect_uri: redirectUri, agentid: agentId, scope, state },
        personNamed(world, person).id,
      ),
    }),
  ),
  /** The page calls wx.config (no agent) or wx.agentConfig. */
  action(
    "wecom.check_js_signature",
    z.object({
      agentId: z.string().optional(),
      nonceStr: z.string(),
      timestamp: z.int(),
      url: z.string(),
      signature: z.string(),
    }),
    (world, shown) => ({ errMsg: checkSignature(world, shown) }),
  ),
];
