import { timingSafeEqual } from "node:crypto";
import { type Endpoint, get, refuse } from "../http/endpoint.ts";
import { currentToken } from "../http/tokens.ts";
import { secondsOf } from "../world/clock.ts";
import { checkAddress, noteWrongSecret } from "./access/door.ts";

/** gettoken and the address lists: wecom-api.md §1.1. Asked again within its life, the same token is returned. */
export const tokenEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/cgi-bin/gettoken",
    open: true,
    handle: (call) => {
      const { world, query } = call;
      checkAddress(call);
      if (!query.corpid) refuse(41002, "corpid missing");
      if (!query.corpsecret) refuse(41004, "corpsecret missing");
      if (query.corpid !== world.wecom.corpId) refuse(40013);
      const app = [...world.wecom.apps.values()].find((known) => same(known.secret, query.corpsecret ?? ""));
      if (!app) noteWrongSecret(call);
      if (!app?.enabled) refuse(40001);
      const token = currentToken(world, app.agentId);
      return { access_token: token.token, expires_in: token.expiresAt - secondsOf(world.clock) };
    },
  },
  get("/cgi-bin/getcallbackip", () => ({ ip_list: ["127.0.0.1"] })),
  get("/cgi-bin/get_api_domain_ip", () => ({ ip_list: ["127.0.0.1"] })),
];

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
