import { weixinError } from "@feilun/wechat-protocol";
import type { ApiRefusal } from "../../http/endpoint.ts";
import type { RefusedRequest } from "../../http/platform-server.ts";
import { secondsOf } from "../../world/clock.ts";
import { hex } from "../accounts/accounts.ts";

const KEPT = 1000;

/** `text rid: xxxxxxxx-xxxxxxxx-xxxxxxxx`; the rid can be asked for with openapi/rid/get (wechat-api.md §0.1). */
export function refusalText({ errcode, detail }: ApiRefusal, { world, url, ip }: RefusedRequest): string {
  const { refused } = world.weixin.access;
  const at = secondsOf(world.clock);
  const rid = `${at.toString(16)}-${hex(world.random, 8)}-${hex(world.random, 8)}`;
  refused.set(rid, { at, url, ip });
  const [oldest] = refused.keys();
  if (refused.size > KEPT && oldest) refused.delete(oldest);
  const { known, meaning } = weixinError(errcode);
  // The address refusal's whole text is its detail, as products cut the address out of it.
  if (errcode === 40164 && detail) return `${detail} rid: ${rid}`;
  const said = known ? `${meaning}${detail ? ` (${detail})` : ""}` : (detail ?? meaning);
  return `${said} rid: ${rid}`;
}
