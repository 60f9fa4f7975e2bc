import { SUBSCRIBE_SCENE, type SubscribeScene } from "@feilun/wechat-protocol";
import { secondsOf } from "../../world/clock.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { openidIn } from "../accounts/accounts.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { today } from "../calendar.ts";
import { tell } from "../callbacks/tell.ts";
import { count } from "../figures/note.ts";
import { openWindow } from "../messages/windows.ts";
import type { QrCode } from "../qr-codes/state.ts";
import type { Follower } from "./state.ts";

/** `user_source` of the data cube by subscribe_scene: wechat-api.md §1.12. */
const USER_SOURCE: Partial<Record<SubscribeScene, number>> = {
  [SUBSCRIBE_SCENE.search]: 1,
  [SUBSCRIBE_SCENE.profileCard]: 17,
  [SUBSCRIBE_SCENE.qrCode]: 30,
  [SUBSCRIBE_SCENE.paid]: 51,
  [SUBSCRIBE_SCENE.profileLink]: 57,
  [SUBSCRIBE_SCENE.advertisement]: 100,
};

/** How someone came to follow. */
export interface FollowDraft {
  readonly scene?: SubscribeScene | undefined;
  readonly code?: QrCode | undefined;
  readonly platform?: Follower["platform"] | undefined;
}

/** The person presses 关注: the account hears of it, with the code that led there. Following twice does nothing. */
export function follow(world: World, account: OfficialAccount, person: Person, draft: FollowDraft = {}): Follower {
  const openid = openidIn(world, person, account);
  const known = account.followers.people.get(openid);
  if (known?.following) return known;
  const { code } = draft;
  const follower: Follower = {
    openid,
    personId: person.id,
    following: true,
    subscribedAt: secondsOf(world.clock),
    scene: draft.scene ?? (code ? SUBSCRIBE_SCENE.qrCode : SUBSCRIBE_SCENE.search),
    qrScene: code?.sceneId ?? 0,
    qrSceneStr: code?.sceneStr ?? "",
    remark: "",
    tags: [],
    blacklisted: known?.blacklisted ?? false,
    refusesMessages: known?.refusesMessages ?? false,
    platform: draft.platform ?? known?.platform ?? "ios",
  };
  account.followers.people.set(openid, follower);
  count(world, account.figures.newFollowers, String(USER_SOURCE[follower.scene] ?? 0));
  noteTotal(world, account, 1);
  openWindow(world, account, openid, code ? "scan" : "follow");
  const source = code
    ? { eventKey: `qrscene_${code.sceneStr ?? code.sceneId}`, ticket: code.ticket }
    : { eventKey: "" };
  tell(world, account, openid, "subscribe", source);
  return follower;
}

/** The person presses 取消关注: remark and tags go with it. */
export function unfollow(world: World, account: OfficialAccount, person: Person): void {
  const openid = openidIn(world, person, account);
  const follower = account.followers.people.get(openid);
  if (!follower?.following) return;
  follower.following = false;
  follower.tags = [];
  follower.remark = "";
  account.messages.triggers.delete(openid);
  count(world, account.figures.lostFollowers, String(USER_SOURCE[follower.scene] ?? 0));
  noteTotal(world, account, -1);
  tell(world, account, openid, "unsubscribe", { eventKey: "" });
}

/** Those who follow now, in the order of their first following. */
export function followersOf(account: OfficialAccount): Follower[] {
  return [...account.followers.people.values()].filter(({ following }) => following);
}

/** The follower of an openid, or undefined where the person does not follow. */
export function followerOf(account: OfficialAccount, openid: string): Follower | undefined {
  const known = account.followers.people.get(openid);
  return known?.following ? known : undefined;
}

function noteTotal(world: World, { followers, figures }: OfficialAccount, more: 1 | -1): void {
  followers.following += more;
  figures.followers.set(today(world), followers.following);
}
