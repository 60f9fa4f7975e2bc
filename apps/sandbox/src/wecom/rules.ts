import { wecomError } from "@feilun/wechat-protocol";
import { ApiRefusal } from "../http/endpoint.ts";
import type { PlatformRules } from "../http/platform-server.ts";
import { CORP_PATH_LIMIT, RateCounter } from "../http/rate-limits.ts";
import { nowOf } from "../world/clock.ts";
import { countDebug } from "./access/door.ts";
import { ticketEndpoints } from "./access/tickets.ts";
import { acquisitionEndpoints } from "./acquisition/endpoints.ts";
import { albumEndpoints } from "./albums/endpoints.ts";
import { appMessageEndpoints } from "./app-messages/endpoints.ts";
import { appOf } from "./apps/caller.ts";
import { appEndpoints } from "./apps/endpoints.ts";
import { archiveEndpoints } from "./archive/endpoints.ts";
import { codeEndpoints } from "./codes/endpoints.ts";
import { contactEndpoints } from "./contacts/endpoints.ts";
import { customerEndpoints } from "./customers/endpoints.ts";
import { groupEndpoints } from "./groups/endpoints.ts";
import { idEndpoints } from "./ids/endpoints.ts";
import { inheritanceEndpoints } from "./inheritance/endpoints.ts";
import { interceptEndpoints } from "./intercept/endpoints.ts";
import { kfAccountEndpoints } from "./kf/accounts.ts";
import { kfMessageEndpoints } from "./kf/messages.ts";
import { kfSessionEndpoints } from "./kf/service-state.ts";
import { kfStatisticsEndpoints } from "./kf/statistics.ts";
import { massMessageEndpoints } from "./mass-messages/endpoints.ts";
import { mediaEndpoints } from "./media/endpoints.ts";
import { memberTagEndpoints } from "./member-tags/endpoints.ts";
import { momentEndpoints } from "./moments/endpoints.ts";
import { oauthEndpoints } from "./oauth/endpoints.ts";
import { statisticsEndpoints } from "./statistics/endpoints.ts";
import { tagEndpoints } from "./tags/endpoints.ts";
import { tokenEndpoints } from "./token.ts";
import { welcomeTemplateEndpoints } from "./welcome-templates/endpoints.ts";

/** Reads that WeCom bounds in number under way: wecom-api.md §1.3. */
const STORAGE_READS: ReadonlySet<string> = new Set([
  "/cgi-bin/externalcontact/list",
  "/cgi-bin/externalcontact/get",
  "/cgi-bin/externalcontact/batch/get_by_user",
  "/cgi-bin/externalcontact/contact_list",
  "/cgi-bin/externalcontact/groupchat/list",
  "/cgi-bin/externalcontact/groupchat/get",
]);

/** `https://qyapi.weixin.qq.com`, as far as a self-built app of one company sees it. */
export function wecomRules(): PlatformRules {
  const counter = new RateCounter();
  return {
    platform: "wecom",
    envelope: "always",
    unknownToken: 40014,
    errmsg({ errcode, detail }, { world, ip }) {
      const said = `${wecomError(errcode).meaning}${detail ? ` (${detail})` : ""}`;
      return `${said}, hint: [${nowOf(world.clock)}], from ip: ${ip}, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
    },
    count({ app, world }, path) {
      if (!counter.take(`${app}${path}`, CORP_PATH_LIMIT, nowOf(world.clock))) throw new ApiRefusal(45009);
    },
    endpoints: [
      ...tokenEndpoints,
      ...ticketEndpoints,
      ...appEndpoints,
      ...contactEndpoints,
      ...customerEndpoints,
      ...codeEndpoints,
      ...tagEndpoints,
      ...groupEndpoints,
      ...mediaEndpoints,
      ...archiveEndpoints,
      ...kfStatisticsEndpoints,
      ...kfSessionEndpoints,
      ...kfMessageEndpoints,
      ...kfAccountEndpoints,
      ...acquisitionEndpoints,
      ...idEndpoints,
      ...interceptEndpoints,
      ...albumEndpoints,
      ...welcomeTemplateEndpoints,
      ...oauthEndpoints,
      ...memberTagEndpoints,
      ...appMessageEndpoints,
      ...statisticsEndpoints,
      ...inheritanceEndpoints,
      ...momentEndpoints,
      ...massMessageEndpoints,
    ],
    admit(call) {
      const app = appOf(call);
      if (!app.enabled) throw new ApiRefusal(50003);
      if (app.trustedIps && !app.trustedIps.includes(call.ip))
        throw new ApiRefusal(60020, "not allow to access from your ip");
      countDebug(call);
    },
    atOnce: ({ world }, path) => (STORAGE_READS.has(path) ? world.wecom.limits.concurrentReads : undefined),
  };
}
