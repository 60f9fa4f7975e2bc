import { nowOf, secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { openidIn } from "../accounts/accounts.ts";
import type { MiniProgram } from "../accounts/state.ts";

const KEPT = 100_000;
const SESSION_MS = 30 * 60_000;

/** The person opens a page, or goes on to another one. Returns the openid. */
export function visit(
  world: World,
  account: MiniProgram,
  person: Person,
  opened: { readonly page: string; readonly scene: number; readonly staySeconds?: number | undefined },
): string {
  const openid = openidIn(world, person, account);
  const at = nowOf(world.clock);
  const { visits, lastVisit } = account.mini;
  const last = lastVisit.get(openid);
  const entry = last === undefined || at - last * 1000 > SESSION_MS;
  visits.push({ openid, at, page: opened.page, scene: opened.scene, staySeconds: opened.staySeconds ?? 30, entry });
  if (visits.length > KEPT) visits.splice(0, visits.length - KEPT);
  lastVisit.set(openid, secondsOf(world.clock));
  return openid;
}

/** The person passes a page on to a friend or group. */
export function sharePage(world: World, account: MiniProgram, person: Person, page: string): void {
  account.mini.shares.push({ at: nowOf(world.clock), openid: openidIn(world, person, account), page });
}
