import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, refuse } from "../../http/endpoint.ts";
import type { IssuedToken } from "../../http/state.ts";
import { issueToken } from "../../http/tokens.ts";
import { secondsOf } from "../../world/clock.ts";
import { accountBySecret } from "../accounts/accounts.ts";
import type { Account } from "../accounts/state.ts";
import { bodyOf } from "../read.ts";
import { checkAddress } from "./address.ts";
import { countCall, countWindow } from "./quotas.ts";

const CREDENTIAL = "client_credential";
const stableBody = z.object({
  grant_type: z.string().optional(),
  appid: z.string().optional(),
  secret: z.string().optional(),
  force_refresh: z.boolean().optional(),
});

/** The two ways to an access token; their tokens live beside each other: wechat-api.md §1.1. */
export const tokenEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/cgi-bin/token",
    open: true,
    handle(call) {
      const { grant_type, appid, secret } = call.query;
      const account = admitted(call, grant_type, appid, secret);
      countCall(call.world, account, "/cgi-bin/token");
      const overlap = WEIXIN_QUOTAS.accessTokenOverlap.amount;
      return view(call, issueToken(call.world, account.appid, overlap, `plain/${account.appid}`));
    },
  },
  {
    method: "POST",
    path: "/cgi-bin/stable_token",
    open: true,
    handle(call) {
      const { grant_type, appid, secret, force_refresh } = bodyOf(call, stableBody);
      const account = admitted(call, grant_type, appid, secret);
      countCall(call.world, account, "/cgi-bin/stable_token");
      return view(call, force_refresh ? forced(call, account) : stable(call, account));
    },
  },
];

function admitted(call: Call, grantType: unknown, appid: unknown, secret: unknown): Account {
  if (grantType !== CREDENTIAL) refuse(40002, "invalid grant_type");
  const account = accountBySecret(call.world, appid, secret);
  checkAddress(call, account);
  return account;
}

/** The same token until its last five minutes, then a new one beside it. */
function stable({ world }: Call, { appid }: Account): IssuedToken {
  const series = `stable/${appid}`;
  const known = world.tokens.issued.get(world.tokens.current.get(series) ?? "");
  const overlap = WEIXIN_QUOTAS.accessTokenOverlap.amount;
  if (known && known.expiresAt - secondsOf(world.clock) >= overlap) return known;
  return issueToken(world, appid, overlap, series);
}

/** A new token that ends the former at once: 20 a day, 30 s apart. */
function forced({ world }: Call, { appid }: Account): IssuedToken {
  const now = secondsOf(world.clock);
  const last = world.weixin.access.forcedAt.get(appid);
  if (last !== undefined && now - last < WEIXIN_QUOTAS.stableTokenForcedGap.amount) refuse(45011, "force_refresh");
  if (!countWindow(world, `${appid} force_refresh`, "day", WEIXIN_QUOTAS.stableTokenForced.amount))
    refuse(45009, "force_refresh");
  world.weixin.access.forcedAt.set(appid, now);
  return issueToken(world, appid, 0, `stable/${appid}`);
}

const view = ({ world }: Call, { token, expiresAt }: IssuedToken) => ({
  access_token: token,
  expires_in: expiresAt - secondsOf(world.clock),
});
