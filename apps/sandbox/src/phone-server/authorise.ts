import { z } from "zod";
import { type Action, action } from "../control/action.ts";
import { personNamed } from "../control/people-actions.ts";
import { authorizeAs } from "../wecom/oauth/authorize.ts";
import { authorize, checkAuthorize } from "../weixin/oauth/authorize.ts";
import type { World } from "../world/world.ts";

/** Whether the address is an authorisation page of WeChat's: what a web view would answer with the person's own identity. */
export function asksWho(address: string): boolean {
  return URL.canParse(address) && new URL(address).pathname.endsWith("/connect/oauth2/authorize");
}

/** Where the browser goes on after this person agreed, with a code. @throws RangeError in the page's words where it may not be shown */
export function authorise(world: World, person: string, address: string): string {
  const query = Object.fromEntries(new URL(address).searchParams);
  const someone = personNamed(world, person);
  if (query.appid === world.wecom.corpId) return authorizeAs(world, query, someone.id);
  const checked = checkAuthorize(world, query);
  if (typeof checked === "string") throw new RangeError(checked);
  return authorize(world, someone, checked);
}

export const authoriseActions: readonly Action[] = [
  action("phone.authorise", z.object({ person: z.string(), url: z.url() }), (world, { person, url }) => ({
    location: asksWho(url) ? authorise(world, person, url) : url,
  })),
];
