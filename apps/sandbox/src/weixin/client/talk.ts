import { say } from "../../world/chats.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { opaque, openidIn, serialNumber } from "../accounts/accounts.ts";
import type { Account, OfficialAccount } from "../accounts/state.ts";
import { tell } from "../callbacks/tell.ts";
import { count, mark } from "../figures/note.ts";
import { followerOf } from "../followers/follow.ts";
import { keepMedia } from "../media/store.ts";
import { chatKey } from "../messages/chat.ts";
import { openWindow } from "../messages/windows.ts";

/** `msg_type` of the data cube. */
const CUBE_TYPE = { text: "1", image: "2", voice: "3", video: "4" } as const;
/** One transparent pixel: what a phone's picture is here. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/** What a person writes to an account. */
export type Spoken =
  | { readonly kind: "text"; readonly content: string; readonly menuItem?: string | undefined }
  | { readonly kind: "image" | "voice" | "video" }
  | { readonly kind: "location"; readonly latitude: number; readonly longitude: number; readonly label: string }
  | { readonly kind: "link"; readonly title: string; readonly url: string }
  | { readonly kind: "miniprogrampage"; readonly title: string; readonly page: string };

/** The person writes in the account's chat. @throws RangeError where an official account is not followed */
export function speak(world: World, account: Account, person: Person, spoken: Spoken): { msgId: string } {
  const openid = openidIn(world, person, account);
  if (account.kind === "official_account") {
    const follower = followerOf(account, openid);
    if (!follower) throw new RangeError(`${person.nickname} 没有关注 ${account.name}`);
    noteMessage(world, account, openid, spoken.kind);
    // Of people on the blacklist nothing arrives.
    if (follower.blacklisted) return { msgId: "" };
  }
  const msgId = String(serialNumber(world));
  say(world, chatKey(account, openid), { from: person.id, msgtype: spoken.kind, content: { ...spoken } });
  // A pick in a msgmenu counts as a menu click: wechat-api.md §1.5.
  openWindow(world, account, openid, spoken.kind === "text" && spoken.menuItem ? "click" : "message");
  push(world, account, openid, msgId, spoken);
  return { msgId };
}

function push(world: World, account: Account, openid: string, msgId: string, spoken: Spoken): void {
  switch (spoken.kind) {
    case "text":
      tell(world, account, openid, "message.text", {
        msgId,
        content: spoken.content,
        bizmsgmenuid: spoken.menuItem,
        msgDataId: undefined,
        idx: undefined,
      });
      break;
    case "image": {
      const mediaId = sent(world, account, "image", "image/png");
      tell(world, account, openid, "message.image", {
        msgId,
        mediaId,
        picUrl: `http://mmbiz.qpic.cn/mmbiz/${mediaId}/0`,
      });
      break;
    }
    case "voice": {
      const voice = { mediaId: sent(world, account, "voice", "audio/amr"), format: "amr" };
      tell(world, account, openid, "message.voice", {
        msgId,
        ...voice,
        mediaId16K: opaque(world, 64),
        recognition: undefined,
      });
      break;
    }
    case "video": {
      const mediaId = sent(world, account, "video", "video/mp4");
      tell(world, account, openid, "message.video", {
        msgId,
        mediaId,
        thumbMediaId: sent(world, account, "thumb", "image/png"),
      });
      break;
    }
    case "location":
      tell(world, account, openid, "message.location", {
        msgId,
        locationX: String(spoken.latitude),
        locationY: String(spoken.longitude),
        scale: "16",
        label: spoken.label,
      });
      break;
    case "link":
      tell(world, account, openid, "message.link", {
        msgId,
        title: spoken.title,
        description: "",
        url: spoken.url,
      });
      break;
    case "miniprogrampage":
      tell(world, account, openid, "message.miniprogrampage", {
        msgId,
        title: spoken.title,
        appId: account.appid,
        pagePath: spoken.page,
        thumbUrl: undefined,
        thumbMediaId: sent(world, account, "thumb", "image/png"),
      });
      break;
  }
}

function sent(world: World, account: Account, kind: "image" | "voice" | "video" | "thumb", type: string): string {
  return keepMedia(world, account, { kind, type, name: `${kind}`, bytes: PIXEL, permanent: false }).mediaId;
}

function noteMessage(world: World, { figures }: OfficialAccount, openid: string, kind: Spoken["kind"]): void {
  const type = kind in CUBE_TYPE ? CUBE_TYPE[kind as keyof typeof CUBE_TYPE] : "6";
  count(world, figures.messages, type);
  mark(world, figures.senders, type, openid);
}
