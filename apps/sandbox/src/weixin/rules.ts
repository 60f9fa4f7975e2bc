import { refuse } from "../http/endpoint.ts";
import type { PlatformRules } from "../http/platform-server.ts";
import { shopEndpoints } from "../shop/endpoints.ts";
import { checkAddress } from "./access/address.ts";
import { accessEndpoints } from "./access/endpoints.ts";
import { countCall } from "./access/quotas.ts";
import { refusalText } from "./access/refusal-text.ts";
import { tokenEndpoints } from "./access/tokens.ts";
import { accountOf } from "./accounts/accounts.ts";
import { draftEndpoints } from "./articles/drafts.ts";
import { publishEndpoints } from "./articles/publish.ts";
import { accountFigureEndpoints } from "./figures/endpoints.ts";
import { blacklistEndpoints } from "./followers/blacklist.ts";
import { tagEndpoints } from "./followers/tags.ts";
import { userEndpoints } from "./followers/users.ts";
import { massSendEndpoints } from "./mass-sends/endpoints.ts";
import { mediaEndpoints } from "./media/endpoints.ts";
import { menuEndpoints } from "./menus/endpoints.ts";
import { messageEndpoints } from "./messages/endpoints.ts";
import { miniEndpoints } from "./mini/endpoints.ts";
import { oauthEndpoints } from "./oauth/endpoints.ts";
import { qrCodeEndpoints } from "./qr-codes/endpoints.ts";
import { subscriptionEndpoints } from "./subscriptions/endpoints.ts";
import { templateEndpoints } from "./templates/endpoints.ts";
import { videoChannelEndpoints } from "./video-channel/endpoints.ts";

/** `https://api.weixin.qq.com`, with the few pages of mp.weixin.qq.com and open.weixin.qq.com that a product sends people to. */
export function weixinRules(): PlatformRules {
  return {
    platform: "weixin",
    envelope: "without_data",
    unknownToken: 40001,
    errmsg: refusalText,
    endpoints: [
      ...tokenEndpoints,
      ...accessEndpoints,
      ...userEndpoints,
      ...tagEndpoints,
      ...blacklistEndpoints,
      ...menuEndpoints,
      ...messageEndpoints,
      ...templateEndpoints,
      ...subscriptionEndpoints,
      ...massSendEndpoints,
      ...draftEndpoints,
      ...publishEndpoints,
      ...mediaEndpoints,
      ...qrCodeEndpoints,
      ...oauthEndpoints,
      ...accountFigureEndpoints,
      ...miniEndpoints,
      ...shopEndpoints,
      ...videoChannelEndpoints,
    ],
    admit: (call) => checkAddress(call, accountOf(call)),
    count(call, path) {
      if (!call.app) return;
      const account = accountOf(call);
      if ((account.kind === "shop" || account.kind === "video_channel") && !OF_SHOPS.test(path)) refuse(48001);
      countCall(call.world, account, path);
    },
  };
}

/** What the token of a shop or video channel may ask besides its own family: what every account has. */
const OF_SHOPS = /^\/(channels\/|cgi-bin\/(openapi|clear_quota|get_api_domain_ip|getcallbackip|callback\/check))/;
