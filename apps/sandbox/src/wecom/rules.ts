import { ApiRefusal } from "../http/endpoint.ts";
import type { PlatformRules } from "../http/platform-server.ts";
import { appOf } from "./apps/caller.ts";
import { codeEndpoints } from "./codes/endpoints.ts";
import { contactEndpoints } from "./contacts/endpoints.ts";
import { customerEndpoints } from "./customers/endpoints.ts";
import { groupEndpoints } from "./groups/endpoints.ts";
import { meaningOf } from "./meanings.ts";
import { tagEndpoints } from "./tags/endpoints.ts";
import { tokenEndpoints } from "./token.ts";

/** `https://qyapi.weixin.qq.com`, as far as a self-built app of one company sees it. */
export function wecomRules(): PlatformRules {
  return {
    platform: "wecom",
    meaning: meaningOf,
    endpoints: [
      ...tokenEndpoints,
      ...contactEndpoints,
      ...customerEndpoints,
      ...codeEndpoints,
      ...tagEndpoints,
      ...groupEndpoints,
    ],
    admit(call) {
      const app = appOf(call);
      if (!app.enabled) throw new ApiRefusal(50003);
      if (app.trustedIps && !app.trustedIps.includes(call.ip))
        throw new ApiRefusal(60020, "not allow to access from your ip");
      if (call.query.debug === "1") return;
    },
  };
}
