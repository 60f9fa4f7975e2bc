import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { openidIn } from "../accounts/accounts.ts";
import { tell } from "../callbacks/tell.ts";
import { follow, followerOf } from "../followers/follow.ts";
import { openWindow } from "../messages/windows.ts";
import { visit } from "../mini/visit.ts";
import { scannedWxaCode } from "../mini/wxa-codes.ts";
import { scannedCode } from "../qr-codes/endpoints.ts";

const SCANNED_CODE_SCENE = 1047;

/**
 * The person scans a picture (by its content, or a ticket): a parametric code makes a follower or tells SCAN, a
 * mini-program code opens its page. @throws RangeError for anything else or an expired code
 */
export function scanCode(world: World, person: Person, content: string) {
  const found = scannedCode(world, content);
  if (found) {
    const { account, code } = found;
    const openid = openidIn(world, person, account);
    if (followerOf(account, openid)) {
      openWindow(world, account, openid, "scan");
      tell(world, account, openid, "SCAN", { eventKey: String(code.sceneStr ?? code.sceneId), ticket: code.ticket });
    } else follow(world, account, person, { code });
    return { kind: "official_account", appid: account.appid, openid };
  }
  const wxa = scannedWxaCode(world, content);
  if (!wxa) throw new RangeError(`无法识别或已过期的码：${content}`);
  const { account, code } = wxa;
  const [path = "", query] = code.path.split("?");
  const page = path || (account.mini.pages[0] ?? "");
  const openid = visit(world, account, person, { page, scene: SCANNED_CODE_SCENE });
  // The page gets `scene` encoded, as wx.onLoad does.
  return {
    kind: "mini_program",
    appid: account.appid,
    openid,
    page,
    query: code.scene === undefined ? query : `scene=${encodeURIComponent(code.scene)}`,
  };
}
