import type { World } from "../world/world.ts";

const ANSWER_MS = 5000;
const AT_ONCE = 4;
let underWay = 0;

/** Opens a link as a phone's browser would. Only addresses that this company's apps are called back at are asked: nobody else's server hears of the crowd. */
export function visitLink(world: World, url: string): void {
  if (underWay >= AT_ONCE || !isOwnHost(world, url)) return;
  underWay++;
  void fetch(url, { redirect: "manual", signal: AbortSignal.timeout(ANSWER_MS), headers: { "user-agent": PHONE } })
    .then((answer) => answer.body?.cancel())
    .catch(() => undefined)
    .finally(() => {
      underWay--;
    });
}

const PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50 FeilunSandbox";

/** Whether the address is at a host that this company's apps are called back at. */
export function isOwnHost(world: World, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { host } = new URL(url);
  return [...world.wecom.apps.values()].some(({ callback }) => callback && new URL(callback.url).host === host);
}
