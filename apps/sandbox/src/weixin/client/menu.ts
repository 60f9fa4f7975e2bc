import type { WeixinMenuButton } from "@feilun/wechat-protocol";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { openidIn } from "../accounts/accounts.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { tell } from "../callbacks/tell.ts";
import { followerOf } from "../followers/follow.ts";
import { menuOf } from "../menus/endpoints.ts";
import { show } from "../messages/chat.ts";
import { openWindow } from "../messages/windows.ts";

/** What a press needs besides the button: a scanned text or a chosen place. */
export interface Pressed {
  readonly scanned?: string | undefined;
  readonly place?: { readonly latitude: number; readonly longitude: number; readonly label: string } | undefined;
}

/** The person presses a button of the menu that they see; returns what opens. @throws RangeError for an unknown button */
export function pressMenu(world: World, account: OfficialAccount, person: Person, name: string, pressed: Pressed = {}) {
  const openid = openidIn(world, person, account);
  if (!followerOf(account, openid)) throw new RangeError(`${person.nickname} 没有关注 ${account.name}`);
  const menu = menuOf(account, openid);
  const button = menu?.button.flatMap((first) => first.sub_button ?? [first]).find((known) => known.name === name);
  if (!menu || !button) throw new RangeError(`菜单里没有“${name}”`);
  act(world, account, openid, button, String(menu.menuid), pressed);
  const { type, url, appid, pagepath } = button;
  return { type, url, appid, pagepath };
}

function act(
  world: World,
  account: OfficialAccount,
  openid: string,
  button: WeixinMenuButton,
  menuId: string,
  pressed: Pressed,
): void {
  const eventKey = button.key ?? "";
  switch (button.type) {
    case "click":
      openWindow(world, account, openid, "click");
      tell(world, account, openid, "CLICK", { eventKey });
      break;
    case "view":
      tell(world, account, openid, "VIEW", { eventKey: button.url, menuId });
      break;
    case "miniprogram":
      tell(world, account, openid, "view_miniprogram", { eventKey: button.pagepath, menuId });
      break;
    case "scancode_push":
    case "scancode_waitmsg":
      openWindow(world, account, openid, "click");
      tell(world, account, openid, button.type, {
        eventKey,
        scanCodeInfo: { scanType: "qrcode", scanResult: pressed.scanned ?? "" },
      });
      break;
    case "location_select": {
      const { latitude, longitude, label } = pressed.place ?? { latitude: 31.23, longitude: 121.47, label: "上海" };
      const place = { locationX: String(latitude), locationY: String(longitude), scale: "15", label, poiname: label };
      tell(world, account, openid, "location_select", { eventKey, sendLocationInfo: place });
      break;
    }
    case "pic_sysphoto":
    case "pic_photo_or_album":
    case "pic_weixin":
      tell(world, account, openid, button.type, {
        eventKey,
        sendPicsInfo: { count: 1, picList: [{ picMd5Sum: "1b5f7c23b5bf75682a53e7b6d163e185" }] },
      });
      break;
    default:
      // Material and articles appear in the chat; nobody is told.
      show(world, account, openid, button.type ?? "media_id", {
        media_id: button.media_id,
        article_id: button.article_id,
      });
      break;
  }
}
