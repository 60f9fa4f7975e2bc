import { createHash } from "node:crypto";
import { type Call, refuse } from "../../http/endpoint.ts";
import { newShop } from "../../shop/state.ts";
import { openidOf, personByOpenid } from "../../world/people.ts";
import { opaqueId, type RandomState, randomBelow } from "../../world/random.ts";
import type { Person } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { noArticles } from "../articles/state.ts";
import { noFigures } from "../figures/state.ts";
import { noFollowers } from "../followers/state.ts";
import { noMassSends } from "../mass-sends/state.ts";
import { noMedia } from "../media/state.ts";
import { noMenus } from "../menus/state.ts";
import { noMessages } from "../messages/state.ts";
import { newMini } from "../mini/state.ts";
import { noOauth } from "../oauth/state.ts";
import { noQrCodes } from "../qr-codes/state.ts";
import { noSubscriptions } from "../subscriptions/state.ts";
import { noTemplates } from "../templates/state.ts";
import { newVideoChannel } from "../video-channel/state.ts";
import type { Account, CallbackSetting, MiniProgram, OfficialAccount, Shop, VideoChannel } from "./state.ts";

/** What may be told of a new account; the rest is invented. */
export interface AccountDraft {
  readonly name: string;
  readonly appid?: string | undefined;
  readonly secret?: string | undefined;
  readonly ipWhitelist?: string[] | undefined;
  /** `main` unless told; null: bound to none. */
  readonly openPlatform?: string | null | undefined;
  readonly callback?: CallbackSetting | undefined;
}

/** Registers an official account, as mp.weixin.qq.com would. */
export function addOfficialAccount(
  world: World,
  draft: AccountDraft & Partial<Pick<OfficialAccount, "type" | "verified" | "webDomains">>,
): OfficialAccount {
  const account: OfficialAccount = {
    ...base(world, draft),
    kind: "official_account",
    type: draft.type ?? "service",
    verified: draft.verified ?? true,
    webDomains: draft.webDomains,
    followers: noFollowers(),
    menus: noMenus(),
    templates: noTemplates(),
    massSends: noMassSends(),
    articles: noArticles(),
    qrCodes: noQrCodes(),
    oauth: noOauth(),
    figures: noFigures(),
  };
  world.weixin.accounts.set(account.appid, account);
  return account;
}

/** Registers a mini program with its published pages. */
export function addMiniProgram(
  world: World,
  draft: AccountDraft & { readonly pages?: readonly string[]; readonly trading?: boolean },
): MiniProgram {
  const mini = newMini(draft.pages ?? ["pages/index/index"], draft.trading ?? true);
  const account: MiniProgram = { ...base(world, draft), kind: "mini_program", mini };
  world.weixin.accounts.set(account.appid, account);
  return account;
}

/** Opens a shop with nothing in it. */
export function addShop(world: World, draft: AccountDraft): Shop {
  const account: Shop = { ...base(world, draft), kind: "shop", shop: newShop() };
  world.weixin.accounts.set(account.appid, account);
  return account;
}

/** Registers the account of a video channel, as 视频号助手 would. */
export function addVideoChannel(world: World, draft: AccountDraft): VideoChannel {
  const account: VideoChannel = {
    ...base(world, draft),
    kind: "video_channel",
    video: newVideoChannel(`sph${opaque(world, 12)}`),
  };
  world.weixin.accounts.set(account.appid, account);
  return account;
}

/** The account whose token was shown, or 40001. */
export function accountOf(call: Call): Account {
  return call.world.weixin.accounts.get(call.app) ?? refuse(40001);
}

/** The official account whose token was shown; 48001 for another kind. */
export function officialAccountOf(call: Call): OfficialAccount {
  const account = accountOf(call);
  return account.kind === "official_account" ? account : refuse(48001);
}

/** A verified service account's own rights: 48001 for others. */
export function serviceAccountOf(call: Call): OfficialAccount {
  const account = officialAccountOf(call);
  return account.type === "service" && account.verified ? account : refuse(48001);
}

/** The mini program whose token was shown; 48001 for another kind. */
export function miniProgramOf(call: Call): MiniProgram {
  const account = accountOf(call);
  return account.kind === "mini_program" ? account : refuse(48001);
}

/** The shop whose token was shown; 48001 for another kind. */
export function shopOf(call: Call): Shop {
  const account = accountOf(call);
  return account.kind === "shop" ? account : refuse(48001);
}

/** The video channel whose token was shown; 48001 for another kind. */
export function videoChannelOf(call: Call): VideoChannel {
  const account = accountOf(call);
  return account.kind === "video_channel" ? account : refuse(48001);
}

/** The account of an appid and secret shown instead of a token: 41002, 41004, 40013, 40125, 40243. */
export function accountBySecret(world: World, appid: unknown, secret: unknown): Account {
  if (!appid) refuse(41002);
  if (!secret) refuse(41004);
  const account = world.weixin.accounts.get(String(appid));
  if (!account) refuse(40013);
  if (account.frozen) refuse(40243);
  return account.secret === secret ? account : refuse(40125);
}

/** Who stands behind an openid of this account, or 40003. */
export function personOf(world: World, account: Account, openid: unknown, errcode = 40003): Person {
  return personByOpenid(world, account.appid, String(openid ?? "")) ?? refuse(errcode);
}

/** The person's id in one account. */
export function openidIn(world: World, person: Person, account: Account): string {
  return openidOf(world, person, account.appid);
}

/** The person's id among the accounts of one Open Platform account; undefined where unbound (wechat-api.md §3). */
export function unionidIn(person: Person, account: Account): string | undefined {
  if (account.openPlatform === undefined) return undefined;
  if (account.openPlatform === "main") return person.unionid;
  const other = createHash("sha256").update(`${account.openPlatform}/${person.unionid}`).digest("base64url");
  return `o${other.slice(0, 27)}`;
}

function base(world: World, draft: AccountDraft) {
  return {
    appid: draft.appid ?? `wx${hex(world.random, 16)}`,
    ghId: `gh_${hex(world.random, 12)}`,
    name: draft.name,
    secret: draft.secret ?? hex(world.random, 32),
    frozen: false,
    ipWhitelist: draft.ipWhitelist,
    openPlatform: draft.openPlatform === null ? undefined : (draft.openPlatform ?? "main"),
    callback: draft.callback,
    messages: noMessages(),
    subscriptions: noSubscriptions(),
    media: noMedia(),
  };
}

/** Lower-case hexadecimal digits, as appids, secrets and rids have. */
export function hex(random: RandomState, length: number): string {
  return Array.from({ length }, () => randomBelow(random, 16).toString(16)).join("");
}

/** A 64-bit id of messages and jobs as decimal digits that stay exact as a number. */
export function serialNumber(world: World): number {
  return 1_000_000_000 + randomBelow(world.random, 2 ** 31) * 1000 + randomBelow(world.random, 1000);
}

/** An opaque media, ticket or publishing id. */
export function opaque(world: World, length: number): string {
  return opaqueId(world.random, "", length);
}
